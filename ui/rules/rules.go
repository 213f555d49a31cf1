package rules

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Shop is what this page needs done.
type Shop interface {
	Rules(ctx context.Context) ([]views.RuleValue, error)
	SetRules(ctx context.Context, values map[string]string) error
	Explain(ctx context.Context, text string) (views.Explanation, error)
	WhatIf(ctx context.Context, values map[string]string) (views.WhatIf, error)
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop

	content fyne.CanvasObject
	scroll  *container.Scroll
	fields  map[string]*widgets.Field
	checks  map[string]*widget.Check
	faults  map[string]*widgets.Fault
	helps   []*help
	fault   *widgets.Fault // what is wrong with the changes together
	changes *fyne.Container
	save    *widgets.Button
	undo    *widgets.Button
	try     try
	replay  replay

	sheet   *Sheet
	filling bool // the page writes the fields, not the owner
	saving  bool

	load, act, typing, explain tasks.Slot
}

// typingRest is how long typing rests before a sentence is read.
const typingRest = 300 * time.Millisecond

// New makes the page; Load fills it.
func New(env screen.Env, s Shop) *Screen {
	t := &Screen{env: env, shop: s, sheet: NewSheet(), fields: map[string]*widgets.Field{}, checks: map[string]*widget.Check{}, faults: map[string]*widgets.Fault{}}
	w := env.Words
	head := widgets.NewPageHead(w.T("rules.title"), w.T("rules.sub"), nil)
	cards := []fyne.CanvasObject{}
	for _, s := range sections() {
		cards = append(cards, t.card(s))
	}
	scroll, left := widgets.Scrolling(widgets.Column(theme.Gap12, cards...))
	t.scroll = scroll
	right := widgets.Frame(widgets.Pad(t.tryCard(), 0, 0, theme.Gap12, 0), nil, nil, nil, t.changesCard())
	t.content = widgets.Page(head, widgets.AsideEnd(340, theme.Gap24, widgets.Named{Name: w.T("rules.title"), Thing: left}, widgets.Named{Name: w.T("rules.changes"), Thing: right}), nil)
	t.show()
	return t
}

// card shows a section's sentences.
func (t *Screen) card(s section) fyne.CanvasObject {
	w := t.env.Words
	lines := []fyne.CanvasObject{}
	for _, sentence := range s.sentences {
		lines = append(lines, t.sentence(sentence))
	}
	if s.locked != "" {
		lock := widgets.NewIcon(theme.Icon(theme.IconLock), theme.Text2, 18)
		lines = append(lines, widgets.TopLine(theme.Gap12, lock, widgets.NewText(w.T(s.locked), widgets.Quiet().Wrapped()), nil))
	}
	return widgets.Card(widgets.CardHead(s.icon, widgets.Plain, w.T(s.id), nil), widgets.Rule(), widgets.CardBody(10, lines...))
}

// sentence sets words and fields in a row that wraps, with what is wrong below.
func (t *Screen) sentence(s sentence) fyne.CanvasObject {
	w := t.env.Words
	if s.fields[0].form == Switch {
		return t.switchLine(s)
	}
	things := []fyne.CanvasObject{}
	for _, p := range places(w, s) {
		if p.field < 0 {
			things = append(things, widgets.NewText(p.words, widgets.Style{Flow: widgets.Fit}))
			continue
		}
		things = append(things, t.field(s.fields[p.field]))
	}
	h := t.help(s)
	below := []fyne.CanvasObject{widgets.Line(theme.Gap4, nil, widgets.Reading(space(), w.T(s.id), things...), h.sign), h.box}
	for _, f := range s.fields {
		t.faults[f.name] = widgets.NewFault()
		below = append(below, t.faults[f.name].Box)
	}
	return widgets.Column(theme.Gap4, below...)
}

