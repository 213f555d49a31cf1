package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

func campaignID(n int64) core.CampaignID {
	if n == 0 {
		return ""
	}
	return core.CampaignID(strconv.FormatInt(n, 10))
}

func campaignNumber(id core.CampaignID) int64 {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		return -1 // fits no row
	}
	return n
}

// Draft is one person of a new campaign: the text as this person reads it, and the verdict.
type Draft struct {
	CustomerID core.CustomerID
	Text       string
	TextKey    string
	Rich       *core.Rich // nil: the text alone
	Arm        string
	Verdict    core.Verdict
}

// AddCampaign keeps a campaign with a delivery for every person, also for those who get nothing, in one transaction.
// A restock also keeps the owner's figure as the product's stock; it belongs to the same restock as one for the same
// figure that began since waveSince.
func (s *Store) AddCampaign(ctx context.Context, c core.Campaign, waveSince time.Time, drafts []Draft) (core.CampaignID, error) {
	var id int64
	content, filter, err := encodeCampaign(c)
	if err != nil {
		return "", err
	}
	if c.OnReply == "" {
		c.OnReply = core.OnReplySend
	}
	err = s.changeLightly(ctx, "store.campaign", func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO campaigns (kind, sku, variant, stock, per_unit, text, code, state, created_ms, hold_until_ms,
				title, content, segment, pool, code_expires_ms, at_ms, on_reply)
			VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
			c.Kind, c.SKU, c.Variant, c.Stock, c.PerUnit, c.Text, c.Code, toMS(c.CreatedAt), toMS(c.HoldUntil),
			c.Title, content, filter, c.Pool, toMS(c.CodeExpires), toMS(c.At), c.OnReply).Scan(&id)
		if err != nil {
			return err
		}
		if c.Kind == core.KindRestock {
			if err := beginWave(ctx, tx, c, id, waveSince); err != nil {
				return err
			}
		}
		c.ID = campaignID(id)
		for _, d := range drafts {
			if err := addDelivery(ctx, tx, c, d); err != nil {
				return err
			}
		}
		return nil
	})
	return campaignID(id), err
}

// encodeCampaign writes what a campaign keeps as JSON.
func encodeCampaign(c core.Campaign) (content, filter string, err error) {
	a, err := json.Marshal(c.Content)
	if err != nil {
		return "", "", core.E(core.CodeBadInput, "store.campaign", "what was composed cannot be kept", err)
	}
	b, err := json.Marshal(c.Filter)
	if err != nil {
		return "", "", core.E(core.CodeBadInput, "store.campaign", "the filter cannot be kept", err)
	}
	return string(a), string(b), nil
}

