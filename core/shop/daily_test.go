package shop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/views"
)

// daily switches daily copies on, sealed for a new key, and gives the key's file and the folder.
func (s *scene) daily() (key, dir string) {
	s.Helper()
	key, dir = filepath.Join(s.TempDir(), "key.txt"), s.TempDir()
	recipient, err := s.NewBackupKey(key)
	s.must(err)
	s.must(s.SetBackups(s.Context(), views.BackupOrder{On: true, Folder: dir, Key: recipient}))
	return key, dir
}

func (s *scene) backups() views.Backups {
	s.Helper()
	b, err := s.Backups(s.Context())
	s.must(err)
	return b
}

func TestOneCopyADay(t *testing.T) {
	s := newScene(t, practice.Options{})
	if file, err := s.BackupToday(t.Context()); err != nil || file != "" {
		t.Errorf("off, and made %q, %v", file, err)
	}
	key, dir := s.daily()
	for range 10 {
		for hour := range 3 {
			file, err := s.BackupToday(t.Context())
			if err != nil || (file != "") != (hour == 0) {
				t.Errorf("hour %d made %q, %v", hour, file, err)
			}
			s.clock.Advance(time.Hour)
		}
		s.clock.Advance(21 * time.Hour)
	}
	b := s.backups()
	if !b.On || b.Folder != dir || b.Failed != nil || len(b.Files) != 8 || !b.Last.Equal(s.Now().Add(-24*time.Hour)) {
		t.Errorf("after ten days: %+v", b)
	}
	for i, f := range b.Files {
		if want := backup.KeptDay; i < 7 && f.Keep != want || f.Bytes == 0 {
			t.Errorf("file %d: %+v", i, f)
		}
	}
	// The newest one opens with the key and holds the shop.
	into := t.TempDir()
	_, err := Restore(t.Context(), into, b.Files[0].Path, backup.Key{File: key}, s.Now())
	s.must(err)
	st, err := store.Open(t.Context(), into)
	s.must(err)
	defer func() { _ = st.Close() }()
	had, err := s.Status(t.Context())
	s.must(err)
	has, err := New(Config{Store: st, Vault: s.cfg.Vault, Clock: s.clock}).Status(t.Context())
	if err != nil || has.Messages != had.Messages || has.Customers != had.Customers {
		t.Errorf("had %+v, has %+v, %v", had, has, err)
	}
}

func TestAPassphraseStaysInTheKeyring(t *testing.T) {
	if testing.Short() {
		t.Skip("sealing with a passphrase takes long by design")
	}
	s := newScene(t, practice.Options{})
	order := views.BackupOrder{On: true, Passphrase: core.NewToken("correct horse")}
	s.must(s.SetBackups(t.Context(), order))
	file, err := s.BackupToday(t.Context())
	s.must(err)
	if b := s.backups(); filepath.Dir(file) != b.Folder || !b.SameDisk || b.Chosen != "" || b.Key != "" {
		t.Errorf("the default folder: %q, %+v", file, b)
	}
	s.must(filepath.WalkDir(s.store.Dir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), "correct horse") {
			t.Errorf("the passphrase stands in %s", path)
		}
		return err
	}))
	_, err = Restore(t.Context(), t.TempDir(), file, backup.Key{Passphrase: "correct horse"}, s.Now())
	s.must(err)

	// Off and on again, and with other words, without giving the passphrase once more.
	s.must(s.SetBackups(t.Context(), views.BackupOrder{}))
	s.must(s.SetBackups(t.Context(), views.BackupOrder{On: true}))
	s.clock.Advance(24 * time.Hour)
	if file, err := s.BackupToday(t.Context()); err != nil || file == "" {
		t.Errorf("on again: %q, %v", file, err)
	}
	entry, err := s.store.Setting(t.Context(), settingBackupEntry)
	s.must(err)
	s.must(s.cfg.Vault.Delete(t.Context(), backupVault, entry))
	s.clock.Advance(24 * time.Hour)
	if _, err := s.BackupToday(t.Context()); core.CodeOf(err) != core.CodeBackupSecret {
		t.Errorf("the keyring lost it: %v", err)
	}
	if b := s.backups(); b.Failed == nil || b.Failed.Code != core.CodeBackupSecret {
		t.Errorf("nobody is told: %+v", b)
	}
	// Another one takes the place of the old one.
	s.must(s.SetBackups(t.Context(), views.BackupOrder{On: true, Passphrase: core.NewToken("battery staple")}))
	again, err := s.store.Setting(t.Context(), settingBackupEntry)
	if err != nil || again == entry || s.backups().Failed != nil {
		t.Errorf("entry %q, then %q, %v", entry, again, err)
	}
}

