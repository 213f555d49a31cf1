package shop

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/views"
)

// Settings of the daily copies.
const (
	settingBackupOn     = "backup_on"
	settingBackupFolder = "backup_folder" // empty: the default
	settingBackupKey    = "backup_key"    // "age1…"; empty: the passphrase in the keyring
	settingBackupEntry  = "backup_entry"  // what the passphrase is called in the keyring
	settingBackupLast   = "backup_last"
	settingBackupFailed = "backup_failed" // failedBackup as JSON
)

// defaultBackups is the folder of daily copies in the data folder, until the owner chooses another.
const defaultBackups = "backups"

// backupVault stands in the place of a page's id in the keyring.
const backupVault core.PageID = "backup"

// failedBackup is why the last daily copy was not made.
type failedBackup struct {
	Code   core.Code `json:"code"`
	Detail string    `json:"detail"`
	At     time.Time `json:"at"`
}

// Backups tells how the daily copies stand.
func (s *Shop) Backups(ctx context.Context) (views.Backups, error) {
	var b views.Backups
	set, err := s.backupSettings(ctx)
	if err != nil {
		return b, err
	}
	b.On, b.Key, b.Folder, b.Chosen = set[settingBackupOn] != "", set[settingBackupKey], s.backupFolder(set), set[settingBackupFolder]
	b.SameDisk = backup.SameDisk(existing(b.Folder), s.store.Dir())
	if b.Last, err = s.store.SettingTime(ctx, settingBackupLast); err != nil {
		return b, err
	}
	if b.Failed, b.FailedAt, err = s.backupFailed(ctx); err != nil {
		return b, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return b, err
	}
	files, err := backup.Daily(b.Folder)
	if err != nil {
		return b, nil // the folder is away; the next copy will tell
	}
	made := make([]time.Time, len(files))
	for i, f := range files {
		made[i] = f.At
		b.Files = append(b.Files, views.BackupFile{Path: f.Path, At: f.At, Bytes: f.Bytes})
	}
	for i, as := range backup.Keep(made, rules.Zone) {
		b.Files[i].Keep = as
	}
	if len(files) > 0 && files[0].At.After(b.Last) {
		b.Last = files[0].At // made by a command beside the running app
	}
	return b, nil
}

// backupFailed gives why the last daily copy was not made, nil when it was.
func (s *Shop) backupFailed(ctx context.Context) (*core.Error, time.Time, error) {
	const op = "shop.backups"
	v, err := s.store.Setting(ctx, settingBackupFailed)
	if err != nil || v == "" {
		return nil, time.Time{}, err
	}
	var f failedBackup
	if err := json.Unmarshal([]byte(v), &f); err != nil {
		return nil, time.Time{}, core.E(core.CodeDataDamaged, op, settingBackupFailed, err)
	}
	return core.E(f.Code, op, f.Detail, nil), f.At, nil
}

// existing gives the nearest folder above that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func (s *Shop) backupSettings(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	for _, name := range []string{settingBackupOn, settingBackupFolder, settingBackupKey, settingBackupEntry} {
		v, err := s.store.Setting(ctx, name)
		if err != nil {
			return nil, err
		}
		out[name] = v
	}
	return out, nil
}

func (s *Shop) backupFolder(set map[string]string) string {
	if dir := set[settingBackupFolder]; dir != "" {
		return dir
	}
	return filepath.Join(s.store.Dir(), defaultBackups)
}

// SetBackups keeps how the owner wants the daily copies. Switched on, a first copy is made soon.
//
// Errors: core.CodeBadInput for a key that is none and when there is neither key nor passphrase, core.CodeBackupFolder,
// and the keyring's. When it fails, nothing is changed.
func (s *Shop) SetBackups(ctx context.Context, o views.BackupOrder) error {
	set, err := s.backupSettings(ctx)
	if err != nil {
		return err
	}
	if err := s.checkBackups(o, set); err != nil {
		return err
	}
	change := map[string]string{settingBackupOn: "", settingBackupFolder: o.Folder, settingBackupFailed: ""}
	if o.On {
		change[settingBackupOn] = "1"
	}
	switch {
	case o.Key != "":
		change[settingBackupKey], change[settingBackupEntry] = o.Key, ""
	case !o.Passphrase.IsZero():
		entry := rand.Text()
		if err := s.cfg.Vault.Save(ctx, backupVault, entry, o.Passphrase); err != nil {
			return err
		}
		change[settingBackupKey], change[settingBackupEntry] = "", entry
	}
	if err := s.store.Set(ctx, change); err != nil {
		return err
	}
	if _, changed := change[settingBackupEntry]; changed && set[settingBackupEntry] != "" {
		if err := s.cfg.Vault.Delete(ctx, backupVault, set[settingBackupEntry]); err != nil {
			s.logged("forget the older passphrase of backups", err) // it opens nothing that is made from now on
		}
	}
	s.publish(views.Event{Kind: views.EventStatus})
	s.wakeChores()
	return nil
}

