//go:build e2e

package e2e

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// customer is a line of the customers command.
type customer struct {
	CustomerID string   `json:"customer_id"`
	Name       string   `json:"name"`
	OptedOut   bool     `json:"opted_out"`
	Tags       []string `json:"tags"`
}

func (s *shop) customers(args ...string) []customer {
	s.Helper()
	var list []customer
	s.must(done, &list, append([]string{"customers"}, args...)...)
	return list
}

// find gives a customer by name.
func (s *shop) find(name string) (customer, bool) {
	s.Helper()
	for _, c := range s.customers() {
		if c.Name == name {
			return c, true
		}
	}
	return customer{}, false
}

// wrote lets a customer write, someone new of that name when there is no id yet, and gives the ids.
func (s *shop) wrote(id, name, text, kind string) (customer, message string) {
	s.Helper()
	var out struct {
		Customer  string `json:"customer"`
		MessageID string `json:"message_id"`
	}
	s.control(http.MethodPost, "write", map[string]string{"customer": id, "name": name, "language": "en", "text": text, "kind": kind}, &out)
	return out.Customer, out.MessageID
}

// traces lists in which files of a folder a byte sequence stands, in any case of its letters, as "file: sequence".
func (s *shop) traces(dir string, what map[string][]byte) (found []string) {
	s.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		for name, b := range what {
			if bytes.Contains(bytes.ToLower(raw), bytes.ToLower(b)) {
				found = append(found, filepath.Base(path)+": "+name)
			}
		}
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	return found
}

// TestAnErasedPersonIsNowhere is the proof by bytes: after erase nothing of a person stands in any file of the data
// folder, nor in a backup that is made from then on, and their stop still holds.
func TestAnErasedPersonIsNowhere(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	id, m1 := s.wrote("", "Quirina Zwetschgenberg", "Tell me when the blue mug is back, my xylophone is lonely", "")
	_, m2 := s.wrote(id, "", "this one", "picture")
	s.must(done, nil, "sync")
	_, m3 := s.wrote(id, "", "STOP, no more about xylophones", "")
	s.must(done, nil, "sync")
	s.must(partly, nil, "outbox", "run") // confirms the stop
	s.fetchPictures()
	key, recipient := s.newKey()
	s.must(done, nil, "backup", "--daily", "on", "--key", recipient)
	var before struct{ File string }
	s.must(done, &before, "backup", "--auto")

	what := map[string][]byte{"name": []byte("zwetschgenberg"), "first name": []byte("quirina"), "id": []byte(id), "words": []byte("xylophone"),
		"message 1": []byte(m1), "message 2": []byte(m2), "message 3": []byte(m3)}
	out := filepath.Join(t.TempDir(), "out")
	var export struct{ Files []string }
	s.must(done, &export, "export", id, out)
	for _, f := range export.Files[2:] {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		what["picture "+filepath.Base(f)] = raw
	}
	if len(export.Files) != 3 {
		t.Fatalf("the person's file has no picture: %v", export.Files)
	}
	if found := strings.Join(s.traces(s.dir, what), "\n"); !containsEach(found, what) {
		t.Fatalf("the test looks for what was never there; found\n%s", found)
	}
	var gone struct {
		Messages int `json:"messages"`
		Kept     int `json:"opt_outs_kept"`
	}
	s.must(done, &gone, "erase", id)
	if gone.Messages < 3 || gone.Kept != 1 {
		t.Errorf("erased %+v", gone)
	}
	if found := s.traces(s.dir, what); len(found) != 0 {
		t.Errorf("still there: %v", found)
	}
	s.must(done, nil, "sync", "--full")
	s.must(partly, nil, "outbox", "run")
	s.fetchPictures()
	if found := s.traces(s.dir, what); len(found) != 0 {
		t.Errorf("back after a full look at the page: %v", found)
	}
	s.must(done, nil, "ledger", "verify")

	// A backup that is made now holds nothing; the older one still does, and going back to it erases them again.
	now := filepath.Join(t.TempDir(), "now.age")
	s.must(done, nil, "backup", now, "--key", recipient)
	plain := s.opened(now, key)
	if !bytes.HasPrefix(plain, []byte("SQLite format 3")) {
		t.Fatal("the backup is no database")
	}
	for name, b := range what {
		if bytes.Contains(bytes.ToLower(plain), bytes.ToLower(b)) {
			t.Errorf("the new backup holds the %s", name)
		}
	}
	if !bytes.Contains(s.opened(before.File, key), []byte(id)) {
		t.Error("the older backup does not hold the person: the test proves nothing")
	}
	if r := s.run("", "restore", before.File, "--key", key, "--json"); r.code != 0 {
		t.Fatalf("restore: %d %s", r.code, r.err)
	}
	s.removeBefore()
	if found := s.traces(s.dir, what); len(found) != 0 {
		t.Errorf("back after going back: %v", found)
	}

	// They write again: a stranger by name and words, and still stopped.
	s.wrote(id, "", "Is the blue mug back?", "")
	s.must(done, nil, "sync")
	again, ok := s.find("Quirina Zwetschgenberg")
	if !ok || !again.OptedOut {
		t.Errorf("written again: %+v", again)
	}
	var plan struct {
		Verdicts []struct {
			CustomerID string `json:"customer_id"`
			Action     string
			Reasons    []struct{ Code string }
		}
	}
	s.must(done, &plan, "plan", "restock", "--sku", "MUG-BLUE", "--stock", "50")
	for _, v := range plan.Verdicts {
		if v.CustomerID == id && (v.Action != "refuse" || v.Reasons[0].Code != "opted_out") {
			t.Errorf("the verdict is %+v", v)
		}
	}
	for _, r := range s.log() {
		if r.Customer == id && strings.Contains(r.Text, "mug") {
			t.Errorf("told after the stop: %q", r.Text)
		}
	}
}

