package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// traces lists which of the words stand anywhere in the files of a folder.
func traces(t *testing.T, dir string, words ...string) (found []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		raw, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			if bytes.Contains(bytes.ToLower(raw), []byte(w)) {
				found = append(found, f.Name()+": "+w)
			}
		}
	}
	return found
}

func TestAnErasedPersonLeavesNoTrace(t *testing.T) {
	s := open(t)
	const id, phrase = "zz9981776655", "xylophone"
	named := func(r *Read) { r.ID = core.MessageID("mzz_" + r.Text[:3]) }
	one := says(id, noon, "qux: tell me when the xylophone is back", wants("XYL", ""), named)
	one.Conversation.Name = "Quirina Zwetschge"
	others := []Pull{says("b", noon, "hello there", wants("XYL", ""))}
	apply(t, s, noon, append(others, one)...)
	restock(t, s, "XYL", 5, id, "b")
	sendAll(t, s, noon.Add(time.Minute))
	if err := s.SetNote(t.Context(), id, "buys every xylophone"); err != nil {
		t.Fatal(err)
	}
	copied(t, s)
	kept := filepath.Join(s.Dir(), keptPrefix+"x.db")
	if err := os.WriteFile(kept, []byte(phrase), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := says(id, noon.Add(time.Hour), "bar: no more 木琴 木琴 xylophone", reads(core.ReadStop), named)
	stop.Conversation.Name = "Quirina Zwetschge"
	stop.Messages[0].Words = "no more xylophone"
	apply(t, s, noon.Add(time.Hour), stop)

	words := []string{phrase, id, "quirina", "zwetschge", "木琴", "mzz_"}
	if len(traces(t, s.Dir(), words...)) < len(words) {
		t.Fatalf("the test looks for words that were never there: %v", traces(t, s.Dir(), words...))
	}
	before, _, _ := s.VerifyLedger(t.Context())
	got, err := s.Erase(t.Context(), id, noon.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if got.Messages != 3 || got.Requests != 1 || got.OptOuts != 1 || got.Copies != 1 || got.LedgerEntries != 4 {
		t.Errorf("counts %+v", got)
	}
	if found := traces(t, s.Dir(), words...); len(found) != 0 {
		t.Errorf("while open: %v", found)
	}
	if n, broken, err := s.VerifyLedger(t.Context()); err != nil || broken != 0 || n != before+1 {
		t.Errorf("ledger %d entries of %d, broken at %d, %v", n, before, broken, err)
	}
	if hits, _ := s.Search(t.Context(), Query{Words: "hello", Limit: 5}); len(hits) != 1 {
		t.Error("somebody else's words are gone")
	}
	check(t, s)
	dir := closed(t, s)
	if found := traces(t, dir, words...); len(found) != 0 {
		t.Errorf("after closing: %v", found)
	}
	s = reopen(t, dir)
	if _, err := s.Erase(t.Context(), "nobody", noon); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}

	// The page still has the conversation: it is not taken in again, nor pulled each time.
	apply(t, s, noon.Add(3*time.Hour), one, stop)
	if found := traces(t, dir, words...); len(found) != 0 {
		t.Errorf("after the next pull: %v", found)
	}
	known, err := s.Threads(t.Context(), []core.ConversationID{"t_" + id})
	if th := known["t_"+id]; err != nil || !th.Pulled || th.UpdatedAt.Before(noon.Add(time.Hour)) {
		t.Errorf("the conversation would be pulled again: %+v, %v", known, err)
	}

	// They write again: still stopped, and the caps still count.
	later := noon.Add(4 * time.Hour)
	apply(t, s, later, says(id, later, "is it back?", wants("XYL", "")))
	person, err := s.One(t.Context(), id, later, policy.Defaults(time.UTC))
	if err != nil || person.OptOut == nil || person.OptOut.State != core.OptOutStopped || person.OptOut.Quote != "" || len(person.Past) != 1 {
		t.Errorf("%+v, %v", person, err)
	}
	if msgs, err := s.Conversation(t.Context(), id, time.Time{}, "", 10); err != nil || len(msgs) != 1 {
		t.Errorf("messages %+v, %v", msgs, err)
	}
}

func TestErasingWaitsForReaders(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "xylophone"))
	reader, err := OpenReader(t.Context(), s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	tx, err := reader.read.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM messages`).Scan(&n); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if _, err := s.write.Exec(`PRAGMA busy_timeout = 50`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), "a", noon); core.CodeOf(err) != core.CodeDataBusy {
		t.Errorf("beside a reader: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), "a", noon); err != nil {
		t.Errorf("again: %v", err)
	}
	if found := traces(t, s.Dir(), "xylophone"); len(found) != 0 {
		t.Errorf("left %v", found)
	}
}

// A stop that was written before the erasure, and read from the page only after it, still holds. So does nothing else.
func TestAStopThatWasNotKnownYetHolds(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "is the mug back?"), says("b", noon, "hello"))
	unread := noon.Add(time.Minute)
	for _, id := range []core.CustomerID{"a", "b"} {
		if _, err := s.Erase(t.Context(), id, noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	later := noon.Add(2 * time.Hour)
	apply(t, s, later, says("a", unread, "stop", reads(core.ReadStop)), says("b", unread, "hello?"))
	if list, err := s.Customers(t.Context(), CustomerQuery{}); err != nil || len(list) != 0 {
		t.Errorf("people %+v, %v", list, err)
	}
	apply(t, s, later, says("a", later, "mug?"), says("b", later, "mug?"))
	for id, want := range map[core.CustomerID]bool{"a": true, "b": false} {
		c, err := s.Customer(t.Context(), id)
		if err != nil || (c.OptOut != nil) != want {
			t.Errorf("%s: %+v, %v", id, c.OptOut, err)
		}
	}
}
