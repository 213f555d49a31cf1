package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// The data is damaged: that is what backups are for. What can be read still counts.
func TestRestoreOverDamagedData(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mine"))
	backup := copied(t, s)
	dir := closed(t, s)
	if err := os.WriteFile(filepath.Join(dir, FileName), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Restore(t.Context(), dir, from(backup), noon)
	if err != nil || !slices.Equal(got.Unread, []string{"everything"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	if raw, err := os.ReadFile(got.Before); err != nil || !bytes.HasPrefix(raw, []byte("no database")) {
		t.Errorf("what was there is not kept: %v", err)
	}
	s = reopen(t, dir)
	check(t, s)
	if hits, _ := s.Search(t.Context(), Query{Words: "mine", Limit: 5}); len(hits) != 1 {
		t.Error("not restored")
	}
}

func TestStopsAreReadFromDamagedData(t *testing.T) {
	s := open(t)
	for i := range 400 {
		apply(t, s, noon, says(core.CustomerID(fmt.Sprint("c", i)), noon.Add(time.Duration(i)*time.Second), strings.Repeat("many words ", 50)))
	}
	backup := copied(t, s)
	apply(t, s, noon, says("c7", noon.Add(time.Hour), "stop", reads(core.ReadStop)))
	var page int64
	if err := s.read.QueryRowContext(t.Context(), `SELECT rootpage FROM sqlite_schema WHERE name = 'messages'`).Scan(&page); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(closed(t, s), FileName)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(raw[(page-1)*4096:], bytes.Repeat([]byte{0xA5}, 4096))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Restore(t.Context(), s.Dir(), from(backup), noon.Add(2*time.Hour))
	if err != nil || !slices.Equal(got.Unread, []string{"messages", "pictures"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	s = reopen(t, s.Dir())
	check(t, s)
	if stops, err := s.OptOuts(t.Context()); err != nil || len(stops) != 1 || stops[0].CustomerID != "c7" {
		t.Errorf("opt-outs %+v, %v", stops, err)
	}
}

// crashStep names the step at which a process of this test ends without a word.
const crashStep, crashDir, crashCopy = "SHOPBELL_TEST_STEP", "SHOPBELL_TEST_DIR", "SHOPBELL_TEST_COPY"

func TestCrashingChild(t *testing.T) {
	step := os.Getenv(crashStep)
	if step == "" {
		t.Skip("runs as a process of TestACrashLeavesOneWholeDatabase")
	}
	r := restoring{dir: os.Getenv(crashDir), now: noon, reached: func(s string) error {
		if s == step {
			os.Exit(42)
		}
		return nil
	}}
	_, err := r.run(t.Context(), from(os.Getenv(crashCopy)))
	t.Fatalf("step %s was not reached: %v", step, err)
}

func TestACrashLeavesOneWholeDatabase(t *testing.T) {
	for _, step := range restoreSteps {
		s := open(t)
		apply(t, s, noon, says("a", noon, "in the backup"))
		if err := s.SetNote(t.Context(), "a", "back then"); err != nil {
			t.Fatal(err)
		}
		backup := copied(t, s)
		apply(t, s, noon, says("b", noon, "stop", reads(core.ReadStop)))
		if err := s.SetNote(t.Context(), "a", "now"); err != nil {
			t.Fatal(err)
		}
		dir := closed(t, s)
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestCrashingChild$")
		child.Env = append(os.Environ(), crashStep+"="+step, crashDir+"="+dir, crashCopy+"="+backup)
		out, err := child.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 42 {
			t.Fatalf("%s: %v: %s", step, err, out)
		}
		s = reopen(t, dir)
		check(t, s)
		want := "now"
		if step == "replaced" {
			want = "back then"
		}
		if row, err := s.Customer(t.Context(), "a"); err != nil || row.Note != want {
			t.Errorf("%s: note %q, want %q, %v", step, row.Note, want, err)
		}
		if stops, err := s.OptOuts(t.Context()); err != nil || len(stops) != 1 {
			t.Errorf("%s: opt-outs %+v, %v", step, stops, err)
		}
		_ = s.Close()
		if _, err := Restore(t.Context(), dir, from(backup), noon.Add(time.Minute)); err != nil {
			t.Errorf("%s: the next restore: %v", step, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, restoreName+"*")); len(left) != 0 {
			t.Errorf("%s: left %v", step, left)
		}
	}
}

func TestAFailureAtAnyStepChangesNothing(t *testing.T) {
	for _, step := range restoreSteps[:len(restoreSteps)-1] {
		s := open(t)
		apply(t, s, noon, says("a", noon, "older"))
		backup := copied(t, s)
		apply(t, s, noon, says("b", noon, "mine"))
		failed := errors.New("no")
		r := restoring{dir: closed(t, s), now: noon, reached: func(s string) error {
			if s == step {
				return failed
			}
			return nil
		}}
		if got, err := r.run(t.Context(), from(backup)); !errors.Is(err, failed) || got.Before != "" {
			t.Errorf("%s: %+v, %v", step, got, err)
		}
		unchanged(t, step, r.dir)
	}
}