func (s *Shop) checkBackups(o views.BackupOrder, set map[string]string) error {
	const op = "shop.backups"
	if o.Key != "" {
		if !o.Passphrase.IsZero() {
			return core.E(core.CodeBadInput, op, "choose a passphrase or a key, not both", nil)
		}
		if err := backup.CheckRecipient(o.Key); err != nil {
			return err
		}
	}
	if !o.On {
		return nil
	}
	if o.Key == "" && o.Passphrase.IsZero() && set[settingBackupKey] == "" && set[settingBackupEntry] == "" {
		return core.E(core.CodeBadInput, op, "choose a passphrase or a key for the backups", nil)
	}
	if o.Folder != "" && !filepath.IsAbs(o.Folder) {
		return core.E(core.CodeBadInput, op, "name the folder for the backups in full", nil)
	}
	return s.usable(map[string]string{settingBackupFolder: o.Folder})
}

// usable checks that the folder takes a file. The default one is made; one that the owner chose must be there, since an
// empty folder in the place of a disk that is not plugged in would hide that.
func (s *Shop) usable(set map[string]string) error {
	dir := s.backupFolder(set)
	if set[settingBackupFolder] == "" {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return core.E(core.CodeBackupFolder, "shop.backups", dir, err)
		}
	}
	f, err := os.CreateTemp(dir, ".shopbell-try-*")
	if err != nil {
		return core.E(core.CodeBackupFolder, "shop.backups", dir, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return core.E(core.CodeBackupFolder, "shop.backups", dir, err)
	}
	return nil
}

// BackupToday makes the daily copy when today has none yet, and removes copies that are no longer kept. It gives the
// new file's path, "" when there was nothing to do: daily copies are off, or today's is there.
//
// A failure is kept for the owner to see until a copy is made. core.CodeDataBusy means that another copy is being made
// right now and is no failure to keep. Other errors: core.CodeBackupFolder, core.CodeBackupSecret, core.CodeDataFull, the
// keyring's.
func (s *Shop) BackupToday(ctx context.Context) (string, error) {
	set, err := s.backupSettings(ctx)
	if err != nil || set[settingBackupOn] == "" {
		return "", err
	}
	file, err := s.backupInto(ctx, set)
	switch code := core.CodeOf(err); {
	case errors.Is(err, context.Canceled), code == core.CodeDataBusy, err == nil && file == "":
		return file, err
	}
	if kerr := s.keepBackupResult(ctx, file, err); kerr != nil && core.CodeOf(kerr) != core.CodeDataReadOnly {
		return file, errors.Join(err, kerr)
	}
	s.publish(views.Event{Kind: views.EventStatus})
	return file, err
}

// backupInto makes today's copy in the folder. file is set when it was made, also when older ones could not be removed.
func (s *Shop) backupInto(ctx context.Context, set map[string]string) (file string, err error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return "", err
	}
	now, dir := s.clock.Now(), s.backupFolder(set)
	files, err := backup.Daily(dir)
	if err != nil {
		return "", err
	}
	if len(files) > 0 && sameDay(files[0].At, now, rules.Zone) {
		return "", nil
	}
	if err := s.usable(set); err != nil {
		return "", err
	}
	with := backup.Lock{Recipient: set[settingBackupKey]}
	if with.Recipient == "" {
		secret, err := s.cfg.Vault.Load(ctx, backupVault, set[settingBackupEntry])
		if core.CodeOf(err) == core.CodeTokenMissing {
			err = core.E(core.CodeBackupSecret, "shop.backups", "", err)
		}
		if err != nil {
			return "", err
		}
		with.Passphrase = secret.Reveal()
	}
	path := filepath.Join(dir, backup.DailyName(now))
	if _, err := s.Backup(ctx, path, with, false); err != nil {
		return "", err
	}
	return path, backup.Prune(dir, now, rules.Zone)
}

func sameDay(a, b time.Time, zone *time.Location) bool {
	return a.In(zone).Format(time.DateOnly) == b.In(zone).Format(time.DateOnly)
}

// keepBackupResult remembers for the owner when a copy was made and why one was not.
func (s *Shop) keepBackupResult(ctx context.Context, file string, failed error) error {
	now, value := s.clock.Now(), ""
	if failed != nil {
		f := failedBackup{Code: core.CodeOf(failed), At: now}
		var coded *core.Error
		if errors.As(failed, &coded) {
			f.Detail = coded.Detail
		}
		b, err := json.Marshal(f)
		if err != nil {
			return core.E(core.CodeUnknown, "shop.backups", "", err)
		}
		value = string(b)
	}
	if err := s.store.Set(ctx, map[string]string{settingBackupFailed: value}); err != nil {
		return err
	}
	if file == "" {
		return nil
	}
	return s.store.SetTime(ctx, settingBackupLast, now)
}
