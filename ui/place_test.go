package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/shell"
	"shopbell/ui/tasks"
)

// reopen closes a window and opens the shop again in the same program's preferences.
func reopen(t *testing.T, w *Window, f *fakeShop, opt Options) *Window {
	t.Helper()
	w.Window.Close()
	stage := tasks.NewStage()
	opt.Runner, opt.Clock = stage.Runner, core.NewFakeClock(now)
	again := New(w.app, f, opt)
	again.Open()
	stage.FinishAll()
	return again
}

func TestTheWindowFindsBackWhereItWas(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	w.shell.Show(pageConversations)
	w.conversations.Show("open")
	w.conversations.Open("ana", "")
	stage.FinishAll()
	w.Window.Resize(fyne.NewSize(1100, 777))
	again := reopen(t, w, f, Options{})
	if id, _ := again.shell.Now(); id != pageConversations {
		t.Errorf("comes up with %s", id)
	}
	if got := again.conversations.Place(); got.Customer != "ana" || got.Kind != "open" {
		t.Errorf("shows %+v", got)
	}
	if got := again.Window.Canvas().Size(); got != fyne.NewSize(1100, 777) {
		t.Errorf("is %v large", got)
	}
}

// Whoever was erased meanwhile is not opened, and what is kept in another form does no harm.
func TestWhatIsGoneIsLeftOut(t *testing.T) {
	f := connected()
	f.gone = "ana"
	f.kept = map[string]string{keptPlace: `{"page":"conversations","conversations":{"customer":"ana","kind":"open"}}`}
	w, _ := open(t, f, Options{})
	if got := w.conversations.Place(); got.Customer != "" || got.Kind != "open" {
		t.Errorf("shows %+v", got)
	}
	for _, kept := range []string{"{", `{"page":"cellar"}`, `[]`} {
		f.kept = map[string]string{keptPlace: kept}
		w, _ := open(t, f, Options{})
		if id, _ := w.shell.Now(); id != pageToday {
			t.Errorf("%s leads to %s", kept, id)
		}
	}
}

// A page is kept once the owner stays there, so that a computer that is switched off costs little.
func TestThePlaceIsKeptWhileWorking(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	w.shell.Show(pageRules)
	stage.Advance(placeRest / 2)
	w.shell.Show(pageResults)
	stage.Advance(placeRest)
	stage.FinishAll()
	if got := f.kept[keptPlace]; got != `{"page":"results","conversations":{},"waitlists":{}}` {
		t.Errorf("kept %s", got)
	}
}

// A window that was closed on a larger screen fits this one, and never is smaller than its pages need.
func TestTheWindowFitsTheScreen(t *testing.T) {
	app := test.NewTempApp(t)
	for _, c := range []struct{ before, screen, want fyne.Size }{
		{fyne.NewSize(3000, 1900), fyne.NewSize(1280, 800), fyne.NewSize(1280, 800)},
		{fyne.NewSize(1100, 900), fyne.NewSize(1920, 1080), fyne.NewSize(1100, 900)},
		{fyne.NewSize(1100, 900), fyne.Size{}, fyne.NewSize(1100, 900)},
		{fyne.NewSize(12, 9), fyne.NewSize(1920, 1080), shell.MinSize()},
	} {
		app.Preferences().SetFloat(prefWidth, float64(c.before.Width))
		app.Preferences().SetFloat(prefHeight, float64(c.before.Height))
		w := New(app, connected(), Options{Runner: tasks.NewStage().Runner, Screen: func(fyne.Window) fyne.Size { return c.screen }})
		w.Open()
		if got := w.Window.Canvas().Size(); got != c.want {
			t.Errorf("%v before, on %v it is %v, want %v", c.before, c.screen, got, c.want)
		}
	}
}
