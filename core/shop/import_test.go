package shop

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/fbexport/fbsample"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/vault"
	"shopbell/core/views"
)

// alone is a shop that never met its page.
func alone(t testing.TB) *Shop {
	t.Helper()
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	return New(Config{Store: st, Vault: vault.NewSession(), Clock: core.NewFakeClock(noon), Zone: time.UTC})
}

func (s *scene) imports(path string) ImportedHistory {
	s.Helper()
	r, err := s.Import(s.Context(), []string{path}, nil)
	s.must(err)
	return r
}

// A download of what the practice page said, with more before it.
func TestImportOfAKnownConversation(t *testing.T) {
	s := newScene(t, practice.Options{})
	const name = "Ana Duarte"
	id := s.customer(name)
	before, err := s.store.Customer(t.Context(), id)
	s.must(err)
	here, err := s.store.Conversation(t.Context(), id, time.Time{}, "", 500)
	s.must(err)
	page, err := s.store.Page(t.Context())
	s.must(err)
	var list []fbsample.Message
	say := func(sender string, at time.Time, text string) {
		list = append(list, fbsample.Message{Sender: sender, At: at, Text: text})
	}
	for _, m := range here {
		sender := name
		if m.FromPage {
			sender = page.Name
		}
		if m.Text != "" {
			say(sender, m.At.Truncate(time.Second).Add(412*time.Millisecond), m.Text)
		}
	}
	old := noon.Add(-400 * 24 * time.Hour)
	say(page.Name, old, "Hello Ana ☕")
	say(name, old.Add(-time.Hour), "Please stop sending me offers")
	path := filepath.Join(t.TempDir(), "facebook-x.zip")
	s.must(fbsample.Zip(path, map[string][]byte{"your_facebook_activity/messages/inbox/anaduarte_1/message_1.json": fbsample.JSON(name, []string{name, page.Name}, list)}))

	r := s.imports(path)
	if r.Threads != 1 || r.MessagesNew != 2 || r.Duplicates != len(list)-2 || r.OptOutsNew != 1 || len(r.Skipped) != 0 {
		t.Errorf("%+v of %d messages", r, len(list))
	}
	after, err := s.store.Customer(t.Context(), id)
	s.must(err)
	if after.OptOut == nil || !after.LastInboundAt.Equal(before.LastInboundAt) || !after.FirstContact.Equal(old.Add(-time.Hour)) {
		t.Errorf("before %+v, after %+v", before, after)
	}
	if again := s.imports(path); again.MessagesNew != 0 || again.Duplicates != len(list) {
		t.Errorf("again %+v", again)
	}
	hits, err := s.Search(t.Context(), views.SearchQuery{Words: "sending offers", Limit: 5})
	if s.must(err); len(hits) != 1 {
		t.Errorf("found %+v", hits)
	}
}

// Somebody whom only the download knows is never sent to, whatever they ask for and however lately they wrote.
func TestImportMakesNobodySendable(t *testing.T) {
	s := newScene(t, practice.Options{})
	page, err := s.store.Page(t.Context())
	s.must(err)
	thread := func(people ...string) []byte {
		return fbsample.JSON(people[0], people, []fbsample.Message{{Sender: people[0], At: noon.Add(-time.Minute), Text: "Tell me when the blue mug is back"}})
	}
	dir := t.TempDir()
	s.must(fbsample.Folder(dir, map[string][]byte{
		"messages/inbox/stranger_1/message_1.json": thread("A Stranger", page.Name),
		"messages/inbox/group_2/message_1.json":    thread("A", "B", page.Name),
	}))
	var told []int
	r, err := s.Import(t.Context(), []string{dir}, func(done, of int) { told = append(told, done, of) })
	s.must(err)
	if r.MessagesNew != 1 || len(r.Skipped) != 1 || r.Skipped[0].Code != core.SkipGroup || fmt.Sprint(told) != "[1 2]" {
		t.Errorf("%+v, progress %v", r, told)
	}
	plan, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 1000})
	s.must(err)
	for _, row := range plan.Rows {
		if strings.HasPrefix(string(row.CustomerID), store.ImportPrefix) {
			t.Errorf("an import put %s on a waiting list", row.Name)
		}
	}
	if c, err := s.store.Customer(t.Context(), "fb:stranger_1"); err != nil || !c.LastInboundAt.IsZero() {
		t.Errorf("%+v, %v", c, err)
	}
}

// A download of more messages than one step keeps.
func TestImportInSteps(t *testing.T) {
	s := alone(t)
	path := filepath.Join(t.TempDir(), "facebook-x.zip")
	if err := fbsample.Large(path, 2, 10_500, noon); err != nil {
		t.Fatal(err)
	}
	for _, want := range []ImportedHistory{{Threads: 2, MessagesNew: 21_000}, {Threads: 2, Duplicates: 21_000}} {
		got, err := s.Import(t.Context(), []string{path}, nil)
		if err != nil || got.Threads != want.Threads || got.MessagesNew != want.MessagesNew || got.Duplicates != want.Duplicates || len(got.Skipped) != 0 {
			t.Errorf("%+v, %v; want %+v", got, err, want)
		}
	}
}

