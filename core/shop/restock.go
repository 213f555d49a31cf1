package shop

import (
	"context"
	"errors"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
)

// PlanRestock gives the verdict for everyone who waits for a product, oldest request first. It sends and stores nothing.
func (s *Shop) PlanRestock(ctx context.Context, o RestockOrder) (Plan, error) {
	plan, _, err := s.planRestock(ctx, o)
	return plan, err
}

// SendRestock plans again and keeps the plan as a campaign; the sender takes it from there. The plan that it gives is
// the one that was kept.
func (s *Shop) SendRestock(ctx context.Context, o RestockOrder) (Plan, error) {
	plan, c, err := s.planRestock(ctx, o)
	if err != nil {
		return plan, err
	}
	drafts := make([]store.Draft, len(plan.Rows))
	for i, r := range plan.Rows {
		drafts[i] = store.Draft{CustomerID: r.CustomerID, Text: r.Text, TextKey: compose.TextKey(r.Text), Verdict: r.Verdict}
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return plan, err
	}
	if plan.CampaignID, err = s.store.AddCampaign(ctx, c, waveSince(rules, c.CreatedAt), drafts); err != nil {
		return plan, err
	}
	s.publish(Event{Kind: EventOutbox, CampaignID: plan.CampaignID})
	s.publish(Event{Kind: EventProducts})
	s.wake()
	return plan, nil
}

func (s *Shop) planRestock(ctx context.Context, o RestockOrder) (Plan, core.Campaign, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return Plan{}, core.Campaign{}, err
	}
	product, err := s.store.Product(ctx, o.SKU)
	if err != nil {
		return Plan{}, core.Campaign{}, err
	}
	if err := checkRestock(o, product); err != nil {
		return Plan{}, core.Campaign{}, err
	}
	now := s.clock.Now()
	if o.PerUnit > 0 {
		rules.RestockPerUnit = o.PerUnit
	}
	if o.HoldFor <= 0 {
		o.HoldFor = rules.HoldFor
	}
	c := core.Campaign{Kind: core.KindRestock, SKU: product.SKU, Variant: o.Variant, Stock: o.Stock, PerUnit: rules.RestockPerUnit,
		Text: o.Text, CreatedAt: now, HoldUntil: now.Add(o.HoldFor)}
	people, page, err := s.store.Audience(ctx, product.SKU, o.Variant, now, rules)
	if err != nil {
		return Plan{}, c, err
	}
	if page.Wave, err = s.store.Wave(ctx, c, waveSince(rules, now)); err != nil {
		return Plan{}, c, err
	}
	if err := s.addHalt(ctx, &page); err != nil {
		return Plan{}, c, err
	}
	planner := policy.NewPlanner(page, rules, now)
	name, err := s.store.Page(ctx)
	if err != nil {
		return Plan{}, c, err
	}
	w := writer{order: o, product: product, shop: name.Name, closing: rules.ClosingLine}
	plan := Plan{Kind: core.KindRestock, Product: product, At: now, Rows: []PlanRow{}}
	for _, p := range people {
		if !chosen(o, p.ID) {
			continue
		}
		plan.Add(w.row(p, func(text string) core.Verdict {
			m := policy.Message{Kind: core.KindRestock, SKU: product.SKU, Variant: o.Variant, TextKey: compose.TextKey(text), LapsesAt: c.HoldUntil}
			return s.later(o.At, planner.Decide(m, p.Customer))
		}))
	}
	return plan, c, nil
}

// waveSince gives the time since which the same figure for the same item is the same restock and not a new one.
func waveSince(r policy.Rules, now time.Time) time.Time {
	return now.Add(-time.Duration(r.WaveHours) * time.Hour)
}

// checkRestock refuses an order that makes no sense.
func checkRestock(o RestockOrder, p core.Product) error {
	const op = "shop.restock"
	switch {
	case o.Stock < 0:
		return core.E(core.CodeBadInput, op, "the stock cannot be below 0", nil)
	case o.PerUnit < 0:
		return core.E(core.CodeBadInput, op, "people for each unit cannot be below 0", nil)
	case o.Variant != "" && len(p.Variants) > 0 && !containsFold(p.Variants, o.Variant):
		return core.Errorf(core.CodeNotFound, op, "%s has no variant %q; it has %s", p.Name, o.Variant, join(p.Variants))
	}
	if unknown := compose.Unknown(o.Text); len(unknown) > 0 {
		return core.Errorf(core.CodeBadInput, op, "the text has a field that does not exist: %s", join(unknown))
	}
	return nil
}

func chosen(o RestockOrder, id core.CustomerID) bool {
	return (len(o.Only) == 0 || slices.Contains(o.Only, id)) && !slices.Contains(o.Without, id)
}

// later turns a verdict to send into a hold until the time that the owner chose.
func (s *Shop) later(at time.Time, v core.Verdict) core.Verdict {
	if v.Action != core.ActionSend || !at.After(s.clock.Now()) {
		return v
	}
	return core.Verdict{Action: core.ActionHoldUntil, EligibleAt: at, Reasons: v.Reasons}
}

// writer composes each person's text.
type writer struct {
	order   RestockOrder
	product core.Product
	shop    string
	closing bool
}

func (w writer) row(p store.Person, decide func(text string) core.Verdict) PlanRow {
	r := PlanRow{CustomerID: p.ID, Name: p.Name}
	variant := w.order.Variant
	if p.Request != nil {
		r.AskedAt, r.Quote = p.Request.AskedAt, p.Request.Quote
		if variant == "" {
			variant = p.Request.Variant
		}
	}
	template, closing := w.order.Text, ""
	if template == "" {
		template = compose.DefaultRestock(p.Language)
	}
	if w.closing {
		closing = compose.ClosingLine(p.Language)
	}
	text, err := compose.Text(template, compose.Fields{FirstName: compose.FirstName(p.Name), Product: w.product.Name,
		Variant: variant, Shop: w.shop}, closing)
	if err != nil {
		r.Verdict = core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonBadText, Quote: badText(err)}}}
		return r
	}
	r.Text, r.Verdict = text, decide(text)
	return r
}

func badText(err error) string {
	var e *core.Error
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}
