package shop

import (
	"context"
	"io"
	"time"

	"shopbell/core/backup"
	"shopbell/core/store"
)

// Backup writes everything that the data folder holds into an encrypted file and gives its size in bytes. It works while
// Shopbell runs. The access key is not in it: that stays in the keyring.
func (s *Shop) Backup(ctx context.Context, file, passphrase string) (bytes int64, err error) {
	err = s.store.CopyTo(ctx, func(r io.Reader) error {
		bytes, err = backup.Write(file, passphrase, r)
		return err
	})
	return bytes, err
}

// Restore brings a backup back into a data folder that nobody uses. What people said and what was sent since stays, and
// every stop; the older data stays beside. When it fails, nothing is changed.
func Restore(ctx context.Context, dir, file, passphrase string, now time.Time) (store.Restored, error) {
	return store.Restore(ctx, dir, func(w io.Writer) error { return backup.Read(file, passphrase, w) }, now)
}
