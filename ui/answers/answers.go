// Package answers is the page of saved answers and of what is answered automatically.
package answers

import (
	"context"
	"slices"
	"strings"

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
	SavedAnswers(context.Context) ([]core.SavedAnswer, error)
	SaveAnswer(ctx context.Context, was string, a core.SavedAnswer) error
	DeleteAnswer(ctx context.Context, key string) error
	AutoAnswers(context.Context) (views.AutoAnswers, error)
	SetAutoAnswers(context.Context, core.AutoAnswers) error
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	back func()

	content fyne.CanvasObject
	list    *widgets.List
	middle  *fyne.Container
	name    *widgets.Field
	lang    *widgets.Choice
	text    *widgets.Field
	purpose *widgets.Choice
	first   *widgets.Button
	remove  *widgets.Button
	save    *widgets.Button
	fault   *widgets.Fault
	auto    *autoPart

	saved   []core.SavedAnswer
	was     string            // key of the answer in hand, "" for a new one
	texts   map[string]string // of the answer in hand, by language
	showing string            // the language in the field
	tags    []string          // of the languages to choose from
	firsts  map[string]map[core.Purpose]string

	load, act tasks.Slot
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, back func()) *Screen {
	t := &Screen{env: env, shop: s, back: back, texts: map[string]string{}}
	w := env.Words
	head := widgets.NewPageHead(w.T("answers.title"), w.T("answers.sub"), widgets.NewButton(w.T("answers.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave))
	t.list = widgets.NewList(func() fyne.CanvasObject { return newAnswerRow() }, func(i int, o fyne.CanvasObject) { o.(*answerRow).set(env, t.saved[i]) })
	env.Copying(t.list, func(i int) []string {
		_, text, _ := line(w, t.saved[i])
		return []string{text, t.saved[i].Key}
	})
	t.list.OnChoose = func(i int) {
		t.take(t.saved[i])
		env.Canvas().Focus(t.text)
	}
	t.middle = container.NewStack(t.list)
	t.auto = newAutoPart(env, s, t.Load)
	_, right := widgets.Scrolling(widgets.Column(theme.Gap16, t.editCard(), t.auto.card))
	t.content = widgets.Page(head, widgets.AsideEnd(468, theme.Gap16, widgets.Named{Name: w.T("answers.list"), Thing: widgets.CardFilling(nil, t.middle, nil)},
		widgets.Named{Name: w.T("answers.edit"), Thing: right}), nil)
	t.Fresh()
	return t
}

// editCard is where an answer is written.
func (t *Screen) editCard() fyne.CanvasObject {
	w := t.env.Words
	t.name = widgets.NewField(w.T("answers.name_hint"))
	t.text = widgets.NewArea("", 4)
	t.text.OnChanged = func(text string) { t.texts[t.showing] = text }
	var lang, purpose *fyne.Container
	t.lang, lang = widgets.NewChoice(nil, func(string) { t.turn(t.tags[t.lang.SelectedIndex()]) })
	names := []string{}
	for _, p := range purposes() {
		names = append(names, purposeName(w, p))
	}
	t.purpose, purpose = widgets.NewChoice(names, func(string) { t.refresh() })
	t.fault = widgets.NewFault()
	t.save = widgets.NewButton(w.T("answers.save"), fynetheme.DocumentSaveIcon(), widgets.Main, t.Save)
	t.remove = widgets.NewButton(w.T("answers.delete"), fynetheme.DeleteIcon(), widgets.Grave, t.Delete)
	t.first = widgets.NewButton(w.T("answers.first"), nil, widgets.Link, t.UseFirst)
	fresh := widgets.NewButton(w.T("answers.new"), fynetheme.ContentAddIcon(), widgets.Normal, t.Fresh)
	return widgets.Card(widgets.CardHead(fynetheme.MailReplyIcon(), widgets.Plain, w.T("answers.edit"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, widgets.Labelled(w.T("answers.name"), t.name), widgets.Labelled(w.T("answers.for"), purpose),
			widgets.Labelled(w.T("answers.lang"), lang),
			widgets.Labelled(w.T("answers.text"), t.text, widgets.NewText(w.T("answers.fields"), widgets.Small().Wrapped()), widgets.Side(0, t.first)),
			t.fault.Box, widgets.Flowing(theme.Gap8, t.save, fresh, t.remove)))
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Load reads the answers and what is answered automatically anew. What is being written stays.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.load, func(ctx context.Context) (read, error) {
		saved, err := t.shop.SavedAnswers(ctx)
		if err != nil {
			return read{}, err
		}
		auto, err := t.shop.AutoAnswers(ctx)
		return read{saved, auto}, err
	}, func(r read, err error) {
		if t.env.Failed(err) {
			return
		}
		w := t.env.Words
		t.saved = r.saved
		t.list.SetRows(len(r.saved))
		t.middle.Objects = []fyne.CanvasObject{t.list}
		if len(r.saved) == 0 {
			t.middle.Objects = []fyne.CanvasObject{widgets.Empty(fynetheme.MailReplyIcon(), w.T("answers.empty"), w.T("answers.empty_why"), nil)}
		}
		t.auto.show(r.saved, r.auto)
		t.firsts = r.auto.First
		t.offerLanguages(r.auto.Languages)
		t.content.Refresh()
	})
}

// read is what the page shows.
type read struct {
	saved []core.SavedAnswer
	auto  views.AutoAnswers
}

// Shown reads anew and gives the keyboard to the name of the answer.
func (t *Screen) Shown() {
	t.Load()
	t.env.Canvas().Focus(t.name)
}

// Leave goes back.
func (t *Screen) Leave() {
	if t.back != nil {
		t.back()
	}
}

// offerLanguages lets the owner write in the languages that are answered automatically, and in those that are in use.
func (t *Screen) offerLanguages(list []string) {
	t.tags = slices.Clone(list)
	for tag := range t.texts {
		if tag != "" && !slices.Contains(t.tags, tag) {
			t.tags = append(t.tags, tag)
		}
	}
	slices.Sort(t.tags)
	names := make([]string, len(t.tags))
	for i, tag := range t.tags {
		names[i] = words.Language(tag)
	}
	t.lang.SetOptions(names)
	if !slices.Contains(t.tags, t.showing) && len(t.tags) > 0 {
		t.turn(t.own())
	}
	if i := slices.Index(t.tags, t.showing); i >= 0 {
		widgets.Choose(t.lang, names[i])
	}
}

// own is the language to begin with: that of the window where customers can be answered in it, else English.
func (t *Screen) own() string {
	base, _, _ := strings.Cut(t.env.Words.Tag(), "-")
	for _, tag := range []string{base, "en"} {
		if slices.Contains(t.tags, tag) {
			return tag
		}
	}
	return t.tags[0]
}

// Fresh begins a new answer.
func (t *Screen) Fresh() { t.take(core.SavedAnswer{}) }

// First opens the first saved answer, if there is one.
func (t *Screen) First() {
	if len(t.saved) > 0 {
		t.take(t.saved[0])
	}
}

// take puts an answer into the form.
func (t *Screen) take(a core.SavedAnswer) {
	t.was, t.texts = a.Key, map[string]string{}
	for tag, text := range a.Texts {
		t.texts[tag] = text
	}
	t.name.SetText(a.Key)
	t.purpose.SetSelectedIndex(max(slices.Index(purposes(), a.Purpose), 0))
	if tags := languagesOf(a); len(tags) > 0 && !slices.Contains(tags, t.showing) {
		t.showing = tags[0]
	}
	t.fault.Set("")
	t.offerLanguages(t.tags)
	t.turn(t.showing)
	t.remove.Hidden = a.Key == ""
	t.refresh()
}

// turn shows the text in another language.
func (t *Screen) turn(tag string) {
	t.showing = tag
	t.text.SetText(t.texts[tag])
	t.refresh()
}

// refresh offers a first text where the answer has none and there is one.
func (t *Screen) refresh() {
	if t.first == nil || t.purpose == nil {
		return
	}
	t.first.Hidden = t.firstText() == "" || strings.TrimSpace(t.text.Text) != ""
	if t.content != nil {
		t.content.Refresh()
	}
}

func (t *Screen) chosen() core.Purpose { return purposes()[max(t.purpose.SelectedIndex(), 0)] }

func (t *Screen) firstText() string { return t.firsts[t.showing][t.chosen()] }

// UseFirst puts a first text into the field.
func (t *Screen) UseFirst() {
	t.text.SetText(t.firstText())
	t.refresh()
}

// Save keeps the answer in the form.
func (t *Screen) Save() {
	a := core.SavedAnswer{Key: t.name.Text, Purpose: t.chosen(), Texts: map[string]string{}}
	for tag, text := range t.texts {
		if strings.TrimSpace(text) != "" {
			a.Texts[tag] = text
		}
	}
	was := t.was
	t.do(func(ctx context.Context) error { return t.shop.SaveAnswer(ctx, was, a) }, "answers.kept", func() {
		t.was = strings.TrimPrefix(strings.TrimSpace(a.Key), "/")
		t.remove.Hidden = false
	})
}

// Delete forgets the answer in the form. Its words stay there, so that saving brings it back.
func (t *Screen) Delete() {
	was := t.was
	t.do(func(ctx context.Context) error { return t.shop.DeleteAnswer(ctx, was) }, "answers.deleted", func() {
		t.was = ""
		t.remove.Hidden = true
	})
}

// do changes something; what failed is told in the form and stays there.
func (t *Screen) do(what func(context.Context) error, said string, after func()) {
	t.fault.Set("")
	t.save.SetBusy(true)
	tasks.Do(t.env.Runner, &t.act, what, func(err error) {
		t.save.SetBusy(false)
		if err != nil {
			t.fault.Set(t.env.Words.Error(err).Line())
			t.content.Refresh()
			return
		}
		after()
		t.env.Done(t.env.Words.T(said))
		t.Load()
	})
}

// answerRow is one saved answer.
type answerRow struct {
	widget.BaseWidget
	row  *widgets.Row
	pill *widgets.Pill
}

func newAnswerRow() *answerRow {
	r := &answerRow{pill: widgets.NewPill("", nil, widgets.Plain)}
	r.row = widgets.NewRow(widgets.ToneIcon(fynetheme.MailReplyIcon(), widgets.Plain, 22), r.pill)
	r.ExtendBaseWidget(r)
	return r
}

func (r *answerRow) set(env screen.Env, a core.SavedAnswer) {
	name, text, what := line(env.Words, a)
	r.pill.Set(what, nil, widgets.Plain)
	r.pill.Hidden = what == ""
	r.row.SetSays(what)
	r.row.Set(name, text)
}

// AccessibilityLabel gives the row to a screen reader.
func (r *answerRow) AccessibilityLabel() string { return r.row.AccessibilityLabel() }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *answerRow) AccessibilityRole() fyne.AccessibleRole { return r.row.AccessibilityRole() }

// CreateRenderer is called by the toolkit.
func (r *answerRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.row)
}