func containsEach(found string, what map[string][]byte) bool {
	for name := range what {
		if !strings.Contains(found, ": "+name) {
			return false
		}
	}
	return true
}

// fetchPictures brings the pictures that are wanted, as the running app does beside the window.
func (s *shop) fetchPictures() {
	s.Helper()
	s.must(done, nil, "sync", "--pictures")
}

// removeBefore removes the older data that a restore kept beside, as an owner does who is content with the restore.
func (s *shop) removeBefore() {
	s.Helper()
	list, err := filepath.Glob(filepath.Join(s.dir, "shopbell-before-restore-*"))
	if err != nil || len(list) == 0 {
		s.Fatalf("nothing was kept: %v, %v", list, err)
	}
	for _, f := range list {
		if err := os.Remove(f); err != nil {
			s.Fatal(err)
		}
	}
}

// TestOldConversationsAreForgotten by the command: counted first, erased when told to, and the stop stays.
func TestOldConversationsAreForgotten(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	old := time.Now().AddDate(-3, 0, 0)
	var wrote struct {
		Customer string `json:"customer"`
	}
	s.control(http.MethodPost, "write", map[string]any{"name": "Ottokar Urzeit", "language": "en", "text": "stop writing to me", "at": old}, &wrote)
	s.must(done, nil, "sync", "--full") // a look at what is new does not go back so far
	was := len(s.customers())
	if _, ok := s.find("Ottokar Urzeit"); !ok {
		t.Fatal("he is not here")
	}
	var n struct {
		People int
		Erased bool
		Kept   int `json:"opt_outs_kept"`
	}
	s.must(done, &n, "erase", "--older-than", "2y")
	if n.People != 1 || n.Erased || len(s.customers()) != was {
		t.Errorf("counted %+v, %d of %d people are left", n, len(s.customers()), was)
	}
	s.must(done, &n, "erase", "--older-than", "24m", "--yes")
	if n.People != 1 || !n.Erased || n.Kept != 1 || len(s.customers()) != was-1 {
		t.Errorf("erased %+v, %d of %d people are left", n, len(s.customers()), was)
	}
	if found := s.traces(s.dir, map[string][]byte{"name": []byte("urzeit"), "id": []byte(wrote.Customer)}); len(found) != 0 {
		t.Errorf("still there: %v", found)
	}
	var r struct{ Months, Due int }
	s.must(done, &r, "erase", "--forget-after", "24m")
	if r.Months != 24 || r.Due != 0 {
		t.Errorf("forget after: %+v", r)
	}
	for _, args := range [][]string{{"erase"}, {"erase", "--older-than", "soon"}, {"erase", "x", "--older-than", "2y"}, {"erase", "x", "--yes"},
		{"erase", "--forget-after", "0m"}} {
		if r := s.run("", args...); r.code != 2 {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}

// TestTablesForSpreadsheets: what a customer wrote runs nowhere.
func TestTablesForSpreadsheets(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--no-rate-limits")
	s.ready()
	s.wrote("", `=HYPERLINK("http://evil","Anna")`, "@SUM(1) marzipan", "")
	s.must(done, nil, "sync")
	file := filepath.Join(t.TempDir(), "people.csv")
	var saved struct{ Rows int }
	s.must(done, &saved, "customers", "--csv", file)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != saved.Rows+1 || saved.Rows != len(s.customers()) {
		t.Errorf("%d rows, told %d, %v", len(rows), saved.Rows, err)
	}
	named := false
	for _, row := range rows {
		named = named || row[1] == `'=HYPERLINK("http://evil","Anna")`
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%q would be run", cell)
			}
		}
	}
	if !named {
		t.Error("she is not on the list")
	}
	s.must(done, &saved, "customers", "--save", "Waiting for mugs", "--asked", "MUG-BLUE", "--xlsx", filepath.Join(t.TempDir(), "people.xlsx"))
	if list := s.customers("--segment", "Waiting for mugs"); len(list) == 0 || len(list) != saved.Rows {
		t.Errorf("%d in the segment, %d in the file", len(list), saved.Rows)
	}
	s.must(done, &saved, "search", "marzipan", "--csv", file)
	if raw, err := os.ReadFile(file); err != nil || saved.Rows != 1 || !strings.Contains(string(raw), ",'@SUM(1) marzipan") {
		t.Errorf("the search: %d rows, %v\n%s", saved.Rows, err, raw)
	}
	if r := s.run("", "customers", "--segment", "nobody knows"); r.code != 1 {
		t.Errorf("no such segment: exit %d", r.code)
	}
	if r := s.run("", "customers", "--csv", "people.xlsx"); r.code != 2 {
		t.Errorf("another end: exit %d", r.code)
	}
}
