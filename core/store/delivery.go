package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"time"

	"shopbell/core"
)

func deliveryID(n int64) core.DeliveryID { return core.DeliveryID(strconv.FormatInt(n, 10)) }

func deliveryNumber(id core.DeliveryID) int64 {
	n, err := strconv.ParseInt(string(id), 10, 64)
	if err != nil {
		return -1 // fits no row
	}
	return n
}

func deliveryNumbers(ids []core.DeliveryID) string {
	ns := make([]int64, len(ids))
	for i, id := range ids {
		ns[i] = deliveryNumber(id)
	}
	b, err := json.Marshal(ns)
	if err != nil {
		return "[]" // numbers always marshal
	}
	return string(b)
}

// NamedDelivery is a delivery with the name it is for and its reason in full.
type NamedDelivery struct {
	core.Delivery
	Name     string
	Reason   core.Reason
	AbsentAt time.Time // when the page was first seen without this message, while its fate is looked up

	customer int64  // the person's number
	textKey  string // see policy.Message
}

const deliveryColumns = `d.id, d.campaign_id, c.id, c.name, d.kind, d.sku, d.variant, d.state, d.reason, d.lane, d.attempts, d.message_id,
	d.text, d.code, d.due_ms, d.lapses_ms, d.created_ms, d.reserved_ms, d.updated_ms, d.absent_ms, d.customer_n, d.content, d.arm, d.text_key, d.question, d.question_class`

// leavingColumns is deliveryColumns without what nobody asks of a message that is about to leave: its past.
const leavingColumns = `d.id, d.campaign_id, c.id, c.name, d.kind, d.sku, d.variant, d.state, '', d.lane, d.attempts, '',
	d.text, d.code, 0, d.lapses_ms, 0, 0, 0, 0, d.customer_n, d.content, d.arm, d.text_key, d.question, d.question_class`

// keptDelivery is a row of deliveryColumns, for one row after the other: a campaign reads many.
type keptDelivery struct {
	NamedDelivery
	id, campaign, due, lapses, created, reserved, updated, absent int64
	reason, content                                               string
}

// columns gives where the values of a row go.
func (k *keptDelivery) columns() []any {
	d := &k.NamedDelivery
	return []any{&k.id, &k.campaign, &d.CustomerID, &d.Name, &d.Kind, &d.SKU, &d.Variant, &d.State, &k.reason, &d.Lane, &d.Attempts,
		&d.MessageID, &d.Text, &d.Code, &k.due, &k.lapses, &k.created, &k.reserved, &k.updated, &k.absent, &d.customer, &k.content, &d.Arm, &d.textKey,
		&d.Question, &d.Class}
}

// delivery gives the row that was read.
func (k *keptDelivery) delivery() (d NamedDelivery, err error) {
	d = k.NamedDelivery
	d.ID, d.CampaignID, d.Reason = deliveryID(k.id), campaignID(k.campaign), decodeReason(k.reason)
	d.Delivery.Reason = d.Reason.Code
	d.DueAt, d.LapsesAt, d.CreatedAt, d.ReservedAt, d.UpdatedAt = fromMS(max(k.due, 0)), fromMS(k.lapses), fromMS(k.created), fromMS(k.reserved), fromMS(k.updated)
	d.AbsentAt = fromMS(k.absent)
	d.Rich, err = decodeRich(k.content)
	return d, err
}

func deliveries(ctx context.Context, q querier, tail string, args ...any) ([]NamedDelivery, error) {
	return deliveriesInto(ctx, q, []NamedDelivery{}, deliveryColumns, tail, args...)
}

// deliveriesInto adds to a list.
func deliveriesInto(ctx context.Context, q querier, out []NamedDelivery, columns, tail string, args ...any) ([]NamedDelivery, error) {
	rows, err := q.QueryContext(ctx, `SELECT `+columns+` FROM deliveries d JOIN customers c ON c.n = d.customer_n `+tail, args...)
	if err != nil {
		return nil, fault("store.deliveries", err)
	}
	defer func() { _ = rows.Close() }()
	var kept keptDelivery
	into := kept.columns()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return nil, fault("store.deliveries", err)
		}
		d, err := kept.delivery()
		if err != nil {
			return nil, fault("store.deliveries", err)
		}
		out = append(out, d)
	}
	return out, fault("store.deliveries", rows.Err())
}