// BenchmarkImport reads SHOPBELL_IMPORT messages (30,000 when unset) in threads of 1,000, into an empty folder and again,
// and tells the process's peak of memory.
func BenchmarkImport(b *testing.B) {
	n := 30_000
	if v := os.Getenv("SHOPBELL_IMPORT"); v != "" {
		if _, err := fmt.Sscan(v, &n); err != nil {
			b.Fatal(err)
		}
	}
	path := filepath.Join(b.TempDir(), "facebook-x.zip")
	if err := fbsample.Large(path, n/1000, 1000, noon); err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	for b.Loop() {
		s := alone(b)
		for _, name := range []string{"new", "again"} {
			began := time.Now()
			r, err := s.Import(b.Context(), []string{path}, nil)
			if err != nil || r.MessagesNew+r.Duplicates != n {
				b.Fatal(r, err)
			}
			b.ReportMetric(float64(n)/time.Since(began).Seconds(), name+"/s")
		}
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range bytes.Lines(status) {
			var kb float64
			if _, err := fmt.Sscanf(string(line), "VmHWM: %f kB", &kb); err == nil {
				b.ReportMetric(kb/1024, "peak-MB")
			}
		}
	}
}

// A download brings the pictures that the page no longer gives, reactions, and what was unsent.
func TestImportOfPictures(t *testing.T) {
	s, id := pictured(t)
	sent := s.page.WritePicture(id, "this one?")
	unsent := s.page.Write(id, "never mind")
	wrote := s.clock.Now()
	s.pull()
	for i := range 25 {
		s.clock.Advance(time.Minute)
		s.page.Write(id, fmt.Sprint("word ", i))
	}
	s.clock.Advance(2 * time.Hour)
	s.pull()
	if got := s.fetch(); got.Expired != 1 {
		t.Fatalf("fetched %+v", got)
	}
	const root = "your_facebook_activity/messages/inbox/anaduarte_1/"
	photo := func(names ...string) map[string]any {
		var list []map[string]any
		for _, n := range names {
			list = append(list, map[string]any{"uri": root + "photos/" + n})
		}
		return map[string]any{"photos": list, "reactions": []map[string]any{{"reaction": fbsample.Mojibake("❤"), "actor": "Tulip Corner"}}}
	}
	people := []string{"Ana Duarte", "Tulip Corner"}
	old := wrote.Add(-400 * 24 * time.Hour)
	files := map[string][]byte{
		root + "message_1.json": fbsample.JSON("Ana Duarte", people, []fbsample.Message{
			{Sender: "Ana Duarte", At: wrote.Truncate(time.Second).Add(300 * time.Millisecond), Text: "this one?", Extra: photo("a.png")},
			{Sender: "Ana Duarte", At: wrote.Truncate(time.Second).Add(700 * time.Millisecond), Extra: map[string]any{"is_unsent": true}},
			{Sender: "Ana Duarte", At: old, Text: "two", Extra: photo("b.png", "gone.png", "c.jpg", "a.png")},
			{Sender: "Ana Duarte", At: old.Add(-time.Hour), Extra: map[string]any{"videos": []map[string]any{{"uri": root + "videos/v.mp4"}}}},
		}),
		root + "photos/a.png": drawn(t, 1), root + "photos/b.png": drawn(t, 2), root + "photos/c.jpg": []byte("no picture"),
		root + "videos/v.mp4": make([]byte, 3000),
	}
	path := filepath.Join(t.TempDir(), "facebook-x.zip")
	s.must(fbsample.Zip(path, files))
	r := s.imports(path)
	if r.MessagesNew != 2 || r.Duplicates != 2 || r.Pictures != 3 || len(r.Skipped) != 0 || s.files() != 2 {
		t.Errorf("%+v, %d files", r, s.files())
	}
	b, err := s.MessagesAround(t.Context(), id, sent, 1)
	s.must(err)
	if p := b[0].Pictures; len(p) != 1 || p[0].State != views.PictureHere || len(b[0].Reactions) != 1 || !b[0].Reactions[0].FromPage {
		t.Errorf("the expired picture: %+v", b[0])
	}
	b, err = s.MessagesAround(t.Context(), id, unsent, 1)
	s.must(err)
	if b[0].DeletedAt.IsZero() || b[0].Text != "never mind" {
		t.Errorf("the unsent message: %+v", b[0])
	}
	list, err := s.Messages(t.Context(), id, old.Add(time.Minute), 5)
	s.must(err)
	var states []string
	for _, p := range list[0].Pictures {
		states = append(states, string(p.State))
	}
	if got := strings.Join(states, " "); got != "here missing unfit here" {
		t.Errorf("the old pictures are %s", got)
	}
	if a := list[1].Attachments; len(a) != 1 || a[0].Size != 3000 || a[0].Kind != "video" {
		t.Errorf("the video: %+v", a)
	}
	if again := s.imports(path); again.MessagesNew != 0 || again.Pictures != 0 || again.Duplicates != 4 {
		t.Errorf("again %+v", again)
	}
	_, err = s.ErasePerson(t.Context(), id)
	s.must(err)
	if s.files() != 0 {
		t.Errorf("%d files after the erasure", s.files())
	}
}

// drawn draws a picture.
func drawn(t *testing.T, n int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range img.Pix {
		img.Pix[i] = byte(i * n)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
