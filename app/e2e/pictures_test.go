//go:build e2e

package e2e

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core/fbexport/fbsample"
)

// kept counts the pictures in the data folder.
func (s *shop) kept() (n int) {
	s.Helper()
	_ = filepath.WalkDir(filepath.Join(s.dir, "pictures"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return nil // no folder: no picture
	})
	return n
}

// shown gives a conversation as the program tells it, newest first.
func (s *shop) shown(customer string) (list []struct {
	MessageID string `json:"message_id"`
	Text      string `json:"text"`
}) {
	s.Helper()
	s.must(done, &list, "show", customer)
	return list
}

// Given pictures on the page and in a download, both are kept once, what is taken back on the page stays here, and a new
// name is taken over.
func TestPicturesAndWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty")
	s.must(done, nil, "connect")
	ana, _ := s.wrote("", "Ana Duarte", "hello", "")
	s.wrote(ana, "", "is it this one?", "picture")
	_, gone := s.wrote(ana, "", "forget what I said", "")
	s.fetchPictures()
	if n := s.kept(); n != 1 {
		t.Fatalf("%d pictures are kept", n)
	}
	s.control("POST", "unsend", map[string]any{"message": gone}, nil)
	s.control("POST", "rename", map[string]any{"customer": ana, "name": "Ana Prata"}, nil)
	s.wrote(ana, "", "and another thing", "")
	s.fetchPictures()
	said := s.shown(ana)
	if len(said) != 4 || said[1].Text != "forget what I said" {
		t.Errorf("shown: %+v", said)
	}
	if c, ok := s.find("Ana Prata"); !ok {
		t.Errorf("her new name is not here: %+v", c)
	}

	const root = "your_facebook_activity/messages/inbox/anaprata_1/"
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	message := fbsample.Message{Sender: "Ana Prata", At: time.Now().Add(-300 * 24 * time.Hour), Text: "my first mug",
		Extra: map[string]any{"photos": []map[string]any{{"uri": root + "photos/1.png"}}, "reactions": []map[string]any{{"reaction": fbsample.Mojibake("❤"), "actor": "Tulip Corner"}}}}
	path := filepath.Join(t.TempDir(), "facebook-x.zip")
	if err := fbsample.Zip(path, map[string][]byte{root + "photos/1.png": picture.Bytes(), "../../evil.png": picture.Bytes(),
		root + "message_1.json": fbsample.JSON("Ana Prata", []string{"Ana Prata", "Tulip Corner"}, []fbsample.Message{message})}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []int{1, 0} {
		var r struct {
			MessagesNew int `json:"messages_new"`
			Skipped     []struct{ File, Why string }
		}
		s.must([]int{3}, &r, "import", path)
		if r.MessagesNew != want || len(r.Skipped) != 1 || !strings.Contains(r.Skipped[0].Why, "leads out") || s.kept() != 2 {
			t.Errorf("import %d: %+v, %d pictures", i, r, s.kept())
		}
	}
	said = s.shown(ana)
	if len(said) != 5 || said[4].Text != "my first mug" {
		t.Errorf("with the download: %+v", said)
	}
	s.must(done, nil, "erase", ana)
	if n := s.kept(); n != 0 {
		t.Errorf("%d pictures are left of her", n)
	}
}

// Given a first reading that is killed again and again, the last one ends with everything.
func TestAReadingThatIsKilledIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--customers", "400", "--no-rate-limits")
	s.must(done, nil, "connect")
	s.must(done, nil, "rules", "set", "pace=0")
	for range 6 {
		s.killed(150*time.Millisecond, "sync")
	}
	s.must(done, nil, "sync")
	var people []struct {
		Messages int `json:"messages"`
	}
	s.control("GET", "customers", nil, &people)
	want := 0
	for _, p := range people {
		want += p.Messages
	}
	var status struct {
		Conversations int `json:"conversations"`
		Customers     int `json:"customers"`
		Messages      int `json:"messages"`
	}
	s.must(done, &status, "status")
	if status.Messages != want || want == 0 {
		t.Errorf("%d of %d messages: %+v", status.Messages, want, status)
	}
}
