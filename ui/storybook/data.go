package main

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

func (f *fake) BackupNow(context.Context, views.SealOrder) (views.BackedUp, error) {
	return views.BackedUp{Bytes: 48 << 20}, nil
}
func (f *fake) NewBackupKey(string) (string, error) { return "age1inventedkey", nil }
func (f *fake) Backups(context.Context) (views.Backups, error) {
	b := views.Backups{On: true, Folder: "/media/stick/shopbell", Chosen: "/media/stick/shopbell", Last: ago(5 * time.Hour), Files: make([]views.BackupFile, 14)}
	if f.status.Token == views.TokenInvalid {
		b.Failed, b.FailedAt = core.E(core.CodeBackupFolder, "story", b.Folder, nil), ago(time.Hour)
	}
	return b, nil
}
func (f *fake) SetBackups(context.Context, views.BackupOrder) error { return nil }
func (f *fake) Retention(context.Context) (views.Retention, error)  { return views.Retention{}, nil }
func (f *fake) SetRetention(context.Context, int) error             { return nil }
func (f *fake) CountSilent(context.Context, int) (int, error)       { return 41, nil }
func (f *fake) PictureRoom(context.Context) (views.PictureRoom, error) {
	return views.PictureRoom{Limit: 2 << 30, Used: 734e6, Kept: 2140}, nil
}
func (f *fake) SetPictureRoom(context.Context, int64) error { return nil }
func (f *fake) Folder() string                              { return "/home/tulip/.local/share/shopbell" }
