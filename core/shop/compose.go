package shop

import (
	"context"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Preview shows a message as one customer will see it, with their verdict. An empty id shows it to nobody in particular,
// in the language of the owner's choice. What would hurt is told as in a plan, except what depends on other people.
func (s *Shop) Preview(ctx context.Context, o views.Order, id core.CustomerID, language string) (views.Preview, error) {
	p, err := s.planning(ctx, o)
	if err != nil {
		return views.Preview{}, err
	}
	who := store.Person{Language: language}
	if id != "" {
		if who, err = s.store.OneAbout(ctx, id, p.product.SKU, o.Variant, p.campaign.CreatedAt, p.rules); err != nil {
			return views.Preview{}, err
		}
	}
	d := p.decider()
	to := compose.To{ID: who.ID, Name: who.Name, Language: who.Language}
	if who.Request != nil {
		to.Variant = who.Request.Variant
	}
	out := views.Preview{CustomerID: who.ID, Name: who.Name, Language: who.Language, Warnings: p.warnings}
	msg, err := d.compose(to)
	if core.CodeOf(err) == core.CodeBadInput {
		return out, nil // the warnings say what is wrong
	} else if err != nil {
		return out, err
	}
	show(&out, msg)
	if id == "" {
		return out, nil
	}
	f, err := s.features(ctx)
	if err != nil {
		return out, err
	}
	p.page.HumanAgent, p.page.Utility = f.humanAgent, f.utility
	if err := s.addHalt(ctx, &p.page); err != nil {
		return out, err
	}
	d.planner = policy.NewPlanner(p.page, p.rules, p.campaign.CreatedAt)
	out.Verdict = d.row(&who).Verdict
	return out, nil
}

// show lays a message out.
func show(out *views.Preview, msg compose.Message) {
	out.Form, out.Text, out.Arm = msg.Form, msg.Text, msg.Arm
	out.Length, out.Most = utf8.RuneCountInString(msg.Text), compose.MaxRunes
	switch msg.Form {
	case views.FormButtons:
		out.Most = compose.MaxButtonText
	case views.FormCoupon, views.FormCard:
		out.Most = compose.MaxTitle
		out.Length = utf8.RuneCountInString(msg.Rich.Shown())
	}
	if msg.Rich != nil {
		out.Coupon, out.Card, out.Receipt, out.Utility, out.Replies = msg.Rich.Coupon, msg.Rich.Card, msg.Rich.Receipt, msg.Rich.Utility, msg.Rich.Replies
	}
}
