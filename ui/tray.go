package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
)

// trayProducts is how many products the menu beside the clock names.
const trayProducts = 6

// readTray brings the menu beside the clock up to date, where there is one.
func (w *Window) readTray() {
	if w.opt.Tray == nil {
		return
	}
	tasks.Run(w.env.Runner, &w.tray, w.shop.WaitingLists, func(lists []views.WaitingList, err error) {
		if err == nil { // else the menu stays as it was; the page that is shown tells what is wrong
			w.opt.Tray(w.trayMenu(lists))
		}
	})
}

// trayMenu opens the window, or in it the review of a product for which most people wait. It sends nothing by itself. The
// toolkit adds what ends the program.
func (w *Window) trayMenu(lists []views.WaitingList) *fyne.Menu {
	say := w.env.Words
	menu := fyne.NewMenu("Shopbell", fyne.NewMenuItem(say.T("tray.open"), w.front))
	if w.shell == nil {
		return menu
	}
	lists = slices.DeleteFunc(slices.Clone(lists), func(l views.WaitingList) bool { return l.Waiting == 0 })
	slices.SortStableFunc(lists, func(a, b views.WaitingList) int { return b.Waiting - a.Waiting })
	if len(lists) > 0 {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
	}
	for _, l := range lists[:min(len(lists), trayProducts)] {
		menu.Items = append(menu.Items, fyne.NewMenuItem(say.N("tray.restock", l.Waiting, "Product", screen.Product(say, l.Product.Name, l.Variant)), func() {
			w.front()
			w.showRestock(l)
		}))
	}
	menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(say.T("tray.offer"), func() { w.front(); w.showOffers() }),
		fyne.NewMenuItem(say.T("tray.look"), w.Look))
	return menu
}

// front brings the window before the others.
func (w *Window) front() {
	w.Window.Show()
	w.Window.RequestFocus()
}
