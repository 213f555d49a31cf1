package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// settingResumed stands before the number of a campaign that the owner let go on; its value is the tally by then.
const settingResumed = "resumed."

// Resume lets a paused campaign go on. What it brought on itself until now no longer pauses it: the owner has seen it.
func (s *Store) Resume(ctx context.Context, id core.CampaignID) error {
	h, err := s.CampaignHealth(ctx, id)
	if err != nil {
		return err
	}
	kept, err := json.Marshal(h)
	if err != nil {
		return fault("store.resume", err)
	}
	return s.change(ctx, "store.resume", func(tx *sql.Tx) error {
		if _, err := campaign(ctx, tx, id); err != nil {
			return err
		}
		if err := set(ctx, tx, settingResumed+string(id), string(kept)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE campaigns SET state = 'running', why = '' WHERE id = ? AND state IN ('running', 'paused')`, campaignNumber(id))
		return err
	})
}

// Forgiven is what a campaign had brought on itself when the owner last let it go on.
func (s *Store) Forgiven(ctx context.Context, id core.CampaignID) (policy.Tally, error) {
	var t policy.Tally
	v, err := s.Setting(ctx, settingResumed+string(id))
	if err != nil || v == "" {
		return t, err
	}
	if err := json.Unmarshal([]byte(v), &t); err != nil {
		return t, core.E(core.CodeDataDamaged, "store.resume", "campaign "+string(id), err)
	}
	return t, nil
}

// Running lists the campaigns that have something left to send.
func (s *Store) Running(ctx context.Context, now time.Time) ([]core.CampaignID, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT id FROM campaigns k WHERE state = 'running' AND EXISTS (
			SELECT 1 FROM deliveries d WHERE d.campaign_id = k.id AND d.state IN ('planned', 'held') AND d.due_ms >= 0 AND d.due_ms <= ?)
		ORDER BY id`, toMS(now))
	if err != nil {
		return nil, fault("store.running", err)
	}
	defer func() { _ = rows.Close() }()
	var out []core.CampaignID
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, fault("store.running", err)
		}
		out = append(out, campaignID(id))
	}
	return out, fault("store.running", rows.Err())
}
