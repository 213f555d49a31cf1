package shop

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/vault"
)

// sealed makes a key for backups. A passphrase takes seconds each time, by design; TestAPassphraseStaysInTheKeyring has one.
func (s *scene) sealed() (backup.Lock, backup.Key) {
	s.Helper()
	file := filepath.Join(s.TempDir(), "key.txt")
	recipient, err := s.NewBackupKey(file)
	s.must(err)
	return backup.Lock{Recipient: recipient}, backup.Key{File: file}
}

func TestBackupWhileRunningAndBackAgain(t *testing.T) {
	s := newScene(t, practice.Options{})
	file := filepath.Join(t.TempDir(), "shop.age")
	lock, key := s.sealed()
	_, wrong := s.sealed()
	done, err := s.Backup(t.Context(), file, lock, false)
	s.must(err)
	raw, err := os.ReadFile(file)
	if err != nil || int64(len(raw)) != done.Bytes || bytes.Contains(raw, []byte("SQLite")) {
		t.Errorf("told %+v, %d bytes there, %v", done, len(raw), err)
	}
	dir := t.TempDir()
	if _, err := Restore(t.Context(), dir, file, wrong, noon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("another key: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, store.FileName)); err == nil {
		t.Error("something was restored with another key")
	}
	_, err = Restore(t.Context(), dir, file, key, noon)
	s.must(err)
	st, err := store.Open(t.Context(), dir)
	s.must(err)
	defer func() { _ = st.Close() }()
	back := New(Config{Store: st, Vault: vault.NewSession(), Clock: s.clock})
	had, err := s.Status(t.Context())
	s.must(err)
	has, err := back.Status(t.Context())
	s.must(err)
	if has.Customers != had.Customers || has.Messages != had.Messages || has.OptedOut != had.OptedOut || has.Waiting != had.Waiting || had.Messages == 0 {
		t.Errorf("had %+v, has %+v", had, has)
	}
}

// restored brings a backup back into a folder and opens it without a page.
func (s *scene) restored(dir, file string, key backup.Key) (*scene, Restored) {
	s.Helper()
	done, err := Restore(s.Context(), dir, file, key, s.clock.Now())
	s.must(err)
	st, err := store.Open(s.Context(), dir)
	s.must(err)
	s.Cleanup(func() { _ = st.Close() })
	return &scene{TB: s.TB, clock: s.clock, Shop: New(Config{Store: st, Vault: vault.NewSession(), Clock: s.clock})}, done
}

// shown counts the pictures of a person that can be looked at here.
func (s *scene) shown(id core.CustomerID) (n int) {
	s.Helper()
	s.must(s.PersonPictures(s.Context(), id, func(PersonPicture) error { n++; return nil }))
	return n
}

// On a second folder every picture is there without the page. Whoever was erased since does not come back with theirs.
func TestPicturesComeBackWithABackup(t *testing.T) {
	s, ana := pictured(t)
	bob := s.page.AddCustomer("Bob Stone", "en")
	s.page.WritePicture(ana, "is this the one?")
	s.page.WritePicture(bob, "or this?")
	s.pull()
	if got := s.fetch(); got.Kept != 2 || s.files() != 2 {
		t.Fatalf("fetched %+v, %d files", got, s.files())
	}
	s.clock.Advance(30 * 24 * time.Hour)
	full, bare := filepath.Join(t.TempDir(), "full.age"), filepath.Join(t.TempDir(), "bare.age")
	lock, key := s.sealed()
	done, err := s.Backup(t.Context(), full, lock, true)
	s.must(err)
	small, err := s.Backup(t.Context(), bare, lock, false)
	s.must(err)
	if done.Pictures != 2 || small.Pictures != 0 || done.Bytes <= small.Bytes {
		t.Errorf("with pictures %+v, without %+v", done, small)
	}
	for file, want := range map[string]int{full: 1, bare: 0} {
		second, got := s.restored(filepath.Join(t.TempDir(), "second"), file, key)
		if second.shown(ana) != want || second.shown(bob) != want || got.Pictures != 2*want {
			t.Errorf("%s: %+v, Ana's %d, Bob's %d, want %d each", filepath.Base(file), got, second.shown(ana), second.shown(bob), want)
		}
	}

	_, err = s.ErasePerson(t.Context(), bob)
	s.must(err)
	s.must(s.SetPictureRoom(t.Context(), 0)) // Ana's is not here any more either
	dir := s.store.Dir()
	s.must(s.store.Close())
	back, got := s.restored(dir, full, key)
	if got.Pictures != 1 || back.files() != 1 || back.shown(ana) != 1 {
		t.Errorf("%+v, %d files, %d of Ana's after Bob was erased", got, back.files(), back.shown(ana))
	}
	if left, err := filepath.Glob(filepath.Join(dir, "shopbell-restore*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
