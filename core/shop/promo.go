package shop

import (
	"context"
	"strings"
	"unicode/utf8"

	"shopbell/core"
)

// preparePromo settles who a promotion is for and which code it carries: one for everybody, one of a pool, or none.
func (p *planning) preparePromo(ctx context.Context) error {
	const op = "shop.promo"
	o := p.order
	if err := p.prepareFilter(ctx); err != nil {
		return err
	}
	code := strings.TrimSpace(o.Code)
	switch {
	case code != "" && o.Pool != "":
		return core.E(core.CodeBadInput, op, "give one code for everybody or a pool, not both", nil)
	case utf8.RuneCountInString(code) > mostCodeRunes || strings.ContainsAny(code, " \t\n{}"):
		return core.E(core.CodeBadInput, op, "a promo code has no spaces and at most 60 characters", nil)
	}
	p.campaign.Code, p.campaign.CodeExpires = code, o.Expires
	if o.Pool == "" {
		return nil
	}
	var err error
	if p.pool, err = p.s.store.Pool(ctx, o.Pool); err != nil {
		return err
	}
	p.campaign.Pool = p.pool.Name
	if ends := p.pool.Expires; !ends.IsZero() && (o.Expires.IsZero() || ends.Before(o.Expires)) {
		p.campaign.CodeExpires = ends
	}
	return nil
}

// prepareFilter settles who a promotion or news are for.
func (p *planning) prepareFilter(ctx context.Context) error {
	if p.order.Segment == "" {
		return nil
	}
	f, err := p.s.store.FilterOf(ctx, p.order.Segment)
	p.campaign.Filter = f
	return err
}

// prepareNews settles who news are for, and the product that they are about, if any.
func (p *planning) prepareNews(ctx context.Context) error {
	if p.order.Code != "" || p.order.Pool != "" {
		return core.E(core.CodeBadInput, "shop.news", "news carry no promo code: send a promotion", nil)
	}
	if err := p.prepareFilter(ctx); err != nil || p.order.SKU == "" {
		return err
	}
	var err error
	p.product, err = p.s.store.Product(ctx, p.order.SKU)
	p.campaign.SKU = p.product.SKU
	return err
}

// mostCodeRunes bounds a promo code.
const mostCodeRunes = 60
