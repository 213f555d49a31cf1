package offers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/restock"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// seeCard shows the message as one customer will see it.
type seeCard struct {
	title      *widgets.Text
	of         *widgets.Text
	prev, next *widgets.Button
	body       *fyne.Container
	verdict    *widgets.Pill
	why        *widgets.Text
	foot       *fyne.Container // of the verdict
}

func (t *Screen) seeCard() fyne.CanvasObject {
	w, c := t.env.Words, &t.see
	c.title, c.of = widgets.NewText(w.T("offers.see"), widgets.Head()), widgets.NewText("", widgets.Small().Fitted())
	c.prev = widgets.NewButton("", fynetheme.NavigateBackIcon(), widgets.Subtle, func() { t.step(-1) }).Tall(theme.HeightRow).Saying(w.T("offers.see_prev"))
	c.next = widgets.NewButton("", fynetheme.NavigateNextIcon(), widgets.Subtle, func() { t.step(1) }).Tall(theme.HeightRow).Saying(w.T("offers.see_next"))
	c.body = container.NewStack()
	c.verdict = widgets.NewPill("", nil, widgets.Plain)
	c.why = widgets.NewText("", widgets.Small().Wrapped())
	head := widgets.Sized(widgets.Pad(widgets.Line(theme.Gap12, nil, c.title, widgets.Side(theme.Gap4, c.prev, c.of, c.next)), 6, theme.Gap8, 6, theme.Gap16), 0, 44)
	ground := container.NewStack(widgets.NewGround(theme.Page, "", 0), widgets.PadAll(c.body, theme.Gap16))
	foot := widgets.Pad(widgets.Column(theme.Gap4, widgets.Side(0, c.verdict), c.why), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16)
	c.foot = widgets.Column(0, widgets.Rule(), foot)
	return widgets.Card(head, widgets.Rule(), ground, c.foot)
}

// step shows the message of another person of the plan.
func (t *Screen) step(by int) {
	n := t.view.Count(restock.Everyone)
	if n == 0 || !t.draft.Begun() {
		return
	}
	t.shown = (t.shown + by + n) % n
	t.reckonPreview()
}

// showPreview lays the message out as it will look.
func (t *Screen) showPreview(p views.Preview) {
	w, c := t.env.Words, &t.see
	n := t.view.Count(restock.Everyone)
	c.of.SetText("")
	c.title.SetText(w.T("offers.see"))
	c.verdict.Hide()
	c.why.SetText(w.T("offers.see_nobody"))
	if p.CustomerID != "" {
		c.title.SetText(w.T("offers.see_as", "Name", screen.First(screen.Name(w, p.Name))))
		c.of.SetText(w.T("offers.of", "I", w.Number(t.shown+1), "N", w.Number(n)))
		says, icon, tone := t.env.Verdict(p.Verdict)
		c.verdict.Set(says, icon, tone)
		c.verdict.Show()
		c.why.SetText("")
		if len(p.Verdict.Reasons) > 0 {
			main, _ := p.Verdict.Main()
			c.why.SetText(w.Reason(main, t.env.Now(), t.env.Zone))
		}
	}
	t.form.length.SetText(length(w, p))
	if p.Text == "" {
		id := "offers.see_empty"
		if t.draft.Begun() {
			id = "offers.see_mend"
		}
		c.body.Objects = []fyne.CanvasObject{widgets.Pad(widgets.NewText(w.T(id), widgets.Quiet().Centred().Wrapped()), theme.Gap24, 0, theme.Gap24, 0)}
		if !t.draft.Begun() {
			c.why.SetText("")
		}
	} else {
		c.body.Objects = []fyne.CanvasObject{widgets.Column(theme.Gap8, t.looks(p)...)}
	}
	c.foot.Hidden = c.why.String() == "" && !c.verdict.Visible()
	c.prev.Hidden, c.next.Hidden = p.CustomerID == "", p.CustomerID == ""
	c.body.Refresh()
	t.content.Refresh()
}

