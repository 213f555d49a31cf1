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

// BackupNow is Backup for the windows.
func (s *Shop) BackupNow(ctx context.Context, o views.SealOrder) (views.BackedUp, error) {
	return s.Backup(ctx, o.File, backup.Lock{Passphrase: o.Passphrase.Reveal(), Recipient: o.Key}, o.Pictures)
}

// Folder is the data folder.
func (s *Shop) Folder() string { return s.store.Dir() }
