package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"shopbell/ui/help"
)

// Whatever the window listens to is in the list of keys, where it works.
func TestTheListOfKeysIsWhole(t *testing.T) {
	w, _ := open(t, connected(), Options{})
	listed := map[string]bool{}
	for _, g := range help.Keys(w.env.Words, w.keys, append(w.shell.Pages(), w.laid()...), "Ctrl") {
		if g.Title == "" || len(g.Lines) == 0 {
			t.Errorf("a part of the list is %q with %d keys", g.Title, len(g.Lines))
		}
		for _, l := range g.Lines {
			listed[l.Does] = true
		}
	}
	for _, b := range w.keys {
		if !listed[w.env.Words.T(b.Says)] {
			t.Errorf("%s is in no list", b.Says)
		}
	}
}

// The palette opens by its key on every page and leads to each of them.
func TestThePaletteLeadsToEveryPage(t *testing.T) {
	w, stage := open(t, connected(), Options{})
	all := w.commands()
	for i, p := range w.shell.Pages() {
		w.shell.Show(pageToday)
		all[i].Do()
		stage.FinishAll()
		if id, _ := w.shell.Now(); id != p.ID || all[i].Says != p.Label {
			t.Errorf("%s leads to %s", all[i].Says, id)
		}
	}
}

func TestF1ListsTheKeys(t *testing.T) {
	w, _ := open(t, connected(), Options{})
	w.Window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if w.Window.Canvas().Overlays().Top() == nil {
		t.Error("nothing comes up")
	}
}
