package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
)

// A button with an icon only tells what it does while the pointer rests on it, inside the window; one with words does not.
func TestTipsTellWhatAnIconDoes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.ModeDay, 1))
	stage := tasks.NewStage()
	tips := NewTips(stage.Runner)
	icon := NewButton("", fynetheme.SearchIcon(), Subtle, nil).Saying("Search all that was ever written here")
	words := NewButton("Search", fynetheme.SearchIcon(), Normal, nil).Saying("Search")
	win := test.NewTempWindow(t, container.NewWithoutLayout(icon, words, tips))
	win.SetPadded(false)
	win.Resize(fyne.NewSize(400, 200))
	icon.Resize(icon.MinSize())
	icon.Move(fyne.NewPos(360, 160))
	rest := func(b *Button) string {
		b.MouseIn(nil)
		stage.Advance(tipRest)
		return tips.Text()
	}
	if got := rest(icon); got != "Search all that was ever written here" {
		t.Errorf("the icon says %q", got)
	}
	if end := tips.Position().Add(tips.Size()); tips.Position().X < 0 || end.X > 400 || end.Y > 160 {
		t.Errorf("the words stand from %v to %v", tips.Position(), end)
	}
	icon.MouseOut()
	if got := tips.Text(); got != "" {
		t.Errorf("it goes on saying %q", got)
	}
	icon.MouseIn(nil)
	icon.MouseDown(nil)
	stage.Advance(tipRest)
	if got := tips.Text(); got != "" {
		t.Errorf("while it is pressed it says %q", got)
	}
	if got := rest(words); got != "" {
		t.Errorf("a button with words says %q", got)
	}
	Over(win.Canvas(), "A question", NewText("", Body()), nil)
	if got := rest(icon); got != "" {
		t.Errorf("behind a question it says %q", got)
	}
}
