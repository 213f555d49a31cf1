package shop

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
)

// replyWaits is how long a typed reply waits for the line before it lapses: after that the answer is stale.
const replyWaits = 24 * time.Hour

// Reply sends what the owner typed to one person. It is kept first and leaves with the sender. When no lane is open the
// delivery comes back refused, with the reason, and nothing is kept.
func (s *Shop) Reply(ctx context.Context, id core.CustomerID, text string) (core.Delivery, error) {
	if text = strings.TrimSpace(text); text == "" {
		return core.Delivery{}, core.E(core.CodeBadInput, "shop.reply", "the message is empty", nil)
	}
	if n := utf8.RuneCountInString(text); n > compose.MaxRunes {
		return core.Delivery{}, core.Errorf(core.CodeBadInput, "shop.reply", "the message has %d characters, %d are allowed", n, compose.MaxRunes)
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return core.Delivery{}, err
	}
	now := s.clock.Now()
	person, err := s.store.One(ctx, id, now, rules)
	if err != nil {
		return core.Delivery{}, err
	}
	v := policy.Decide(policy.Message{Kind: core.KindReply}, person.Customer, policy.Page{}, rules, now)
	if v.Action == core.ActionRefuse || v.Action == core.ActionHoldForReply {
		return core.Delivery{CustomerID: id, Kind: core.KindReply, State: core.DeliveryRefused, Reason: v.Reasons[0].Code, Text: text}, nil
	}
	d, err := s.store.AddSingle(ctx, core.KindReply, store.Draft{CustomerID: id, Text: text, TextKey: compose.TextKey(text), Verdict: v}, now, now.Add(replyWaits))
	if err == nil {
		s.publish(Event{Kind: EventOutbox, CustomerID: id})
		s.wake()
	}
	return d, err
}
