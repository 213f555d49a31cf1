// Package profile is the page of what people see before they write: the greeting above an empty chat and the menu of links
// beside the field, by language, as the shop's page has them now.
package profile

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Shop is what this page needs done. Each change gives what the page has then.
type Shop interface {
	LinkLanguages() []string
	PageProfile(context.Context) (views.PageProfile, error)
	SetGreeting(ctx context.Context, lang, text string) (views.PageProfile, error)
	SetPageMenu(ctx context.Context, lang string, items []views.MenuLink) (views.PageProfile, error)
	RemoveQuestions(context.Context) (views.PageProfile, error)
}

// exampleName stands in the preview for the reader's.
const exampleName = "Ana"

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	back func()
	tags []string // "" first: everybody else

	content  fyne.CanvasObject
	head     *widgets.PageHead
	middle   *fyne.Container // the form, or why there is none
	form     fyne.CanvasObject
	lang     *widgets.Choice
	greeting *widgets.Field
	count    *widgets.Text
	rows     *fyne.Container // of the menu
	foreign  *fyne.Container
	asks     *widgets.Text // the ready questions
	remove   *widgets.Button
	fault    *widgets.Fault
	preview  *fyne.Container
	save     *widgets.Button

	page    views.PageProfile
	draft   Draft
	setting bool // fields are being filled, not typed into

	read, act tasks.Slot
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, back func()) *Screen {
	t := &Screen{env: env, shop: s, back: back, tags: append([]string{""}, s.LinkLanguages()...)}
	w := env.Words
	t.head = widgets.NewPageHead(w.T("settings.profile"), "", widgets.NewButton(w.T("nav.settings"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave))
	_, left := widgets.Scrolling(widgets.Column(theme.Gap12, widgets.Notice(widgets.Brass, fynetheme.WarningIcon(), w.T("profile.over"), w.T("profile.over_why")),
		t.greetingCard(), t.menuCard(), t.questionsCard()))
	t.preview = container.NewStack()
	right := widgets.CardFilling(nil, widgets.PadAll(t.preview, theme.Gap16), nil)
	t.form = widgets.AsideEnd(372, theme.Gap16, widgets.Named{Name: w.T("profile.greeting"), Thing: left}, widgets.Named{Name: w.T("profile.preview"), Thing: right})
	t.middle = container.NewStack()
	t.fault = widgets.NewFault()
	t.save = widgets.NewButton(w.T("profile.save"), fynetheme.DocumentSaveIcon(), widgets.Main, t.Save).Tall(theme.HeightMain)
	t.content = widgets.Page(t.head, t.middle, widgets.Line(theme.Gap12, nil, t.fault.Box, t.save))
	return t
}

func (t *Screen) greetingCard() fyne.CanvasObject {
	w := t.env.Words
	names := []string{w.T("profile.everybody")}
	for _, tag := range t.tags[1:] {
		names = append(names, words.Language(tag))
	}
	var framed fyne.CanvasObject
	t.lang, framed = widgets.NewChoice(names, func(string) {
		if !t.setting {
			t.begin(t.tags[t.lang.SelectedIndex()])
		}
	})
	t.greeting = widgets.NewArea(w.T("profile.greeting_hint"), 3)
	t.greeting.OnChanged = func(text string) {
		t.draft.Greeting = text
		t.typed()
	}
	t.count = widgets.NewText("", widgets.Small().Wrapped())
	name := widgets.NewButton(w.T("profile.first_name"), theme.Icon(theme.IconPeople), widgets.Normal, func() {
		t.greeting.SetText(t.greeting.Text + firstName)
		t.env.Canvas().Focus(t.greeting)
	})
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconChats), widgets.Plain, w.T("profile.greeting"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, widgets.Labelled(w.T("profile.language"), framed), t.greeting, widgets.Flowing(theme.Gap8, name), t.count))
}

