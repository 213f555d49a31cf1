// Package timing asks when messages leave, how long they may wait for their people, and whether they then go by
// themselves. The page of offers and the review of a restock both ask so.
package timing

import (
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Timing is the three choices.
type Timing struct {
	When, Keep, Reply fyne.CanvasObject // what is put on the screen
	Start, Hold, Ask  *widgets.Choice   // what is chosen in
	OnChange          func()            // may be nil

	env    screen.Env
	day    *widgets.DayField
	clock  *widgets.Field
	later  *fyne.Container
	fault  *widgets.Fault
	rules  time.Duration // how long the rules keep messages
	keep   []time.Duration
	silent bool // the choices are written, not chosen
}

// The places in the choice of the start, and in that of who has the last word.
const (
	startNow = iota
	startLater
)

const (
	goesByItself = iota
	asksFirst
)

// New makes the choices: at once, as long as the rules say, by itself.
func New(env screen.Env) *Timing {
	t := &Timing{env: env, fault: widgets.NewFault(), silent: true}
	w := env.Words
	var start, hold, ask *fyne.Container
	t.Start, start = widgets.NewChoice([]string{w.T("timing.now"), w.T("timing.later")}, func(string) { t.startChanged() })
	t.Hold, hold = widgets.NewChoice(nil, func(string) { t.changed() })
	t.Ask, ask = widgets.NewChoice([]string{w.T("timing.by_itself"), w.T("timing.ask")}, func(string) { t.changed() })
	t.day = widgets.NewDayField()
	t.day.OnDay = t.changed
	t.clock = widgets.NewField(w.T("timing.clock_hint"))
	t.clock.OnChanged = func(string) { t.changed() }
	t.later = widgets.Column(theme.Gap4, widgets.Line(theme.Gap8, nil, t.day, widgets.Sized(t.clock, widgets.Grown(84), 0)), t.fault.Box)
	t.When, t.Keep, t.Reply = widgets.Column(theme.Gap8, start, t.later), hold, ask
	t.SetHold(0)
	t.Begin()
	return t
}

// Begin goes back to the first choices.
func (t *Timing) Begin() {
	t.silent = true
	t.Start.SetSelectedIndex(startNow)
	t.Ask.SetSelectedIndex(goesByItself)
	t.showOwn()
	t.later.Hide()
	t.fault.Set("")
	t.silent = false
}

// SetHold says how long the rules keep messages, which becomes one of the choices.
func (t *Timing) SetHold(rules time.Duration) {
	before := t.hold()
	t.rules, t.keep = rules, keepChoices(rules)
	names := make([]string, len(t.keep))
	for i, d := range t.keep {
		names[i] = t.env.Words.Duration(d)
	}
	t.silent = true
	t.Hold.SetOptions(names)
	t.showOwn()
	if before > 0 {
		t.Hold.SetSelected(t.env.Words.Duration(before))
	}
	t.silent = false
}

func (t *Timing) showOwn() {
	if t.rules > 0 {
		t.Hold.SetSelected(t.env.Words.Duration(t.rules))
	} else {
		t.Hold.ClearSelected()
	}
}

func (t *Timing) startChanged() {
	if t.silent {
		return
	}
	if t.Start.SelectedIndex() == startLater {
		if t.day.Text == "" {
			morning := t.env.Now().In(t.env.Zone).AddDate(0, 0, 1)
			t.silent = true
			t.day.SetDay(morning)
			t.clock.SetText(time.Date(2000, 1, 1, 10, 0, 0, 0, time.UTC).Format(t.env.Words.T("format.clock")))
			t.silent = false
		}
		t.later.Show()
	} else {
		t.later.Hide()
	}
	t.changed()
}

func (t *Timing) changed() {
	if t.silent {
		return
	}
	says := ""
	if at, ok := t.at(); !ok {
		says = t.env.Words.T("timing.bad")
	} else if !at.IsZero() && !at.After(t.env.Now()) {
		says = t.env.Words.T("timing.past")
	}
	t.fault.Set(says)
	if t.OnChange != nil {
		t.OnChange()
	}
}

// at reads day and time of day in the shop's zone; zero for at once.
func (t *Timing) at() (time.Time, bool) {
	if t.Start.SelectedIndex() != startLater {
		return time.Time{}, true
	}
	hour, minute, ok := parseClock(t.clock.Text)
	d, day := t.day.Day()
	if !ok || !day || d.IsZero() {
		return time.Time{}, false
	}
	return time.Date(d.Year(), d.Month(), d.Day(), hour, minute, 0, 0, t.env.Zone), true
}

// hold is the chosen time to keep messages, 0 for that of the rules.
func (t *Timing) hold() time.Duration {
	if i := t.Hold.SelectedIndex(); i >= 0 && i < len(t.keep) && t.keep[i] != t.rules {
		return t.keep[i]
	}
	return 0
}

// Good reports whether day and time can be read. A time that has just passed is no fault: the messages then go at once.
func (t *Timing) Good() bool {
	_, ok := t.at()
	return ok
}

// Value is what was chosen.
func (t *Timing) Value() Value {
	at, _ := t.at()
	v := Value{At: at, HoldFor: t.hold()}
	if t.Ask.SelectedIndex() == asksFirst {
		v.OnReply = core.OnReplyAsk
	}
	return v
}
