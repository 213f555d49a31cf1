package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// open gives an empty store in a folder of its own.
func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// says makes the pull of a conversation in which a customer wrote one message.
func says(id core.CustomerID, at time.Time, text string, change ...func(*Read)) Pull {
	r := Read{Message: core.Message{ID: core.MessageID(fmt.Sprintf("m_%s_%d", id, at.UnixMilli())), CustomerID: id, At: at, Text: text}, OptOut: core.ReadNothing}
	for _, f := range change {
		f(&r)
	}
	return Pull{Conversation: core.Conversation{ID: core.ConversationID("t_" + id), CustomerID: id, Name: "Name " + string(id), UpdatedAt: at, CanReply: true},
		Messages: []Read{r}, UpTo: at}
}

func wants(sku core.SKU, variant string) func(*Read) {
	return func(r *Read) { r.Wishes = append(r.Wishes, Wish{SKU: sku, Variant: variant}) }
}

func reads(x core.Reading) func(*Read) { return func(r *Read) { r.OptOut = x } }

func apply(t *testing.T, s *Store, now time.Time, pulls ...Pull) Pulled {
	t.Helper()
	got, err := s.Apply(t.Context(), pulls, now)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestFilesAreForTheOwnerOnly(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	for name, want := range map[string]os.FileMode{".": 0o700 | os.ModeDir, FileName: 0o600, FileName + "-wal": 0o600, lockName: 0o600, holderName: 0o600} {
		info, err := os.Stat(filepath.Join(s.Dir(), name))
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode() != want { // Windows has lists: see folder_windows.go
			t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

func TestOneWriterAndReadersBeside(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	_, err := Open(t.Context(), s.Dir())
	if core.CodeOf(err) != core.CodeDataBusy || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Fatalf("a second writer got %v, want data_busy with the holder", err)
	}
	r, err := OpenReader(t.Context(), s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if list, err := r.Customers(t.Context(), CustomerQuery{}); err != nil || len(list) != 1 {
		t.Errorf("the reader sees %v, %v", list, err)
	}
	if err := r.Set(t.Context(), map[string]string{"x": "y"}); core.CodeOf(err) != core.CodeDataReadOnly {
		t.Errorf("the reader wrote: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(t.Context(), s.Dir())
	if err != nil {
		t.Fatalf("after the first writer ended: %v", err)
	}
	_ = again.Close()
}

func TestFoldersThatCannotBeUsed(t *testing.T) {
	t.Run("made by a newer program", func(t *testing.T) {
		s := open(t)
		if _, err := s.write.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
			t.Fatal(err)
		}
		dir := s.Dir()
		_ = s.Close()
		if _, err := Open(t.Context(), dir); core.CodeOf(err) != core.CodeDataNewer {
			t.Errorf("got %v, want data_newer", err)
		}
		if _, err := OpenReader(t.Context(), dir); core.CodeOf(err) != core.CodeDataNewer {
			t.Errorf("the reader got %v, want data_newer", err)
		}
	})
	t.Run("not a database", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, FileName), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(t.Context(), dir); core.CodeOf(err) != core.CodeDataDamaged {
			t.Errorf("got %v, want data_damaged", err)
		}
	})
	t.Run("nothing there", func(t *testing.T) {
		if _, err := OpenReader(t.Context(), t.TempDir()); core.CodeOf(err) != core.CodeNotConnected {
			t.Errorf("got %v, want not_connected", err)
		}
	})
	t.Run("another page", func(t *testing.T) {
		s := open(t)
		if err := s.SetPage(t.Context(), core.Page{ID: "1", Name: "One"}); err != nil {
			t.Fatal(err)
		}
		if err := s.SetPage(t.Context(), core.Page{ID: "2", Name: "Two"}); core.CodeOf(err) != core.CodeOtherPage {
			t.Errorf("got %v, want other_page", err)
		}
	})
}

func TestApplyAgainChangesNothing(t *testing.T) {
	s := open(t)
	pull := says("a", noon, "tell me when the mug is back", wants("MUG", ""), reads(core.ReadReview))
	first := apply(t, s, noon, pull)
	if want := (Pulled{Conversations: 1, Messages: 1, OptOuts: 1, Requests: 1}); first != want {
		t.Errorf("first %+v, want %+v", first, want)
	}
	if again := apply(t, s, noon.Add(time.Hour), pull); again != (Pulled{Conversations: 1}) {
		t.Errorf("again %+v, want nothing new", again)
	}
	entries, broken, err := s.VerifyLedger(t.Context())
	if err != nil || entries != 2 || broken != 0 {
		t.Errorf("ledger %d entries, broken at %d, %v", entries, broken, err)
	}
}

func TestStubIsFilledAndThenRead(t *testing.T) {
	s := open(t)
	stub := says("a", noon, "", func(r *Read) { r.DetailUnavailable = true })
	if got := apply(t, s, noon, stub); got.Stubs != 1 || got.Messages != 0 {
		t.Fatalf("stub: %+v", got)
	}
	if list, _ := s.Search(t.Context(), Query{Words: "mug", Limit: 5}); len(list) != 0 {
		t.Error("an empty stub was found")
	}
	if got := apply(t, s, noon, says("a", noon, "the mug", wants("MUG", ""))); got.Messages != 1 || got.Requests != 1 {
		t.Errorf("filled: %+v", got)
	}
	if list, _ := s.Search(t.Context(), Query{Words: "mug", Limit: 5}); len(list) != 1 {
		t.Error("the filled stub is not found")
	}
}

func TestConversationIsNewestFirstByPages(t *testing.T) {
	s := open(t)
	var want []string
	for i := range 25 { // several in one second, as the page gives them
		at := noon.Add(time.Duration(i/5) * time.Second)
		p := says("a", at, fmt.Sprint("message ", i), func(r *Read) { r.ID = core.MessageID(fmt.Sprint("m_", i)) })
		apply(t, s, noon, p)
		want = append([]string{fmt.Sprint("message ", i)}, want...)
	}
	var got []string
	var before core.MessageID
	for {
		page, err := s.Conversation(t.Context(), "a", time.Time{}, before, 7)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, m := range page {
			got = append(got, m.Text)
		}
		before = page[len(page)-1].ID
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %v\nwant %v", got, want)
	}
	around, err := s.Around(t.Context(), "a", "m_12", 7)
	if err != nil || len(around) != 7 || around[3].ID != "m_12" {
		t.Errorf("around m_12: %v, %v", around, err)
	}
}

func TestCustomersByKeysAndSegments(t *testing.T) {
	s := open(t)
	for i := range 10 {
		apply(t, s, noon, says(core.CustomerID(fmt.Sprint("c", i)), noon.Add(-time.Duration(i)*time.Hour), "hi"))
	}
	apply(t, s, noon, says("c3", noon.Add(-2*time.Hour-time.Minute), "stop", reads(core.ReadStop)))
	apply(t, s, noon, says("c4", noon.Add(-3*time.Hour-time.Minute), "mug", wants("MUG", "")))
	var ids []string
	q := CustomerQuery{Limit: 3}
	for {
		list, err := s.Customers(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			break
		}
		for _, c := range list {
			ids = append(ids, string(c.ID))
		}
		last := list[len(list)-1]
		q.BeforeAt, q.BeforeID = last.LastAt, last.ID
	}
	if got := strings.Join(ids, " "); got != "c0 c1 c2 c3 c4 c5 c6 c7 c8 c9" {
		t.Errorf("pages give %s", got)
	}
	for segment, want := range map[string]int{"open": 5, "stopped": 1, "waiting": 1, "review": 0, "unanswered": 10} {
		filter, err := s.FilterOf(t.Context(), segment)
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Customers(t.Context(), CustomerQuery{Filter: filter, OpenSince: noon.Add(-5 * time.Hour)})
		if err != nil || len(list) != want {
			t.Errorf("segment %s has %d, %v; want %d", segment, len(list), err, want)
		}
	}
	if _, err := s.Customers(t.Context(), CustomerQuery{Filter: core.Filter{State: "x"}}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("unknown state: %v", err)
	}
}

// TestHotQueriesUseTheirIndex asserts plans, not times: no scan of a big table and no sort.
func TestHotQueriesUseTheirIndex(t *testing.T) {
	s := open(t)
	for name, q := range map[string]struct {
		sql  string
		args []any
	}{
		"conversation": {conversationSQL, []any{"a", 1 << 62, 50}},
		"due":          {dueSQL, []any{0, 10}},
	} {
		plan := explain(t, s, q.sql, q.args...)
		if strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s sorts:\n%s", name, plan)
		}
		for _, table := range []string{"SCAN m\n", "SCAN messages\n", "SCAN d\n", "SCAN c\n"} {
			if strings.Contains(plan, table) {
				t.Errorf("%s reads a whole table:\n%s", name, plan)
			}
		}
	}
}

func explain(t *testing.T, s *Store, sql string, args ...any) string {
	t.Helper()
	rows, err := s.read.QueryContext(context.Background(), "EXPLAIN QUERY PLAN "+sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var b strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		b.WriteString(detail + "\n")
	}
	return b.String()
}
