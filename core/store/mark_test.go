package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
)

// settledShop is a folder in one file, and then in use with more in the log: a stop, or a change that has no entry in the ledger.
func settledShop(t *testing.T, more func(*Store)) (dir string) {
	t.Helper()
	dir, _ = full(t)
	s := reopen(t, dir)
	more(s)
	killed := copyTo(t, dir)
	closed(t, s)
	return killed
}

func lateStop(t *testing.T) func(*Store) {
	return func(s *Store) {
		apply(t, s, noon.Add(5*time.Hour), says("person01", noon.Add(5*time.Hour), "STOP", reads(core.ReadStop)))
	}
}

func removeLog(t *testing.T, dir string) {
	t.Helper()
	for _, tail := range []string{"-wal", "-shm"} {
		if err := os.Remove(filepath.Join(dir, FileName+tail)); err != nil {
			t.Fatal(err)
		}
	}
}

// lostOf opens a folder twice: what is missing is noted once, and stays noted.
func lostOf(t *testing.T, dir string) Lost {
	t.Helper()
	closed(t, reopen(t, dir))
	s := reopen(t, dir)
	l, err := s.Lost(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.CheckNewest(t.Context()); err != nil {
		t.Errorf("once it is noted: %v", err)
	}
	closed(t, s)
	return l
}

func TestALogThatWasTakenAwayIsNoticed(t *testing.T) {
	for name, more := range map[string]func(*Store){
		"a stop":                          lateStop(t),
		"a change without a ledger entry": func(s *Store) { set1(t, s, "rule.quiet_from", "21:00") },
	} {
		t.Run(name, func(t *testing.T) {
			dir := settledShop(t, more)
			if l := lostOf(t, copyTo(t, dir)); l.Ever {
				t.Errorf("with its log: %+v", l)
			}
			removeLog(t, dir)
			r, err := OpenReader(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := r.CheckNewest(t.Context()); core.CodeOf(err) != core.CodeDataLost {
				t.Errorf("a reader: %v", err)
			}
			closed(t, r)
			if l := lostOf(t, dir); !l.Ever || !l.Waits || !l.Since.Equal(noon.Add(3*time.Hour)) || !l.Until.IsZero() {
				t.Errorf("without its log: %+v", l)
			}
		})
	}
}

func set1(t *testing.T, s *Store, name, value string) {
	t.Helper()
	if err := s.Set(t.Context(), map[string]string{name: value}); err != nil {
		t.Fatal(err)
	}
}

// Somebody who puts an older file of the same shop, or of another one, in the database's place is noticed too.
func TestAnOlderFileInItsPlaceIsNoticed(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("ann", noon, "STOP", reads(core.ReadStop)))
	dir := closed(t, s)
	path := filepath.Join(dir, FileName)
	older, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s = reopen(t, dir)
	apply(t, s, noon.Add(time.Hour), says("bob", noon.Add(time.Hour), "STOP", reads(core.ReadStop)))
	closed(t, s)
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	if l := lostOf(t, dir); !l.Waits || !l.Since.Equal(noon) {
		t.Errorf("an older file: %+v", l)
	}
	other := open(t)
	for i := range 3 {
		at := noon.Add(time.Duration(i) * time.Minute)
		apply(t, other, at, says("cat", at, "STOP", reads(core.ReadStop)), says("dan", at, "STOP", reads(core.ReadStop)))
	}
	if err := os.Rename(filepath.Join(closed(t, other), FileName), path); err != nil {
		t.Fatal(err)
	}
	if l := lostOf(t, dir); !l.Waits {
		t.Errorf("another shop's file: %+v", l)
	}
}

// What is no proof is no alarm: an older mark, as after a power cut or an older Shopbell, a torn one, none, and a database
// that is begun anew.
func TestAMarkThatProvesNothing(t *testing.T) {
	for name, change := range map[string]func(mark string) error{
		"none":     os.Remove,
		"torn":     func(mark string) error { return os.Truncate(mark, 20) },
		"empty":    func(mark string) error { return os.Truncate(mark, 0) },
		"spoiled":  func(mark string) error { return os.WriteFile(mark, bytes.Repeat([]byte{0xff}, 52), 0o600) },
		"longer":   func(mark string) error { return os.WriteFile(mark, bytes.Repeat([]byte{0}, 100), 0o600) },
		"a folder": func(mark string) error { return os.Mkdir(mark+"/", 0o700) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := settledShop(t, lateStop(t))
			removeLog(t, dir)
			mark := filepath.Join(dir, markName)
			if name == "a folder" {
				if err := os.Remove(mark); err != nil {
					t.Fatal(err)
				}
			}
			if err := change(mark); err != nil {
				t.Fatal(err)
			}
			if l := lostOf(t, dir); l.Ever {
				t.Errorf("%+v", l)
			}
		})
	}
	t.Run("older", func(t *testing.T) {
		dir, _ := full(t)
		was, err := os.ReadFile(filepath.Join(dir, markName))
		if err != nil {
			t.Fatal(err)
		}
		s := reopen(t, dir)
		lateStop(t)(s)
		set1(t, s, "rule.quiet_from", "21:00")
		closed(t, s)
		if err := os.WriteFile(filepath.Join(dir, markName), was, 0o600); err != nil {
			t.Fatal(err)
		}
		if l := lostOf(t, dir); l.Ever {
			t.Errorf("%+v", l)
		}
	})
	t.Run("begun anew", func(t *testing.T) {
		dir, _ := full(t)
		if err := os.Remove(filepath.Join(dir, FileName)); err != nil {
			t.Fatal(err)
		}
		if l := lostOf(t, dir); l.Ever {
			t.Errorf("%+v", l)
		}
	})
}

