package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// WaitingLists gives every product with its line, most people first.
func (s *Shop) WaitingLists(ctx context.Context) ([]views.WaitingList, error) {
	return s.waitingLists(ctx, func(store.WaitingList) bool { return true })
}

func (s *Shop) waitingLists(ctx context.Context, keep func(store.WaitingList) bool) ([]views.WaitingList, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	list, err := s.store.WaitingLists(ctx, openSince(rules, s.clock.Now()))
	if err != nil {
		return nil, err
	}
	out := []views.WaitingList{}
	for _, w := range list {
		if keep(w) {
			out = append(out, views.WaitingList{Product: w.Product, Waiting: w.Waiting, NowOpen: w.NowOpen, First: w.First, FirstAt: w.FirstAt})
		}
	}
	return out, nil
}

// Waitlist lists who asked for a product, oldest request first, with the verdict for telling each of them now.
func (s *Shop) Waitlist(ctx context.Context, sku core.SKU, variant string) ([]views.WaitRow, error) {
	product, err := s.store.Product(ctx, sku)
	if err != nil {
		return nil, err
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	line, err := s.store.Line(ctx, product.SKU, variant)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	people, page, err := s.store.Audience(ctx, product.SKU, variant, now, rules)
	if err != nil {
		return nil, err
	}
	verdicts := make(map[core.CustomerID]core.Verdict, len(people))
	for _, p := range people {
		m := policy.Message{Kind: core.KindRestock, SKU: product.SKU, Variant: variant}
		verdicts[p.ID] = policy.Decide(m, p.Customer, page, rules, now)
	}
	out := make([]views.WaitRow, len(line))
	for i, r := range line {
		out[i] = views.WaitRow{Request: r.Request, Position: r.Place, Name: r.Name, Verdict: verdicts[r.CustomerID]}
	}
	return out, nil
}

// NotAsked takes a person off a waiting list because the message did not ask for the product. The correction holds when
// the history is read again.
func (s *Shop) NotAsked(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID) error {
	return s.consent(id, s.store.CorrectRequest(ctx, id, sku, message, s.clock.Now()))
}
