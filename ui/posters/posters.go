// Package posters is the page that brings people in: the link of a product with a message ready to send, a poster to print
// and a picture for a post, shown as they will be.
package posters

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	// PosterLanguages lists the tags in which there are posters and links.
	PosterLanguages() []string
	Link(ctx context.Context, t views.Thing, lang string) (views.Link, error)
	Poster(ctx context.Context, o views.PosterOrder, width int) (views.Poster, error)
	// SavePoster gives the names of the products whose picture did not come.
	SavePoster(ctx context.Context, path string, o views.PosterOrder, told func(done, of int)) (bare []string, err error)
	WaitingLists(ctx context.Context) ([]views.WaitingList, error)
}

// previewWidth is how many dots wide a poster is shown.
const previewWidth = 900

// Screen is the page. It is made once; Open begins with a product.
type Screen struct {
	env  screen.Env
	shop Shop
	back func()
	tags []string

	content            fyne.CanvasObject
	head               *widgets.PageHead
	what, lang, form   *widgets.Choice
	forWhat            *fyne.Container // the choice of one thing
	many               *widgets.Text   // how many were chosen instead
	several, single    *widgets.Button
	price, web         *widget.Check
	picture, noPicture *widgets.Button
	pictureName        *widgets.Text
	bare               *fyne.Container // whose picture did not come
	linked             *fyne.Container
	message, address   *widgets.Text
	doubt              *fyne.Container // what is wrong with the message
	copies             []*widgets.Button
	preview            *canvas.Image
	middle             *fyne.Container // the preview, or why there is none
	save               *widgets.Button

	draft   Draft
	targets []target
	link    views.Link
	setting bool // the choices are being set, not made

	read, draw, list tasks.Slot
}

// New makes the page; Open fills it.
func New(env screen.Env, s Shop, back func()) *Screen {
	t := &Screen{env: env, shop: s, back: back, tags: s.PosterLanguages()}
	w := env.Words
	t.head = widgets.NewPageHead("", w.T("posters.sub"), widgets.NewButton(w.T("nav.waitlists"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave))
	t.linked, t.bare = t.linkCard(), widgets.Column(0)
	t.bare.Hide()
	_, left := widgets.Scrolling(widgets.Column(theme.Gap12, t.bare, t.choices(), t.linked))
	t.preview = canvas.NewImageFromImage(nil)
	t.preview.FillMode, t.preview.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	t.middle = container.NewStack(t.preview)
	// Paper is white: on a card by day its edge would not be seen.
	shown := widgets.CardFilling(nil, container.NewStack(widgets.NewGround(theme.Button, "", theme.RadiusCard), widgets.PadAll(t.middle, theme.Gap16)), nil)
	body := widgets.AsideStart(372, theme.Gap16, widgets.Named{Name: w.T("posters.says"), Thing: left}, widgets.Named{Name: w.T("posters.preview"), Thing: shown})
	t.save = widgets.NewButton(w.T("posters.save"), fynetheme.DocumentSaveIcon(), widgets.Main, t.Save).Tall(theme.HeightMain)
	note := widgets.NewText(w.T("posters.note"), widgets.Body())
	t.content = widgets.Page(t.head, body, widgets.Line(theme.Gap12, widgets.NewIcon(fynetheme.InfoIcon(), theme.Text, 20), note, t.save))
	return t
}

// choices is the card of what the poster says and on what.
func (t *Screen) choices() fyne.CanvasObject {
	w := t.env.Words
	choice := func(names []string, set func(i int)) (*widgets.Choice, fyne.CanvasObject) {
		var s *widgets.Choice
		s, framed := widgets.NewChoice(names, func(string) {
			if i := s.SelectedIndex(); i >= 0 && !t.setting {
				set(i)
				t.Load()
			}
		})
		return s, framed
	}
	var what, lang, form fyne.CanvasObject
	t.what, what = choice(nil, func(i int) {
		t.draft.Variant, t.draft.Whole = t.targets[i].variant, t.targets[i].whole
		t.offer()
	})
	t.lang, lang = choice(languageNames(t.tags), func(i int) { t.draft.Language = t.tags[i] })
	t.form, form = choice(nil, func(i int) {
		t.draft.Form = t.draft.forms()[i]
		t.offer()
	})
	check := func(id string, set func(on bool)) *widget.Check {
		return widget.NewCheck(w.T(id), func(on bool) {
			set(on)
			if !t.setting {
				t.Load()
			}
		})
	}
	t.price = check("posters.price", func(on bool) { t.draft.Price = on })
	t.web = check("posters.web", func(on bool) { t.draft.Web = on })
	t.many = widgets.NewText("", widgets.Body())
	t.several = widgets.NewButton(w.T("posters.several"), nil, widgets.Normal, t.ChooseSeveral)
	t.single = widgets.NewButton("", nil, widgets.Link, func() { t.Choose(nil) })
	t.forWhat = container.NewStack(what)
	t.picture = widgets.NewButton(w.T("posters.picture"), fynetheme.FileImageIcon(), widgets.Normal, func() {
		t.env.PickFile([]string{".jpg", ".jpeg", ".png", ".gif", ".webp"}, t.setPicture)
	})
	t.noPicture = widgets.NewButton(w.T("posters.no_picture"), nil, widgets.Link, func() { t.setPicture("") })
	t.pictureName = widgets.NewText("", widgets.Quiet())
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconTag), widgets.Plain, w.T("posters.says"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, widgets.Labelled(w.T("posters.for"), t.forWhat, t.many, widgets.Flowing(theme.Gap8, t.several, t.single)),
			widgets.Labelled(w.T("posters.language"), lang), widgets.Labelled(w.T("posters.form"), form), t.price, t.web,
			widgets.Flowing(theme.Gap8, t.picture, t.noPicture), t.pictureName))
}

