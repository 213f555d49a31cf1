package restock

import (
	"context"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
)

// Main presses the button, once the list had the keyboard and the plan was there to be read for a moment: the key that
// opened the review and is pressed twice sends nothing.
func (t *Screen) Main() {
	if t.armed && !t.shownAt.IsZero() && t.env.Now().Sub(t.shownAt) >= changeRest {
		t.send.Tapped(nil)
	}
}

// lock keeps the button from being pressed while what it says may not be what would happen.
func (t *Screen) lock() { t.send.SetBusy(t.stale || t.resting || t.sending || t.nobody) }

func (t *Screen) endRest() {
	t.rest.Cancel()
	t.resting = false
	t.lock()
}

// sendNow lets the plan begin. The order is the one that the plan on the page was made for: any change locks the button
// until its own plan is here.
func (t *Screen) sendNow() {
	order := t.draft.Order()
	t.sending = true
	t.lock()
	slot := t.act
	work := func(ctx context.Context) (views.Plan, error) { return t.shop.SendRestock(ctx, order) }
	tasks.Run(t.env.Runner, slot, work, func(p views.Plan, err error) {
		failed := t.env.Failed(err)
		if slot != t.act { // the owner looks at another review by now
			return
		}
		t.sending = false
		t.lock()
		if failed {
			t.Load()
			return
		}
		if p.Send == 0 {
			t.env.DoneFor(screen.Step{Did: t.env.Words.N("restock.kept", p.HoldUntil+p.HoldForReply), Back: screen.TakeBack(t.shop, p.CampaignID)})
		}
		if t.ways.Sending != nil {
			t.ways.Sending(p.CampaignID)
		}
	})
}
