package results

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
	Campaigns(ctx context.Context) ([]views.Progress, error)
}

// Ways lead from this page to others.
type Ways struct {
	Campaign func(core.CampaignID)
	Lists    func()
}

// figures are the numbers at the top.
const figures = 5

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content fyne.CanvasObject
	middle  *fyne.Container
	table   fyne.CanvasObject
	figures [figures]*widgets.Tally
	list    *widgets.List
	head    *widgets.PageHead

	all  []views.Progress
	read tasks.Slot
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways}
	w := env.Words
	t.head = widgets.NewPageHead(w.T("results.title"), w.T("results.sub"), nil)
	tallies := []fyne.CanvasObject{}
	for i, tone := range [figures]widgets.Tone{widgets.Bottle, widgets.Plain, widgets.Slate, widgets.Stone, widgets.Brass} {
		t.figures[i] = widgets.NewTally(tone)
		tallies = append(tallies, t.figures[i].Box)
	}
	t.list = widgets.NewList(func() fyne.CanvasObject { return newCampaignRow() }, func(row int, o fyne.CanvasObject) {
		o.(*campaignRow).set(t.env, t.all[row], t.list.Marked(row))
	})
	t.list.OnChoose = func(row int) {
		t.list.ShowChosen(-1)
		if t.ways.Campaign != nil {
			t.ways.Campaign(t.all[row].Campaign.ID)
		}
	}
	sum := widgets.Card(widgets.PadAll(widgets.Tiles(theme.Gap4, tallies...), theme.Gap4))
	t.table = widgets.Frame(widgets.Pad(sum, 0, 0, theme.Gap12, 0), nil, nil, nil, widgets.CardFilling(nil, t.list, nil))
	t.middle = container.NewStack()
	t.content = widgets.Page(t.head, t.middle, nil)
	return t
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Tick brings the times up to the minute.
func (t *Screen) Tick() { t.list.Refresh() }

// Load reads all campaigns anew.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.read, t.shop.Campaigns, func(all []views.Progress, err error) {
		if err != nil {
			t.showFault(err)
			return
		}
		t.show(all)
	})
}

func (t *Screen) show(all []views.Progress) {
	w := t.env.Words
	t.all = all
	sum := NewSum(all)
	t.head.Sub.SetText(w.N("results.sub_all", sum.Campaigns, "People", w.N("results.people", sum.Everyone())))
	for i, f := range []struct {
		id string
		n  int
	}{{"results.sent", sum.Sent}, {"results.to_go", sum.ToGo}, {"results.later", sum.Later}, {"results.held_back", sum.HeldBack}, {"results.not_sure", sum.NotSure}} {
		t.figures[i].Set(w.Number(f.n), w.T(f.id))
	}
	t.list.SetRows(len(all))
	if len(all) == 0 {
		t.head.Sub.SetText(w.T("results.sub"))
		way := widgets.NewButton(w.T("results.lists"), theme.Icon(theme.IconBox), widgets.Normal, t.ways.Lists)
		t.set(widgets.CardFilling(nil, widgets.Empty(theme.Icon(theme.IconChart), w.T("results.none"), w.T("results.none_why"), way), nil))
		return
	}
	t.set(t.table)
}

// showFault says why there is nothing. What was read before stays.
func (t *Screen) showFault(err error) {
	if len(t.all) > 0 {
		t.env.Failed(err)
		return
	}
	s := t.env.Words.Error(err)
	way := widgets.NewButton(t.env.Words.T("results.again"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.Load)
	t.set(widgets.CardFilling(nil, widgets.Empty(fynetheme.ErrorIcon(), s.What, s.Do, way), nil))
}

func (t *Screen) set(o fyne.CanvasObject) {
	t.middle.Objects = []fyne.CanvasObject{o}
	t.content.Refresh()
}
