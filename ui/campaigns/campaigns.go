package campaigns

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Report(ctx context.Context) (views.Report, error)
	SaveReport(ctx context.Context, path string, r views.Report) error
	Compare(ctx context.Context, a, b core.CampaignID) (views.Comparison, error)
}

// Ways lead from this page to others.
type Ways struct {
	Going  func(core.CampaignID) // a campaign under way
	Result func(core.CampaignID)
	Lists  func()
}

// figures are the numbers at the top.
const figures = 5

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content       fyne.CanvasObject
	middle        *fyne.Container
	table         fyne.CanvasObject
	figures       [figures]*widgets.Tally
	list          *widgets.List
	head          *widgets.PageHead
	compare, save *widgets.Button

	report         views.Report
	read, versus   tasks.Slot
	reading, again bool // there was news meanwhile
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways}
	w := env.Words
	t.compare = widgets.NewButton(w.T("campaigns.compare"), theme.Icon(theme.IconChart), widgets.Normal, t.Compare)
	t.save = widgets.NewButton(w.T("campaigns.save"), fynetheme.DownloadIcon(), widgets.Normal, t.Save)
	t.head = widgets.NewPageHead(w.T("campaigns.title"), w.T("campaigns.sub"), nil, t.compare, t.save)
	tallies := []fyne.CanvasObject{}
	for i, tone := range [figures]widgets.Tone{widgets.Bottle, widgets.Slate, widgets.Brick, widgets.Brass, widgets.Plain} {
		t.figures[i] = widgets.NewTally(tone)
		tallies = append(tallies, t.figures[i].Box)
	}
	t.list = widgets.NewList(func() fyne.CanvasObject { return newCampaignRow() }, func(row int, o fyne.CanvasObject) {
		o.(*campaignRow).set(t.env, t.report.Campaigns[row], t.list.Marked(row))
	})
	env.Copying(t.list, func(row int) []string {
		c := t.report.Campaigns[row].Campaign
		return []string{NewLine(w, t.report.Campaigns[row], env.Now(), env.Zone).Title, c.Code, c.Text}
	})
	t.list.OnChoose = t.choose
	sum := widgets.Card(widgets.PadAll(widgets.Tiles(theme.Gap4, tallies...), theme.Gap4))
	t.table = widgets.Frame(widgets.Pad(sum, 0, 0, theme.Gap12, 0), nil, nil, nil, widgets.CardFilling(nil, t.list, nil))
	t.middle = container.NewStack()
	t.content = widgets.Page(t.head, t.middle, nil)
	return t
}

// choose opens the page of a campaign.
func (t *Screen) choose(row int) {
	t.list.ShowChosen(-1)
	c := t.report.Campaigns[row]
	way := t.ways.Result
	if going(phaseOf(c, t.env.Now())) {
		way = t.ways.Going
	}
	if way != nil {
		way(c.Campaign.ID)
	}
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Tick brings the times up to the minute.
func (t *Screen) Tick() { t.list.Refresh() }

// Load reads all campaigns anew. News that come while a long history is read wait until it is: else a burst of them would
// begin again and again and show nothing.
func (t *Screen) Load() {
	if t.reading {
		t.again = true
		return
	}
	t.reading, t.again = true, false
	tasks.Run(t.env.Runner, &t.read, t.shop.Report, func(r views.Report, err error) {
		t.reading = false
		if t.again {
			defer t.Load()
		}
		if err != nil {
			t.showFault(err)
			return
		}
		t.show(r)
	})
}

func (t *Screen) show(r views.Report) {
	w := t.env.Words
	t.report = r
	t.head.Sub.SetText(w.N("campaigns.sub_all", len(r.Campaigns), "People", w.N("campaigns.people", r.Total.Everyone)))
	for i, f := range []struct{ number, id string }{
		{w.Number(r.Total.Sent), "campaigns.sent"}, {w.Number(r.Total.Replied), "campaigns.replied"}, {w.Number(r.Total.OptedOut), "campaigns.opted_out"},
		{w.Number(r.Total.Redeemed), "campaigns.redeemed"}, {t.revenue(r.Total.Revenue), "campaigns.revenue"},
	} {
		t.figures[i].Set(f.number, w.T(f.id))
	}
	t.compare.Hidden, t.save.Hidden = len(r.Campaigns) < 2, len(r.Campaigns) == 0
	t.list.SetRows(len(r.Campaigns))
	if len(r.Campaigns) == 0 {
		t.head.Sub.SetText(w.T("campaigns.sub"))
		way := widgets.NewButton(w.T("campaigns.lists"), theme.Icon(theme.IconBox), widgets.Normal, t.ways.Lists)
		t.set(widgets.CardFilling(nil, widgets.Empty(theme.Icon(theme.IconChart), w.T("campaigns.none"), w.T("campaigns.none_why"), way), nil))
		return
	}
	t.set(t.table)
}

// revenue writes the largest sum; a shop with several currencies finds all of them in the sheet.
func (t *Screen) revenue(list []core.Money) string {
	if len(list) == 0 {
		return t.env.Words.Number(0)
	}
	best := list[0]
	for _, m := range list {
		if m.Minor > best.Minor {
			best = m
		}
	}
	return t.env.Words.Money(best)
}

// Save writes all figures into a file of the owner's choice.
func (t *Screen) Save() {
	r := t.report
	t.env.SaveTable(t.save, t.env.Words.T("campaigns.file"), func(path string) { Save(t.env, t.shop, path, r) })
}

// Saver writes reports into files.
type Saver interface {
	SaveReport(ctx context.Context, path string, r views.Report) error
}

// Save writes a report into a file and tells where it is.
func Save(env screen.Env, s Saver, path string, r views.Report) {
	env.WriteFile(path, func(ctx context.Context) error { return s.SaveReport(ctx, path, r) })
}

// showFault says why there is nothing. What was read before stays.
func (t *Screen) showFault(err error) {
	if len(t.report.Campaigns) > 0 {
		t.env.Failed(err)
		return
	}
	s := t.env.Words.Error(err)
	way := widgets.NewButton(t.env.Words.T("campaigns.again"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.Load)
	t.set(widgets.CardFilling(nil, widgets.Empty(fynetheme.ErrorIcon(), s.What, s.Do, way), nil))
}

func (t *Screen) set(o fyne.CanvasObject) {
	t.middle.Objects = []fyne.CanvasObject{o}
	t.content.Refresh()
}
