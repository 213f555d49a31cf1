package settings

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/notices"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// fakeLogin is what starts programs at login.
type fakeLogin struct {
	on  bool
	err error
}

func (f *fakeLogin) On() (bool, error) { return f.on, nil }
func (f *fakeLogin) Set(on bool) error {
	if f.err == nil {
		f.on = on
	}
	return f.err
}

func TestStartingAtLoginIsAChoice(t *testing.T) {
	test.NewTempApp(t)
	l := &fakeLogin{on: true}
	said := []string{}
	env := screen.Env{Words: words.New("en"), Runner: tasks.Inline(), Say: func(_ widgets.Tone, _ fyne.Resource, s string) { said = append(said, s) }}
	h := newHabitsPart(env, Ways{Login: l})
	h.load()
	if !h.login.Checked || len(said) != 0 {
		t.Errorf("checked %v, said %v", h.login.Checked, said)
	}
	test.Tap(h.login)
	if l.on || len(said) != 1 {
		t.Errorf("on %v, said %v", l.on, said)
	}
	l.err = errors.New("not allowed")
	test.Tap(h.login)
	if h.login.Checked || l.on {
		t.Errorf("after a failure it shows %v, and is %v", h.login.Checked, l.on)
	}
}

func TestWhatIsToldOnTheDesktopIsAChoice(t *testing.T) {
	test.NewTempApp(t)
	var got Habits
	h := newHabitsPart(screen.Env{Words: words.New("en"), Runner: tasks.Inline()}, Ways{Habits: Habits{Notices: notices.All}, HabitsChanged: func(h Habits) { got = h }})
	choice, quote := find[*widgets.Choice](h.card), find[*widget.Check](h.card)
	if choice.Selected != "Everything" || quote.Checked {
		t.Errorf("%q, %v", choice.Selected, quote.Checked)
	}
	choice.SetSelected("Nothing")
	quote.SetChecked(true)
	if got != (Habits{Notices: notices.Off, Quote: true}) {
		t.Errorf("chose %+v", got)
	}
}

// find gives the first thing of a kind inside another.
func find[T fyne.CanvasObject](o fyne.CanvasObject) (found T) {
	var in func(fyne.CanvasObject) bool
	in = func(o fyne.CanvasObject) bool {
		if one, ok := o.(T); ok {
			found = one
			return true
		}
		var inside []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			inside = o.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(o).Objects()
		}
		for _, c := range inside {
			if in(c) {
				return true
			}
		}
		return false
	}
	in(o)
	return found
}
