package shop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// A table that is stopped leaves no file, and keeps the one that was there.
func TestAStoppedTableLeavesNothing(t *testing.T) {
	s := newScene(t, practice.Options{})
	saves := map[string]func(ctx context.Context, file string, told func(done, of int)) error{
		"customers": func(ctx context.Context, file string, told func(done, of int)) error {
			_, err := s.SaveCustomers(ctx, file, core.Filter{}, told)
			return err
		},
		"messages": func(ctx context.Context, file string, told func(done, of int)) error {
			_, err := s.SaveSearch(ctx, file, views.SearchQuery{Words: "mug"}, told)
			return err
		},
		"report": func(ctx context.Context, file string, told func(done, of int)) error {
			told(0, 1)
			return s.SaveReport(ctx, file, views.Report{})
		},
	}
	for name, save := range saves {
		for _, end := range []string{".csv", ".xlsx"} {
			dir := t.TempDir()
			older := filepath.Join(dir, name+end)
			s.must(os.WriteFile(older, []byte("mine"), 0o600))
			ctx, stop := context.WithCancel(t.Context())
			told := 0
			err := save(ctx, older, func(done, of int) {
				told++
				if of == 0 || done >= of {
					t.Errorf("%s: told %d of %d", name, done, of)
				}
				stop()
			})
			stop()
			raw, rerr := os.ReadFile(older)
			left, derr := os.ReadDir(dir)
			if !errors.Is(err, context.Canceled) || told == 0 || rerr != nil || derr != nil || string(raw) != "mine" || len(left) != 1 {
				t.Errorf("%s%s: %v, told %d times, left %q and %d files", name, end, err, told, raw, len(left))
			}
		}
	}
}
