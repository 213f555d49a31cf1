package outbox

import (
	"context"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shopbell/core"
	"shopbell/core/crash"
	"shopbell/core/store"
)

const (
	// apart is how long a message must be under way before its absence counts, and how long after its first absence it
	// must be absent again to count as unsent.
	apart = 5 * time.Second
	// slack is how far the platform's time of a message may lie before our reservation of it.
	slack = 5 * time.Second
	// lookPage is how many messages are read at once.
	lookPage = 25
	// lookRounds is how often the page is asked in one run.
	lookRounds = 4
)

// reconcile looks up every message whose fate is not known. Found in the customer's conversation: sent. Absent twice,
// some seconds apart: unsent, and planned again. What the page does not tell stays uncertain, and is shown.
//
// One reading of the list brings whatever arrived, for all of them at once; only what is absent there is looked for in
// its own conversation.
func (o *Outbox) reconcile(ctx context.Context, got *tally) error {
	for round := 1; ; round++ {
		list, err := o.Store.Unsettled(ctx)
		if err != nil || len(list) == 0 {
			return err
		}
		if _, err := o.Puller.Pull(ctx, false, nil); err != nil {
			return o.heed(ctx, err)
		}
		outcomes, open, err := o.lookUpAll(ctx, list)
		if err != nil {
			return err
		}
		for _, out := range outcomes {
			if out.State != core.DeliveryPlanned { // counted when it is tried again
				got.count(out.ID, out.State)
			}
		}
		if !open || round == lookRounds || o.Wait(ctx, crash.Apart(apart)) != nil {
			return nil
		}
	}
}

// lookUpAll finds out what became of deliveries and settles them. open is true when asking again may tell more.
func (o *Outbox) lookUpAll(ctx context.Context, list []store.NamedDelivery) (outcomes []store.Outcome, open bool, err error) {
	for _, d := range list {
		crash.Point("reconcile")
		out, again, err := o.lookUp(ctx, d)
		if err != nil {
			return nil, false, o.heed(ctx, err)
		}
		open = open || again
		outcomes = append(outcomes, out)
	}
	if err := o.Store.Settle(ctx, outcomes, o.Clock.Now()); err != nil {
		return nil, false, err
	}
	o.Notify()
	return outcomes, open, nil
}

// lookUp finds out what became of one delivery: first in what was just pulled, then in the conversation itself.
func (o *Outbox) lookUp(ctx context.Context, d store.NamedDelivery) (out store.Outcome, again bool, err error) {
	out = store.Outcome{ID: d.ID, State: core.DeliveryUncertain, Reason: core.Reason{Code: core.ReasonNoAnswer, At: d.ReservedAt}, AbsentAt: d.AbsentAt}
	found, err := o.here(ctx, d)
	now := o.Clock.Now()
	seenBefore := !d.AbsentAt.IsZero() && now.Sub(d.AbsentAt) >= crash.Apart(apart)
	if err == nil && found == "" && seenBefore {
		found, err = o.there(ctx, d)
	}
	switch {
	case core.CodeOf(err) == core.CodePlatform || core.CodeOf(err) == core.CodeUnreadable || core.CodeOf(err) == core.CodeNotFound:
		return out, false, nil // the page does not tell: not resent, shown
	case err != nil:
		return out, false, err
	case found != "":
		out.State, out.MessageID = core.DeliverySent, found
		out.Reason = core.Reason{Code: core.ReasonAccepted, At: d.ReservedAt, Evidence: string(found)}
	case seenBefore:
		out.State, out.Due, out.Reason.Code = core.DeliveryPlanned, now, core.ReasonNotDelivered
	case d.AbsentAt.IsZero() && now.Sub(d.UpdatedAt) >= crash.Apart(apart):
		out.AbsentAt, again = now, true
	default:
		again = true
	}
	return out, again, nil
}

// here looks for the message in the store, "" when it is not there.
func (o *Outbox) here(ctx context.Context, d store.NamedDelivery) (core.MessageID, error) {
	list, err := o.Store.Conversation(ctx, d.CustomerID, time.Time{}, "", lookPage)
	if err != nil {
		return "", err
	}
	id, _, err := o.match(ctx, d, list)
	return id, err
}

// there looks for the message on the page, "" when there is none since the reservation.
func (o *Outbox) there(ctx context.Context, d store.NamedDelivery) (core.MessageID, error) {
	c, err := o.Page.ConversationOf(ctx, d.CustomerID)
	if err != nil {
		return "", err
	}
	for after := ""; ; {
		list, next, err := o.Page.Messages(ctx, c.ID, o.PageID, after, lookPage)
		if err != nil {
			return "", err
		}
		id, older, err := o.match(ctx, d, list)
		if err != nil || id != "" || older || next == "" {
			return id, err
		}
		after = next
	}
}

// match finds the message that a delivery became, in a list with the newest first. older is true once the list is
// older than the reservation.
func (o *Outbox) match(ctx context.Context, d store.NamedDelivery, list []core.Message) (id core.MessageID, older bool, err error) {
	since := d.ReservedAt.Add(-slack)
	for _, m := range list {
		if m.At.Before(since) {
			return "", true, nil
		}
		if !m.FromPage || !sameMessage(m, d) {
			continue
		}
		taken, err := o.Store.MessageTaken(ctx, m.ID)
		if err != nil {
			return "", false, err
		}
		if !taken {
			return m.ID, false, nil
		}
	}
	return "", false, nil
}

// sameMessage compares a message of the page with a delivery. A coupon or a card has its title where others have their
// text, or on what hangs on it.
func sameMessage(m core.Message, d store.NamedDelivery) bool {
	texts := []string{d.Text}
	shown := core.FillCode(d.Rich.Shown(), d.Code)
	if shown != "" {
		texts = append(texts, shown)
	}
	for _, text := range texts {
		if sameText(m.Text, text) {
			return true
		}
		for _, a := range m.Attachments {
			title, _, _ := strings.Cut(a.Text, "\n")
			// One of which the page tells no words may be this one: better not sent again than sent twice.
			untold := a.Text == "" && shown != ""
			if a.Kind == "template" && (untold || receipt(d) || sameText(title, text) || sameText(a.Text, text)) {
				return true
			}
		}
	}
	return false
}

// receipt reports a delivery of which nobody knows what the page's history says.
func receipt(d store.NamedDelivery) bool { return d.Rich != nil && d.Rich.Receipt != nil }

// sameText compares two texts as a platform may have passed them on: with other line ends, spaces or composition.
func sameText(a, b string) bool { return evened(a) == evened(b) }

// evened gives a text without what a platform may change on the way.
func evened(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }
