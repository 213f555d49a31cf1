package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
)

// page is the size of a page of the database in bytes.
const page = 4096

// full makes a folder with 60 people, of whom every third said stop, and gives it closed, in one file.
func full(t *testing.T) (dir string, stopped []core.CustomerID) {
	t.Helper()
	s := open(t)
	if err := s.SetPage(t.Context(), core.Page{ID: "p", Name: "Tulip Corner"}); err != nil {
		t.Fatal(err)
	}
	var pulls []Pull
	for i := range 60 {
		id := core.CustomerID(fmt.Sprintf("person%02d", i))
		at := noon.Add(time.Duration(i) * time.Minute)
		for j := range 8 {
			text := fmt.Sprintf("message %d of %s, 新しい bag? %s", j, id, bytes.Repeat([]byte("word "), 20))
			pulls = append(pulls, says(id, at.Add(time.Duration(j)*time.Second), text, wants("MUG", "")))
		}
		if i%3 == 0 {
			pulls = append(pulls, says(id, at.Add(time.Hour), "STOP", reads(core.ReadStop)))
			stopped = append(stopped, id)
		}
	}
	apply(t, s, noon.Add(3*time.Hour), pulls...)
	return closed(t, s), stopped
}

// holds checks that a repaired folder works, and that everybody who said stop and is known is still stopped.
func holds(t *testing.T, what, dir string, stopped []core.CustomerID) {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatalf("%s: after the repair: %v", what, err)
	}
	defer func() { _ = s.Close() }()
	if err := s.CheckIntegrity(t.Context()); err != nil {
		t.Fatalf("%s: after the repair: %v", what, err)
	}
	apply(t, s, noon.Add(4*time.Hour), says("new", noon.Add(4*time.Hour), "hello"))
	for _, id := range stopped {
		apply(t, s, noon.Add(4*time.Hour), says(id, noon.Add(4*time.Hour), "hello again")) // who was lost writes again
		if c, err := s.Customer(t.Context(), id); err != nil || c.OptOut == nil || c.OptOut.State != core.OptOutStopped {
			t.Errorf("%s: %s said stop and is %+v, %v", what, id, c.OptOut, err)
		}
	}
}

func copyTo(t *testing.T, from string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func damage(t *testing.T, dir string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(dir, FileName)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedPageCostsNoStop(t *testing.T) {
	dir, stopped := full(t)
	info, err := os.Stat(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	lost, unreadable := 0, 0
	for n := 2; n <= int(info.Size()/page); n += 3 { // page 1 names the tables; every third of the others takes long enough
		broken := copyTo(t, dir)
		damage(t, broken, func(b []byte) []byte {
			for i := (n - 1) * page; i < n*page; i++ {
				b[i] ^= 0x5a
			}
			return b
		})
		what := fmt.Sprintf("page %d", n)
		done, err := Repair(t.Context(), broken, noon)
		if core.CodeOf(err) == core.CodeDataDamaged {
			unreadable++
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if done.Before != "" {
			if _, err := os.Stat(done.Before); err != nil {
				t.Errorf("%s: the damaged file is not kept: %v", what, err)
			}
		}
		lost += len(done.Lost)
		holds(t, what, broken, stopped)
	}
	if lost == 0 {
		t.Error("no damaged page cost anything: nothing was damaged")
	}
	// The names of the tables take a few pages; without one of them nothing can be read.
	if unreadable > 5 {
		t.Errorf("%d of %d pages make the whole file unreadable", unreadable, info.Size()/page)
	}
}

func TestARepairOfWhatIsWholeChangesNothing(t *testing.T) {
	dir, _ := full(t)
	done, err := Repair(t.Context(), dir, noon)
	if err != nil || !done.Whole || done.Before != "" || len(done.Lost) > 0 {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestAnIndexOutOfStepIsBuiltAnew(t *testing.T) {
	dir, stopped := full(t)
	s := reopen(t, dir)
	if _, err := s.write.Exec(`DELETE FROM messages_fts_data WHERE id > 10`); err != nil {
		t.Fatal(err)
	}
	if err := s.CheckIntegrity(t.Context()); core.CodeOf(err) != core.CodeDataDamaged {
		t.Fatalf("the index is damaged, and the check says %v", err)
	}
	closed(t, s)
	if done, err := Repair(t.Context(), dir, noon); err != nil || done.Whole || done.Before != "" {
		t.Errorf("%+v, %v", done, err)
	}
	holds(t, "index", dir, stopped)
	s = reopen(t, dir)
	if hits, err := s.Search(t.Context(), Query{Words: "person07", Limit: 20}); err != nil || len(hits) != 8 {
		t.Errorf("%d hits, %v", len(hits), err)
	}
}

func TestAFileThatWasCutShort(t *testing.T) {
	dir, _ := full(t)
	damage(t, dir, func(b []byte) []byte { return b[:len(b)/page/2*page+100] })
	if _, err := Repair(t.Context(), dir, noon); err != nil {
		t.Fatal(err)
	}
	holds(t, "cut", dir, nil)
}

func TestAHalfMadeMigrationIsMended(t *testing.T) {
	dir, stopped := full(t)
	s := reopen(t, dir)
	if _, err := s.write.Exec(`DELETE FROM goose_db_version WHERE version_id = ?`, newest); err != nil { // its tables are there
		t.Fatal(err)
	}
	closed(t, s)
	if s, err := Open(t.Context(), dir); core.CodeOf(err) != core.CodeDataDamaged {
		t.Fatalf("opened as %v, %v", s, err)
	}
	done, err := Repair(t.Context(), dir, noon)
	if err != nil || done.Whole || done.Before == "" || len(done.Lost) > 0 {
		t.Errorf("%+v, %v", done, err)
	}
	holds(t, "half a migration", dir, stopped)
	s = reopen(t, dir)
	if hits, err := s.Search(t.Context(), Query{Words: "person07", Limit: 20}); err != nil || len(hits) != 8 {
		t.Errorf("%d hits, %v", len(hits), err)
	}
}

func TestWhatIsNoDatabaseIsLeftAlone(t *testing.T) {
	dir, _ := full(t)
	damage(t, dir, func(b []byte) []byte { return bytes.Repeat([]byte("not a database. "), len(b)/16) })
	_, err := Repair(t.Context(), dir, noon)
	if core.CodeOf(err) != core.CodeDataDamaged {
		t.Errorf("got %v", err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 4 { // the file, its mark, the lock and who held it
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestALogThatIsGoneOrDamaged(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"gone":    os.Remove,
		"damaged": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte("?"), 9000), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			dir, stopped := full(t)
			s := reopen(t, dir)
			apply(t, s, noon.Add(5*time.Hour), says("late", noon.Add(5*time.Hour), "hello"))
			killed := copyTo(t, dir) // as a crash leaves it: the newest is in the log only
			closed(t, s)
			if err := change(filepath.Join(killed, FileName+"-wal")); err != nil {
				t.Fatal(err)
			}
			if _, err := Repair(t.Context(), killed, noon); err != nil {
				t.Fatal(err)
			}
			holds(t, name, killed, stopped)
		})
	}
}

func TestARepairWaitsForNobody(t *testing.T) {
	s := open(t)
	if _, err := Repair(t.Context(), s.Dir(), noon); core.CodeOf(err) != core.CodeDataBusy {
		t.Errorf("in use: %v", err)
	}
	if _, err := Repair(t.Context(), t.TempDir(), noon); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("no database: %v", err)
	}
}
