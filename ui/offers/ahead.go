package offers

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/restock"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// aheadCard shows how the people split and how the days to come would go.
type aheadCard struct {
	bar    *widgets.Bar
	counts [4]*widgets.Text
	more   *fyne.Container // what the forecast adds
}

func (t *Screen) aheadCard() fyne.CanvasObject {
	w, c := t.env.Words, &t.ahead
	c.bar = widgets.NewBar(32)
	counts := []fyne.CanvasObject{}
	for i := range c.counts {
		c.counts[i] = widgets.NewText("", widgets.Style{Size: theme.SizeSecond})
		dot := widgets.Sized(widgets.NewGround([...]fyne.ThemeColorName{theme.Bottle, theme.Brass, theme.Slate, theme.Stone}[i], "", 5), 10, 10)
		counts = append(counts, widgets.Side(6, dot, c.counts[i]))
	}
	c.more = container.NewStack()
	look := widgets.NewButton(w.T("offers.see_list"), nil, widgets.Link, t.ShowPeople)
	head := widgets.CardHead(theme.Icon(theme.IconClock), widgets.Plain, w.T("offers.ahead"), look)
	body := widgets.Pad(widgets.Column(theme.Gap8, c.bar, widgets.Flowing(theme.Gap16, counts...)), 0, theme.Gap16, theme.Gap12, theme.Gap16)
	return widgets.Card(head, body, c.more)
}

// showCounts shows how the people of the plan split.
func (t *Screen) showCounts() {
	w, c := t.env.Words, &t.ahead
	t.view.Fill(c.bar, w)
	for i, id := range []string{"offers.n_now", "offers.n_later", "offers.n_reply", "offers.n_nothing"} {
		c.counts[i].SetText(w.N(id, t.view.Count(restock.Group(i+1))))
	}
}

func (c *aheadCard) clear() { c.more.Objects = nil }

// showAhead shows the days to come, what holds people back, and what the message would crowd out.
func (t *Screen) showAhead(f views.Forecast) {
	w, c := t.env.Words, &t.ahead
	c.clear()
	plain, grave := lines(w, f, t.env.Now())
	things := []fyne.CanvasObject{}
	if values, marks, says := days(w, f); says != "" {
		columns := widgets.NewColumns(widgets.Bottle, 104)
		columns.Set(values, marks, w.Number, says)
		things = append(things, widgets.NewText(w.T("offers.by_day"), widgets.Small().Wrapped()), columns)
	}
	for _, l := range plain {
		things = append(things, widgets.NewText(l, widgets.Quiet().Wrapped()))
	}
	for _, l := range grave {
		things = append(things, widgets.Notice(widgets.Brass, fynetheme.WarningIcon(), l, ""))
	}
	if len(things) > 0 {
		c.more.Objects = []fyne.CanvasObject{widgets.Column(0, widgets.Rule(), widgets.CardBody(theme.Gap8, things...))}
	}
}
