package store

import (
	"context"
	"database/sql"
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
	return s.change(ctx, "store.settle", func(tx *sql.Tx) error {
		st := settler{tx: tx, now: now}
		if err := st.begin(ctx, outcomes); err != nil {
			return err
		}
		for _, o := range outcomes {
			if err := st.settle(ctx, o); err != nil {
				return err
			}
		}
		return appendLedger(ctx, tx, st.ledger...)
	})
}

// settler is one settling transaction.
type settler struct {
	tx     *sql.Tx
	now    time.Time
	under  map[core.DeliveryID]NamedDelivery // under way
	ledger []LedgerEntry
}

func (s *settler) begin(ctx context.Context, outcomes []Outcome) error {
	ids := make([]core.DeliveryID, len(outcomes))
	for i, o := range outcomes {
		ids[i] = o.ID
	}
	list, err := deliveries(ctx, s.tx, `WHERE d.id IN (SELECT value FROM json_each(?)) AND d.state IN ('sending', 'uncertain')`, deliveryNumbers(ids))
	if err != nil {
		return err
	}
	s.under = make(map[core.DeliveryID]NamedDelivery, len(list))
	for _, d := range list {
		s.under[d.ID] = d
	}
	return nil
}

func (s *settler) settle(ctx context.Context, o Outcome) error {
	d, ok := s.under[o.ID]
	if !ok {
		return nil
	}
	due := toMS(o.Due)
	if o.State == core.DeliveryHeld && o.Due.IsZero() {
		due = -1
	}
	if _, err := s.tx.ExecContext(ctx, `
		UPDATE deliveries SET state = ?, message_id = ?, reason = ?, due_ms = ?, updated_ms = ?, absent_ms = ? WHERE id = ?`,
		o.State, o.MessageID, encodeReason(o.Reason), due, toMS(s.now), toMS(o.AbsentAt), deliveryNumber(o.ID)); err != nil {
		return err
	}
	if err := s.notePerson(ctx, d.customer, o); err != nil {
		return err
	}
	// One that is tried again keeps its code: should the first try turn up after all, it is the same person's.
	if o.State == core.DeliveryHeld || o.State == core.DeliveryRefused || o.State == core.DeliveryFailed {
		if err := giveBack(ctx, s.tx, d); err != nil {
			return err
		}
	}
	e := LedgerEntry{At: s.now, CustomerID: d.CustomerID, DeliveryID: d.ID, MessageID: o.MessageID}
	switch o.State {
	case core.DeliveryUncertain:
		return nil
	case core.DeliverySent:
		e.What = "sent"
		s.ledger = append(s.ledger, e)
		return s.keepSent(ctx, d, o.MessageID)
	}
	e.What, e.Why = "not_sent", string(o.Reason.Code)
	s.ledger = append(s.ledger, e)
	return nil
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

// keepSent puts a message that arrived into the history, so that the conversation shows it at once, and takes the person
// off the waiting list that it answers.
func (s *settler) keepSent(ctx context.Context, d NamedDelivery, id core.MessageID) error {
	if id != "" {
		key, err := nextKey(ctx, s.tx, s.now)
		if err != nil {
			return err
		}
		// A pull may have brought it already.
		if _, err := s.tx.ExecContext(ctx, `
			INSERT INTO messages (key, id, customer_n, from_page, text, unspaced) VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (id) DO NOTHING`,
			key, id, d.customer, d.Text, unspaced(d.Text)); err != nil {
			return err
		}
	}
	if _, err := s.tx.ExecContext(ctx, `
		UPDATE customers SET last_out_ms = max(last_out_ms, ?2), first_ms = CASE WHEN first_ms = 0 THEN ?2 ELSE first_ms END,
			(last_ms, last_text, last_from_page) = (SELECT ?2, ?3, 1 WHERE last_ms <= ?2 UNION ALL SELECT last_ms, last_text, last_from_page LIMIT 1)
		WHERE n = ?1`, d.customer, toMS(s.now), d.Text); err != nil {
		return err
	}
	if d.Kind != core.KindRestock {
		return nil
	}
	// The sign before state keeps SQLite from reading the product's whole line instead of the person's wishes.
	_, err := s.tx.ExecContext(ctx, `
		UPDATE requests SET state = 'told'
		WHERE customer_n = ?1 AND sku = ?2 AND +state = 'waiting' AND asked_ms <= ?4 AND (?3 = '' OR variant = '' OR variant = ?3 COLLATE NOCASE)`,
		d.customer, d.SKU, d.Variant, toMS(d.ReservedAt))
	return err
}
