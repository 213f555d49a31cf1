package shop

import (
	"context"
	"time"

	"shopbell/core/policy"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Rules lists every rule with its value, in the order of the help text.
func (s *Shop) Rules(ctx context.Context) ([]views.RuleValue, error) {
	r, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	defaults := policy.Defaults(s.cfg.Zone)
	var out []views.RuleValue
	for _, name := range policy.Names() {
		v := views.RuleValue{Name: name, Value: r.Get(name), Default: defaults.Get(name)}
		v.Least, v.Most = policy.Range(name)
		out = append(out, v)
	}
	return out, nil
}

// SetRules changes rules, all or none. core.CodeLooserThanMeta: looser than the platform's own; core.CodeBadInput: no
// such rule or value.
func (s *Shop) SetRules(ctx context.Context, values map[string]string) error {
	r, err := s.rules(ctx)
	if err != nil {
		return err
	}
	kept := map[string]string{}
	for name, v := range values {
		if err := r.Set(name, v); err != nil {
			return err
		}
	}
	if err := r.Validate(s.loopback()); err != nil {
		return err
	}
	for name := range values {
		kept[store.SettingPrefixRule+name] = r.Get(name)
	}
	if err := s.store.Set(ctx, kept); err != nil {
		return err
	}
	if err := s.store.Reconsider(ctx, s.clock.Now()); err != nil {
		return err
	}
	s.forget() // the line was made for the old pace and texts
	s.publish(views.Event{Kind: views.EventRules})
	s.wake()
	return nil
}

// Zone gives the shop's zone, in which an owner who names a time means it.
func (s *Shop) Zone(ctx context.Context) (*time.Location, error) {
	r, err := s.rules(ctx)
	return r.Zone, err
}

// Explain tells what Shopbell reads in one message.
func (s *Shop) Explain(ctx context.Context, text string) (views.Explanation, error) {
	e, err := s.Explainer(ctx)
	if err != nil {
		return views.Explanation{}, err
	}
	return e(text), nil
}

// Explainer gives a reader of messages for the catalogue as it is now.
func (s *Shop) Explainer(ctx context.Context) (func(text string) views.Explanation, error) {
	products, err := s.store.Products(ctx)
	if err != nil {
		return nil, err
	}
	return explainer(s.stops(), products), nil
}
