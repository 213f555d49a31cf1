// Command plain opens a window of the toolkit with one word in it: what the program's own first window is measured
// against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("shopbell.plain").NewWindow("Shopbell plain")
	w.SetContent(widget.NewLabel("Plain"))
	w.Resize(fyne.NewSize(1280, 820))
	w.ShowAndRun()
}
