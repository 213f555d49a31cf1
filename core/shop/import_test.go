package shop

import (
	"bytes"
	"fmt"
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
	hits, err := s.Search(t.Context(), SearchQuery{Words: "sending offers", Limit: 5})
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
	if r.MessagesNew != 1 || len(r.Skipped) != 1 || !strings.Contains(r.Skipped[0].Why, "more than two people") || fmt.Sprint(told) != "[1 2]" {
		t.Errorf("%+v, progress %v", r, told)
	}
	plan, err := s.PlanRestock(t.Context(), RestockOrder{SKU: "MUG-BLUE", Stock: 1000})
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