func TestAFolderThatIsGone(t *testing.T) {
	s := newScene(t, practice.Options{})
	_, dir := s.daily()
	file, err := s.BackupToday(t.Context())
	s.must(err)
	s.must(os.Remove(file))
	s.must(os.Remove(dir)) // a disk that was unplugged
	s.clock.Advance(24 * time.Hour)
	if _, err := s.BackupToday(t.Context()); core.CodeOf(err) != core.CodeBackupFolder {
		t.Errorf("without its folder: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder was made in the place of the disk")
	}
	b := s.backups()
	st, err := s.Status(t.Context())
	if err != nil || b.Failed == nil || b.Failed.Code != core.CodeBackupFolder || b.Failed.Detail != dir || !b.FailedAt.Equal(s.Now()) ||
		!b.Last.Equal(s.Now().Add(-24*time.Hour)) || st.BackupFailed == nil {
		t.Errorf("told %+v, %v, %v", b, st.BackupFailed, err)
	}
	s.must(os.Mkdir(dir, 0o700))
	if file, err := s.BackupToday(t.Context()); err != nil || file == "" {
		t.Errorf("plugged in again: %q, %v", file, err)
	}
	if b := s.backups(); b.Failed != nil {
		t.Errorf("still told: %v", b.Failed)
	}
}

func TestOrdersForBackupsThatCannotBe(t *testing.T) {
	s := newScene(t, practice.Options{})
	key := filepath.Join(t.TempDir(), "key.txt")
	recipient, err := s.NewBackupKey(key)
	s.must(err)
	for name, c := range map[string]struct {
		views.BackupOrder
		want core.Code
	}{
		"nothing to seal with": {views.BackupOrder{On: true}, core.CodeBadInput},
		"both":                 {views.BackupOrder{On: true, Key: recipient, Passphrase: core.NewToken("x")}, core.CodeBadInput},
		"no key":               {views.BackupOrder{On: true, Key: "age1x"}, core.CodeBadInput},
		"a folder from here":   {views.BackupOrder{On: true, Key: recipient, Folder: "backups"}, core.CodeBadInput},
		"a folder that is not": {views.BackupOrder{On: true, Key: recipient, Folder: filepath.Join(t.TempDir(), "none")}, core.CodeBackupFolder},
		"a file":               {views.BackupOrder{On: true, Key: recipient, Folder: key}, core.CodeBackupFolder},
	} {
		if err := s.SetBackups(t.Context(), c.BackupOrder); core.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if s.backups().On {
			t.Errorf("%s: daily copies are on", name)
		}
	}
}

// Work makes the copy by itself, and at once when the owner switches it on.
func TestTheRunningAppMakesTheCopy(t *testing.T) {
	s := newScene(t, practice.Options{})
	made := make(chan struct{}, 1)
	defer s.Subscribe(func(e views.Event) {
		if b, err := s.Backups(context.WithoutCancel(t.Context())); e.Kind == views.EventStatus && err == nil && len(b.Files) > 0 {
			select {
			case made <- struct{}{}:
			default:
			}
		}
	})()
	ctx, stop := context.WithTimeoutCause(t.Context(), time.Minute, errors.New("no copy was made"))
	defer stop()
	ended := make(chan struct{})
	go func() { defer close(ended); s.Work(ctx) }()
	s.daily()
	select {
	case <-made:
	case <-ctx.Done():
		t.Error(context.Cause(ctx))
	}
	stop()
	<-ended
}
