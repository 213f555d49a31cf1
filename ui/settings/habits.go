package settings

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/notices"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// Habits is how Shopbell goes along with the computer: what the owner chose.
type Habits struct {
	Notices notices.Level // what is told on the desktop
	Quote   bool          // with the customer's words
}

// Login starts Shopbell when the owner logs in on this computer.
type Login interface {
	On() (bool, error)
	Set(on bool) error
}

// habitsPart is the card of them.
type habitsPart struct {
	env     screen.Env
	ways    Ways
	habits  Habits
	login   *widget.Check
	card    fyne.CanvasObject
	reading tasks.Slot
}

// levels lists how much is told on the desktop, in the order of the choice.
func levels() []notices.Level { return []notices.Level{notices.Important, notices.All, notices.Off} }

func newHabitsPart(env screen.Env, ways Ways) *habitsPart {
	h := &habitsPart{env: env, ways: ways, habits: ways.Habits}
	w := env.Words
	rows := []fyne.CanvasObject{}
	if ways.Login != nil {
		h.login = widget.NewCheck("", nil)
		rows = append(rows, widgets.NewRow(nil, h.login).Set(w.T("habits.login"), w.T("habits.login_why")))
	}
	labels, chosen := []string{}, 0
	for i, l := range levels() {
		labels = append(labels, w.T("habits.notices_"+string(l)))
		if l == h.habits.Notices {
			chosen = i
		}
	}
	choice, framed := widgets.NewChoice(labels, nil)
	widgets.Choose(choice, labels[chosen])
	quote := widget.NewCheck("", nil)
	quote.SetChecked(h.habits.Quote)
	choice.OnChanged = func(string) {
		h.habits.Notices = levels()[choice.SelectedIndex()]
		h.changed()
	}
	quote.OnChanged = func(on bool) {
		h.habits.Quote = on
		h.changed()
	}
	rows = append(rows, widgets.NewRow(nil, widgets.Sized(framed, widgets.Grown(170), 0)).Set(w.T("habits.notices"), w.T("habits.notices_why")),
		widgets.NewRow(nil, quote).Set(w.T("habits.quote"), w.T("habits.quote_why")))
	h.card = widgets.Card(widgets.CardHead(fynetheme.ComputerIcon(), widgets.Plain, w.T("habits.title"), nil), widgets.Rows(rows...))
	return h
}

func (h *habitsPart) changed() {
	if h.ways.HabitsChanged != nil {
		h.ways.HabitsChanged(h.habits)
	}
}

// load reads whether Shopbell starts at login: it may have been changed elsewhere.
func (h *habitsPart) load() {
	if h.login == nil {
		return
	}
	tasks.Run(h.env.Runner, &h.reading, func(context.Context) (bool, error) { return h.ways.Login.On() }, func(on bool, err error) {
		if !h.env.Failed(err) {
			h.show(on)
		}
	})
}

// show shows whether it starts, without taking it for the owner's choice.
func (h *habitsPart) show(on bool) {
	h.login.OnChanged = nil
	h.login.SetChecked(on)
	h.login.OnChanged = h.setLogin
}

func (h *habitsPart) setLogin(on bool) {
	tasks.Do(h.env.Runner, &h.reading, func(context.Context) error { return h.ways.Login.Set(on) }, func(err error) {
		if h.env.Failed(err) {
			h.show(!on)
			return
		}
		said := "habits.login_off"
		if on {
			said = "habits.login_on"
		}
		h.env.Done(h.env.Words.T(said))
	})
}
