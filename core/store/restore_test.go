package store

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// sendAll reserves and settles everything that is due, without asking the rules.
func sendAll(t *testing.T, s *Store, now time.Time) {
	t.Helper()
	ids, err := s.Due(t.Context(), now, 100)
	if err != nil {
		t.Fatal(err)
	}
	going, _, err := s.Reserve(t.Context(), ids, now, policy.Defaults(time.UTC), policy.Page{},
		func(core.Campaign, policy.Message, policy.Customer, policy.Page) core.Verdict {
			return core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}
		})
	if err != nil {
		t.Fatal(err)
	}
	var out []Outcome
	for _, d := range going {
		out = append(out, Outcome{ID: d.ID, State: core.DeliverySent, MessageID: core.MessageID("sent_" + d.CustomerID)})
	}
	if err := s.Settle(t.Context(), out, now); err != nil {
		t.Fatal(err)
	}
}

// from gives what Restore takes from a file.
func from(path string) Source {
	return Source{Fill: func(w io.Writer) error {
		b, err := os.ReadFile(path)
		if err == nil {
			_, err = w.Write(b)
		}
		return err
	}}
}

// reopen opens a folder again.
func reopen(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// closed closes a store and gives its folder.
func closed(t *testing.T, s *Store) string {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return s.Dir()
}

func check(t *testing.T, s *Store) {
	t.Helper()
	if err := s.CheckIntegrity(t.Context()); err != nil {
		t.Error(err)
	}
	if _, broken, err := s.VerifyLedger(t.Context()); err != nil || broken != 0 {
		t.Errorf("ledger broken at %d, %v", broken, err)
	}
	if _, err := s.write.Exec(`INSERT INTO messages_fts (messages_fts) VALUES ('integrity-check')`); err != nil {
		t.Error(err)
	}
}

func TestGoingBackLosesNoStopAndNoSend(t *testing.T) {
	s := open(t)
	if err := s.SetPage(t.Context(), core.Page{ID: "p", Name: "Tulip Corner"}); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")), says("b", noon, "mug??", wants("MUG", "")), says("gone", noon, "secret words"))
	campaign := restock(t, s, "MUG", 5, "a", "b")
	if err := s.SetNote(t.Context(), "a", "nice"); err != nil {
		t.Fatal(err)
	}
	backup := copied(t, s)

	later := noon.Add(time.Hour)
	apply(t, s, later, says("a", later, "STOP", reads(core.ReadStop)), says("d", later, "新しい bag?", wants("BAG", "")), says("e", later, "enough", reads(core.ReadReview)))
	sendAll(t, s, later)
	if err := s.SetNote(t.Context(), "a", "spoilt"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), "gone", later); err != nil {
		t.Fatal(err)
	}
	entries, _, _ := s.VerifyLedger(t.Context())
	dir := closed(t, s)

	got, err := Restore(t.Context(), dir, from(backup), later.Add(time.Hour))
	if err != nil || len(got.Unread) != 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	if info, err := os.Stat(got.Before); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the older data: %v, %v", info, err)
	}
	s = reopen(t, dir)
	check(t, s)
	if n, _, _ := s.VerifyLedger(t.Context()); n != entries+1 {
		t.Errorf("%d entries, had %d and one for the restore", n, entries)
	}
	stops, err := s.OptOuts(t.Context())
	if err != nil || len(stops) != 2 {
		t.Errorf("opt-outs %+v, %v", stops, err)
	}
	if state, _ := stateOf(t, s, "b"); state != core.DeliverySent {
		t.Errorf("what was sent is %s", state)
	}
	if state, code := stateOf(t, s, "a"); state != core.DeliveryRefused || code != core.ReasonOptedOut {
		t.Errorf("what was stopped is %s %s", state, code)
	}
	if c, err := s.Campaign(t.Context(), campaign); err != nil || c.State != core.CampaignRunning {
		t.Errorf("campaign %+v, %v", c, err)
	}
	if line, _ := s.Line(t.Context(), "MUG", ""); len(line) != 1 || line[0].CustomerID != "a" {
		t.Errorf("who was told waits again: %+v", line)
	}
	if line, _ := s.Line(t.Context(), "BAG", ""); len(line) != 1 {
		t.Errorf("a newer wish is lost: %+v", line)
	}
	if hits, _ := s.Search(t.Context(), Query{Words: "新しい", Limit: 5}); len(hits) != 1 {
		t.Errorf("newer words are not found: %+v", hits)
	}
	if row, err := s.Customer(t.Context(), "a"); err != nil || row.Note != "nice" || row.LastText != "STOP" {
		t.Errorf("customer %+v, %v", row, err)
	}
	if _, err := s.Customer(t.Context(), "gone"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("who was erased is back: %v", err)
	}
	if raw, err := os.ReadFile(filepath.Join(dir, FileName)); err != nil || bytes.Contains(raw, []byte("secret words")) {
		t.Errorf("the words of who was erased are back, %v", err)
	}
	again, err := Restore(t.Context(), closed(t, s), from(backup), later.Add(2*time.Hour))
	if err != nil {
		t.Fatalf("a second time: %+v, %v", again, err)
	}
	s = reopen(t, dir)
	check(t, s)
	if all, _ := s.Deliveries(t.Context()); len(all) != 2 {
		t.Errorf("deliveries doubled: %+v", all)
	}
}