// linkCard is the link with its message, to copy.
func (t *Screen) linkCard() *fyne.Container {
	w := t.env.Words
	t.message, t.address = widgets.NewText("", widgets.Body()), widgets.NewText("", widgets.Quiet())
	t.doubt = widgets.Column(0)
	link := widgets.NewButton(w.T("posters.copy_link"), fynetheme.ContentCopyIcon(), widgets.Normal, func() {
		t.env.Copy(t.link.Address, "")
	})
	post := widgets.NewButton(w.T("posters.copy_post"), fynetheme.ContentCopyIcon(), widgets.Normal, func() {
		t.env.Copy(t.link.Post, "")
	})
	t.copies = []*widgets.Button{link, post}
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconChats), widgets.Plain, w.T("posters.link"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap12, widgets.NewText(w.T("posters.ready"), widgets.Small().Wrapped()), t.message, t.address, t.doubt, widgets.Flowing(theme.Gap8, link, post)))
}

func languageNames(tags []string) (names []string) {
	for _, tag := range tags {
		names = append(names, words.Language(tag))
	}
	return names
}

func formNames(w *words.Words, forms []views.PosterForm) (names []string) {
	for _, f := range forms {
		names = append(names, w.T("posters.form_"+string(f)))
	}
	return names
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Open begins with a product, in the language of the window.
func (t *Screen) Open(l views.WaitingList) {
	w := t.env.Words
	t.draft = NewDraft(l, t.near(w.Tag()))
	t.targets = targets(w, l)
	t.setting = true
	var names []string
	at := 0
	for i, x := range t.targets {
		names = append(names, x.label)
		if x.variant == t.draft.Variant && !x.whole {
			at = i
		}
	}
	t.what.SetOptions(names)
	t.what.SetSelectedIndex(at)
	t.lang.SetSelectedIndex(slices.Index(t.tags, t.draft.Language))
	t.price.SetChecked(false)
	t.web.SetChecked(true)
	t.single.SetText(w.T("posters.single", "Product", l.Product.Name))
	t.setting = false
	t.Choose(nil)
}

// near finds the poster's language that is nearest to a tag: itself, one of the same language, English.
func (t *Screen) near(tag string) string {
	for _, known := range t.tags {
		if known == tag || len(known) >= 2 && len(tag) >= 2 && known[:2] == tag[:2] {
			return known
		}
	}
	return "en"
}

// offer shows what the chosen things can have: the shop has no price and no picture, and several have no picture of a file.
func (t *Screen) offer() {
	d, w := &t.draft, t.env.Words
	many := len(d.Many) > 0
	t.forWhat.Hidden, t.many.Hidden, t.single.Hidden, t.linked.Hidden = many, !many, !many, many
	t.head.Title.SetText(w.T("posters.title", "Product", d.List.Product.Name))
	if many {
		t.head.Title.SetText(w.T("waitlists.bring"))
	}
	t.many.SetText(w.N("posters.chosen", len(d.Many), "Pages", w.Number(d.Form.Pages(len(d.Many)))))
	t.price.Hidden = !d.priced()
	t.web.Hidden = !d.pictured() || !many && d.Picture != ""
	t.picture.Hidden = d.Whole || many
	t.noPicture.Hidden = t.picture.Hidden || d.Picture == ""
	t.pictureName.Hidden = t.noPicture.Hidden
	t.pictureName.SetText(filepath.Base(d.Picture))
	t.content.Refresh()
}

// Choose makes posters of several products, or with none of the one that the page began with.
func (t *Screen) Choose(many []core.Product) {
	t.draft.Many = many
	forms := t.draft.forms()
	if !slices.Contains(forms, t.draft.Form) {
		t.draft.Form = forms[0]
	}
	t.setting = true
	t.form.SetOptions(formNames(t.env.Words, forms))
	t.form.SetSelectedIndex(slices.Index(forms, t.draft.Form))
	t.setting = false
	t.offer()
	t.Load()
}

func (t *Screen) setPicture(path string) {
	t.draft.Picture = path
	t.offer()
	t.Load()
}

// Shown gives the keyboard to the first choice.
func (t *Screen) Shown() { t.env.Canvas().Focus(t.what) }

// Leave goes back to the waiting lists.
func (t *Screen) Leave() {
	if t.back != nil {
		t.back()
	}
}

// Load makes the link and the preview anew.
func (t *Screen) Load() {
	d := t.draft
	for _, b := range append([]*widgets.Button{t.save}, t.copies...) {
		b.Disable()
	}
	if t.preview.Image == nil { // pictures may take a while to come
		t.show(widgets.NewText(t.env.Words.T("posters.drawing"), widgets.Quiet().Centred().Wrapped()))
	}
	tasks.Run(t.env.Runner, &t.read, func(ctx context.Context) (views.Link, error) { return t.shop.Link(ctx, d.Thing(), d.Language) }, func(l views.Link, err error) {
		if !t.env.Failed(err) {
			t.showLink(l)
		}
	})
	tasks.Run(t.env.Runner, &t.draw, func(ctx context.Context) (views.Poster, error) { return t.shop.Poster(ctx, d.Order(), previewWidth) }, t.showPoster)
}

func (t *Screen) showLink(l views.Link) {
	w := t.env.Words
	t.link = l
	t.message.SetText(w.T("posters.quoted", "Text", l.Text))
	t.address.SetText(l.Short)
	t.doubt.Objects = nil
	if !l.Exact {
		t.doubt.Objects = []fyne.CanvasObject{widgets.Notice(widgets.Brass, fynetheme.WarningIcon(), w.T("posters.doubt"), w.T("posters.doubt_why"))}
	}
	for _, b := range t.copies {
		b.Enable()
	}
	t.content.Refresh()
}

func (t *Screen) showPoster(p views.Poster, err error) {
	t.bare.Hidden = len(p.Bare) == 0
	if err != nil {
		said := t.env.Words.Error(err)
		t.show(widgets.Empty(fynetheme.WarningIcon(), said.What, said.Do, nil))
		t.preview.Image = nil
		return
	}
	if w := t.env.Words; len(p.Bare) > 0 {
		t.bare.Objects = []fyne.CanvasObject{widgets.Notice(widgets.Brass, fynetheme.WarningIcon(), w.T("posters.bare", "Names", named(p.Bare)), w.T("posters.bare_why"))}
	}
	t.preview.Image = p.Page
	t.show(t.preview)
	t.save.Enable()
	t.content.Refresh()
}

// show puts one thing where the preview stands.
func (t *Screen) show(o fyne.CanvasObject) {
	t.middle.Objects = []fyne.CanvasObject{o}
	t.middle.Refresh()
	o.Refresh()
}

// Save asks for a folder and puts the poster there under a name of its own.
func (t *Screen) Save() {
	if t.save.Disabled() {
		return
	}
	d := t.draft
	t.env.PickFolder(func(dir string) {
		t.saveAs(filepath.Join(dir, t.env.FileName(d.fileName(t.env.Words), d.Form.Ending())), d)
	})
}

// saveAs makes the file beside the window: many posters with many pictures take a while.
func (t *Screen) saveAs(path string, d Draft) {
	w := t.env.Words
	t.save.SetBusy(true)
	work := func(ctx context.Context, tell screen.Tell) ([]string, error) {
		return t.shop.SavePoster(ctx, path, d.Order(), tell.Count)
	}
	screen.Run(t.env, screen.Long{What: w.T("posters.making")}, work, func(bare []string, err error) {
		t.save.SetBusy(false)
		switch {
		case t.env.Stopped(err, w.T("long.file_stopped")) || t.env.Failed(err):
		case len(bare) > 0:
			t.env.Say(widgets.Brass, fynetheme.WarningIcon(), w.T("posters.saved_bare", "File", path, "Names", named(bare)))
		default:
			t.env.Done(w.T("posters.saved", "File", path))
		}
	})
}
