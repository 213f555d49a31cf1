package shop

import (
	"context"
	"time"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/views"
)

// replyWaits is how long a typed reply waits for the line before it lapses: after that the answer is stale.
const replyWaits = 24 * time.Hour

// Reply sends what the owner typed to one person. It is kept first and leaves with the sender. When no lane is open the
// delivery comes back refused, with the reason, and nothing is kept.
func (s *Shop) Reply(ctx context.Context, id core.CustomerID, text string) (core.Delivery, error) {
	p, err := s.planning(ctx, views.Order{Kind: core.KindReply, CustomerID: id, Text: text})
	if err != nil {
		return core.Delivery{}, err
	}
	plan, err := p.plan(ctx)
	if err != nil {
		return core.Delivery{}, err
	}
	d, err := p.keepOne(ctx, plan)
	if err == nil && d.State != core.DeliveryRefused {
		s.publish(views.Event{Kind: views.EventOutbox})
		s.wake()
	}
	return d, err
}

// prepareReply checks what was typed.
func (p *planning) prepareReply() error {
	const op = "shop.reply"
	if p.order.CustomerID == "" {
		return core.E(core.CodeBadInput, op, "a reply is for one customer: say who", nil)
	}
	if core.Blank(p.campaign.Text) {
		return core.E(core.CodeBadInput, op, "the message is empty", nil)
	}
	if n := utf8.RuneCountInString(p.campaign.Text); n > compose.MaxRunes {
		return core.Errorf(core.CodeBadInput, op, "the message has %d characters, %d are allowed", n, compose.MaxRunes)
	}
	if !p.order.At.IsZero() {
		return core.E(core.CodeBadInput, op, "a reply is typed by a person and goes at once; it cannot be scheduled", nil)
	}
	return nil
}
