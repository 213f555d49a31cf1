package shop

import (
	"context"

	"shopbell/core"
)

// Draft gives what was typed to a person and not sent, also in an earlier run of the program.
func (s *Shop) Draft(ctx context.Context, id core.CustomerID) (string, error) {
	return s.store.Draft(ctx, id)
}

// KeepDraft keeps what was typed to a person and not sent; "" forgets it.
func (s *Shop) KeepDraft(ctx context.Context, id core.CustomerID, text string) error {
	if core.Blank(text) {
		text = ""
	}
	return s.store.SetDraft(ctx, id, text, s.clock.Now())
}
