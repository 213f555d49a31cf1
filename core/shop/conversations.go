package shop

import (
	"context"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// openSince gives the time after which a customer must have written for the window to be open now.
func openSince(r policy.Rules, now time.Time) time.Time {
	closes, _ := policy.Window(now, r, now)
	return now.Add(-closes.Sub(now))
}

// Conversations gives one page of the list, newest activity first.
func (s *Shop) Conversations(ctx context.Context, q views.ConversationQuery) ([]views.ConversationRow, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	filter := q.Only
	if filter == (core.Filter{}) {
		if filter, err = s.store.FilterOf(ctx, q.Filter); err != nil {
			return nil, err
		}
	}
	list, err := s.store.Customers(ctx, store.CustomerQuery{Filter: filter, Now: now, OpenSince: openSince(rules, now),
		BeforeAt: q.BeforeAt, BeforeID: q.BeforeID, Limit: q.Limit})
	if err != nil {
		return nil, err
	}
	out := make([]views.ConversationRow, len(list))
	for i, c := range list {
		out[i] = conversationRow(c, rules, now)
	}
	return out, nil
}

func conversationRow(c store.Row, rules policy.Rules, now time.Time) views.ConversationRow {
	r := views.ConversationRow{CustomerID: c.ID, Name: c.Name, Snippet: c.LastText, FromPage: c.LastFromPage, At: c.LastAt,
		Unread: c.Unread, ClosesAt: closesAt(c.LastInboundAt, rules, now)}
	if o := c.OptOut; o != nil {
		r.OptedOut, r.Review = o.State == core.OptOutStopped, o.State == core.OptOutReview
	}
	return r
}

func closesAt(last time.Time, r policy.Rules, now time.Time) time.Time {
	if at, open := policy.Window(last, r, now); open {
		return at
	}
	return time.Time{}
}

// Show gives a conversation, newest first, older than a message (empty: from the newest on).
func (s *Shop) Show(ctx context.Context, id core.CustomerID, before core.MessageID, limit int) ([]core.Message, error) {
	if _, err := s.store.Customer(ctx, id); err != nil {
		return nil, err
	}
	return s.store.Conversation(ctx, id, time.Time{}, before, limit)
}

// Messages gives a page of a conversation, newest first, older than before (zero: from the newest on, with what still
// waits to be sent to this person on top).
func (s *Shop) Messages(ctx context.Context, id core.CustomerID, before time.Time, limit int) ([]views.Bubble, error) {
	msgs, err := s.store.Conversation(ctx, id, before, "", limit)
	if err != nil {
		return nil, err
	}
	return s.bubbles(ctx, id, msgs, before.IsZero())
}

// MessagesAround gives a page of a conversation with one message in its middle, newest first.
func (s *Shop) MessagesAround(ctx context.Context, id core.CustomerID, message core.MessageID, limit int) ([]views.Bubble, error) {
	msgs, err := s.store.Around(ctx, id, message, limit)
	if err != nil {
		return nil, err
	}
	return s.bubbles(ctx, id, msgs, false)
}

// recentDeliveries is how many of a person's newest deliveries are matched with messages.
const recentDeliveries = 50

func (s *Shop) bubbles(ctx context.Context, id core.CustomerID, msgs []core.Message, withWaiting bool) ([]views.Bubble, error) {
	sent, err := s.store.PersonDeliveries(ctx, id, recentDeliveries)
	if err != nil {
		return nil, err
	}
	proofs, err := s.proofs(ctx, id)
	if err != nil {
		return nil, err
	}
	out := make([]views.Bubble, 0, len(msgs))
	byMessage := map[core.MessageID]*core.Delivery{}
	for i := range sent {
		d := &sent[i].Delivery
		if d.MessageID != "" {
			byMessage[d.MessageID] = d
		} else if withWaiting && d.State.Open() && d.DueAt.Before(s.clock.Now()) && !waitsForReply(sent[i]) {
			out = append(out, views.Bubble{Message: core.Message{CustomerID: id, FromPage: true, At: d.CreatedAt, Text: d.Text}, Delivery: d})
		}
	}
	shown, err := s.bubblePictures(ctx, msgs)
	if err != nil {
		return nil, err
	}
	for _, m := range msgs {
		b := proofs[m.ID]
		b.Message, b.Delivery, b.Pictures = m, byMessage[m.ID], shown[m.ID]
		out = append(out, b)
	}
	return out, nil
}

// waitsForReply reports whether a delivery leaves only when the customer writes.
func waitsForReply(d store.NamedDelivery) bool {
	return d.State == core.DeliveryHeld && d.DueAt.IsZero()
}

// proofs finds which messages of a person prove something.
func (s *Shop) proofs(ctx context.Context, id core.CustomerID) (map[core.MessageID]views.Bubble, error) {
	out := map[core.MessageID]views.Bubble{}
	requests, err := s.store.RequestsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, r := range requests {
		p, err := s.store.Product(ctx, r.SKU)
		if err != nil && core.CodeOf(err) != core.CodeNotFound {
			return nil, err
		}
		out[r.MessageID] = views.Bubble{Proof: ProofWaitlist, Product: p.Name}
	}
	stops, err := s.store.OptOutsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, o := range stops {
		out[o.MessageID] = views.Bubble{Proof: ProofStop}
	}
	return out, nil
}

// What a message proves.
const (
	ProofWaitlist = "waitlist"
	ProofStop     = "stop"
)

// Customer gives what stands beside a conversation.
func (s *Shop) Customer(ctx context.Context, id core.CustomerID) (views.CustomerCard, error) {
	var card views.CustomerCard
	rules, err := s.rules(ctx)
	if err != nil {
		return card, err
	}
	row, err := s.store.Customer(ctx, id)
	if err != nil {
		return card, err
	}
	now := s.clock.Now()
	card.Customer, card.ClosesAt = row.Customer, closesAt(row.LastInboundAt, rules, now)
	if may, err := s.features(ctx); err != nil {
		return card, err
	} else if at, open := policy.AnswerWindow(row.LastInboundAt, rules, now); may.humanAgent && open {
		card.AnswerUntil = at
	}
	person, err := s.store.One(ctx, id, now, rules)
	if err != nil {
		return card, err
	}
	card.NextAllowed = policy.NextAllowed(person.Customer, rules, now)
	if card.Requests, err = s.cardRequests(ctx, id); err != nil {
		return card, err
	}
	stops, err := s.store.OptOutsOf(ctx, id)
	if err != nil {
		return card, err
	}
	for _, o := range stops {
		if o.State == core.OptOutReview {
			r := review(o)
			card.Review = &r
		}
	}
	return card, s.addOffers(ctx, &card)
}

func (s *Shop) cardRequests(ctx context.Context, id core.CustomerID) ([]views.CardRequest, error) {
	list, err := s.store.RequestsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []views.CardRequest
	for _, r := range list {
		if r.State != core.RequestWaiting {
			continue
		}
		p, err := s.store.Product(ctx, r.SKU)
		if err != nil && core.CodeOf(err) != core.CodeNotFound {
			return nil, err
		}
		out = append(out, views.CardRequest{Request: r.Request, Product: p.Name, Place: r.Place, Of: r.Of})
	}
	return out, nil
}

// title names what a message is about: the product, or its kind.
func (s *Shop) title(ctx context.Context, kind core.Kind, sku core.SKU) (string, error) {
	if sku == "" {
		return string(kind), nil
	}
	p, err := s.store.Product(ctx, sku)
	if core.CodeOf(err) == core.CodeNotFound {
		return string(sku), nil
	}
	return p.Name, err
}

// SetNote keeps the owner's note about a person.
func (s *Shop) SetNote(ctx context.Context, id core.CustomerID, note string) error {
	return s.store.SetNote(ctx, id, note)
}

// AddTag gives a person a tag; one that is there already is left alone.
func (s *Shop) AddTag(ctx context.Context, id core.CustomerID, tag string) error {
	c, err := s.store.Customer(ctx, id)
	if err != nil || containsFold(c.Tags, tag) {
		return err
	}
	return s.store.SetTags(ctx, id, append(c.Tags, tag))
}

// RemoveTag takes a tag away.
func (s *Shop) RemoveTag(ctx context.Context, id core.CustomerID, tag string) error {
	c, err := s.store.Customer(ctx, id)
	if err != nil {
		return err
	}
	return s.store.SetTags(ctx, id, slices.DeleteFunc(c.Tags, func(t string) bool { return t == tag }))
}
