package store

import (
	"context"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/ledger"
)

// PersonalFile is everything that the store knows about one person.
type PersonalFile struct {
	Customer   Row
	Messages   []core.Message // oldest first
	Requests   []core.Request // also withdrawn ones, oldest first
	OptOuts    []core.OptOut
	Deliveries []NamedDelivery // oldest first
	Ledger     []ledger.Entry  // oldest first
	Draft      string          // typed to them and not sent
}

// PersonalFile gathers everything about one person, core.CodeNotFound when there is none.
func (s *Store) PersonalFile(ctx context.Context, id core.CustomerID) (PersonalFile, error) {
	const op = "store.personal"
	var f PersonalFile
	var err error
	if f.Customer, err = s.Customer(ctx, id); err != nil {
		return f, err
	}
	if f.Messages, err = s.Conversation(ctx, id, time.Time{}, "", -1); err != nil {
		return f, err
	}
	slices.Reverse(f.Messages)
	requests, err := s.requests(ctx, `0, 0`, `WHERE c.id = ? ORDER BY r.asked_ms`, id)
	if err != nil {
		return f, err
	}
	for _, r := range requests {
		f.Requests = append(f.Requests, r.Request)
	}
	stops, err := s.OptOutsOf(ctx, id)
	if err != nil {
		return f, err
	}
	for _, o := range stops {
		f.OptOuts = append(f.OptOuts, o.OptOut)
	}
	if f.Deliveries, err = s.PersonDeliveries(ctx, id, -1); err != nil {
		return f, err
	}
	slices.Reverse(f.Deliveries)
	if f.Draft, err = s.Draft(ctx, id); err != nil {
		return f, err
	}
	err = eachEntry(ctx, s.read, `WHERE p.customer = ? ORDER BY l.seq`, []any{id}, func(e ledger.Entry) error {
		f.Ledger = append(f.Ledger, e)
		return nil
	})
	return f, fault(op, err)
}
