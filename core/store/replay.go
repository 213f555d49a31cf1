package store

import (
	"context"
	"database/sql"
	"time"

	"shopbell/core"
	"shopbell/core/forecast"
	"shopbell/core/policy"
)

// Replay loads what was to go since a time, with what became of it and what the people did, so that it can be replayed
// against other rules. lookBack is how far the rules look before that time.
func (s *Store) Replay(ctx context.Context, since time.Time, lookBack time.Duration) (forecast.History, error) {
	const op = "store.replay"
	h := forecast.History{Lives: map[core.CustomerID]forecast.Life{}, Waves: map[core.CampaignID]policy.Wave{}}
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return h, fault(op, err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, load := range []func(context.Context, *sql.Tx, time.Time, *forecast.History) error{replayWanted, replayWaves, replayInbound, replayOptOuts} {
		if err := load(ctx, tx, since, &h); err != nil {
			return h, fault(op, err)
		}
	}
	return h, fault(op, replayPast(ctx, tx, since, since.Add(-lookBack), &h))
}

// replayedSQL chooses what is replayed: what was made in that time, and what was made before and left in it.
const replayedSQL = `kind <> 'confirm' AND (created_ms >= ?1 OR reserved_ms >= ?1 AND state IN ('sending', 'sent', 'uncertain'))`

func replayWanted(ctx context.Context, tx *sql.Tx, since time.Time, h *forecast.History) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT c.id, c.zone, d.kind, CASE WHEN coalesce(k.wave_of, 0) > 0 THEN k.wave_of ELSE d.campaign_id END, d.sku, d.variant, d.code, d.text_key,
			d.lapses_ms, max(d.created_ms, coalesce(k.at_ms, 0)), d.updated_ms, d.state, d.attempts, d.lane,
			coalesce(json_extract(d.reason, '$.code'), ''), coalesce(k.code_expires_ms, 0),
			coalesce((SELECT max(r.asked_ms) FROM requests r WHERE r.customer_n = d.customer_n AND r.sku = d.sku AND r.asked_ms <= d.created_ms), d.created_ms)
		FROM deliveries d JOIN customers c ON c.n = d.customer_n LEFT JOIN campaigns k ON k.id = d.campaign_id
		WHERE d.id IN (SELECT id FROM deliveries WHERE `+replayedSQL+`) ORDER BY d.created_ms, d.id`, toMS(since))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	zones := map[string]*time.Location{}
	for rows.Next() {
		var w forecast.Wanted
		var zone, reason string
		var lane core.Lane
		var campaign, lapses, at, updated, expires, asked int64
		var attempts int
		m := &w.Message
		if err := rows.Scan(&w.Customer, &zone, &m.Kind, &campaign, &m.SKU, &m.Variant, &m.Code, &m.TextKey, &lapses, &at, &updated,
			&w.State, &attempts, &lane, &reason, &expires, &asked); err != nil {
			return err
		}
		m.Campaign, m.LapsesAt, m.CodeExpires = campaignID(campaign), fromMS(lapses), fromMS(expires)
		w.At, w.Asked = fromMS(at), fromMS(asked)
		w.Fixed, w.Failed = replayedEnd(w.State, core.ReasonCode(reason), attempts)
		if w.State == core.DeliveryCancelled {
			w.Cancel = fromMS(updated)
		}
		switch lane {
		case core.LaneHumanAgent:
			h.HumanAgent = true
		case core.LaneUtility:
			h.Utility, m.Template = true, string(lane)
		}
		h.Wanted = append(h.Wanted, w)
		h.Lives[w.Customer] = forecast.Life{Zone: zoneOf(zones, zone)}
	}
	return rows.Err()
}

// replayedEnd sorts an end that no rule changes from one that follows from the rules.
func replayedEnd(state core.DeliveryState, reason core.ReasonCode, attempts int) (fixed, failed core.ReasonCode) {
	if state.Counts() {
		return "", ""
	}
	switch reason {
	case core.ReasonBadText, core.ReasonNoInterest, core.ReasonOutOfStock, core.ReasonNoCodeLeft, core.ReasonErased, core.ReasonNoConversation:
		return reason, ""
	case core.ReasonUnreachable, core.ReasonPlatformError, core.ReasonNotDelivered:
		return "", reason
	}
	if state == core.DeliveryFailed && attempts > 0 {
		return "", reason
	}
	return "", ""
}

func replayWaves(ctx context.Context, tx *sql.Tx, since time.Time, h *forecast.History) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT r.id, r.stock, r.per_unit FROM campaigns r
		WHERE r.kind = 'restock' AND r.wave_of = r.id AND r.id IN (
			SELECT k.wave_of FROM campaigns k WHERE k.id IN (SELECT campaign_id FROM deliveries WHERE `+replayedSQL+`))`, toMS(since))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id int64
		var w policy.Wave
		if err := rows.Scan(&id, &w.Units, &w.PerUnit); err != nil {
			return err
		}
		w.Stock = w.Units
		h.Waves[campaignID(id)] = w
	}
	return rows.Err()
}

