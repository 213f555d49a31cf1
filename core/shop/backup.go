package shop

import (
	"context"
	"io"
	"time"

	"shopbell/core/backup"
	"shopbell/core/store"
)

// Backup writes everything that the database holds into a sealed file and gives its size in bytes. It works while
// Shopbell runs. Not in it: the access key, which stays in the keyring, and the pictures of messages.
func (s *Shop) Backup(ctx context.Context, file string, with backup.Lock) (bytes int64, err error) {
	err = s.store.CopyTo(ctx, func(r io.Reader) error {
		bytes, err = backup.Write(file, with, r)
		return err
	})
	return bytes, err
}

// NewBackupKey makes a key for backups: the secret half goes into a new file that its owner alone can read, and the
// public half, which is all that making backups needs, is given back. The owner keeps the file away from this computer.
func (s *Shop) NewBackupKey(file string) (recipient string, err error) {
	return backup.NewKey(file, s.clock.Now())
}

// Restore brings a backup back into a data folder that nobody uses. What people said and what was sent since stays, and
// every stop; the older data stays beside. When it fails, nothing is changed.
func Restore(ctx context.Context, dir, file string, with backup.Key, now time.Time) (store.Restored, error) {
	return store.Restore(ctx, dir, func(w io.Writer) error { return backup.Read(file, with, w) }, now)
}
