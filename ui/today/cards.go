package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

func (t *Screen) nothing() fyne.CanvasObject {
	w := t.env.Words
	way := widgets.NewButton(w.T("today.look"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.ways.Look)
	return widgets.Card(widgets.PadAll(widgets.Empty(theme.Icon(theme.IconOK), w.T("today.empty"), w.T("today.empty_why"), way), theme.Gap24))
}

func (t *Screen) closing(v View) fyne.CanvasObject {
	w := t.env.Words
	var end fyne.CanvasObject = widgets.NewText(w.T("today.closing_note"), widgets.Small().Fitted())
	if v.Open > len(v.Closing) {
		end = widgets.NewButton(w.N("today.closing_all", v.Open), nil, widgets.Link, t.ways.Open)
	}
	rows := make([]fyne.CanvasObject, 0, len(v.Closing))
	for _, c := range v.Closing {
		avatar := widgets.NewAvatar(36)
		avatar.Set(string(c.ID), c.Name)
		pill := widgets.NewPill("", nil, widgets.Brass)
		t.left = append(t.left, countdown{pill, c})
		reply := widgets.NewButton(w.T("today.reply"), fynetheme.MailReplyIcon(), widgets.Normal, func() { t.ways.Chat(c.ID) }).Tall(theme.HeightRow)
		rows = append(rows, widgets.NewRow(avatar, pill, reply).Set(c.Name, c.Snippet))
	}
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconClock), widgets.Plain, w.T("today.closing"), end), widgets.Rows(rows...))
}

func (t *Screen) question(r Review) fyne.CanvasObject {
	w := t.env.Words
	avatar := widgets.NewAvatar(36)
	avatar.Set(string(r.ID), r.Name)
	says := []fyne.CanvasObject{
		widgets.NewSpans([]widgets.Span{{Text: r.Name, Bold: true}, {Text: " " + r.Wrote, Colour: theme.Text2}}, widgets.Style{Flow: widgets.Wrap}),
		widgets.Quote(r.Quote),
	}
	if r.Because != "" {
		says = append(says, widgets.NewText(r.Because, widgets.Small().Wrapped()))
	}
	says = append(says, widgets.NewText(r.Rests, widgets.Small().Wrapped()), widgets.NewText(w.T("today.review_once"), widgets.Small().Wrapped()))
	words := widgets.Column(theme.Gap4, says...)
	yes := widgets.NewButton(w.T("today.review_yes"), nil, widgets.Normal, func() { t.answer(r, true) }).Tall(theme.HeightRow)
	no := widgets.NewButton(w.T("today.review_no"), nil, widgets.Normal, func() { t.answer(r, false) }).Tall(theme.HeightRow)
	t.reviews = []*widgets.Button{yes, no}
	chat := widgets.NewButton(w.T("today.review_chat"), nil, widgets.Link, func() { t.ways.Chat(r.ID) })
	buttons := widgets.Column(6, widgets.Line(theme.Gap8, nil, yes, widgets.NewKeycap(w.T("today.review_yes_key"))),
		widgets.Line(theme.Gap8, nil, no, widgets.NewKeycap(w.T("today.review_no_key"))))
	body := widgets.Pad(widgets.Line(theme.Gap12, avatar, words, buttons), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16)
	end := widgets.Side(theme.Gap12, chat, widgets.NewText(r.Of, widgets.Small().Fitted()))
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconStop), widgets.Brick, w.T("today.review"), end), widgets.Rule(), body)
}

func (t *Screen) unsure(all []Unsure) fyne.CanvasObject {
	w := t.env.Words
	rows := make([]fyne.CanvasObject, 0, len(all))
	for _, u := range all {
		avatar := widgets.NewAvatar(36)
		avatar.Set(string(u.ID), u.Name)
		look := widgets.NewButton(w.T("today.unsure_look"), nil, widgets.Normal, func() { t.ways.Chat(u.ID) }).Tall(theme.HeightRow)
		rows = append(rows, widgets.NewRow(avatar, look).Set(u.Name, u.Reason))
	}
	note := widgets.NewText(w.T("today.unsure_note"), widgets.Small().Fitted())
	return widgets.Card(widgets.CardHead(fynetheme.QuestionIcon(), widgets.Brass, w.T("today.unsure"), note), widgets.Rows(rows...))
}

func (t *Screen) stock(v View) fyne.CanvasObject {
	w := t.env.Words
	rows := make([]fyne.CanvasObject, 0, len(v.Stock))
	for _, s := range v.Stock {
		thumb := widgets.NewThumb(40)
		thumb.Set(string(s.List.Product.SKU), s.List.Product.Name)
		back := widgets.NewButton(w.T("today.stock_back"), theme.Icon(theme.IconBell), widgets.Normal, func() { t.ways.Restock(s.List) }).Tall(theme.HeightRow)
		rows = append(rows, widgets.NewRow(thumb, widgets.NewPill(s.Ask, nil, widgets.Plain), back).Set(s.Name, s.First))
	}
	all := widgets.NewButton(w.T("today.stock_all"), nil, widgets.Link, t.ways.Lists)
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconBox), widgets.Plain, w.T("today.stock"), all), widgets.Rows(rows...))
}

