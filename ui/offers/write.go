package offers

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// write brings the form up to the draft: what is chosen, what there is to choose from, and which rows this kind has.
func (t *Screen) write() {
	f, d := &t.form, t.draft
	f.silent = true
	defer func() { f.silent = false }()
	f.kind.SetSelectedIndex(slices.Index(kinds(), d.Kind))
	setText(f.title, d.Title)
	setText(f.code, d.Code)
	setText(f.picture, d.Picture)
	setText(f.link, d.Link)
	setText(f.button, d.Button)
	f.coupon.SetChecked(d.Coupon)
	f.closing.SetChecked(d.Closing)
	f.stop.SetChecked(d.StopReply)
	f.compare.SetChecked(d.Compares())
	t.writeExpires()
	f.timing.SetHold(t.known.holdFor)
	t.writeWho()
	t.writeProducts()
	t.writeCodes()
	t.writeWords()
	promo, order := d.Kind == core.KindPromo, d.Kind == core.KindOrder
	shown := map[fyne.CanvasObject]bool{f.productRow: d.Kind == core.KindNews, f.codesRow: promo, f.expiresRow: promo && d.Codes != CodesNone,
		f.cardRow: !order, f.promoRow: !order, f.codeBox: d.Codes == CodesOne, f.coupon: d.Codes != CodesNone, f.insertCode: promo && d.Codes != CodesNone,
		f.insertProduct: d.Kind == core.KindNews && d.Product != "", f.armBox: d.Compares()}
	for o, on := range shown {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if t.content != nil {
		t.content.Refresh()
	}
}

// writeExpires shows the last day. A day that is typed just now, and cannot be read yet, stays.
func (t *Screen) writeExpires() {
	f, ends := &t.form, t.draft.Expires
	shown, ok := f.expires.Day()
	switch {
	case ends.IsZero() && ok && !shown.IsZero():
		f.expires.SetDay(time.Time{})
	case !ends.IsZero() && (!ok || !timing.EndOfDay(shown, t.env.Zone).Equal(ends)):
		f.expires.SetDay(ends.In(t.env.Zone).AddDate(0, 0, -1))
	}
}

func setText(f *widgets.Field, s string) {
	if f.Text != s {
		f.SetText(s)
	}
}

// choose lists options and shows one of them; the caller keeps the choice from being taken for the owner's.
func choose(s *widgets.Choice, options []string, chosen int) {
	s.SetOptions(options)
	if chosen < 0 {
		s.ClearSelected()
	} else {
		s.SetSelectedIndex(chosen)
	}
}

// writeWho lists whom a message may be for: built-in choices, saved filters, one person.
func (t *Screen) writeWho() {
	w, f, d := t.env.Words, &t.form, t.draft
	f.whos = nil
	options := []string{}
	add := func(words string, who Who) {
		options = append(options, words)
		f.whos = append(f.whos, who)
	}
	if !d.ToOne() {
		add(w.T("offers.who_all"), Who{})
		add(w.T("offers.who_open"), Who{Filter: core.Filter{WindowOpen: true}})
		add(w.T("offers.who_waiting"), Who{Filter: core.Filter{State: "waiting"}})
		add(w.T("offers.who_bought"), Who{Filter: core.Filter{Bought: true}})
		for _, s := range t.known.segments {
			add(w.T("people.segment", "Name", s.Name), Who{Saved: s.Name})
		}
	}
	if d.Who.Person != "" {
		add(screen.Name(w, d.Who.Name), d.Who)
	}
	options = append(options, w.T("offers.who_one"))
	choose(f.who, options, slices.Index(f.whos, d.Who))
	f.whoNote.Hidden = d.ToOne()
}

// whoChosen takes a choice; the last one asks for a person.
func (t *Screen) whoChosen() {
	f := &t.form
	i := f.who.SelectedIndex()
	if i < 0 || f.silent {
		return
	}
	if i < len(f.whos) {
		t.setWho(f.whos[i])
		return
	}
	t.write() // until somebody is chosen, what was chosen stays
	w := t.env.Words
	t.pickPerson(w.T("offers.one_title"), "", func(id core.CustomerID, name string) { t.setWho(Who{Person: id, Name: name}) })
}

func (t *Screen) setWho(who Who) {
	t.draft.Who, t.shown = who, 0
	t.write()
	t.changed()
}

func (t *Screen) writeProducts() {
	options, chosen := []string{t.env.Words.T("offers.about_none")}, 0
	for i, p := range t.known.people.Products {
		options = append(options, p.Name)
		if p.SKU == t.draft.Product {
			chosen = i + 1
		}
	}
	choose(t.form.product, options, chosen)
}

func (t *Screen) writeCodes() {
	w, d := t.env.Words, t.draft
	options := []string{w.T("offers.codes_none"), w.T("offers.codes_one")}
	chosen := min(int(d.Codes), int(CodesOne))
	for i, p := range t.known.pools {
		options = append(options, poolLine(w, p))
		if d.Codes == CodesPool && p.Name == d.Pool {
			chosen = i + int(CodesPool)
		}
	}
	choose(t.form.codes, options, chosen)
	note := [...]string{"offers.codes_none_note", "offers.codes_one_note", "offers.codes_pool_note"}[d.Codes]
	says := w.T(note)
	if i := slices.IndexFunc(t.known.pools, func(p views.CodePool) bool { return d.Codes == CodesPool && p.Name == d.Pool }); i >= 0 && !t.known.pools[i].Expires.IsZero() {
		says = w.T("offers.codes_pool_until", "Date", w.Date(t.known.pools[i].Expires.Add(-1), t.env.Now(), t.env.Zone))
	}
	t.form.codesNote.SetText(says)
	ends := "offers.ends_note"
	if d.Codes == CodesPool {
		ends = "offers.ends_note_pool"
	}
	t.form.endsNote.SetText(w.T(ends))
}

// tongue is a line in the choice of languages.
type tongue struct {
	lang      string
	add, drop bool
}

// writeWords shows the text of the chosen place, and which other places there are.
func (t *Screen) writeWords() {
	w, f, d := t.env.Words, &t.form, t.draft
	if _, there := d.Texts[t.place]; !there {
		t.place = Place{Second: t.place.Second && d.Compares()}
	}
	setText(f.area, d.Texts[t.place])
	options, chosen := []string{w.T("offers.lang_all")}, 0
	f.tongues = []tongue{{}}
	have := d.Languages()
	for _, l := range have {
		if l == t.place.Lang {
			chosen = len(options)
		}
		options, f.tongues = append(options, words.Language(l)), append(f.tongues, tongue{lang: l})
	}
	for _, l := range t.known.people.Languages {
		if !slices.Contains(have, l) {
			options, f.tongues = append(options, w.T("offers.lang_add", "Language", words.Language(l))), append(f.tongues, tongue{lang: l, add: true})
		}
	}
	for _, l := range have {
		options, f.tongues = append(options, w.T("offers.lang_drop", "Language", words.Language(l))), append(f.tongues, tongue{lang: l, drop: true})
	}
	choose(f.tongue, options, chosen)
	arm := 0
	if t.place.Second {
		arm = 1
	}
	choose(f.arm, []string{w.T("offers.text_a"), w.T("offers.text_b")}, arm)
}

func (t *Screen) tongueChosen() {
	f := &t.form
	i := f.tongue.SelectedIndex()
	if i < 0 || i >= len(f.tongues) || f.silent {
		return
	}
	one := f.tongues[i]
	switch {
	case one.add:
		t.draft.AddLanguage(one.lang)
	case one.drop:
		t.draft.DropLanguage(one.lang)
		one.lang = ""
	}
	t.place.Lang = one.lang
	t.write()
	t.changed()
}

func (t *Screen) armChosen() {
	if i := t.form.arm.SelectedIndex(); i >= 0 && !t.form.silent {
		t.place.Second = i == 1
		t.write()
	}
}
