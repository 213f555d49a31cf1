package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/core/views"
)

// CustomerRow is a customer as scripts see them.
type CustomerRow struct {
	core.Customer
	ClosesAt time.Time // zero: closed
}

// Customers lists the people that a filter means, newest activity first. The zero filter is everyone.
func (s *Shop) Customers(ctx context.Context, f core.Filter) ([]CustomerRow, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	list, err := s.store.Customers(ctx, store.CustomerQuery{Filter: f, Now: now, OpenSince: openSince(rules, now)})
	if err != nil {
		return nil, err
	}
	out := make([]CustomerRow, len(list))
	for i, c := range list {
		out[i] = CustomerRow{c.Customer, closesAt(c.LastInboundAt, rules, now)}
	}
	return out, nil
}

// CountCustomers counts the people that a filter means.
func (s *Shop) CountCustomers(ctx context.Context, f core.Filter) (int, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return 0, err
	}
	now := s.clock.Now()
	return s.store.CountFiltered(ctx, f, now, openSince(rules, now))
}

// BuiltInSegments lists the segments that are there without being saved.
func BuiltInSegments() []string { return store.BuiltInSegments() }

// Segments gives the segments that the owner saved, by name.
func (s *Shop) Segments(ctx context.Context) ([]core.Segment, error) { return s.store.Segments(ctx) }

// FilterOf gives the filter of a segment, built-in or saved; the empty name means everybody. An unknown one is
// core.CodeBadInput.
func (s *Shop) FilterOf(ctx context.Context, segment string) (core.Filter, error) {
	return s.store.FilterOf(ctx, segment)
}

// SaveSegment keeps a filter under a name, in the place of an older one of that name; see store.SaveSegment for what is
// refused.
func (s *Shop) SaveSegment(ctx context.Context, g core.Segment) error {
	if err := s.store.SaveSegment(ctx, g); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}

// DeleteSegment forgets a saved segment; core.CodeNotFound when there is none of that name.
func (s *Shop) DeleteSegment(ctx context.Context, name string) error {
	if err := s.store.DeleteSegment(ctx, name); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}