func (t *Screen) done(v View) fyne.CanvasObject {
	things := make([]fyne.CanvasObject, 0, len(v.Done))
	for _, d := range v.Done {
		icon, tone := fynetheme.MailSendIcon(), widgets.Bottle
		switch d.What {
		case DoneHeld:
			icon, tone = theme.Icon(theme.IconClock), widgets.Brass
		case DoneStopped:
			icon, tone = theme.Icon(theme.IconStop), widgets.Stone
		case DoneAnswered:
			icon = fynetheme.MailReplyIcon()
		}
		things = append(things, widgets.Line(theme.Gap8, widgets.ToneIcon(icon, tone, 18), widgets.NewText(d.Words, widgets.Body()), nil))
	}
	body := widgets.Pad(widgets.Parts(theme.Gap16, things...), theme.Gap16, theme.Gap16, theme.Gap16, theme.Gap16)
	return widgets.Card(widgets.CardHead(fynetheme.HistoryIcon(), widgets.Plain, v.Since, nil), widgets.Rule(), body)
}

func (t *Screen) going(v View) fyne.CanvasObject {
	w := t.env.Words
	things := []fyne.CanvasObject{widgets.CardHead(fynetheme.MailSendIcon(), widgets.Plain, w.T("today.ready"), nil)}
	if v.Ready > 0 {
		send := widgets.NewButton(w.N("today.ready_send", v.Ready), fynetheme.MailSendIcon(), widgets.Main, t.sendReady)
		t.ready = []*widgets.Button{send}
		things = append(things, widgets.Pad(widgets.Column(2,
			widgets.NewText(w.N("today.ready_n", v.Ready), widgets.Strong().Wrapped()),
			widgets.NewText(w.T("today.ready_why"), widgets.Quiet().Wrapped()),
			widgets.Pad(widgets.Side(0, send), theme.Gap8, 0, 0, 0)), 0, theme.Gap16, theme.Gap16, theme.Gap16))
	} else {
		things = append(things, widgets.Pad(widgets.NewText(w.T("today.ready_none"), widgets.Quiet().Wrapped()), 0, theme.Gap16, theme.Gap16, theme.Gap16))
	}
	for _, l := range v.Later {
		look := widgets.NewButton(w.T("today.later_look"), nil, widgets.Normal, func() { t.ways.Campaign(l.Campaign) }).Tall(theme.HeightRow)
		things = append(things, widgets.Rule(), widgets.NewRow(nil, look).Set(l.When, l.Title))
	}
	return widgets.Card(things...)
}

func (t *Screen) limit(l Limit) fyne.CanvasObject {
	w := t.env.Words
	if !l.Known {
		return widgets.Card(widgets.CardBody(0, widgets.NewText(w.T("today.limit_none"), widgets.Quiet().Wrapped())))
	}
	bar := widgets.NewBar(12)
	bar.Set(l.Cap, l.Sent, widgets.Part{Count: l.Used, Tone: widgets.Bottle})
	rules := widgets.NewButton(w.T("today.limit_rules"), nil, widgets.Link, t.ways.Rules)
	return widgets.Card(widgets.CardBody(theme.Gap8,
		widgets.Line(theme.Gap8, widgets.NewText(l.Left, widgets.Figure()), widgets.NewText(l.Label, widgets.Body()), nil), bar,
		widgets.Line(theme.Gap8, nil, widgets.NewText(l.Sent, widgets.Small().Wrapped()), rules)))
}

func (t *Screen) health(all []Health) fyne.CanvasObject {
	lines := make([]fyne.CanvasObject, 0, len(all))
	for _, h := range all {
		tone := widgets.Bottle
		if !h.OK {
			tone = widgets.Brick
		}
		words := []fyne.CanvasObject{widgets.NewText(h.What, widgets.Body())}
		if h.Why != "" {
			words = append(words, widgets.NewText(h.Why, widgets.Small().Wrapped()))
		}
		lines = append(lines, widgets.TopLine(theme.Gap12, container.NewPadded(widgets.ToneIcon(h.Icon, tone, 18)), widgets.Column(0, words...), nil))
	}
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconShop), widgets.Plain, t.env.Words.T("today.health"), nil),
		widgets.Pad(widgets.Column(theme.Gap12, lines...), 0, theme.Gap16, theme.Gap16, theme.Gap12))
}
