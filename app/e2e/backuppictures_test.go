//go:build e2e

package e2e

import (
	"path/filepath"
	"testing"
)

// TestABackupWithPicturesOnASecondFolder: without the page, a person's file has its picture again. A backup without
// pictures has none, and whoever was erased since the backup does not come back with theirs.
func TestABackupWithPicturesOnASecondFolder(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty")
	s.must(done, nil, "connect")
	ana, _ := s.wrote("", "Ana Duarte Lopes", "is it this one?", "picture")
	bob, _ := s.wrote("", "Bob Stone", "or this one?", "picture")
	s.fetchPictures()
	if n := s.kept(); n != 2 {
		t.Fatalf("%d pictures are kept", n)
	}
	dir := t.TempDir()
	full, bare := filepath.Join(dir, "full.age"), filepath.Join(dir, "bare.age")
	key, recipient := s.newKey()
	var made struct{ Pictures int }
	s.must(done, &made, "backup", full, "--pictures", "--key", recipient)
	if made.Pictures != 2 {
		t.Errorf("%d pictures in the backup", made.Pictures)
	}
	s.must(done, nil, "backup", bare, "--key", recipient)
	for file, want := range map[string]int{full: 1, bare: 0} {
		second := *s
		second.dir = filepath.Join(t.TempDir(), "second")
		var back struct{ Pictures int }
		second.must(done, &back, "restore", file, "--key", key)
		if n := second.exported(ana); back.Pictures != 2*want || n != want {
			t.Errorf("%s: %d came back, %d of Ana's can be looked at", filepath.Base(file), back.Pictures, n)
		}
	}
	s.must(done, nil, "erase", bob)
	s.must(done, nil, "restore", full, "--key", key)
	if n := s.kept(); n != 1 || s.exported(ana) != 1 {
		t.Errorf("%d pictures are here after Bob was erased", n)
	}
}

// exported counts the pictures in a person's file, which has two files besides.
func (s *shop) exported(id string) int {
	s.Helper()
	var out struct{ Files []string }
	s.must(done, &out, "export", id, filepath.Join(s.TempDir(), "person"))
	return len(out.Files) - 2
}
