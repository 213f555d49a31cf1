package answers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// autoPart is what is answered automatically. Nothing is, until the owner switches it on.
type autoPart struct {
	env   screen.Env
	shop  Shop
	saved func() // what to do when it was kept

	card  fyne.CanvasObject
	ticks map[core.Question]*widget.Check
	notes map[core.Question]*widgets.Text
	note  *widgets.Text
	when  *widgets.Choice
	days  [7]*widgets.Field
	hours *fyne.Container
	keep  *widgets.Button
	fault *widgets.Fault

	auto core.AutoAnswers
	act  tasks.Slot
}

func newAutoPart(env screen.Env, s Shop, saved func()) *autoPart {
	p := &autoPart{env: env, shop: s, saved: saved, ticks: map[core.Question]*widget.Check{}, notes: map[core.Question]*widgets.Text{}}
	w := env.Words
	p.note = widgets.NewText("", widgets.Small().Wrapped())
	things := []fyne.CanvasObject{p.note}
	for _, q := range core.Questions() {
		p.ticks[q] = widget.NewCheck("", nil)
		p.notes[q] = widgets.NewText("", widgets.Small().Wrapped())
		says := widgets.Column(0, widgets.NewText(w.T("answers.q_"+string(q)), widgets.Body()), p.notes[q])
		things = append(things, widgets.TopLine(theme.Gap4, p.ticks[q], widgets.Pad(says, theme.Gap8, 0, 0, 0), nil))
	}
	names := []string{}
	for _, at := range times() {
		names = append(names, w.T("answers.when_"+string(at)))
	}
	when, framed := widgets.NewChoice(names, func(string) { p.fold() })
	p.when = when
	rows := []fyne.CanvasObject{widgets.NewText(w.T("answers.hours_note"), widgets.Small().Wrapped())}
	for i := range p.days {
		p.days[i] = widgets.NewField("09:00-18:00")
		rows = append(rows, widgets.Labelled(p.day(i), p.days[i]))
	}
	p.hours = widgets.Column(theme.Gap4, rows...)
	p.fault = widgets.NewFault()
	p.keep = widgets.NewButton(w.T("answers.auto_save"), nil, widgets.Normal, p.Save)
	things = append(things, widgets.Labelled(w.T("answers.when"), framed), p.hours, p.fault.Box, widgets.Side(0, p.keep))
	p.card = widgets.Card(widgets.CardHead(theme.Icon(theme.IconBolt), widgets.Plain, w.T("answers.auto"), nil), widgets.Rule(), widgets.CardBody(theme.Gap12, things...))
	return p
}

// day names a day of the week, 0 is Monday.
func (p *autoPart) day(i int) string { return p.env.Words.T("weekday." + strconv.Itoa((i+1)%7)) }

// show fills the card.
func (p *autoPart) show(saved []core.SavedAnswer, a views.AutoAnswers) {
	w := p.env.Words
	p.auto = a.AutoAnswers
	p.note.SetText(w.T("answers.auto_note", "Shop", a.Shop))
	for _, q := range core.Questions() {
		_, on := a.Since[q]
		p.ticks[q].SetChecked(on)
		p.notes[q].SetText(answered(w, q, saved, a))
	}
	p.when.SetSelectedIndex(max(slices.Index(times(), a.When), 0))
	for i, h := range a.Hours {
		p.days[i].SetText(hoursText(h))
	}
	p.fold()
}

// fold hides the opening hours where they decide nothing.
func (p *autoPart) fold() {
	if p.hours != nil {
		p.hours.Hidden = p.when.SelectedIndex() <= 0
		p.card.Refresh()
	}
}

// Save keeps what is answered automatically.
func (p *autoPart) Save() {
	w := p.env.Words
	a := core.AutoAnswers{Since: map[core.Question]time.Time{}, When: times()[max(p.when.SelectedIndex(), 0)]}
	for q, tick := range p.ticks {
		if tick.Checked {
			a.Since[q] = p.auto.Since[q]
		}
	}
	for i, field := range p.days {
		var ok bool
		if a.Hours[i], ok = readHours(field.Text); !ok {
			p.fault.Set(w.T("answers.bad_hours", "Day", p.day(i)))
			p.card.Refresh()
			return
		}
	}
	p.fault.Set("")
	p.keep.SetBusy(true)
	tasks.Do(p.env.Runner, &p.act, func(ctx context.Context) error { return p.shop.SetAutoAnswers(ctx, a) }, func(err error) {
		p.keep.SetBusy(false)
		if err != nil {
			p.fault.Set(w.Error(err).Line())
			p.card.Refresh()
			return
		}
		p.env.Done(w.T("answers.auto_kept"))
		p.saved()
	})
}