// A transaction that changes nothing writes nothing, one that changes something is counted, one that fails leaves the mark.
func TestTheMarkFollows(t *testing.T) {
	s := open(t)
	at := func() progress {
		t.Helper()
		p, ok := readMark(s.Dir())
		if !ok {
			t.Fatal("no mark")
		}
		if whole, err := reaches(t.Context(), s.read, p); err != nil || !whole {
			t.Fatalf("the database is behind its mark: %v", err)
		}
		return p
	}
	was := at()
	if _, err := s.Lapse(t.Context(), noon); err != nil || at() != was {
		t.Errorf("nothing was changed, and the mark went from %+v to %+v, %v", was, at(), err)
	}
	set1(t, s, "rule.quiet_from", "21:00")
	if now := at(); now.Changes != was.Changes+1 || now.Seq != was.Seq {
		t.Errorf("after a change %+v, before %+v", now, was)
	}
	was = at()
	apply(t, s, noon, says("ann", noon, "STOP", reads(core.ReadStop)))
	if now := at(); now.Seq <= was.Seq || now.Hash == was.Hash {
		t.Errorf("after a stop %+v, before %+v", now, was)
	}
	was = at()
	ended, end := context.WithCancel(t.Context())
	end()
	if err := s.Set(ended, map[string]string{"a": "b"}); err == nil || at() != was {
		t.Errorf("a change that failed: %v, the mark went from %+v to %+v", err, was, at())
	}
}

// A repair does not make up for what is missing; a backup that is brought back is whole in itself.
func TestRepairsRestoresAndTheMark(t *testing.T) {
	dir := settledShop(t, lateStop(t))
	removeLog(t, dir)
	if _, err := Repair(t.Context(), dir, noon); err != nil {
		t.Fatal(err)
	}
	if l := lostOf(t, dir); !l.Waits {
		t.Errorf("after a repair: %+v", l)
	}
	s := open(t)
	apply(t, s, noon, says("ann", noon, "STOP", reads(core.ReadStop)))
	backup := copied(t, s)
	apply(t, s, noon.Add(time.Hour), says("bob", noon.Add(time.Hour), "STOP", reads(core.ReadStop)))
	set1(t, s, "rule.quiet_from", "21:00")
	dir = closed(t, s)
	if _, err := Restore(t.Context(), dir, from(backup), noon.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if l := lostOf(t, dir); l.Ever {
		t.Errorf("after a restore: %+v", l)
	}
	fresh := filepath.Join(t.TempDir(), "data")
	if _, err := Restore(t.Context(), fresh, from(backup), noon.Add(2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if l := lostOf(t, fresh); !l.Ever || l.Waits || !l.Since.Equal(noon) {
		t.Errorf("a backup on another computer: %+v", l)
	}
}