func TestBothSidesWentOnFromOneBackup(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")), says("b", noon, "mug??", wants("MUG", "")))
	backup := copied(t, s)
	other := t.TempDir()
	if _, err := Restore(t.Context(), other, from(backup), noon); err != nil {
		t.Fatal(err)
	}
	o := reopen(t, other)
	restock(t, o, "MUG", 1, "b")
	sendAll(t, o, noon.Add(time.Minute))
	apply(t, o, noon, says("x", noon, "stop", reads(core.ReadStop)))
	theirs := copied(t, o)
	restock(t, s, "MUG", 2, "a") // the same number, another campaign
	sendAll(t, s, noon.Add(2*time.Minute))
	apply(t, s, noon, says("y", noon, "stop", reads(core.ReadStop)))
	if _, err := Restore(t.Context(), closed(t, s), from(theirs), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, s.Dir())
	check(t, s)
	all, err := s.Deliveries(t.Context())
	if err != nil || len(all) != 2 || all[0].State != core.DeliverySent || all[1].State != core.DeliverySent || all[0].CampaignID == all[1].CampaignID {
		t.Errorf("deliveries %+v, %v", all, err)
	}
	if stops, _ := s.OptOuts(t.Context()); len(stops) != 2 {
		t.Errorf("opt-outs %+v", stops)
	}
	if rows, err := s.Customers(t.Context(), CustomerQuery{}); err != nil || len(rows) != 4 {
		t.Errorf("customers %+v, %v", rows, err)
	}
}

func TestRestoreIntoAnEmptyFolderSendsNothingByItself(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")), says("b", noon, "stop", reads(core.ReadStop), func(r *Read) { r.Confirm = "ok" }))
	campaign := restock(t, s, "MUG", 5, "a")
	dir := filepath.Join(t.TempDir(), "new", "folder")
	got, err := Restore(t.Context(), dir, from(copied(t, s)), noon)
	if err != nil || got.Before != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	n := reopen(t, dir)
	check(t, n)
	if ids, err := n.Due(t.Context(), noon.Add(time.Hour), 10); err != nil || len(ids) != 0 {
		t.Errorf("due %v, %v", ids, err)
	}
	if c, err := n.Campaign(t.Context(), campaign); err != nil || c.State != core.CampaignPaused || c.Why != "restored" {
		t.Errorf("campaign %+v, %v", c, err)
	}
}

