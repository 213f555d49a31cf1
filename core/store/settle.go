package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
)

// Outcome is how one reserved delivery ended.
type Outcome struct {
	ID        core.DeliveryID
	State     core.DeliveryState // sent, failed, refused, held, uncertain, or planned when it surely did not leave
	MessageID core.MessageID     // for sent
	Reason    core.Reason
	Due       time.Time // for held and planned; zero with held: when the customer writes
	// Unreachable and OtherApp note what the platform said about the person.
	Unreachable, OtherApp bool
	AbsentAt              time.Time // for uncertain: when the page was first seen without it
}

// Settle keeps how reserved deliveries ended, in one durable transaction. A delivery that is not under way is left alone.
func (s *Store) Settle(ctx context.Context, outcomes []Outcome, now time.Time) error {
	if len(outcomes) == 0 {
		return nil
	}
	return s.change(ctx, "store.settle", func(tx *sql.Tx) error { return settle(ctx, tx, outcomes, now) })
}

func settle(ctx context.Context, tx *sql.Tx, outcomes []Outcome, now time.Time) error {
	if len(outcomes) == 0 {
		return nil
	}
	n := len(outcomes)
	st := settler{tx: tx, now: now, ledger: make([]LedgerEntry, 0, n), ended: make([]any, 0, 6*n), sent: make([]int64, 0, n)}
	if err := st.begin(ctx, outcomes); err != nil {
		return err
	}
	for _, o := range outcomes {
		if err := st.settle(ctx, o); err != nil {
			return err
		}
	}
	return st.write(ctx)
}

// settler is one settling transaction.
type settler struct {
	tx       *sql.Tx
	now      time.Time
	under    map[int64]underWay // by the delivery's number
	firstKey int64              // of as many in a row for the messages that arrived
	ledger   []LedgerEntry
	ended    []any   // values of the rows of write: what became of deliveries
	sent     []int64 // deliveries that arrived
}

// underWay is what settling needs to know of a delivery.
type underWay struct {
	customer   int64 // the person's number
	customerID core.CustomerID
	kind       core.Kind
	sku        core.SKU
	variant    string
	reserved   int64 // ms
	coded      bool
}

func (s *settler) begin(ctx context.Context, outcomes []Outcome) error {
	ids := make([]core.DeliveryID, len(outcomes))
	for i, o := range outcomes {
		ids[i] = o.ID
	}
	rows, err := s.tx.QueryContext(ctx, `
		SELECT d.id, d.customer_n, c.id, d.kind, d.sku, d.variant, d.reserved_ms, d.code <> ''
		FROM json_each(?) j CROSS JOIN deliveries d ON d.id = j.value JOIN customers c ON c.n = d.customer_n
		WHERE d.state IN ('sending', 'uncertain')`, deliveryNumbers(ids))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	s.under = make(map[int64]underWay, len(outcomes))
	for rows.Next() {
		var id int64
		var d underWay
		if err := rows.Scan(&id, &d.customer, &d.customerID, &d.kind, &d.sku, &d.variant, &d.reserved, &d.coded); err != nil {
			return err
		}
		s.under[id] = d
	}
	if err := rows.Err(); err != nil {
		return err
	}
	s.firstKey, err = freeKeys(ctx, s.tx, s.now, len(s.under))
	return err
}

// freeKeys gives the first of n keys in a row that no message has, from a time on.
func freeKeys(ctx context.Context, tx *sql.Tx, at time.Time, n int) (int64, error) {
	for {
		key, err := nextKey(ctx, tx, at)
		if err != nil {
			return 0, err
		}
		var taken sql.NullInt64
		if err := tx.QueryRowContext(ctx, `SELECT max(key) FROM messages WHERE key >= ? AND key < ?`, key, key+int64(n)).Scan(&taken); err != nil || !taken.Valid {
			return key, err
		}
		at = fromMS(taken.Int64>>keyBits + 1)
	}
}