func (t *Screen) menuCard() fyne.CanvasObject {
	w := t.env.Words
	t.rows, t.foreign = widgets.Column(theme.Gap8), widgets.Column(0)
	return widgets.Card(widgets.CardHead(fynetheme.MenuIcon(), widgets.Plain, w.T("profile.menu"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, widgets.NewText(w.T("profile.menu_why"), widgets.Small().Wrapped()), t.foreign, t.rows))
}

func (t *Screen) questionsCard() fyne.CanvasObject {
	w := t.env.Words
	t.asks = widgets.NewText("", widgets.Body())
	t.remove = widgets.NewButton(w.T("profile.questions_remove"), nil, widgets.Normal, t.removeQuestions)
	return widgets.Card(widgets.CardHead(fynetheme.QuestionIcon(), widgets.Plain, w.T("profile.questions"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, t.asks, widgets.NewText(w.T("profile.questions_why"), widgets.Small().Wrapped()), widgets.Flowing(theme.Gap8, t.remove)))
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Shown reads the page anew: what is typed and not saved is gone with leaving.
func (t *Screen) Shown() { t.Load() }

// Leave goes back to the settings.
func (t *Screen) Leave() {
	if t.back != nil {
		t.back()
	}
}

// Load reads what the page has.
func (t *Screen) Load() {
	w := t.env.Words
	t.save.Disable()
	t.fault.Set("")
	t.head.Sub.SetText("")
	t.show(widgets.Empty(theme.Icon(theme.IconChats), w.T("profile.reading"), "", nil))
	tasks.Run(t.env.Runner, &t.read, t.shop.PageProfile, func(p views.PageProfile, err error) {
		if err != nil {
			said := w.Error(err)
			again := widgets.NewButton(w.T("profile.again"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.Load)
			t.show(widgets.Empty(fynetheme.ErrorIcon(), said.What, said.Do, again))
			return
		}
		t.page = p
		t.head.Sub.SetText(w.T("profile.sub"))
		t.begin("")
		t.show(t.form)
		t.env.Canvas().Focus(t.greeting)
	})
}

func (t *Screen) show(o fyne.CanvasObject) {
	t.middle.Objects = []fyne.CanvasObject{o}
	t.middle.Refresh()
}

// begin fills the fields with what the page has in a language.
func (t *Screen) begin(lang string) {
	w := t.env.Words
	t.draft = NewDraft(t.page, lang)
	t.setting = true
	t.lang.SetSelectedIndex(slices.Index(t.tags, lang))
	t.greeting.SetText(t.draft.Greeting)
	t.rows.Objects = nil
	for i := range t.draft.Menu {
		t.rows.Add(t.menuRow(i))
	}
	t.foreign.Objects = nil
	if t.page.Foreign {
		t.foreign.Objects = []fyne.CanvasObject{widgets.Notice(widgets.Brass, fynetheme.WarningIcon(), w.T("profile.foreign"), w.T("profile.foreign_why"))}
	}
	asks := w.T("profile.questions_none")
	for i, q := range t.page.Questions {
		if i == 0 {
			asks = ""
		} else {
			asks += "\n"
		}
		asks += q
	}
	t.asks.SetText(asks)
	t.remove.Hidden = len(t.page.Questions) == 0
	t.setting = false
	t.typed()
}

func (t *Screen) menuRow(i int) fyne.CanvasObject {
	title, address := widgets.NewField(t.env.Words.T("profile.menu_title")), widgets.NewField("https://")
	title.SetText(t.draft.Menu[i].Title)
	address.SetText(t.draft.Menu[i].URL)
	title.OnChanged = func(text string) {
		t.draft.Menu[i].Title = text
		t.typed()
	}
	address.OnChanged = func(text string) {
		t.draft.Menu[i].URL = text
		t.typed()
	}
	return widgets.Parts(theme.Gap8, title, address)
}

// typed brings the count, the preview and the button up to what stands in the fields.
func (t *Screen) typed() {
	if t.setting {
		return
	}
	w := t.env.Words
	fault := t.draft.Fault(w)
	t.fault.Set(fault)
	t.count.SetText(w.T("profile.count", "N", w.Number(t.draft.Length()), "Most", w.Number(views.MostGreeting)))
	if fault == "" && t.changed() {
		t.save.Enable()
	} else {
		t.save.Disable()
	}
	t.preview.Objects = []fyne.CanvasObject{t.seen()}
	t.content.Refresh()
}

// changed reports whether the fields say something else than the page.
func (t *Screen) changed() bool {
	before := NewDraft(t.page, t.draft.Language)
	return before.Seen(firstName) != t.draft.Seen(firstName) || !slices.Equal(before.Links(), t.draft.Links())
}

// seen is the greeting and the menu as a person sees them.
func (t *Screen) seen() fyne.CanvasObject {
	w := t.env.Words
	things := []fyne.CanvasObject{widgets.NewText(w.T("profile.preview"), widgets.Head())}
	if said := t.draft.Seen(exampleName); said != "" {
		things = append(things, widgets.NewBubble(widgets.BubbleIn, []widgets.Span{{Text: said}}, "", nil, widgets.Plain))
	} else {
		things = append(things, widgets.NewText(w.T("profile.preview_none"), widgets.Quiet().Wrapped()))
	}
	for _, l := range t.draft.Links() {
		things = append(things, widgets.Line(theme.Gap8, widgets.NewIcon(fynetheme.NavigateNextIcon(), theme.Text2, 18), widgets.NewText(l.Title, widgets.Strong()), nil))
	}
	return widgets.Column(theme.Gap12, things...)
}

// Save puts what was changed on the page.
func (t *Screen) Save() {
	if t.save.Disabled() {
		return
	}
	d, before := t.draft, NewDraft(t.page, t.draft.Language)
	t.change(t.save, "profile.saved", func(ctx context.Context) (p views.PageProfile, err error) {
		if before.Seen(firstName) != d.Seen(firstName) {
			if p, err = t.shop.SetGreeting(ctx, d.Language, d.Greeting); err != nil {
				return p, err
			}
		}
		if !slices.Equal(before.Links(), d.Links()) {
			p, err = t.shop.SetPageMenu(ctx, d.Language, d.Links())
		}
		return p, err
	})
}

func (t *Screen) removeQuestions() { t.change(t.remove, "profile.removed", t.shop.RemoveQuestions) }

// change does one change. What was typed stays when it fails.
func (t *Screen) change(by *widgets.Button, said string, do func(context.Context) (views.PageProfile, error)) {
	by.SetBusy(true)
	tasks.Run(t.env.Runner, &t.act, do, func(p views.PageProfile, err error) {
		by.SetBusy(false)
		if err != nil {
			t.fault.Set(t.env.Words.Error(err).Line())
			t.content.Refresh()
			return
		}
		t.page = p
		t.env.Done(t.env.Words.T(said))
		t.begin(t.draft.Language)
	})
}