// Another computer made hashes of its own: stops keep their people.
func TestRestoreWithAnotherKey(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	backup := copied(t, s)
	o := open(t)
	apply(t, o, noon, says("a", noon, "stop", reads(core.ReadStop)), says("b", noon, "stop", reads(core.ReadStop)))
	if _, err := Restore(t.Context(), closed(t, o), from(backup), noon); err != nil {
		t.Fatal(err)
	}
	o = reopen(t, o.Dir())
	check(t, o)
	stops, err := o.OptOuts(t.Context())
	if err != nil || len(stops) != 2 || o.hash("a") == nil || !bytes.Equal(o.hash("a"), s.hash("a")) {
		t.Errorf("opt-outs %+v, %v", stops, err)
	}
	e := open(t)
	apply(t, e, noon, says("c", noon, "stop", reads(core.ReadStop)))
	if _, err := e.Erase(t.Context(), "c", noon); err != nil {
		t.Fatal(err)
	}
	// Nobody can tell any more who it was, so the hash cannot be made anew. The restore is refused, the stop stays.
	if _, err := Restore(t.Context(), closed(t, e), from(backup), noon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a stop would be lost: %v", err)
	}
	e = reopen(t, e.Dir())
	apply(t, e, noon.Add(time.Hour), says("c", noon.Add(time.Hour), "hello again"))
	if stops, err := e.OptOuts(t.Context()); err != nil || len(stops) != 1 {
		t.Errorf("the stop of an erased person is lost: %+v, %v", stops, err)
	}
}

func TestCopiesThatAreNotRestored(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "hello"))
	whole, err := os.ReadFile(copied(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPage(t.Context(), core.Page{ID: "2", Name: "Two"}); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(copied(t, s))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)`); err != nil {
		t.Fatal(err)
	}
	newer, err := os.ReadFile(copied(t, s))
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	for i := len(damaged) / 2; i < len(damaged)/2+20_000 && i < len(damaged); i++ {
		damaged[i] = 0xA5
	}
	here := open(t)
	if err := here.SetPage(t.Context(), core.Page{ID: "1", Name: "One"}); err != nil {
		t.Fatal(err)
	}
	apply(t, here, noon, says("b", noon, "mine"))
	dir := closed(t, here)
	failed := core.E(core.CodeBadInput, "test", "the passphrase does not open this file", nil)
	for name, c := range map[string]struct {
		fill func(io.Writer) error
		want core.Code
	}{
		"nothing":        {func(io.Writer) error { return nil }, core.CodeBadInput},
		"no database":    {func(w io.Writer) error { _, err := io.WriteString(w, strings.Repeat("words ", 900)); return err }, core.CodeBadInput},
		"cut":            {func(w io.Writer) error { _, err := w.Write(whole[:len(whole)/2]); return err }, core.CodeBadInput},
		"damaged":        {func(w io.Writer) error { _, err := w.Write(damaged); return err }, core.CodeBadInput},
		"another page":   {func(w io.Writer) error { _, err := w.Write(other); return err }, core.CodeBadInput},
		"a newer one":    {func(w io.Writer) error { _, err := w.Write(newer); return err }, core.CodeDataNewer},
		"cannot be read": {func(w io.Writer) error { _, _ = w.Write(whole[:5000]); return failed }, core.CodeBadInput},
	} {
		if got, err := Restore(t.Context(), dir, Source{Fill: c.fill}, noon); core.CodeOf(err) != c.want || got.Before != "" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		unchanged(t, name, dir)
	}
	running := reopen(t, dir)
	if _, err := Restore(t.Context(), dir, Source{Fill: func(io.Writer) error { return nil }}, noon); core.CodeOf(err) != core.CodeDataBusy {
		t.Errorf("while in use: %v", err)
	}
	_ = running.Close()
	reader, err := OpenReader(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = reader.Close() }()
	if _, err := reader.Page(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// unchanged checks that the folder holds the one message of before, and no copy.
func unchanged(t *testing.T, name, dir string) {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer func() { _ = s.Close() }()
	if hits, err := s.Search(t.Context(), Query{Words: "mine", Limit: 5}); err != nil || len(hits) != 1 {
		t.Errorf("%s: the data changed: %v, %v", name, hits, err)
	}
	list, err := filepath.Glob(filepath.Join(dir, "shopbell-*"))
	if err != nil || len(list) != 0 {
		t.Errorf("%s: left %v, %v", name, list, err)
	}
}
