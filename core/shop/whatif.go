package shop

import (
	"context"

	"shopbell/core/forecast"
	"shopbell/core/views"
)

// WhatIf replays the last 90 days against the rules as they would be with some of them changed. It changes and sends
// nothing. A value is refused as SetRules would refuse it.
func (s *Shop) WhatIf(ctx context.Context, values map[string]string) (views.WhatIf, error) {
	var out views.WhatIf
	was, err := s.rules(ctx)
	if err != nil {
		return out, err
	}
	other := was
	for name, value := range values {
		if err := other.Set(name, value); err != nil {
			return out, err
		}
	}
	if err := other.Validate(s.loopback()); err != nil {
		return out, err
	}
	now := s.clock.Now()
	h, err := s.store.Replay(ctx, now.AddDate(0, 0, -forecast.WhatIfDays), max(was.LookBack(), other.LookBack()))
	if err != nil {
		return out, err
	}
	got := forecast.WhatIf(h, was, other, now)
	same := forecast.WhatIf(h, was, was, now)
	return views.WhatIf{Days: forecast.WhatIfDays, Sent: got.Sent, Same: same.WouldSend, WouldSend: got.WouldSend, WouldHold: got.WouldHold,
		WouldRefuse: got.WouldRefuse, ByReason: got.ByReason}, nil
}
