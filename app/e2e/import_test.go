//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
	"time"

	"shopbell/core/fbexport/fbsample"
)

// download writes a "Download your information" with one conversation.
func (s *shop) download(page, name string, texts ...string) string {
	s.Helper()
	var list []fbsample.Message
	at := time.Now().Add(-1000 * 24 * time.Hour)
	for i, text := range texts {
		list = append([]fbsample.Message{{Sender: name, At: at.Add(time.Duration(i) * time.Hour), Text: text}}, list...)
	}
	path := filepath.Join(s.TempDir(), "facebook-tulip-20261101.zip")
	err := fbsample.Zip(path, map[string][]byte{
		"your_facebook_activity/messages/inbox/friend_1/message_1.json": fbsample.JSON(name, []string{name, page}, list),
	})
	if err != nil {
		s.Fatal(err)
	}
	return path
}

// TestOldConversationsComeInOnce: a download is read once, found by search, goes with the person who is erased, and does
// not bring them back.
func TestOldConversationsComeInOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var st struct{ Page struct{ Name string } }
	s.must(done, &st, "status")
	const name = "Ottokar Urzeit"
	path := s.download(st.Page.Name, name, "Do you have the marzipan pig?", "Fröhliche Weihnachten", "please stop writing to me")

	var r struct {
		New        int `json:"messages_new"`
		Duplicates int
		Threads    int
	}
	s.must(done, &r, "import", path)
	if r.New != 3 || r.Threads != 1 {
		t.Errorf("the first time %+v", r)
	}
	s.must(done, &r, "import", path)
	if r.New != 0 || r.Duplicates != 3 {
		t.Errorf("again %+v", r)
	}
	var hits []struct {
		CustomerID string `json:"customer_id"`
		Text       string
	}
	s.must(done, &hits, "search", "frohliche weihnachten")
	if len(hits) != 1 || hits[0].Text != "Fröhliche Weihnachten" {
		t.Fatalf("found %+v", hits)
	}
	him, ok := s.find(name)
	if !ok || !him.OptedOut || him.CustomerID != hits[0].CustomerID {
		t.Errorf("%+v", him)
	}
	s.must(done, nil, "erase", him.CustomerID)
	s.must(done, &r, "import", path)
	if _, back := s.find(name); back || r.New != 0 {
		t.Errorf("the download brought him back: %+v", r)
	}
	what := map[string][]byte{"name": []byte("urzeit"), "words": []byte("marzipan"), "id": []byte(him.CustomerID)}
	if found := s.traces(s.dir, what); len(found) != 0 {
		t.Errorf("traces: %v", found)
	}
}
