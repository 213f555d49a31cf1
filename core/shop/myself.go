package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// settingMyself is the customer that the owner is when he tries a message on himself.
const settingMyself = "myself"

// testCode stands where a code of a pool would: a test takes none.
const testCode = "TEST"

// Myself gives the customer that the owner marked as himself, "" when there is none.
func (s *Shop) Myself(ctx context.Context) (core.CustomerID, error) {
	id, err := s.store.Setting(ctx, settingMyself)
	return core.CustomerID(id), err
}

// SetMyself marks a customer as the owner himself; an empty id takes the mark away.
func (s *Shop) SetMyself(ctx context.Context, id core.CustomerID) error {
	if id != "" {
		rules, err := s.rules(ctx)
		if err != nil {
			return err
		}
		if _, err := s.store.One(ctx, id, s.clock.Now(), rules); err != nil {
			return err
		}
	}
	if err := s.store.Set(ctx, map[string]string{settingMyself: string(id)}); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventRules})
	return nil
}

// Test sends a message to the owner himself as a customer would get it. It counts towards no limit, takes no code and
// tells nobody else. While the owner's own window is closed the delivery comes back refused, with the reason.
func (s *Shop) Test(ctx context.Context, o views.Order) (core.Delivery, error) {
	const op = "shop.test"
	me, err := s.Myself(ctx)
	if err != nil {
		return core.Delivery{}, err
	}
	if me == "" {
		return core.Delivery{}, core.E(core.CodeBadInput, op, "nobody is marked as yourself yet: write to the page from your own account, then mark that customer", nil)
	}
	p, err := s.planning(ctx, o)
	if err != nil {
		return core.Delivery{}, err
	}
	if w, blocked := compose.Blocked(p.warnings); blocked {
		return core.Delivery{}, core.E(core.CodeBadInput, op, blockedBy(w), nil)
	}
	if p.job.Code == core.CodeMark {
		p.job.Code = testCode
	}
	who, err := s.store.OneAbout(ctx, me, p.product.SKU, o.Variant, p.campaign.CreatedAt, p.rules)
	if err != nil {
		return core.Delivery{}, err
	}
	msg, err := p.decider().compose(compose.To{ID: who.ID, Name: who.Name, Language: who.Language})
	if err != nil {
		return core.Delivery{}, err
	}
	v := policy.Decide(policy.Message{Kind: core.KindTest}, who.Customer, p.page, p.rules, p.campaign.CreatedAt)
	d := core.Delivery{CustomerID: me, Kind: core.KindTest, State: core.DeliveryRefused, Reason: v.Reasons[0].Code, Text: msg.Text}
	if v.Action != core.ActionSend && v.Action != core.ActionHoldUntil {
		return d, nil
	}
	draft := store.Draft{CustomerID: me, Text: msg.Text, Rich: msg.Rich, Arm: msg.Arm, Verdict: v}
	if d, err = s.store.AddSingle(ctx, core.KindTest, draft, p.campaign.CreatedAt, p.campaign.CreatedAt.Add(replyWaits)); err == nil {
		s.publish(views.Event{Kind: views.EventOutbox})
		s.wake()
	}
	return d, err
}