func beginWave(ctx context.Context, tx *sql.Tx, c core.Campaign, id int64, since time.Time) error {
	root, err := waveRoot(ctx, tx, c, since)
	if err != nil {
		return err
	}
	if root == 0 {
		root = id
	}
	if _, err := tx.ExecContext(ctx, `UPDATE campaigns SET wave_of = ? WHERE id = ?`, root, id); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE products SET stock = ? WHERE sku = ?`, c.Stock, c.SKU)
	return err
}

// addDelivery keeps one person of a campaign, or a single message when the campaign has no id.
func addDelivery(ctx context.Context, tx *sql.Tx, c core.Campaign, d Draft) error {
	state, due, notBefore := placed(d.Verdict)
	content, err := encodeRich(d.Rich)
	if err != nil {
		return err
	}
	now := toMS(c.CreatedAt)
	_, err = tx.ExecContext(ctx, `
		INSERT INTO deliveries (campaign_id, customer_n, kind, sku, variant, state, reason, lane, text, text_key, code,
			due_ms, not_before_ms, lapses_ms, created_ms, updated_ms, content, arm)
		SELECT ?, n, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM customers WHERE id = ?`,
		max(campaignNumber(c.ID), 0), c.Kind, c.SKU, c.Variant, state, encodeReason(d.Verdict.Reasons[0]), d.Verdict.Lane, d.Text, d.TextKey, c.Code,
		due, notBefore, toMS(c.HoldUntil), now, now, content, d.Arm, d.CustomerID)
	return err
}

// encodeRich writes what leaves besides the text; ” for nothing.
func encodeRich(r *core.Rich) (string, error) {
	if r.Empty() {
		return "", nil
	}
	b, err := json.Marshal(r)
	if err != nil {
		return "", core.E(core.CodeBadInput, "store.delivery", "what was composed cannot be kept", err)
	}
	return string(b), nil
}

// decodeRich reads it back.
func decodeRich(s string) (*core.Rich, error) {
	if s == "" {
		return nil, nil
	}
	r := new(core.Rich)
	if err := json.Unmarshal([]byte(s), r); err != nil {
		return nil, core.E(core.CodeDataDamaged, "store.delivery", "", err)
	}
	return r, nil
}

// placed says where a verdict puts a delivery that has not left.
func placed(v core.Verdict) (state core.DeliveryState, due, notBefore int64) {
	switch v.Action {
	case core.ActionSend:
		return core.DeliveryPlanned, 0, 0
	case core.ActionHoldUntil:
		if v.Reasons[0].Code == core.ReasonNoCodeLeft {
			return core.DeliveryHeld, -1, toMS(v.EligibleAt) // AddCodes lets it go
		}
		return core.DeliveryHeld, toMS(v.EligibleAt), toMS(v.EligibleAt)
	case core.ActionHoldForReply:
		return core.DeliveryHeld, -1, toMS(v.EligibleAt)
	}
	if v.Reasons[0].Code == core.ReasonLapsed {
		return core.DeliveryLapsed, 0, 0
	}
	return core.DeliveryRefused, 0, 0
}

// Campaign gives one campaign, core.CodeNotFound when there is none.
func (s *Store) Campaign(ctx context.Context, id core.CampaignID) (core.Campaign, error) {
	c, err := campaign(ctx, s.read, id)
	return c, fault("store.campaign", err)
}

const campaignColumns = `id, kind, sku, variant, stock, per_unit, text, code, state, why, created_ms, hold_until_ms,
	title, content, segment, pool, code_expires_ms, at_ms, on_reply`

func campaign(ctx context.Context, q querier, id core.CampaignID) (core.Campaign, error) {
	c, err := scanCampaign(q.QueryRowContext(ctx, `SELECT `+campaignColumns+` FROM campaigns WHERE id = ?`, campaignNumber(id)))
	if errors.Is(err, sql.ErrNoRows) {
		return c, core.E(core.CodeNotFound, "store.campaign", "campaign "+string(id), nil)
	}
	return c, err
}

func scanCampaign(row scanner) (core.Campaign, error) {
	var c core.Campaign
	var id, created, hold, expires, at int64
	var content, filter string
	if err := row.Scan(&id, &c.Kind, &c.SKU, &c.Variant, &c.Stock, &c.PerUnit, &c.Text, &c.Code, &c.State, &c.Why, &created, &hold,
		&c.Title, &content, &filter, &c.Pool, &expires, &at, &c.OnReply); err != nil {
		return c, err
	}
	c.ID, c.CreatedAt, c.HoldUntil = campaignID(id), fromMS(created), fromMS(hold)
	c.CodeExpires, c.At = fromMS(expires), fromMS(at)
	if err := json.Unmarshal([]byte(content), &c.Content); err != nil {
		return c, core.E(core.CodeDataDamaged, "store.campaign", string(c.ID), err)
	}
	if err := json.Unmarshal([]byte(filter), &c.Filter); err != nil {
		return c, core.E(core.CodeDataDamaged, "store.campaign", string(c.ID), err)
	}
	return c, nil
}

// Campaigns lists all campaigns, newest first.
func (s *Store) Campaigns(ctx context.Context) ([]core.Campaign, error) {
	out, err := list(ctx, s.read, scanCampaign, `SELECT `+campaignColumns+` FROM campaigns ORDER BY id DESC`)
	return out, fault("store.campaigns", err)
}

// SetCampaignState pauses or resumes a campaign. A cancelled or finished one stays as it is.
func (s *Store) SetCampaignState(ctx context.Context, id core.CampaignID, state core.CampaignState, why string) error {
	return s.changeLightly(ctx, "store.campaign", func(tx *sql.Tx) error {
		if _, err := campaign(ctx, tx, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `UPDATE campaigns SET state = ?, why = ? WHERE id = ? AND state IN ('running', 'paused')`,
			state, why, campaignNumber(id))
		return err
	})
}

// Cancel ends a campaign: what has not left stays unsent. It gives how many that were. A message that may be under way
// is settled as usual.
func (s *Store) Cancel(ctx context.Context, id core.CampaignID, now time.Time) (int, error) {
	var gone int64
	err := s.change(ctx, "store.cancel", func(tx *sql.Tx) error {
		if _, err := campaign(ctx, tx, id); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE campaigns SET state = 'cancelled' WHERE id = ? AND state IN ('running', 'paused')`,
			campaignNumber(id)); err != nil {
			return err
		}
		if err := giveBackWaiting(ctx, tx, `d.campaign_id = ?`, campaignNumber(id)); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `
			UPDATE deliveries SET state = 'cancelled', reason = ?, updated_ms = ?
			WHERE campaign_id = ? AND state IN ('planned', 'held')`,
			encodeReason(core.Reason{Code: core.ReasonCancelled, At: now}), toMS(now), campaignNumber(id))
		if err != nil {
			return err
		}
		gone, err = r.RowsAffected()
		return err
	})
	return int(gone), err
}

