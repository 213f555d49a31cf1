package today

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// NoticeKind says what a notice is about.
type NoticeKind int

// The kinds of notices, what needs the owner most first.
const (
	NoticeAsking NoticeKind = iota // people wrote, and a message needs the owner's word
	NoticeResting
	NoticeBack
	NoticeLapsed
)

// Notice is something that messages kept for later came to, or a product that is in stock again.
type Notice struct {
	Kind     NoticeKind
	Title    string
	Says     string
	Campaign core.CampaignID
	IDs      []core.DeliveryID  // of NoticeAsking
	List     *views.WaitingList // of NoticeBack
}

// mostNames is how many people a notice names.
const mostNames = 3

// backs words which products people wait for are in stock again.
func backs(w *words.Words, t views.Today) []Notice {
	var all []Notice
	for _, b := range t.Back {
		all = append(all, Notice{Kind: NoticeBack, Title: b.Product.Name, List: &views.WaitingList{Product: b.Product, Waiting: b.Waiting},
			Says: w.N("today.back", b.Waiting, "Stock", w.Number(b.Product.Stock))})
	}
	return all
}

// notices words what messages that were kept for later came to.
func notices(w *words.Words, t views.Today, now time.Time, zone *time.Location) []Notice {
	var all []Notice
	for _, a := range t.Asking {
		n := Notice{Kind: NoticeAsking, Title: a.Title, Campaign: a.CampaignID}
		var names []string
		for _, p := range a.People {
			n.IDs = append(n.IDs, p.DeliveryID)
			names = append(names, p.Name)
		}
		if len(a.People) > 0 {
			n.Says = w.N("today.asking", len(a.People), "Names", named(w, names), "Until", w.Within(a.People[0].ClosesAt, now, zone))
		}
		all = append(all, n)
	}
	for _, r := range t.Resting {
		part := map[string]int{"opt_out_rate": r.Stopped, "block_rate": r.Stopped + r.Blocked, "error_rate": r.Failed}[r.Why]
		all = append(all, Notice{Kind: NoticeResting, Title: r.Title, Campaign: r.CampaignID,
			Says: w.N("today.resting_"+r.Why, part, "Of", w.Number(r.Sent))})
	}
	for _, l := range t.Lapsed {
		id := "today.lapsed"
		if l.Away {
			id = "today.lapsed_away"
		}
		all = append(all, Notice{Kind: NoticeLapsed, Title: l.Title, Campaign: l.CampaignID, Says: w.N(id, l.Count, "Names", named(w, l.Names))})
	}
	return all
}

// named lists the first names of a few people.
func named(w *words.Words, names []string) string {
	var all []string
	for _, n := range names[:min(len(names), mostNames)] {
		all = append(all, screen.Name(w, n))
	}
	if len(names) > mostNames {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// ahead shows notices below a head.
func (t *Screen) ahead(head fyne.CanvasObject, all []Notice) fyne.CanvasObject {
	w := t.env.Words
	rows := make([]fyne.CanvasObject, 0, len(all))
	for _, n := range all {
		icon, tone := theme.Icon(theme.IconWait), widgets.Slate
		look := widgets.NewButton(w.T("today.later_look"), nil, widgets.Normal, func() { t.ways.Campaign(n.Campaign) }).Tall(theme.HeightRow)
		buttons := []fyne.CanvasObject{look}
		switch n.Kind {
		case NoticeAsking:
			send := widgets.NewButton(w.N("today.asking_send", len(n.IDs)), fynetheme.MailSendIcon(), widgets.Normal, func() { t.release(n) }).Tall(theme.HeightRow)
			drop := widgets.NewButton(w.T("today.asking_drop"), nil, widgets.Normal, func() { t.drop(n) }).Tall(theme.HeightRow)
			buttons = []fyne.CanvasObject{send, drop}
		case NoticeResting:
			icon, tone = theme.Icon(theme.IconStop), widgets.Brick
		case NoticeBack:
			icon, tone = theme.Icon(theme.IconBell), widgets.Bottle
			buttons = []fyne.CanvasObject{widgets.NewButton(w.T("today.back_review"), theme.Icon(theme.IconBell), widgets.Normal,
				func() { t.ways.Restock(*n.List) }).Tall(theme.HeightRow)}
		case NoticeLapsed:
			icon, tone = fynetheme.HistoryIcon(), widgets.Stone
		}
		rows = append(rows, widgets.NewRow(widgets.ToneIcon(icon, tone, 24), buttons...).Set(n.Title, n.Says))
	}
	return widgets.Card(head, widgets.Rows(rows...))
}

func (t *Screen) release(n Notice) {
	t.decide(func(ctx context.Context) (int, error) { return t.shop.Release(ctx, n.IDs...) }, "today.asking_sent")
}

func (t *Screen) drop(n Notice) {
	t.decide(func(ctx context.Context) (int, error) { return t.shop.DropHeld(ctx, n.IDs...) }, "today.asking_dropped")
}

// decide does what the owner said about messages that waited for it.
func (t *Screen) decide(do func(context.Context) (int, error), said string) {
	tasks.Run(t.env.Runner, &t.act, do, func(n int, err error) {
		if !t.env.Failed(err) {
			t.env.Done(t.env.Words.N(said, n))
		}
		t.Load()
	})
}
