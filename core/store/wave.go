package store

import (
	"context"
	"math"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// wave tells how far the restock of a campaign has come, together with other campaigns for the same figure.
func wave(ctx context.Context, q querier, c core.Campaign, r policy.Rules, now time.Time) (*policy.Wave, error) {
	w := policy.Wave{Units: c.Stock, PerUnit: c.PerUnit, RecentAt: now}
	length := time.Duration(r.WaveHours) * time.Hour
	if length <= 0 {
		length = math.MaxInt64 // one wave, and no other
	}
	var begun int64
	err := q.QueryRowContext(ctx, `
		WITH same AS (SELECT id, begun_ms FROM campaigns WHERE wave_of = (SELECT wave_of FROM campaigns WHERE id = ?1)),
			start AS (SELECT coalesce(min(begun_ms), 0) AS ms FROM same WHERE begun_ms > 0)
		SELECT start.ms, coalesce((SELECT stock FROM products WHERE sku = ?2), ?3), count(d.id),
			count(d.id) FILTER (WHERE d.reserved_ms >= start.ms + max(?4 - start.ms, 0) / ?5 * ?5)
		FROM start LEFT JOIN deliveries d ON d.campaign_id IN (SELECT id FROM same) AND d.state IN ('sending', 'sent', 'uncertain')`,
		campaignNumber(c.ID), c.SKU, c.Stock, toMS(now), length.Milliseconds()).Scan(&begun, &w.Stock, &w.Told, &w.Recent)
	w.StartedAt = fromMS(begun)
	return &w, err
}

// WaveOf tells how far the restock of a campaign has come.
func (s *Store) WaveOf(ctx context.Context, c core.Campaign, r policy.Rules, now time.Time) (*policy.Wave, error) {
	w, err := wave(ctx, s.read, c, r, now)
	return w, fault("store.wave", err)
}

// Wave tells how far a restock would have come at its start: where the same figure for the same item was saved since a
// time, it goes on from there.
func (s *Store) Wave(ctx context.Context, c core.Campaign, since time.Time, r policy.Rules, now time.Time) (*policy.Wave, error) {
	root, err := waveRoot(ctx, s.read, c, since)
	if err != nil {
		return nil, fault("store.wave", err)
	}
	if root == 0 {
		return &policy.Wave{Units: c.Stock, PerUnit: c.PerUnit, Stock: c.Stock}, nil
	}
	c.ID = campaignID(root)
	w, err := wave(ctx, s.read, c, r, now)
	if w != nil {
		w.Stock = c.Stock // what the owner says now
	}
	return w, fault("store.wave", err)
}

// waveRoot finds the campaign with which the restock began, 0 when this is a new one.
func waveRoot(ctx context.Context, q querier, c core.Campaign, since time.Time) (int64, error) {
	var root int64
	err := q.QueryRowContext(ctx, `
		SELECT coalesce(max(r.id), 0) FROM campaigns r
		WHERE r.kind = 'restock' AND r.sku = ? AND r.variant = ? COLLATE NOCASE AND r.stock = ? AND r.wave_of = r.id AND r.begun_ms > ?`,
		c.SKU, c.Variant, c.Stock, toMS(since)).Scan(&root)
	return root, err
}
