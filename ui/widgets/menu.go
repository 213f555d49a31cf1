package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// MenuUnder opens a menu below a thing; arrows and Enter choose in it, Escape closes it.
func MenuUnder(c fyne.Canvas, under fyne.CanvasObject, items ...*fyne.MenuItem) {
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), c, fyne.NewPos(0, under.Size().Height+2), under)
}