// Tally counts a campaign's deliveries by state.
func (s *Store) Tally(ctx context.Context, id core.CampaignID) (map[core.DeliveryState]int, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT state, count(*) FROM deliveries WHERE campaign_id = ? GROUP BY state`, campaignNumber(id))
	if err != nil {
		return nil, fault("store.tally", err)
	}
	defer func() { _ = rows.Close() }()
	out := map[core.DeliveryState]int{}
	for rows.Next() {
		var state core.DeliveryState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, fault("store.tally", err)
		}
		out[state] = n
	}
	return out, fault("store.tally", rows.Err())
}

// CampaignHealth counts what a campaign has brought on itself.
func (s *Store) CampaignHealth(ctx context.Context, id core.CampaignID) (policy.Tally, error) {
	var h policy.Tally
	err := s.read.QueryRowContext(ctx, `
		SELECT coalesce(sum(d.attempts > 0), 0),
			coalesce(sum(d.state = 'sent' AND EXISTS (
				SELECT 1 FROM optouts o JOIN customers c ON c.hash = o.hash
				WHERE c.n = d.customer_n AND o.state = 'stopped' AND o.at_ms >= d.reserved_ms)), 0),
			coalesce(sum(d.state = 'refused' AND d.attempts > 0 AND json_extract(d.reason, '$.code') = 'unreachable'), 0),
			coalesce(sum(d.state = 'failed' OR d.state = 'refused' AND d.attempts > 0 AND json_extract(d.reason, '$.code') = 'unreachable'), 0)
		FROM deliveries d WHERE d.campaign_id = ?`, campaignNumber(id)).Scan(&h.Sent, &h.OptedOut, &h.Blocked, &h.Failed)
	return h, fault("store.health", err)
}

// Finish ends running campaigns in which nothing is left to happen.
func (s *Store) Finish(ctx context.Context) error {
	return s.change(ctx, "store.finish", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			UPDATE campaigns SET state = 'done' WHERE state = 'running'
			AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.campaign_id = campaigns.id AND d.state IN ('planned', 'held'))
			AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE +d.campaign_id = campaigns.id AND d.state IN ('sending', 'uncertain'))`)
		return err
	})
}