// looks gives the parts of a message as the customer sees them, from top to bottom.
func (t *Screen) looks(p views.Preview) []fyne.CanvasObject {
	w := t.env.Words
	var parts []fyne.CanvasObject
	switch p.Form {
	case views.FormCoupon:
		parts = append(parts, t.coupon(*p.Coupon))
	case views.FormCard:
		parts = append(parts, t.card(*p.Card))
	case views.FormButtons:
		parts = append(parts, bubble(filled(w, p.Text)), framedCard(buttons(p.Card.Buttons)...))
	default:
		parts = append(parts, bubble(filled(w, p.Text)))
	}
	if len(p.Replies) > 0 {
		taps := make([]fyne.CanvasObject, 0, len(p.Replies))
		for _, r := range p.Replies {
			taps = append(taps, widgets.NewPill(r, nil, widgets.Bottle))
		}
		parts = append(parts, widgets.Flowing(theme.Gap8, taps...))
	}
	return parts
}

// bubble is a message of the shop in the customer's window, where it stands at the start.
func bubble(text string) fyne.CanvasObject {
	return widgets.NewBubble(widgets.BubbleIn, []widgets.Span{{Text: text}}, "", nil, widgets.Plain)
}

// framedCard is what the platform draws as a card.
func framedCard(things ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(widgets.NewGround(theme.Card, theme.Line, theme.RadiusBubble), widgets.PadAll(widgets.Column(0, things...), 1))
}

func (t *Screen) coupon(c core.Coupon) fyne.CanvasObject {
	w := t.env.Words
	words := []fyne.CanvasObject{widgets.NewText(filled(w, c.Title), widgets.Strong().Wrapped())}
	if c.Subtitle != "" {
		words = append(words, widgets.NewText(filled(w, c.Subtitle), widgets.Small().Wrapped()))
	}
	var end fyne.CanvasObject
	if c.Picture != "" {
		end = widgets.NewIcon(fynetheme.FileImageIcon(), theme.BrassText, 28)
	}
	head := container.NewStack(widgets.NewGround(theme.BrassBg, "", 0).Top(theme.RadiusBubble-1),
		widgets.PadAll(widgets.Line(theme.Gap12, nil, widgets.Column(2, words...), end), theme.Gap12))
	code := widgets.PadAll(widgets.NewText(filled(w, c.Code), widgets.Heading().Centred().Wrapped()), theme.Gap12)
	things := []fyne.CanvasObject{head, code}
	if c.Button != "" {
		things = append(things, buttons([]core.Button{{Title: c.Button}})...)
	}
	return framedCard(things...)
}

func (t *Screen) card(c core.Card) fyne.CanvasObject {
	w := t.env.Words
	things := []fyne.CanvasObject{}
	if c.Picture != "" {
		picture := widgets.Column(theme.Gap4, container.NewCenter(widgets.NewIcon(fynetheme.FileImageIcon(), theme.Text2, 34)),
			widgets.NewText(c.Picture, widgets.Small().Centred()))
		things = append(things, container.NewStack(widgets.NewGround(theme.Button, "", 0).Top(theme.RadiusBubble-1),
			widgets.Pad(picture, theme.Gap24, theme.Gap12, theme.Gap24, theme.Gap12)))
	}
	words := []fyne.CanvasObject{widgets.NewText(filled(w, c.Title), widgets.Strong().Wrapped())}
	if c.Subtitle != "" {
		words = append(words, widgets.NewText(filled(w, c.Subtitle), widgets.Small().Wrapped()))
	}
	things = append(things, widgets.PadAll(widgets.Column(2, words...), theme.Gap12))
	return framedCard(append(things, buttons(c.Buttons)...)...)
}

// buttons are those of a card: they lead out of the customer's window and do nothing here.
func buttons(all []core.Button) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, b := range all {
		rows = append(rows, widgets.Rule(), widgets.PadAll(widgets.NewText(b.Title, widgets.Strong().In(theme.Bottle).Centred()), 10))
	}
	return rows
}