// replayInbound loads when the people wrote, from as long before as a window may reach.
func replayInbound(ctx context.Context, tx *sql.Tx, since time.Time, h *forecast.History) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT c.id, m.at_ms FROM (SELECT DISTINCT customer_n FROM deliveries WHERE `+replayedSQL+`) d
		CROSS JOIN customers c ON c.n = d.customer_n CROSS JOIN messages m ON m.customer_n = d.customer_n
		WHERE m.key >= ?2 << 6 AND m.from_page = 0 ORDER BY m.customer_n, m.key`, toMS(since), toMS(since.AddDate(0, 0, -8)))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id core.CustomerID
		var at int64
		if err := rows.Scan(&id, &at); err != nil {
			return err
		}
		life := h.Lives[id]
		life.Inbound = append(life.Inbound, fromMS(at))
		h.Lives[id] = life
	}
	return rows.Err()
}

func replayOptOuts(ctx context.Context, tx *sql.Tx, since time.Time, h *forecast.History) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT c.id, o.sku, o.state, o.at_ms FROM (SELECT DISTINCT customer_n FROM deliveries WHERE `+replayedSQL+`) d
		CROSS JOIN customers c ON c.n = d.customer_n JOIN optouts o ON o.hash = c.hash`, toMS(since))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var o core.OptOut
		var at int64
		if err := rows.Scan(&o.CustomerID, &o.SKU, &o.State, &at); err != nil {
			return err
		}
		o.At = fromMS(at)
		life := h.Lives[o.CustomerID]
		life.OptOuts = append(life.OptOuts, o)
		h.Lives[o.CustomerID] = life
	}
	return rows.Err()
}

// replayPast loads what reached the people before the time that is replayed.
func replayPast(ctx context.Context, tx *sql.Tx, since, from time.Time, h *forecast.History) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT c.id, p.id, p.campaign_id, p.kind, p.reserved_ms, p.sku, p.variant, p.code, p.text_key
		FROM (SELECT DISTINCT customer_n FROM deliveries WHERE `+replayedSQL+`) d
		CROSS JOIN deliveries p ON p.customer_n = d.customer_n JOIN customers c ON c.n = d.customer_n
		WHERE p.state IN ('sending', 'sent', 'uncertain') AND p.kind <> 'confirm' AND p.reserved_ms >= ?2 AND p.reserved_ms < ?1
		ORDER BY p.reserved_ms DESC`, toMS(since), toMS(from))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id core.CustomerID
		var delivery, campaign, at int64
		var p policy.Past
		if err := rows.Scan(&id, &delivery, &campaign, &p.Kind, &at, &p.SKU, &p.Variant, &p.Code, &p.TextKey); err != nil {
			return err
		}
		p.Delivery, p.Campaign, p.At = deliveryID(delivery), campaignID(campaign), fromMS(at)
		life := h.Lives[id]
		life.Past = append(life.Past, p)
		h.Lives[id] = life
	}
	return rows.Err()
}
