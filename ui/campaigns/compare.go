package campaigns

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/core/views"
	"shopbell/ui/results"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Compare sets two campaigns side by side, the two newest to begin with.
func (t *Screen) Compare() {
	list := t.report.Campaigns
	if len(list) < 2 {
		return
	}
	w := t.env.Words
	names := make([]string, len(list))
	for i, c := range list {
		l := NewLine(w, c, t.env.Now(), t.env.Zone)
		names[i] = w.T("campaigns.choice", "Number", string(c.Campaign.ID), "Title", l.Title, "When", w.Moment(c.Campaign.CreatedAt, t.env.Now(), t.env.Zone))
	}
	body := container.NewStack()
	var a, b *widgets.Choice
	read := func(string) {
		t.readVersus(body, list[a.SelectedIndex()], list[b.SelectedIndex()])
	}
	a, frameA := widgets.NewChoice(names, read)
	b, frameB := widgets.NewChoice(names, read)
	widgets.Choose(a, names[1])
	widgets.Choose(b, names[0])
	done := widgets.NewButton(w.T("campaigns.compare_close"), nil, widgets.Normal, nil)
	sides := widgets.Column(theme.Gap8, side(w.T("results.side_a"), frameA), side(w.T("results.side_b"), frameB))
	closeIt := widgets.Over(t.env.Canvas(), w.T("campaigns.compare_title"), widgets.Column(theme.Gap12, sides, body,
		widgets.NewText(w.T("campaigns.compare_note"), widgets.Small().Wrapped()), widgets.Line(0, nil, widgets.NewText("", widgets.Body()), done)), done)
	done.OnTapped = closeIt
	read("")
}

// side is one choice with the letter by which the figures name it.
func side(letter string, choice fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Line(theme.Gap12, widgets.Sized(widgets.NewText(letter, widgets.Head()), 20, 0), choice, nil)
}

// readVersus fills in the figures of two campaigns.
func (t *Screen) readVersus(body *fyne.Container, a, b views.CampaignReport) {
	work := func(ctx context.Context) (views.Comparison, error) {
		return t.shop.Compare(ctx, a.Campaign.ID, b.Campaign.ID)
	}
	tasks.Run(t.env.Runner, &t.versus, work, func(both views.Comparison, err error) {
		if t.env.Failed(err) {
			return
		}
		body.Objects = []fyne.CanvasObject{results.Versus(t.env.Words, both.Versus)}
		if top := t.env.Canvas().Overlays().Top(); top != nil {
			// Wrapped words know their height once they know their width, and the card grows with them.
			top.Refresh()
			size := t.env.Canvas().Size()
			top.Resize(size.AddWidthHeight(1, 1))
			top.Resize(size)
		}
	})
}
