package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// PlanRestock gives the verdict for everyone who waits for a product, oldest request first. It sends and stores nothing.
func (s *Shop) PlanRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error) {
	o.Kind = core.KindRestock
	return s.Plan(ctx, o)
}

// SendRestock plans again and keeps the plan as a campaign.
func (s *Shop) SendRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error) {
	o.Kind = core.KindRestock
	return s.Send(ctx, o)
}

// prepareRestock refuses an order that makes no sense.
func (p *planning) prepareRestock(ctx context.Context) error {
	const op = "shop.restock"
	o := p.order
	var err error
	if p.product, err = p.s.store.Product(ctx, o.SKU); err != nil {
		return err
	}
	switch {
	case o.Stock < 0:
		return core.E(core.CodeBadInput, op, "the stock cannot be below 0", nil)
	case o.PerUnit < 0:
		return core.E(core.CodeBadInput, op, "people for each unit cannot be below 0", nil)
	case o.Variant != "" && len(p.product.Variants) > 0 && !containsFold(p.product.Variants, o.Variant):
		return core.Errorf(core.CodeNotFound, op, "%s has no variant %q; it has %s", p.product.Name, o.Variant, join(p.product.Variants))
	}
	if o.PerUnit > 0 {
		p.rules.RestockPerUnit = o.PerUnit
	}
	p.campaign.SKU, p.campaign.Variant, p.campaign.Stock, p.campaign.PerUnit = p.product.SKU, o.Variant, o.Stock, p.rules.RestockPerUnit
	return nil
}

// waveSince gives the time since which the same figure for the same item is the same restock and not a new one.
func waveSince(r policy.Rules, now time.Time) time.Time {
	return now.Add(-time.Duration(r.WaveHours) * time.Hour)
}
