package shop

import (
	"context"

	"shopbell/core"
)

// Heard counts what a person wrote. Asked before something about them is corrected, it lets the correction be taken back
// as long as they have said nothing more.
func (s *Shop) Heard(ctx context.Context, id core.CustomerID) (int, error) {
	return s.store.Heard(ctx, id)
}

// AskedAfterAll takes back NotAsked: the person is on the list again, at their old place. heard is Heard from before;
// core.CodeNotFound when they wrote since.
func (s *Shop) AskedAfterAll(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID, heard int) error {
	return s.consent(id, s.store.TakeBackCorrection(ctx, id, sku, message, heard, s.clock.Now()))
}

// AskReviewAgain takes back DecideReview: the question is open again, and nothing promotional goes to the person until
// it is answered. What left meanwhile has left. heard is Heard from before; core.CodeNotFound when they wrote since.
func (s *Shop) AskReviewAgain(ctx context.Context, id core.CustomerID, message core.MessageID, heard int) error {
	return s.consent(id, s.store.AskAgain(ctx, id, message, heard, s.clock.Now()))
}
