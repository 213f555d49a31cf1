package shop

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/vault"
)

func TestBackupWhileRunningAndBackAgain(t *testing.T) {
	s := newScene(t, practice.Options{})
	file := filepath.Join(t.TempDir(), "shop.age")
	size, err := s.Backup(t.Context(), file, backup.Lock{Passphrase: "correct horse"})
	s.must(err)
	raw, err := os.ReadFile(file)
	if err != nil || int64(len(raw)) != size || bytes.Contains(raw, []byte("SQLite")) {
		t.Errorf("%d bytes told, %d there, %v", size, len(raw), err)
	}
	dir := t.TempDir()
	if _, err := Restore(t.Context(), dir, file, backup.Key{Passphrase: "wrong"}, noon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("another passphrase: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, store.FileName)); err == nil {
		t.Error("something was restored with another passphrase")
	}
	_, err = Restore(t.Context(), dir, file, backup.Key{Passphrase: "correct horse"}, noon)
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
