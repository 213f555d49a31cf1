package shop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

// Codes come in by pasting and from a file; what is there already stays where it is, and a missing file changes nothing.
func TestCodesArePastedAndRead(t *testing.T) {
	r := newScene(t, practice.Options{})
	a, err := r.PasteCodes(t.Context(), "WINTER", "code\nA1\nB 2\n", time.Time{})
	if err != nil || a.Added != 1 || len(a.Rejected) != 1 || a.Rejected[0].Line != 3 {
		t.Fatalf("%+v %v", a, err)
	}
	path := filepath.Join(t.TempDir(), "codes.csv")
	if err := os.WriteFile(path, []byte("A1;x\nC3;y\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if a, err = r.ReadCodes(t.Context(), "WINTER", path, time.Time{}); err != nil || a.Added != 1 || a.Here != 1 {
		t.Errorf("%+v %v", a, err)
	}
	if _, err = r.ReadCodes(t.Context(), "WINTER", path+".gone", time.Time{}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a missing file: %v", err)
	}
	pools, err := r.Pools(t.Context())
	if err != nil || len(pools) != 1 || pools[0].Free != 2 {
		t.Errorf("%+v %v", pools, err)
	}
}

// A file that is no list of codes is told of with its first lines, however long it is, and one that never ends is refused.
func TestWhatIsNoCodeIsToldInPart(t *testing.T) {
	r := newScene(t, practice.Options{})
	a, err := r.PasteCodes(t.Context(), "WINTER", strings.Repeat("not a code\n", 5*mostRejected)+"A1\n", time.Time{})
	if err != nil || a.Added != 1 || len(a.Rejected) != mostRejected || a.RejectedMore != 4*mostRejected {
		t.Errorf("%d told, %d not, %d added, %v", len(a.Rejected), a.RejectedMore, a.Added, err)
	}
	if _, err := r.ImportCodes(t.Context(), "WINTER", endless{}, time.Time{}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a file without an end: %v", err)
	}
	if pools, err := r.Pools(t.Context()); err != nil || len(pools) != 1 || pools[0].Total != 1 {
		t.Errorf("%+v %v", pools, err)
	}
}

// endless is a file of blank lines.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		if p[i] = ' '; i%64 == 63 {
			p[i] = '\n'
		}
	}
	return len(p), nil
}

func TestCodesThatHaveEndedAreNotTaken(t *testing.T) {
	r := newScene(t, practice.Options{})
	now := r.clock.Now()
	if _, err := r.GenerateCodes(t.Context(), "WINTER", 2, now); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("codes that end now: %v", err)
	}
	if got, err := r.GenerateCodes(t.Context(), "WINTER", 2, now.Add(time.Second)); err != nil || got.Added != 2 {
		t.Errorf("codes that end later: %+v, %v", got, err)
	}
}
