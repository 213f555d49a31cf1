package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"shopbell/ui/widgets"
)

// PickFile asks the owner for a file with one of the endings (".zip"), any without them, and hands its path on. Nothing is handed on when
// the owner changes their mind.
func (e Env) PickFile(endings []string, then func(path string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if f == nil || e.Failed(err) {
			return
		}
		path := f.URI().Path()
		if !e.Failed(f.Close()) {
			then(path)
		}
	}, e.Window)
	if len(endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	e.roomy(d)
}

// PickFolder asks the owner for a folder and hands its path on. What is written there gets a name of its own, so that
// nothing is ever overwritten.
func (e Env) PickFolder(then func(path string)) {
	e.roomy(dialog.NewFolderOpen(func(f fyne.ListableURI, err error) {
		if f != nil && !e.Failed(err) {
			then(f.Path())
		}
	}, e.Window))
}

// roomy shows a dialog of files over most of the dimmed window: by itself it shows a handful of them, without an edge. Where
// the system shows a dialog of its own there is nothing to enlarge.
func (e Env) roomy(d *dialog.FileDialog) {
	room := e.Canvas().Size()
	size := fyne.NewSize(min(room.Width*0.9, 1100), room.Height*0.86)
	away := widgets.Veil(e.Canvas(), size)
	d.SetOnClosed(away)
	veil := e.Canvas().Overlays().Top()
	d.Show()
	if e.Canvas().Overlays().Top() == veil {
		away()
		return
	}
	d.Resize(size)
}
