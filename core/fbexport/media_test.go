package fbexport_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"shopbell/core/fbexport"
	"shopbell/core/fbexport/fbsample"
)

// pictured is a message file whose messages have files.
func pictured(uris ...string) []byte {
	var list []map[string]any
	for _, u := range uris {
		list = append(list, map[string]any{"uri": u, "creation_timestamp": 1795252400})
	}
	return fbsample.JSON("Ana", both("Ana"), []fbsample.Message{{Sender: "Ana", At: noon, Extra: map[string]any{"photos": list}}})
}

// filesOf opens a download and gives what each file of its first thread's messages holds, "-" for none.
func filesOf(t *testing.T, paths ...string) []string {
	t.Helper()
	x, err := fbexport.Open(t.Context(), paths, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	var out []string
	err = x.Read(t.Context(), x.Threads()[0], func(m fbexport.Message) error {
		for i, name := range m.Files {
			r, err := x.OpenFile(name)
			if errors.Is(err, fs.ErrNotExist) {
				out = append(out, "-")
				continue
			}
			if err != nil {
				t.Error(err)
				continue
			}
			b, err := io.ReadAll(r)
			if err := errors.Join(err, r.Close()); err != nil {
				out = append(out, err.Error())
				continue
			}
			if m.Attachments[i].Size != int64(len(b)) {
				t.Errorf("%s is said to have %d bytes", name, m.Attachments[i].Size)
			}
			out = append(out, string(b))
		}
		return nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFilesOfMessages(t *testing.T) {
	uris := []string{newRoot + "ana_1/photos/9.jpg", "your_facebook_activity/messages/stickers_used/s.png", "photos/8.jpg", newRoot + "ana_1/photos/none.jpg",
		"../../../etc/passwd", "/etc/passwd", newRoot + "../../../../x", "", "C:\\x.jpg"}
	message := pictured(uris...)
	photos := map[string][]byte{newRoot + "ana_1/photos/9.jpg": []byte("nine"), newRoot + "ana_1/photos/8.jpg": []byte("eight"),
		"your_facebook_activity/messages/stickers_used/s.png": []byte("sticker"), newRoot + "ana_1/x": []byte("beside")}
	want := "nine sticker eight - - - - - -"
	// The pictures of a thread may lie in another part than its messages.
	got := filesOf(t, part(t, map[string][]byte{newRoot + "ana_1/message_1.json": message}), part(t, photos))
	if s := strings.Join(got, " "); s != want {
		t.Errorf("two parts: %s", s)
	}
	photos[newRoot+"ana_1/message_1.json"] = message
	if s := strings.Join(filesOf(t, folder(t, photos)), " "); s != want {
		t.Errorf("a folder: %s", s)
	}
	page := strings.NewReplacer("SRC", "photos/9.jpg").Replace(`<title>Ana</title><div class="_a6-g"><div class="_a6-h">Ana</div><div class="_a6-p"><img src="SRC"></div><div class="_a6-o">Jul 12, 2024 4:55:32pm</div></div>`)
	delete(photos, newRoot+"ana_1/message_1.json")
	photos[newRoot+"ana_1/message_1.html"] = []byte(page)
	if s := strings.Join(filesOf(t, part(t, photos)), " "); s != "nine" {
		t.Errorf("HTML: %s", s)
	}
}

func TestAPictureThatUnpacksWithoutEnd(t *testing.T) {
	bomb := bytes.Repeat([]byte{0}, 64<<20)
	got := filesOf(t, part(t, map[string][]byte{newRoot + "ana_1/message_1.json": pictured(newRoot + "ana_1/photos/9.jpg"), newRoot + "ana_1/photos/9.jpg": bomb}))
	if len(got) != 1 || !strings.Contains(got[0], "unpacks without end") {
		t.Errorf("got %.80q", got)
	}
}

func TestReactionsCallsAndUnsent(t *testing.T) {
	file := fbsample.JSON("Ana", both("Ana"), []fbsample.Message{
		{Sender: "Ana", At: noon, Text: "liked", Extra: map[string]any{"reactions": []map[string]any{{"reaction": fbsample.Mojibake("❤"), "actor": fbsample.Mojibake("Žoë")}, {"reaction": "", "actor": "x"}}}},
		{Sender: "Ana", At: noon, Extra: map[string]any{"call_duration": 61}},
		{Sender: "Ana", At: noon, Extra: map[string]any{"call_duration": 0, "missed": true}},
		{Sender: "Ana", At: noon, Extra: map[string]any{"is_unsent": true}},
	})
	got, skipped := read(t, folder(t, map[string][]byte{newRoot + "ana_1/message_1.json": file}))
	m := got["ana_1"]
	if len(m) != 4 || len(skipped) != 0 {
		t.Fatalf("%+v, %+v", m, skipped)
	}
	if r := m[0].Reactions; len(r) != 1 || r[0] != (fbexport.Reaction{Emoji: "❤", Actor: "Žoë"}) {
		t.Errorf("reactions %+v", r)
	}
	if a, b := m[1].Attachments[0], m[2].Attachments[0]; a.Kind != "call" || a.Seconds != 61 || a.Missed || !b.Missed {
		t.Errorf("calls %+v, %+v", a, b)
	}
	if !m[3].Unsent || m[0].Unsent || m[3].ID == "" {
		t.Errorf("unsent %+v", m[3])
	}
}
