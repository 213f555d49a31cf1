package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/backup"
	"shopbell/core/views"
)

// Forget is ErasePerson for the windows.
func (s *Shop) Forget(ctx context.Context, id core.CustomerID) (views.Erasure, error) {
	e, err := s.ErasePerson(ctx, id)
	return views.Erasure{People: e.People, Messages: e.Messages, Requests: e.Requests, Deliveries: e.Deliveries, OptOuts: e.OptOuts, Copies: e.Copies}, err
}

// BackupNow is Backup for the windows: sealed with a passphrase, or with a key ("age1…") when that is given.
func (s *Shop) BackupNow(ctx context.Context, file string, passphrase core.Token, key string) (bytes int64, err error) {
	return s.Backup(ctx, file, backup.Lock{Passphrase: passphrase.Reveal(), Recipient: key})
}

// Folder is the data folder.
func (s *Shop) Folder() string { return s.store.Dir() }
