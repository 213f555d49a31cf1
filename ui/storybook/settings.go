package main

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell"
	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/settings"
	"shopbell/ui/theme"
)

// settingsStories show the settings.
func settingsStories() []Story {
	var page *settings.Screen
	ways := settings.Ways{Version: shopbell.Version(), Practice: func() {}, Import: func() {}, Restore: func(views.RestoreOrder) {}, Languages: []string{"en", "de", "es"}}
	show := func(change func(*fake)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			f := newFake()
			change(f)
			page = settings.New(e.Env, f, settings.Look{Mode: theme.ModeSystem, Percent: 100}, ways)
			page.Load()
			return framed(e, "settings", page.Content()).Root
		}
	}
	return []Story{
		{Name: "settings", Make: show(func(*fake) {})},
		{Name: "settings-small", Width: 1024, High: 700, Make: show(func(f *fake) { f.status.Token = views.TokenInvalid })},
		{Name: "settings-backup", Width: 1024, High: 700, Make: show(func(*fake) {}), After: func(Env) { page.AskBackup() }},
		{Name: "settings-daily", Width: 1024, High: 700, Make: show(func(*fake) {}), After: func(Env) { page.AskDaily() }},
		{Name: "settings-restore", Width: 1024, High: 700, Make: show(func(*fake) {}), After: func(Env) { page.AskRestore("/home/tulip/Shopbell backup 2026-11-20 09.12.44.age") }},
		{Name: "settings-forget", Width: 1024, High: 700, Make: show(func(*fake) {}), After: func(Env) { page.AskForget() }},
		{Name: "settings-stock", Width: 1024, High: 700, Make: show(stockRead)},
		{Name: "settings-stock-trouble", Width: 1024, High: 700, Make: show(stockUnread)},
		{Name: "settings-stock-file", Width: 1024, High: 700, Make: show(stockRead), After: func(Env) { page.AskStockFile() }},
		{Name: "settings-stock-web", Width: 1024, High: 700, Make: show(func(*fake) {}), After: func(Env) { page.AskWebShop() }},
		{Name: "settings-check", Make: show(func(*fake) {}), After: func(Env) { page.Examine() }},
	}
}

func (f *fake) Connect(context.Context, core.Token, bool) (views.Connection, error) {
	return views.Connection{Page: f.status.Page}, nil
}
func (f *fake) Disconnect(context.Context) (core.PageID, error) { return "104", nil }
func (f *fake) Sync(context.Context, bool, func(views.SyncProgress)) (views.SyncResult, error) {
	return views.SyncResult{}, nil
}
func (f *fake) Doctor(context.Context) []views.Check {
	return []views.Check{{Name: "The data folder can be written", OK: true, Detail: "/home/tulip/.local/share/shopbell"},
		{Name: "The password safe answers", Detail: "It is locked.", Fix: "Unlock it in the computer’s settings, then check again."},
		{Name: "Facebook answers", OK: true, Detail: "Tulip Corner, in 0.3 seconds"}}
}