func (s *settler) settle(ctx context.Context, o Outcome) error {
	id := deliveryNumber(o.ID)
	d, ok := s.under[id]
	if !ok {
		return nil
	}
	due := toMS(o.Due)
	if o.State == core.DeliveryHeld && o.Due.IsZero() {
		due = -1
	}
	s.ended = append(s.ended, id, string(o.State), string(o.MessageID), encodeReason(o.Reason), due, toMS(o.AbsentAt))
	if err := s.notePerson(ctx, d.customer, o); err != nil {
		return err
	}
	// One that is tried again keeps its code: should the first try turn up after all, it is the same person's.
	if d.coded && (o.State == core.DeliveryHeld || o.State == core.DeliveryRefused || o.State == core.DeliveryFailed) {
		list, err := deliveries(ctx, s.tx, `WHERE d.id = ?`, id)
		if err != nil {
			return err
		}
		if err := giveBack(ctx, s.tx, list[0]); err != nil {
			return err
		}
	}
	e := LedgerEntry{At: s.now, CustomerID: d.customerID, DeliveryID: o.ID, MessageID: o.MessageID}
	switch o.State {
	case core.DeliveryUncertain:
		return nil
	case core.DeliverySent:
		e.What = "sent"
		s.ledger = append(s.ledger, e)
		s.sent = append(s.sent, id)
		return s.answerWish(ctx, d)
	}
	e.What, e.Why = "not_sent", string(o.Reason.Code)
	s.ledger = append(s.ledger, e)
	return nil
}

// write keeps what was gathered.
func (s *settler) write(ctx context.Context) error {
	now := toMS(s.now)
	if err := overRows(ctx, s.tx, `WITH r (id, state, message, reason, due, absent) AS (VALUES `, `(?,?,?,?,?,?)`, `)
		UPDATE deliveries SET state = r.state, message_id = r.message, reason = r.reason, due_ms = r.due, absent_ms = r.absent, updated_ms = :now
		FROM r WHERE deliveries.id = r.id`, s.ended, now); err != nil {
		return err
	}
	if len(s.sent) > 0 {
		if err := s.writeSent(ctx, now); err != nil {
			return err
		}
	}
	return appendLedger(ctx, s.tx, s.ledger...)
}

// writeSent puts messages that arrived into the history, so that the conversations show them at once: all in one
// statement, since the full-text index is written out before each.
func (s *settler) writeSent(ctx context.Context, now int64) error {
	sent, err := json.Marshal(s.sent)
	if err != nil {
		return err
	}
	if _, err := s.tx.ExecContext(ctx, `
		WITH d AS MATERIALIZED (SELECT customer_n AS n, text FROM json_each(?1) j CROSS JOIN deliveries ON deliveries.id = j.value)
		UPDATE customers SET last_out_ms = max(last_out_ms, ?2), first_ms = iif(first_ms = 0, ?2, first_ms), last_ms = max(last_ms, ?2),
			last_text = iif(last_ms <= ?2, d.text, last_text), last_from_page = iif(last_ms <= ?2, 1, last_from_page)
		FROM d WHERE customers.n = d.n`, string(sent), now); err != nil {
		return err
	}
	// A pull may have brought it already; without an id of the platform the next one brings it.
	_, err = s.tx.ExecContext(ctx, `
		INSERT INTO messages (key, id, customer_n, from_page, text)
		SELECT ?2 + j.key, d.message_id, d.customer_n, 1, d.text FROM json_each(?1) j CROSS JOIN deliveries d ON d.id = j.value
		WHERE d.message_id <> '' ON CONFLICT (id) DO NOTHING`, string(sent), s.firstKey)
	return err
}

func (s *settler) notePerson(ctx context.Context, n int64, o Outcome) error {
	if !o.Unreachable && !o.OtherApp {
		return nil
	}
	_, err := s.tx.ExecContext(ctx, `
		UPDATE customers SET unreachable_ms = CASE WHEN ?2 THEN ?4 ELSE unreachable_ms END,
			other_app_ms = CASE WHEN ?3 THEN ?4 ELSE other_app_ms END WHERE n = ?1`, n, o.Unreachable, o.OtherApp, toMS(s.now))
	return err
}

// answerWish takes the person off the waiting list that a message answered.
func (s *settler) answerWish(ctx context.Context, d underWay) error {
	if d.kind != core.KindRestock {
		return nil
	}
	// The sign before state keeps SQLite from reading the product's whole line instead of the person's wishes.
	_, err := s.tx.ExecContext(ctx, `
		UPDATE requests SET state = 'told'
		WHERE customer_n = ?1 AND sku = ?2 AND +state = 'waiting' AND asked_ms <= ?4 AND (?3 = '' OR variant = '' OR variant = ?3 COLLATE NOCASE)`,
		d.customer, d.sku, d.variant, d.reserved)
	return err
}
