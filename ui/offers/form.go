package offers

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/ui/theme"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
)

// form is what the owner fills in.
type form struct {
	kind, who, product, tongue, arm, codes *widgets.Choice
	title, code, picture, link, button     *widgets.Field
	area                                   *widgets.Field
	people, codesNote, whoNote, endsNote   *widgets.Text
	length                                 *widgets.Text
	warnings                               *fyne.Container
	expires                                *widgets.DayField
	endsBad                                *widgets.Fault // the last day cannot be read
	coupon, closing, stop, compare         *widget.Check
	timing                                 *timing.Timing
	test                                   *widgets.Button

	// What is shown for some kinds only.
	productRow, codesRow, expiresRow, cardRow, promoRow, armBox, codeBox, insertCode, insertProduct fyne.CanvasObject

	whos    []Who
	tongues []tongue
	silent  bool // the form is written, not filled in
}

// kinds are those that can be composed here, in the order of the choice.
func kinds() []core.Kind { return []core.Kind{core.KindPromo, core.KindNews, core.KindOrder} }

func (t *Screen) formCard() fyne.CanvasObject {
	w, f := t.env.Words, &t.form
	f.title = widgets.NewField(w.T("offers.name_hint"))
	f.title.OnChanged = t.typed(func(s string) { t.draft.Title = s })
	var kind, who, product *fyne.Container
	names := make([]string, 0, 3)
	for _, k := range kinds() {
		names = append(names, w.T("offers.kind_"+string(k)))
	}
	f.kind, kind = widgets.NewChoice(names, func(string) { t.kindChosen() })
	f.who, who = widgets.NewChoice(nil, func(string) { t.whoChosen() })
	f.product, product = widgets.NewChoice(nil, func(string) { t.productChosen() })
	f.people, f.whoNote = widgets.NewText("", widgets.Quiet().Fitted()), widgets.NewText(w.T("offers.who_note"), widgets.Small().Wrapped())
	see := widgets.NewButton(w.T("offers.see_list"), nil, widgets.Link, t.ShowPeople)
	f.productRow = widgets.Labelled(w.T("offers.about"), product)
	rows := []fyne.CanvasObject{
		widgets.Labelled(w.T("offers.kind"), kind),
		widgets.Labelled(w.T("offers.name"), f.title),
		widgets.Labelled(w.T("offers.who"), who, widgets.Flowing(theme.Gap12, f.people, see), f.whoNote),
		f.productRow,
		widgets.Labelled(w.T("offers.message"), t.wordsBox()),
	}
	rows = append(rows, t.codeRows()...)
	rows = append(rows, t.lookRows()...)
	rows = append(rows, t.timeRows()...)
	f.test = widgets.NewButton(w.T("offers.test"), fynetheme.AccountIcon(), widgets.Normal, t.testMyself)
	rows = append(rows, widgets.Labelled(w.T("offers.test_label"), widgets.Side(0, f.test), widgets.NewText(w.T("offers.test_note"), widgets.Small().Wrapped())))
	return widgets.Card(widgets.Pad(widgets.Column(theme.Gap16, rows...), theme.Gap16, theme.Gap16, theme.Gap16, theme.Gap16))
}

// typed makes a field's listener: it keeps what was typed and reckons anew, unless the page writes the field itself.
func (t *Screen) typed(keep func(string)) func(string) {
	return func(s string) {
		if !t.form.silent {
			keep(s)
			t.changed()
		}
	}
}

func (t *Screen) ticked(keep func(bool)) func(bool) {
	return func(on bool) {
		if !t.form.silent {
			keep(on)
			t.changed()
		}
	}
}

