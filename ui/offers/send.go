package offers

import (
	"context"
	"time"

	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// Main presses the button, once the plan was there to be read for a moment.
func (t *Screen) Main() {
	if !t.plannedAt.IsZero() && t.env.Now().Sub(t.plannedAt) >= changeRest {
		t.send.Tapped(nil)
	}
}

// lock keeps the button from being pressed while what it says may not be what would happen.
func (t *Screen) lock() {
	t.send.SetBusy(t.stale || t.resting || t.sending || t.nobody || t.missing() != "" || blocked(t.warned))
	if t.label == "" {
		t.send.SetText(t.env.Words.T("offers.send_none"))
	}
}

// sendNow lets the plan begin. The order is the one that the plan on the page was made for: any change locks the button
// until its own plan is here. Afterwards the page holds an empty message, so that a second press finds nothing to send.
func (t *Screen) sendNow() {
	order, draft := t.draft.Order(), t.Draft()
	t.sending = true
	t.lock()
	tasks.Run(t.env.Runner, &t.act, func(ctx context.Context) (views.Plan, error) { return t.shop.Send(ctx, order) }, func(p views.Plan, err error) {
		t.sending = false
		t.lock()
		if t.env.Failed(err) {
			t.Reckon()
			return
		}
		t.sent(order, draft, p)
	})
}

func (t *Screen) sent(o views.Order, d Draft, p views.Plan) {
	w := t.env.Words
	if p.Send == 0 {
		t.env.DoneFor(screen.Step{Did: w.N("restock.kept", p.HoldUntil+p.HoldForReply), Back: screen.TakeBack(t.shop, p.CampaignID), Then: func() { t.again(d) }})
	} else if p.CampaignID == "" {
		t.env.Done(w.T("offers.sent_one"))
	}
	t.plannedAt, t.label = time.Time{}, ""
	t.begin()
	switch {
	case p.CampaignID != "" && t.ways.Sending != nil:
		t.ways.Sending(p.CampaignID)
	case o.CustomerID != "":
		t.chat(o.CustomerID)
	}
}

// again goes on with a message that was kept and taken back, unless another one was begun since.
func (t *Screen) again(d Draft) {
	if !t.draft.Begun() {
		t.form.timing.Show(d.Timing)
		t.Begin(d)
	}
}

// testMyself sends the message to the owner's own Messenger. Who that is, is asked once.
func (t *Screen) testMyself() {
	tasks.Run(t.env.Runner, &t.act, t.shop.Myself, func(me core.CustomerID, err error) {
		switch {
		case t.env.Failed(err):
		case me == "":
			w := t.env.Words
			t.pickPerson(w.T("offers.me_title"), w.T("offers.me_text"), func(id core.CustomerID, _ string) { t.testAs(id) })
		default:
			t.test(false)
		}
	})
}

// testAs remembers who the owner is, then sends the test.
func (t *Screen) testAs(id core.CustomerID) {
	tasks.Do(t.env.Runner, &t.act, func(ctx context.Context) error { return t.shop.SetMyself(ctx, id) }, func(err error) {
		if !t.env.Failed(err) {
			t.test(true)
		}
	})
}

func (t *Screen) test(first bool) {
	order := t.draft.Order()
	if order.Kind == core.KindOrder && order.CustomerID == "" {
		t.env.Say(widgets.Brass, fynetheme.WarningIcon(), t.env.Words.T("offers.who_first"))
		return
	}
	t.form.test.SetBusy(true)
	tasks.Run(t.env.Runner, &t.act, func(ctx context.Context) (core.Delivery, error) { return t.shop.Test(ctx, order) }, func(d core.Delivery, err error) {
		t.form.test.SetBusy(false)
		w := t.env.Words
		switch {
		case core.CodeOf(err) == core.CodeNotFound && !first: // the person is not there any more
			t.pickPerson(w.T("offers.me_title"), w.T("offers.me_text"), func(id core.CustomerID, _ string) { t.testAs(id) })
		case t.env.Failed(err):
		case d.State == core.DeliveryRefused:
			t.env.Say(widgets.Brass, fynetheme.WarningIcon(), w.T("offers.me_closed"))
		default:
			t.env.Done(w.T("offers.me_sent"))
		}
	})
}
