package screen

import (
	"context"

	"shopbell/core"
)

// Corrections take back what the owner made of a customer's words, as long as the customer wrote nothing since:
// core.CodeNotFound afterwards.
type Corrections interface {
	// Heard counts what a customer wrote; it is asked before something is corrected.
	Heard(ctx context.Context, id core.CustomerID) (int, error)
	// AskedAfterAll takes back that a message did not ask for a product.
	AskedAfterAll(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID, heard int) error
	// AskReviewAgain opens the question again whether someone asked to stop.
	AskReviewAgain(ctx context.Context, id core.CustomerID, message core.MessageID, heard int) error
}

// Correcting is a correction with the way back from it.
type Correcting struct {
	Do   func(context.Context) error
	Back func(context.Context) error // after Do
}

// Correct prepares a correction about a customer and the way back from it.
func Correct(c Corrections, id core.CustomerID, do func(context.Context) error, back func(ctx context.Context, heard int) error) Correcting {
	heard := 0
	return Correcting{
		Do: func(ctx context.Context) (err error) {
			if heard, err = c.Heard(ctx, id); err != nil {
				return err
			}
			return do(ctx)
		},
		Back: func(ctx context.Context) error { return back(ctx, heard) },
	}
}
