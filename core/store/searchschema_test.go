package store

import (
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"shopbell/core"
)

// A folder of the schema before this search is rewritten when it is opened: every message keeps its words, time and order, and
// is found. Where more messages share a millisecond than keys have room for, the rest stand in the next.
func TestAnOlderFolderIsFoundAnew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := openPool(filepath.Join(dir, FileName), writerOptions, 1)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	const crowd = 1<<keyBits + 40
	addOld(t, db, crowd)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	check(t, s)
	for words, want := range map[string]int{"größe": 1, "GROSSE": 1, "在庫": 1, "word": crowd, "cafe": 1} {
		if hits, err := s.Search(t.Context(), Query{Words: words, Limit: 1000}); err != nil || len(hits) != want {
			t.Errorf("%s: %d hits, %v; want %d", words, len(hits), err, want)
		}
	}
	list, err := s.Conversation(t.Context(), "a", noon.AddDate(1, 0, 0), "", 1000)
	if err != nil || len(list) != crowd+3 {
		t.Fatalf("%d messages, %v", len(list), err)
	}
	if !slices.IsSortedFunc(list, func(a, b core.Message) int { return b.At.Compare(a.At) }) || list[crowd+2].Text != "Größe?" || !list[crowd+2].At.Equal(noon) {
		t.Errorf("out of order: the first is %+v", list[crowd+2])
	}
	for i, m := range list[2 : crowd+2] {
		if want := core.MessageID(fmt.Sprint("m", crowd-1-i)); m.ID != want || m.At.Sub(noon) > 4*time.Millisecond {
			t.Errorf("%s stands where %s belongs, at %s", m.ID, want, m.At)
		}
	}
}

func addOld(t *testing.T, db *sql.DB, crowd int) {
	t.Helper()
	run := func(q string, args ...any) {
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(err)
		}
	}
	// The triggers of that schema know no function of this program.
	run(`INSERT INTO customers (n, id, hash) VALUES (1, 'a', x'01')`)
	add := func(at int64, seq int, id, text string) {
		run(`INSERT INTO messages (key, id, customer_n, from_page, text) VALUES (?, ?, 1, 0, ?)`, at<<20+int64(seq), id, text)
	}
	add(noon.UnixMilli(), 0, "first", "Größe?")
	for i := range crowd {
		add(noon.UnixMilli()+1, i, fmt.Sprint("m", i), "a word")
	}
	add(noon.UnixMilli()+2, 0, "then", "在庫")
	add(noon.UnixMilli()+9, 0, "last", "café")
}

// Keys spill into the next millisecond, and never onto one that is taken.
func TestAFullMillisecond(t *testing.T) {
	s := open(t)
	var pulls []Pull
	for i := range 150 {
		for _, at := range []time.Time{noon.Add(time.Millisecond), noon} {
			p := says(core.CustomerID(fmt.Sprint("c", i)), at, "crowd")
			pulls = append(pulls, p)
		}
	}
	if got := apply(t, s, noon, pulls...); got.Messages != 300 {
		t.Fatalf("%+v", got)
	}
	check(t, s)
	if hits, err := s.Search(t.Context(), Query{Words: "crowd", Limit: 1000}); err != nil || len(hits) != 300 {
		t.Errorf("%d hits, %v", len(hits), err)
	}
}
