package outbox

import (
	"context"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shopbell/core"
	"shopbell/core/store"
)

const (
	// apart is how long after its first absence a message must be absent again to count as unsent.
	apart = 5 * time.Second
	// slack is how far the platform's time of a message may lie before our reservation of it.
	slack = 5 * time.Second
	// lookPage is how many messages are read at once.
	lookPage = 25
)

// reconcile looks up every message whose fate is not known in the customer's conversation. Found: sent. Absent twice,
// some seconds apart: unsent, and planned again. What the page does not tell stays uncertain, and is shown.
func (o *Outbox) reconcile(ctx context.Context, got *Result) error {
	for again := false; ; again = true {
		list, err := o.Store.Unsettled(ctx)
		if err != nil || len(list) == 0 {
			return err
		}
		waiting := false
		var outcomes []store.Outcome
		for _, d := range list {
			out, err := o.lookUp(ctx, d)
			if err != nil {
				return o.heed(ctx, err)
			}
			waiting = waiting || out.State == core.DeliveryUncertain && !out.AbsentAt.IsZero()
			outcomes = append(outcomes, out)
		}
		if err := o.Store.Settle(ctx, outcomes, o.Clock.Now()); err != nil {
			return err
		}
		o.Notify()
		if waiting && !again {
			if o.Wait(ctx, apart) == nil {
				continue
			}
		}
		for _, out := range outcomes {
			if out.State != core.DeliveryPlanned { // counted when it is tried again
				got.count(out.State)
			}
		}
		return nil
	}
}

// lookUp finds out what became of one delivery.
func (o *Outbox) lookUp(ctx context.Context, d store.NamedDelivery) (store.Outcome, error) {
	now := o.Clock.Now()
	out := store.Outcome{ID: d.ID, State: core.DeliveryUncertain, Reason: core.Reason{Code: core.ReasonNoAnswer, At: d.ReservedAt}}
	m, err := o.find(ctx, d)
	switch {
	case core.CodeOf(err) == core.CodePlatform || core.CodeOf(err) == core.CodeUnreadable:
		return out, nil // the page does not tell: not resent, shown
	case err != nil && core.CodeOf(err) != core.CodeNotFound:
		return out, err
	case m != "":
		out.State, out.MessageID = core.DeliverySent, m
		out.Reason = core.Reason{Code: core.ReasonAccepted, At: d.ReservedAt, Evidence: string(m)}
	case d.AbsentAt.IsZero():
		out.AbsentAt = now
	case now.Sub(d.AbsentAt) < apart:
		out.AbsentAt = d.AbsentAt
	default:
		out.State, out.Due, out.Reason.Code = core.DeliveryPlanned, now, core.ReasonNotDelivered
	}
	return out, nil
}

// find gives the message of the page that this delivery became, "" when there is none since the reservation.
func (o *Outbox) find(ctx context.Context, d store.NamedDelivery) (core.MessageID, error) {
	c, err := o.Page.ConversationOf(ctx, d.CustomerID)
	if err != nil {
		return "", err
	}
	since := d.ReservedAt.Add(-slack)
	for after := ""; ; {
		list, next, err := o.Page.Messages(ctx, c.ID, o.PageID, after, lookPage)
		if err != nil {
			return "", err
		}
		for _, m := range list {
			if m.At.Before(since) {
				return "", nil
			}
			if !m.FromPage || !sameText(m.Text, d.Text) {
				continue
			}
			taken, err := o.Store.MessageTaken(ctx, m.ID)
			if err != nil {
				return "", err
			}
			if !taken {
				return m.ID, nil
			}
		}
		if next == "" {
			return "", nil
		}
		after = next
	}
}

// sameText compares two texts as a platform may have passed them on: with other line ends, spaces or composition.
func sameText(a, b string) bool {
	plain := func(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }
	return plain(a) == plain(b)
}