// Deliveries lists every delivery in the order in which they were made.
func (s *Store) Deliveries(ctx context.Context) ([]NamedDelivery, error) {
	return deliveries(ctx, s.read, `ORDER BY d.id`)
}

// CampaignDeliveries lists a campaign's deliveries, newest change first. limit 0: all.
func (s *Store) CampaignDeliveries(ctx context.Context, id core.CampaignID, limit int) ([]NamedDelivery, error) {
	if limit == 0 {
		limit = -1
	}
	return deliveries(ctx, s.read, `WHERE d.campaign_id = ? ORDER BY d.updated_ms DESC, d.id LIMIT ?`, campaignNumber(id), limit)
}

// Unsettled lists what may have arrived and is not known to, oldest first: uncertain ones, and those that an earlier run
// left under way.
func (s *Store) Unsettled(ctx context.Context) ([]NamedDelivery, error) {
	return deliveries(ctx, s.read, `WHERE d.state IN ('sending', 'uncertain') ORDER BY d.reserved_ms, d.id`)
}

// Due lists up to limit deliveries that may be tried now, single messages before campaigns. Nobody is listed for whom a
// message is unsettled, and no campaign that is not running.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]core.DeliveryID, error) {
	rows, err := s.read.QueryContext(ctx, dueSQL, toMS(now), limit)
	if err != nil {
		return nil, fault("store.due", err)
	}
	defer func() { _ = rows.Close() }()
	var out []core.DeliveryID
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, fault("store.due", err)
		}
		out = append(out, deliveryID(id))
	}
	return out, fault("store.due", rows.Err())
}

const dueSQL = `
	SELECT id FROM deliveries d
	WHERE state IN ('planned', 'held') AND due_ms >= 0 AND due_ms <= ?
	  AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running')
	  AND NOT EXISTS (SELECT 1 FROM deliveries u WHERE u.customer_n = d.customer_n AND u.state IN ('sending', 'uncertain'))
	ORDER BY min(campaign_id, 1), due_ms, id LIMIT ?`

// NextDue is when the next delivery that waits for a time may go; the zero time when none does.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var ms sql.NullInt64
	err := s.read.QueryRowContext(ctx, `
		SELECT min(due_ms) FROM deliveries
		WHERE state IN ('planned', 'held') AND due_ms >= 0
		  AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state <> 'running')`).Scan(&ms)
	return fromMS(ms.Int64), fault("store.nextdue", err)
}

// Lapse ends what has waited too long and gives how many that were.
func (s *Store) Lapse(ctx context.Context, now time.Time) (int, error) {
	var gone int64
	err := s.change(ctx, "store.lapse", func(tx *sql.Tx) error {
		if err := giveBackWaiting(ctx, tx, `d.lapses_ms > 0 AND d.lapses_ms <= ?`, toMS(now)); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `
			UPDATE deliveries SET state = 'lapsed', reason = ?1, updated_ms = ?2
			WHERE state IN ('planned', 'held') AND lapses_ms > 0 AND lapses_ms <= ?2`,
			encodeReason(core.Reason{Code: core.ReasonLapsed, At: now}), toMS(now))
		if err != nil {
			return err
		}
		gone, err = r.RowsAffected()
		return err
	})
	return int(gone), err
}

// AddSingle keeps one message outside a campaign (a reply or an order update) as its verdict says.
func (s *Store) AddSingle(ctx context.Context, kind core.Kind, d Draft, now, lapses time.Time) (core.Delivery, error) {
	var out NamedDelivery
	err := s.change(ctx, "store.single", func(tx *sql.Tx) error {
		if _, err := existing(ctx, tx, d.CustomerID); err != nil {
			return err
		}
		if err := addDelivery(ctx, tx, core.Campaign{Kind: kind, CreatedAt: now, HoldUntil: lapses}, d); err != nil {
			return err
		}
		list, err := deliveries(ctx, tx, `WHERE d.id = last_insert_rowid()`)
		if err == nil {
			out = list[0]
		}
		return err
	})
	return out.Delivery, err
}

// MessageTaken reports whether a delivery was already settled with this message of the page.
func (s *Store) MessageTaken(ctx context.Context, id core.MessageID) (bool, error) {
	var taken bool
	err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM deliveries WHERE message_id = ? AND message_id <> '')`, id).Scan(&taken)
	return taken, fault("store.messagetaken", err)
}