// space is the gap between two words.
func space() float32 {
	return fyne.MeasureText("n n", fynetheme.Size(theme.SizeText), fyne.TextStyle{}).Width - fyne.MeasureText("nn", fynetheme.Size(theme.SizeText), fyne.TextStyle{}).Width
}

func (t *Screen) field(f field) fyne.CanvasObject {
	entry := widgets.NewField("")
	entry.OnChanged = func(s string) { t.typed(f.name, s) }
	entry.OnEnter = t.Save
	t.fields[f.name] = entry
	width := map[Form]float32{Clock: 72, List: 220}[f.form]
	return widgets.Pad(widgets.Sized(entry, max(width, 60), 0), 0, theme.Gap4, 0, theme.Gap4)
}

// switchLine is a sentence that is true or not.
func (t *Screen) switchLine(s sentence) fyne.CanvasObject {
	name := s.fields[0].name
	check := widget.NewCheck("", func(on bool) { t.typed(name, map[bool]string{true: "on", false: "off"}[on]) })
	t.checks[name] = check
	t.faults[name] = widgets.NewFault()
	h := t.help(s)
	line := widgets.Line(theme.Gap4, check, widgets.NewText(t.env.Words.T(s.id), widgets.Body()), h.sign)
	return widgets.Column(theme.Gap4, line, h.box, t.faults[name].Box)
}

