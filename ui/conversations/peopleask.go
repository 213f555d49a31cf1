package conversations

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// countRest is how long the form rests after a change before it counts anew.
const countRest = 200 * time.Millisecond

// states are the states of people that the form knows, in the order of the choice.
func states() []string {
	return []string{"", "unanswered", "waiting", "stopped", "review", "unreachable"}
}

// ask opens the form of a filter. name is that of the segment it came from, "" for none.
func (p *peoplePane) ask(f core.Filter, name string) {
	tasks.Run(p.env.Runner, &p.choices, p.shop.PeopleChoices, func(c views.PeopleChoices, err error) {
		if p.env.Failed(err) {
			return
		}
		p.learn(c.Products)
		newPeopleForm(p, c, f, name).open()
	})
}

// peopleForm is the question whom to show.
type peopleForm struct {
	up      *peoplePane
	choices views.PeopleChoices

	product, tag, tongue, state *widgets.Choice
	framed                      []fyne.CanvasObject // in this order
	silent                      *widgets.Field
	open24, bought              *widget.Check
	name                        *widgets.Field
	count                       *widgets.Text
	showBtn, keepBtn            *widgets.Button
	close                       func()
	counting                    tasks.Slot
}

func newPeopleForm(p *peoplePane, c views.PeopleChoices, f core.Filter, name string) *peopleForm {
	w := p.env.Words
	form := &peopleForm{up: p, choices: c, count: widgets.NewText("", widgets.Strong())}
	changed := func(string) { form.changed() }
	for _, c := range []**widgets.Choice{&form.product, &form.tag, &form.tongue, &form.state} {
		var framed *fyne.Container
		*c, framed = widgets.NewChoice(nil, nil)
		form.framed = append(form.framed, framed)
	}
	products, product := []string{w.T("people.any_product")}, 0
	for i, one := range c.Products {
		products = append(products, one.Name)
		if one.SKU == f.Asked {
			product = i + 1
		}
	}
	fillChoice(form.product, products, product, changed)
	tags, tag := append([]string{w.T("people.any_tag")}, c.Tags...), 0
	tongues, tongue := []string{w.T("people.any_language")}, 0
	for i, one := range c.Tags {
		if strings.EqualFold(one, f.Tag) {
			tag = i + 1
		}
	}
	for i, one := range c.Languages {
		tongues = append(tongues, languageName(one))
		if one == f.Language {
			tongue = i + 1
		}
	}
	fillChoice(form.tag, tags, tag, changed)
	fillChoice(form.tongue, tongues, tongue, changed)
	all, state := []string{w.T("people.any_state")}, 0
	for i, one := range states()[1:] {
		all = append(all, w.T("people.state_"+one))
		if one == f.State {
			state = i + 1
		}
	}
	fillChoice(form.state, all, state, changed)
	form.silent = widgets.NewField(w.T("people.silent_any"))
	if f.SilentDays > 0 {
		form.silent.SetText(strconv.Itoa(f.SilentDays))
	}
	form.silent.OnChanged = changed
	form.open24, form.bought = widget.NewCheck(w.T("people.open"), nil), widget.NewCheck(w.T("people.bought"), nil)
	form.open24.SetChecked(f.WindowOpen)
	form.bought.SetChecked(f.Bought)
	form.open24.OnChanged, form.bought.OnChanged = func(bool) { form.changed() }, func(bool) { form.changed() }
	form.name = widgets.NewField(w.T("people.name_hint"))
	form.name.SetText(name)
	form.name.OnChanged = func(string) { form.allow() }
	return form
}

// fillChoice lists options and shows one of them, without telling that it changed.
func fillChoice(s *widgets.Choice, options []string, chosen int, changed func(string)) {
	s.SetOptions(options)
	s.SetSelectedIndex(chosen)
	s.OnChanged = changed
}

func (f *peopleForm) open() {
	w := f.up.env.Words
	field := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Column(theme.Gap4, widgets.NewText(w.T(id), widgets.Small()), o)
	}
	f.showBtn = widgets.NewButton(w.T("people.show"), nil, widgets.Main, f.show)
	f.keepBtn = widgets.NewButton(w.T("people.keep"), nil, widgets.Normal, f.keep)
	shut := widgets.NewButton(w.T("people.shut"), nil, widgets.Normal, nil)
	body := widgets.Column(theme.Gap12,
		widgets.TopParts(theme.Gap16, 150, field("people.asked_label", f.framed[0]), field("people.silent_label", f.silent)),
		widgets.TopParts(theme.Gap16, 150, field("people.tag_label", f.framed[1]), field("people.language_label", f.framed[2])),
		widgets.TopParts(theme.Gap16, 150, field("people.state_label", f.framed[3]), widgets.Column(0)),
		widgets.Column(0, f.open24, f.bought),
		widgets.Rule(), f.count,
		widgets.Line(theme.Gap8, nil, f.name, f.keepBtn),
		widgets.AtEnd(shut, f.showBtn))
	f.close = widgets.Over(f.up.env.Canvas(), w.T("people.title"), body, f.silent)
	shut.OnTapped = f.close
	f.changed()
}

// filter gives what the form says. ok is false where the days are no number.
func (f *peopleForm) filter() (filter core.Filter, ok bool) {
	filter = core.Filter{WindowOpen: f.open24.Checked, Bought: f.bought.Checked, State: states()[max(f.state.SelectedIndex(), 0)]}
	if i := f.product.SelectedIndex(); i > 0 {
		filter.Asked = f.choices.Products[i-1].SKU
	}
	if i := f.tag.SelectedIndex(); i > 0 {
		filter.Tag = f.choices.Tags[i-1]
	}
	if i := f.tongue.SelectedIndex(); i > 0 {
		filter.Language = f.choices.Languages[i-1]
	}
	if typed := strings.TrimSpace(f.silent.Text); typed != "" {
		days, err := strconv.Atoi(typed)
		if err != nil || days < 1 || days > mostDays {
			return filter, false
		}
		filter.SilentDays = days
	}
	return filter, true
}

// mostDays bounds the days of silence: a hundred years.
const mostDays = 36500

// changed counts anew once the form rests.
func (f *peopleForm) changed() {
	f.allow()
	filter, ok := f.filter()
	if !ok {
		f.counting.Cancel()
		f.count.SetText(f.up.env.Words.T("people.silent_wrong"))
		return
	}
	f.up.env.Runner.Later(&f.counting, countRest, func() { f.recount(filter) })
}

func (f *peopleForm) recount(filter core.Filter) {
	tasks.Run(f.up.env.Runner, &f.counting, func(ctx context.Context) (int, error) { return f.up.shop.CountCustomers(ctx, filter) }, func(n int, err error) {
		if !f.up.env.Failed(err) {
			f.count.SetText(f.up.env.Words.N("people.count", n))
		}
	})
}

func (f *peopleForm) allow() {
	if f.showBtn == nil {
		return
	}
	filter, ok := f.filter()
	able(f.showBtn, ok)
	able(f.keepBtn, ok && filter != core.Filter{} && strings.TrimSpace(f.name.Text) != "")
}

func (f *peopleForm) show() {
	if filter, ok := f.filter(); ok {
		f.close()
		f.up.set("", filter)
	}
}

func (f *peopleForm) keep() {
	if filter, ok := f.filter(); ok {
		f.up.keep(filter, f.name.Text, f.close)
	}
}
