package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/policy"
)

// waveOf tells where a restock stands.
func (s *Shop) waveOf(ctx context.Context, c core.Campaign, rules policy.Rules) (*Wave, error) {
	w, err := s.store.WaveOf(ctx, c)
	if err != nil {
		return nil, err
	}
	out := Wave{Stock: w.Stock, Size: w.Size(rules), Told: w.Told}
	out.Number, out.NextAt = w.Standing(rules, s.clock.Now())
	return &out, nil
}
