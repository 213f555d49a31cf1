package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
)

// trayProducts is how many products the menu beside the clock names.
const trayProducts = 6

// trayState is what the menu beside the clock tells.
type trayState struct {
	waiting []views.WaitingList
	unread  int // customers who wait for an answer
	closing int // of their chats close soon
}

// readTray brings the menu beside the clock up to date, where there is one.
func (w *Window) readTray() {
	if w.opt.Tray == nil {
		return
	}
	tasks.Run(w.env.Runner, &w.tray, func(ctx context.Context) (s trayState, err error) {
		if s.waiting, err = w.shop.WaitingLists(ctx); err != nil {
			return s, err
		}
		s.unread, err = w.shop.CountCustomers(ctx, core.Filter{State: "unanswered"})
		return s, err
	}, func(s trayState, err error) {
		if err == nil { // else the menu stays as it was; the page that is shown tells what is wrong
			w.beside = s
			w.showTray()
		}
	})
}

// showTray shows the menu with what is known.
func (w *Window) showTray() {
	if w.opt.Tray == nil {
		return
	}
	w.beside.closing = len(w.notes.seen.Closing)
	w.opt.Tray(w.trayMenu(w.beside))
}

// trayMenu opens the window, or in it what needs an answer, or the review of a product for which most people wait. It
// sends nothing by itself. Its last line ends the program: a window that is hidden has nothing else that does, and the one
// that the toolkit adds comes only after the menu was shown.
func (w *Window) trayMenu(s trayState) *fyne.Menu {
	say := w.env.Words
	menu := fyne.NewMenu("Shopbell", fyne.NewMenuItem(say.T("tray.open"), w.Raise))
	quit := fyne.NewMenuItem(say.T("tray.quit"), w.app.Quit)
	quit.IsQuit = true
	defer func() { menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), quit) }()
	if w.shell == nil {
		return menu
	}
	lead := func(words string, to func()) {
		menu.Items = append(menu.Items, fyne.NewMenuItem(words, func() { w.Raise(); to() }))
	}
	if s.unread > 0 {
		lead(say.N("tray.unread", s.unread), func() { w.shell.Show(pageConversations); w.conversations.Show("unanswered") })
	}
	if s.closing > 0 {
		lead(say.N("tray.closing", s.closing), func() { w.shell.Show(pageToday) })
	}
	lists := slices.DeleteFunc(slices.Clone(s.waiting), func(l views.WaitingList) bool { return l.Waiting == 0 })
	slices.SortStableFunc(lists, func(a, b views.WaitingList) int { return b.Waiting - a.Waiting })
	if len(lists) > 0 {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	}
	for _, l := range lists[:min(len(lists), trayProducts)] {
		lead(say.N("tray.restock", l.Waiting, "Product", screen.Product(say, l.Product.Name, l.Variant)), func() { w.showRestock(l) })
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	lead(say.T("tray.offer"), w.showOffers)
	menu.Items = append(menu.Items, fyne.NewMenuItem(say.T("tray.look"), w.Look))
	return menu
}

// hide puts the window out of sight and keeps what it would keep if it closed: the computer may be switched off next.
func (w *Window) hide() {
	w.keepAll(w.Window.Canvas().Size())
	w.Window.Hide()
}

// Raise brings the window before the others, also one that is out of sight. It must be called on the toolkit's goroutine.
func (w *Window) Raise() {
	w.Window.Show()
	w.Window.RequestFocus()
}
