// Package orders is where the owner tells one customer about an order, from the customer's card: in own words, as a
// receipt, or in a template that the platform approved, which goes also while the chat is closed. What the customer will
// see, and whether and when it goes, is told before it is sent.
package orders

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
)

// Shop is what this needs done.
type Shop interface {
	OrderWays(context.Context) (views.OrderWays, error)
	Preview(ctx context.Context, o views.Order, id core.CustomerID, language string) (views.Preview, error)
	Send(context.Context, views.Order) (views.Plan, error)
}

// Who is told about an order.
type Who struct {
	ID          core.CustomerID
	Name, First string
	AnswerUntil time.Time // a typed reply may still go until then; zero where it may not
}

// Desk opens the form and keeps what was written and not sent, to each customer.
type Desk struct {
	env    screen.Env
	shop   Shop
	drafts map[core.CustomerID]Draft
}

// typingRest is how long typing rests before the preview is made anew.
const typingRest = 300 * time.Millisecond

// NewDesk makes a desk without drafts.
func NewDesk(env screen.Env, s Shop) *Desk {
	return &Desk{env: env, shop: s, drafts: map[core.CustomerID]Draft{}}
}

// Open opens the form for a customer; sent is called once an update left or is kept.
func (d *Desk) Open(who Who, sent func()) *Form {
	f := newForm(d, who, sent)
	f.open()
	return f
}