// codeRows ask for the promo code.
func (t *Screen) codeRows() []fyne.CanvasObject {
	w, f := t.env.Words, &t.form
	var codes *fyne.Container
	f.codes, codes = widgets.NewChoice(nil, func(string) { t.codesChosen() })
	f.code = widgets.NewField(w.T("offers.code_hint"))
	f.code.OnChanged = t.typed(func(s string) { t.draft.Code = s })
	f.codeBox = f.code
	f.codesNote = widgets.NewText("", widgets.Small().Wrapped())
	f.coupon = widget.NewCheck(w.T("offers.coupon"), t.ticked(func(on bool) { t.draft.Coupon = on }))
	pools := widgets.NewButton(w.T("offers.codes_add"), nil, widgets.Link, t.ways.Codes)
	f.codesRow = widgets.Labelled(w.T("offers.codes"), codes, f.codeBox, f.codesNote, widgets.Side(0, pools), f.coupon)
	f.expires = widgets.NewDayField()
	f.endsBad = widgets.NewFault()
	f.expires.OnDay = func() {
		if t.form.silent {
			return
		}
		t.draft.Expires = time.Time{}
		bad := ""
		if last, ok := f.expires.Day(); !ok {
			bad = w.T("day.bad", "Example", f.expires.Example())
		} else if !last.IsZero() {
			t.draft.Expires = timing.EndOfDay(last, t.env.Zone)
		}
		f.endsBad.Set(bad)
		t.changed()
	}
	f.endsNote = widgets.NewText("", widgets.Small().Wrapped())
	f.expiresRow = widgets.Labelled(w.T("offers.ends"), f.expires, f.endsNote, f.endsBad.Box)
	return []fyne.CanvasObject{f.codesRow, f.expiresRow}
}

// lookRows ask for picture and link, and for what stands below the words.
func (t *Screen) lookRows() []fyne.CanvasObject {
	w, f := t.env.Words, &t.form
	f.picture, f.link, f.button = widgets.NewField(w.T("offers.picture_hint")), widgets.NewField(w.T("offers.link_hint")), widgets.NewField(w.T("offers.button_hint"))
	f.picture.OnChanged = t.typed(func(s string) { t.draft.Picture = s })
	f.link.OnChanged = t.typed(func(s string) { t.draft.Link = s })
	f.button.OnChanged = t.typed(func(s string) { t.draft.Button = s })
	f.cardRow = widgets.Column(theme.Gap16, widgets.Labelled(w.T("offers.picture"), f.picture), widgets.Labelled(w.T("offers.link"), f.link, f.button))
	f.closing = widget.NewCheck(w.T("offers.closing"), t.ticked(func(on bool) { t.draft.Closing = on }))
	f.stop = widget.NewCheck(w.T("offers.stop_reply"), t.ticked(func(on bool) { t.draft.StopReply = on }))
	f.compare = widget.NewCheck(w.T("offers.compare"), t.ticked(t.compareTexts))
	f.promoRow = widgets.Labelled(w.T("offers.below"), widgets.Column(0, f.closing, f.stop, f.compare))
	return []fyne.CanvasObject{f.cardRow, f.promoRow}
}

// timeRows ask when the messages go and how long they wait.
func (t *Screen) timeRows() []fyne.CanvasObject {
	w, f := t.env.Words, &t.form
	f.timing = timing.New(t.env)
	f.timing.OnChange = func() {
		t.draft.Timing = f.timing.Value()
		t.content.Refresh()
		t.changed()
	}
	return []fyne.CanvasObject{
		widgets.Labelled(w.T("timing.when"), f.timing.When),
		widgets.Labelled(w.T("timing.keep"), f.timing.Keep, widgets.NewText(w.T("timing.keep_note"), widgets.Small().Wrapped())),
		widgets.Labelled(w.T("timing.reply"), f.timing.Reply),
	}
}

func (t *Screen) kindChosen() {
	if i := t.form.kind.SelectedIndex(); i >= 0 && !t.form.silent {
		t.draft.Kind = kinds()[i]
		t.write()
		t.changed()
	}
}

func (t *Screen) productChosen() {
	if i := t.form.product.SelectedIndex(); i >= 0 && !t.form.silent {
		t.draft.Product = ""
		if i > 0 {
			t.draft.Product = t.known.people.Products[i-1].SKU
		}
		t.write()
		t.changed()
	}
}

// codesChosen takes one of: no code, one for everybody, a pool.
func (t *Screen) codesChosen() {
	i := t.form.codes.SelectedIndex()
	if i < 0 || t.form.silent {
		return
	}
	t.draft.Codes, t.draft.Pool = Codes(min(i, int(CodesPool))), ""
	if pool := i - int(CodesPool); pool >= 0 {
		t.draft.Pool = t.known.pools[pool].Name
	}
	t.write()
	t.changed()
}

// compareTexts begins or ends comparing two texts.
func (t *Screen) compareTexts(on bool) {
	t.draft.Compare(on)
	t.place.Second = on
	t.write()
}
