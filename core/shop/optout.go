package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/views"
)

// OptOuts lists everyone who is stopped, newest first.
func (s *Shop) OptOuts(ctx context.Context) ([]core.OptOut, error) {
	list, err := s.store.OptOuts(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]core.OptOut, len(list))
	for i, o := range list {
		out[i] = o.OptOut
	}
	return out, nil
}

// StopOffers stops a person because the owner says so.
func (s *Shop) StopOffers(ctx context.Context, id core.CustomerID, why string) error {
	if why == "" {
		return core.E(core.CodeBadInput, "shop.stop", "say why this person is stopped", nil)
	}
	return s.consent(id, s.store.AddOptOut(ctx, id, why, s.clock.Now()))
}

// AllowOffers undoes a stop with a message that the customer wrote after it; core.CodeProofNeeded without one.
func (s *Shop) AllowOffers(ctx context.Context, id core.CustomerID, proof core.MessageID) error {
	return s.consent(id, s.store.RemoveOptOut(ctx, id, proof, s.clock.Now()))
}

// DecideReview answers "did this person ask us to stop?".
func (s *Shop) DecideReview(ctx context.Context, id core.CustomerID, message core.MessageID, stop bool) error {
	return s.consent(id, s.store.DecideReview(ctx, id, message, stop, s.clock.Now()))
}

// consent publishes a change of consent that went well.
func (s *Shop) consent(id core.CustomerID, err error) error {
	if err == nil {
		s.publish(views.Event{Kind: views.EventMessages})
		s.wake()
	}
	return err
}
