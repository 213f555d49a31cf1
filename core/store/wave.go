package store

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// wave tells how far the restock of a campaign has come, together with other campaigns for the same figure.
func wave(ctx context.Context, q querier, c core.Campaign) (*policy.Wave, error) {
	w := policy.Wave{Units: c.Stock, PerUnit: c.PerUnit}
	var begun int64
	err := q.QueryRowContext(ctx, `
		WITH same AS (SELECT id, begun_ms FROM campaigns WHERE wave_of = (SELECT wave_of FROM campaigns WHERE id = ?1))
		SELECT coalesce((SELECT min(begun_ms) FROM same WHERE begun_ms > 0), 0),
			coalesce((SELECT stock FROM products WHERE sku = ?2), ?3),
			(SELECT count(*) FROM deliveries WHERE campaign_id IN (SELECT id FROM same) AND state IN ('sending', 'sent', 'uncertain'))`,
		campaignNumber(c.ID), c.SKU, c.Stock).Scan(&begun, &w.Stock, &w.Told)
	w.StartedAt = fromMS(begun)
	return &w, err
}

// WaveOf tells how far the restock of a campaign has come.
func (s *Store) WaveOf(ctx context.Context, c core.Campaign) (*policy.Wave, error) {
	w, err := wave(ctx, s.read, c)
	return w, fault("store.wave", err)
}

// Wave tells how far a restock would have come at its start: where the same figure for the same item was saved since a
// time, it goes on from there.
func (s *Store) Wave(ctx context.Context, c core.Campaign, since time.Time) (*policy.Wave, error) {
	root, err := waveRoot(ctx, s.read, c, since)
	if err != nil {
		return nil, fault("store.wave", err)
	}
	if root == 0 {
		return &policy.Wave{Units: c.Stock, PerUnit: c.PerUnit, Stock: c.Stock}, nil
	}
	c.ID = campaignID(root)
	w, err := wave(ctx, s.read, c)
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
