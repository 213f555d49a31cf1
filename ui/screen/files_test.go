package screen

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// A dialog of files lies on a dimmed window, and nothing of either stays, whichever way it is closed.
func TestADialogOfFilesLeavesNothing(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeNight, 1))
	win := test.NewTempWindow(t, nil)
	win.Resize(fyne.NewSize(1024, 700))
	c := win.Canvas()
	for name, leave := range map[string]func(){
		"Escape": func() { widgets.CloseTop(c) },
		"Cancel": func() { test.Tap(button(c.Overlays().Top(), "Cancel")) },
	} {
		picked := 0
		Env{Window: win}.PickFolder(func(string) { picked++ })
		if n := len(c.Overlays().List()); n != 2 {
			t.Fatalf("%d things lie over the window", n)
		}
		leave()
		if n := len(c.Overlays().List()); n != 0 || picked != 0 {
			t.Errorf("%s: %d things still lie over the window, %d picked", name, n, picked)
		}
	}
}

// button finds a button of the toolkit by its words.
func button(in fyne.CanvasObject, words string) *widget.Button {
	for _, o := range test.LaidOutObjects(in) {
		if b, ok := o.(*widget.Button); ok && b.Text == words {
			return b
		}
	}
	return nil
}
