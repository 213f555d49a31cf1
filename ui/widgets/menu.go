package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// MenuUnder opens a menu below a thing; arrows and Enter choose in it, Escape closes it.
func MenuUnder(c fyne.Canvas, under fyne.CanvasObject, items ...*fyne.MenuItem) {
	readable(items)
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), c, fyne.NewPos(0, under.Size().Height+2), under)
}

// MenuAt opens a menu where the pointer is.
func MenuAt(c fyne.Canvas, at fyne.Position, items ...*fyne.MenuItem) {
	readable(items)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// readable sets letters that run from right to left in the order in which they are seen.
func readable(items []*fyne.MenuItem) {
	for _, i := range items {
		i.Label = Seen(i.Label)
		if i.ChildMenu != nil {
			readable(i.ChildMenu.Items)
		}
	}
}
