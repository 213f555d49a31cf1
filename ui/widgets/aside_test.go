package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/theme"
)

// Where there is room both stand side by side; in a narrow place, or with large letters, one of them is shown under tabs,
// the main thing first.
func TestAnAsideTurnsIntoATab(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	main, aside := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	box := AsideStart(300, theme.Gap16, Named{"Words", aside}, Named{"People", main})
	l := box.Layout.(*asideLayout)
	shown := func() [2]bool { return [2]bool{l.sides[0].Visible(), l.sides[1].Visible()} }
	box.Resize(fyne.NewSize(800, 500))
	if shown() != [2]bool{true, true} || l.bar.Visible() || main.Size().Width != 484 || l.sides[1].Position().X != 316 {
		t.Errorf("with room: %v, tabs %v, main %v at %v", shown(), l.bar.Visible(), main.Size(), l.sides[1].Position())
	}
	box.Resize(fyne.NewSize(540, 500))
	if shown() != [2]bool{false, true} || !l.bar.Visible() || main.Size().Width != 540 || main.Size().Height >= 500 {
		t.Errorf("narrow: %v, tabs %v, main %v", shown(), l.bar.Visible(), main.Size())
	}
	test.Tap(l.tabs[0].press)
	if shown() != [2]bool{true, false} || aside.Size().Width != 540 {
		t.Errorf("after its tab was pressed: %v, aside %v", shown(), aside.Size())
	}
	box.Resize(fyne.NewSize(800, 500))
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1.5))
	box.Refresh()
	if shown() == [2]bool{true, true} {
		t.Error("letters half as large again leave room for both")
	}
}

// Things in equal parts go below each other where a part would be too narrow, and then need the height of all.
func TestPartsGoBelowEachOther(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.ModeDay, 1))
	part := func() *fyne.Container { return Sized(canvas.NewRectangle(nil), 0, 50) }
	one, two := part(), part()
	box := TopParts(10, 200, one, two)
	box.Resize(fyne.NewSize(410, 300))
	if two.Position() != fyne.NewPos(210, 0) || two.Size().Width != 200 || box.MinSize().Height != 50 {
		t.Errorf("side by side: at %v, %v, needs %v", two.Position(), two.Size(), box.MinSize())
	}
	box.Resize(fyne.NewSize(400, 300))
	if two.Position() != fyne.NewPos(0, 60) || two.Size().Width != 400 || box.MinSize().Height != 110 {
		t.Errorf("below: at %v, %v, needs %v", two.Position(), two.Size(), box.MinSize())
	}
}
