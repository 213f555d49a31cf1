//go:build e2e

package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core/store"
)

// mostChanges is the last change of the disk, counted from a program's start, at which the power fails. A campaign of
// five people makes 186, with those of opening and closing the database.
const mostChanges = 190

// cuts is a shop's disk and how the power fails.
type cuts struct {
	disk    *disk
	log     string // what testdata/power.c writes
	forgets bool   // everything that was not promised is lost
	torn    *atomic.Int64
}

// wires lets the disk of a shop be watched from now on.
func (s *crashShop) wires(library string, forgets bool, torn *atomic.Int64) {
	s.Helper()
	folder, err := filepath.EvalSymlinks(s.dir)
	if err != nil {
		s.Fatal(err)
	}
	d, err := newDisk(folder)
	if err != nil {
		s.Fatal(err)
	}
	s.dir = folder
	s.cuts = &cuts{disk: d, log: filepath.Join(s.TempDir(), "disk.log"), forgets: forgets, torn: torn}
	s.env = append(s.env, "LD_PRELOAD="+library, "POWER_FOLDER="+folder, "POWER_LOG="+s.cuts.log)
}

// powerFails replaces the data folder of a killed program by what a power cut would have left, and looks whether that is
// a sound database with a whole ledger.
func (s *crashShop) powerFails() {
	s.Helper()
	log, err := os.ReadFile(s.cuts.log)
	if os.IsNotExist(err) {
		return // it had not touched the disk
	}
	if err != nil {
		s.Fatal(err)
	}
	if err := s.cuts.disk.play(log); err != nil {
		s.Fatal(err)
	}
	if err := os.Remove(s.cuts.log); err != nil {
		s.Fatal(err)
	}
	for _, f := range s.cuts.disk.all() {
		if len(f.pending) > 0 {
			s.cuts.torn.Add(1)
			break
		}
	}
	if err := s.cuts.disk.cut(s.rand, s.cuts.forgets); err != nil {
		s.Fatal(err)
	}
	if s.cuts.forgets { // nobody promised the mark beside the database
		if err := os.Remove(filepath.Join(s.dir, "shopbell.mark")); err != nil && !os.IsNotExist(err) {
			s.Fatal(err)
		}
	}
	if err := sound(s.T, s.dir); err != nil {
		s.fault("after a cut: %v", err)
	}
}

// sound checks a copy of a data folder.
func sound(t *testing.T, folder string) error {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		return err
	}
	for _, name := range []string{store.FileName, store.FileName + "-wal"} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			return err
		}
	}
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		return err
	}
	defer func() { _ = st.Close() }()
	if err := st.CheckIntegrity(t.Context()); err != nil {
		return err
	}
	if n, broken, err := st.VerifyLedger(t.Context()); err != nil || broken > 0 {
		return fmt.Errorf("the ledger of %d entries is broken at %d: %w", n, broken, err)
	}
	return nil
}

// watcher compiles the library that watches a disk, or skips the test.
func watcher(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("power cuts are made on Linux only")
	}
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("there is no C compiler here")
	}
	path := filepath.Join(t.TempDir(), "power.so")
	if out, err := exec.Command(cc, "-shared", "-fPIC", "-O2", "-o", path, "testdata/power.c").CombinedOutput(); err != nil {
		t.Skipf("%v: %s", err, out)
	}
	return path
}

// The power fails while messages are sent: nothing is lost, nothing doubled, no code given twice and no stop forgotten;
// the database is sound and the ledger whole. SHOPBELL_CUTS says how often, 50 otherwise.
func TestPowerCuts(t *testing.T) {
	library, bin := watcher(t), crashingProgram(t)
	tally, torn := new(crashTally), new(atomic.Int64)
	tally.want.Store(50)
	if n, err := strconv.ParseInt(os.Getenv("SHOPBELL_CUTS"), 10, 64); err == nil {
		tally.want.Store(n)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	t.Run("shops", func(t *testing.T) {
		for i := range uint64(6) {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				s := newCrashShop(t, bin, rand.New(rand.NewPCG(seed, i)), tally)
				s.wires(library, false, torn)
				for tally.kills.Load() < tally.want.Load() && len(s.faults) == 0 {
					s.next()
				}
				s.account()
				for _, f := range s.faults {
					t.Error(f)
				}
			})
		}
	})
	if !t.Failed() {
		t.Logf("%v; %d cuts with writes that were not promised", tally, torn.Load())
	}
}

// The same cuts are noticed when the database promises nothing: the tests above can fail.
func TestPowerCutsAreNoticed(t *testing.T) {
	library := watcher(t)
	s := newCrashShop(t, crashingProgram(t), rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano()))), new(crashTally))
	s.env = append(s.env, "SHOPBELL_CRASH_SYNC=OFF")
	s.wires(library, true, new(atomic.Int64))
	for s.tally.kills.Load() < 40 && len(s.faults) == 0 {
		s.next()
		s.account()
	}
	if len(s.faults) == 0 {
		t.Fatalf("%d cuts of a database that promises nothing, and nothing is wrong", s.tally.kills.Load())
	}
	t.Logf("after %d cuts: %s", s.tally.kills.Load(), s.faults[0])
}
