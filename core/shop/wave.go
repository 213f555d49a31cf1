package shop

import (
	"context"
	"strings"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// waveOf tells where a restock stands.
func (s *Shop) waveOf(ctx context.Context, c core.Campaign, rules policy.Rules) (*views.Wave, error) {
	now := s.clock.Now()
	w, err := s.store.WaveOf(ctx, c, rules, now)
	if err != nil {
		return nil, err
	}
	out := views.Wave{Stock: w.Stock, Size: w.Size(rules), Told: w.Told, Left: w.Room(rules, now, now)}
	out.Number, out.NextAt = w.Standing(rules, now)
	return &out, nil
}

// Rounds tells how the people who wait for a product are told, some at a time, and where the restock that is under way
// stands.
func (s *Shop) Rounds(ctx context.Context, sku core.SKU, variant string) (views.Rounds, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return views.Rounds{}, err
	}
	out := views.Rounds{PerUnit: rules.RestockPerUnit, Hours: rules.WaveHours}
	all, err := s.store.Campaigns(ctx)
	if err != nil {
		return out, err
	}
	for _, c := range all {
		if c.Kind != core.KindRestock || c.SKU != sku || !strings.EqualFold(c.Variant, variant) || c.State != core.CampaignRunning && c.State != core.CampaignPaused {
			continue
		}
		out.CampaignID, out.PerUnit = c.ID, c.PerUnit
		out.Wave, err = s.waveOf(ctx, c, rules)
		return out, err
	}
	return out, nil
}