// changesCard lists what is not saved yet.
func (t *Screen) changesCard() fyne.CanvasObject {
	w := t.env.Words
	t.changes = container.NewStack()
	t.fault = widgets.NewFault()
	t.save = widgets.NewButton("", fynetheme.DocumentSaveIcon(), widgets.Main, t.Save)
	t.undo = widgets.NewButton(w.T("rules.undo"), nil, widgets.Normal, t.Undo)
	foot := widgets.Column(0, t.replayBox(), widgets.Pad(t.fault.Box, 0, theme.Gap16, theme.Gap8, theme.Gap16), widgets.Rule(),
		widgets.Pad(widgets.Flowing(theme.Gap8, t.save, t.undo), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
	scroll, _ := widgets.Scrolling(t.changes)
	return widgets.CardFilling(widgets.Column(0, widgets.CardHead(nil, widgets.Plain, w.T("rules.changes"), nil), widgets.Rule()), scroll, foot)
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Load reads the rules anew. What was typed and not saved stays.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.load, t.shop.Rules, func(all []views.RuleValue, err error) {
		if !t.env.Failed(err) {
			t.sheet.Load(all)
			t.fill()
			t.show()
		}
	})
}

// fill writes the sheet into the fields.
func (t *Screen) fill() {
	t.filling = true
	for name, f := range t.fields {
		if f.Text != t.sheet.Text(name) {
			f.SetText(t.sheet.Text(name))
		}
		enable(f, t.sheet.Knows(name))
	}
	for name, c := range t.checks {
		c.SetChecked(t.sheet.Text(name) == "on")
		enable(c, t.sheet.Knows(name))
	}
	for _, h := range t.helps {
		h.limits.SetText(h.sentence.Limits(t.env.Words, t.sheet.told))
	}
	t.filling = false
}

func enable(d fyne.Disableable, on bool) {
	if on {
		d.Enable()
	} else {
		d.Disable()
	}
}

func (t *Screen) typed(name, s string) {
	if t.filling {
		return
	}
	t.sheet.Type(name, s)
	t.fault.Set("")
	t.show()
}

// Change types a value into the field of a rule.
func (t *Screen) Change(name, typed string) {
	t.sheet.Type(name, typed)
	t.fill()
	t.show()
}

// show brings faults, changes and buttons up to date.
func (t *Screen) show() {
	w := t.env.Words
	for name, f := range t.faults {
		says := ""
		if id := t.sheet.Fault(name); id != "" {
			says = w.T(id)
		}
		f.Set(says)
	}
	all := t.sheet.Changes()
	lines := []fyne.CanvasObject{}
	for _, c := range all {
		lines = append(lines, widgets.NewText(c.Line(w), widgets.Body()))
	}
	t.save.SetText(w.N("rules.save", len(all)))
	if len(all) == 0 {
		lines = append(lines, widgets.NewText(w.T("rules.no_changes"), widgets.Body().In(theme.Text2)))
		t.save.SetText(w.T("rules.saved_all"))
	}
	t.changes.Objects = []fyne.CanvasObject{widgets.Pad(widgets.Column(theme.Gap8, lines...), theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap12)}
	t.save.SetBusy(t.saving || len(all) == 0 || !t.sheet.Good())
	t.undo.SetBusy(t.saving || len(all) == 0)
	t.reckon()
	t.content.Refresh()
}

// Undo forgets what was not saved.
func (t *Screen) Undo() {
	if t.saving {
		return
	}
	t.sheet.Undo()
	t.fault.Set("")
	t.fill()
	t.show()
}

// Forget is Undo for the keyboard: it tells whether there was something to forget.
func (t *Screen) Forget() bool {
	if t.saving || len(t.sheet.Changes()) == 0 {
		return false
	}
	t.Undo()
	return true
}

// Save keeps the changes, all or none.
func (t *Screen) Save() {
	values := t.sheet.Values()
	if t.saving || len(values) == 0 || !t.sheet.Good() {
		return
	}
	t.saving = true
	before := map[string]string{}
	for name := range values {
		before[name] = t.sheet.saved[name]
	}
	t.show()
	tasks.Do(t.env.Runner, &t.act, func(ctx context.Context) error { return t.shop.SetRules(ctx, values) }, func(err error) {
		t.saving = false
		if err != nil {
			t.show()
			t.refused(err, values)
			return
		}
		t.env.DoneFor(screen.Step{Did: t.env.Words.N("rules.saved", len(values)), Back: func(ctx context.Context) error { return t.shop.SetRules(ctx, before) }, Then: t.Load})
		for name := range values {
			t.sheet.saved[name] = values[name]
			t.sheet.Type(name, t.sheet.Text(name))
		}
		t.show()
		t.Load()
	})
}

// refused says why the changes were not kept: beside the field when it is known which one it was.
func (t *Screen) refused(err error, values map[string]string) {
	name := culprit(err, values)
	says := t.env.Words.Error(named(t.env.Words, err, name)).Line()
	if f := t.faults[name]; f != nil {
		f.Set(says)
		if entry := t.fields[name]; entry != nil {
			t.env.Canvas().Focus(entry)
			t.reveal(entry)
		}
	} else {
		t.fault.Set(says)
	}
	t.content.Refresh()
}

// named gives the error with the rule's name as people read it.
func named(w *words.Words, err error, name string) error {
	var e *core.Error
	if !errors.As(err, &e) || name == "" {
		return err
	}
	rest, found := strings.CutPrefix(e.Detail, name+" ")
	if !found {
		return err
	}
	return core.E(e.Code, e.Op, w.T("rules.name_"+name)+" "+rest, err)
}

// reveal scrolls to a field that is out of sight.
func (t *Screen) reveal(o fyne.CanvasObject) {
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	y, high := place(o).Y-place(t.scroll.Content).Y, t.scroll.Size().Height
	if y < t.scroll.Offset.Y || y > t.scroll.Offset.Y+high*0.8 {
		t.scroll.ScrollToOffset(fyne.NewPos(0, max(y-high/3, 0)))
	}
}

// culprit names the changed rule that an error is about: the only one, or the one whose name begins the error's detail.
// It is "" when nobody can tell.
func culprit(err error, values map[string]string) string {
	var e *core.Error
	if errors.As(err, &e) {
		name, _, _ := strings.Cut(e.Detail, " ")
		if _, changed := values[name]; changed {
			return name
		}
	}
	if len(values) == 1 {
		for name := range values {
			return name
		}
	}
	return ""
}
