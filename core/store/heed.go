package store

import (
	"context"
	"database/sql"
	"time"

	"shopbell/core"
)

// confirmWithin is how old a stop may be to be confirmed: the platform's window.
const confirmWithin = 24 * time.Hour

// heed does what a new customer message asks for: stop, resume, join or leave a waiting list, and release what waited for it.
func (s *Store) heed(ctx context.Context, tx *sql.Tx, n int64, m Read, now time.Time) (Pulled, error) {
	var got Pulled
	if _, err := tx.ExecContext(ctx, `
		UPDATE customers SET last_sku = CASE WHEN ?2 <> '' THEN ?2 ELSE last_sku END,
			language = CASE WHEN ?3 <> '' THEN ?3 ELSE language END WHERE n = ?1`, n, m.LastSKU, m.Language); err != nil {
		return got, err
	}
	for _, w := range m.Wishes {
		added, err := wish(ctx, tx, n, m, w, now)
		if err != nil {
			return got, err
		}
		got.Requests += added
	}
	if err := release(ctx, tx, n, m.Message, now); err != nil {
		return got, err
	}
	switch m.OptOut {
	case core.ReadStop, core.ReadReview:
		stopped, err := s.stop(ctx, tx, n, m, now)
		if stopped {
			got.OptOuts++
		}
		return got, err
	case core.ReadResume:
		return got, s.resume(ctx, tx, n, m.CustomerID, m.Message, now)
	}
	return got, nil
}

// wish puts a person on a waiting list, or takes them off it.
func wish(ctx context.Context, tx *sql.Tx, n int64, m Read, w Wish, now time.Time) (added int, err error) {
	entry := LedgerEntry{At: now, What: "wish", CustomerID: m.CustomerID, MessageID: m.ID, SKU: w.SKU, Variant: w.Variant, Quote: m.Text}
	var r sql.Result
	if w.Withdraw {
		entry.What = "wish_withdrawn"
		r, err = tx.ExecContext(ctx, `
			UPDATE requests SET state = 'withdrawn'
			WHERE customer_n = ? AND sku = ? AND +state = 'waiting' AND asked_ms <= ? AND (? = '' OR variant = ?)`,
			n, w.SKU, toMS(m.At), w.Variant, w.Variant)
	} else {
		// The same wish again keeps the older place; one that the owner corrected stays corrected.
		r, err = tx.ExecContext(ctx, `
			INSERT INTO requests (customer_n, sku, variant, message_id, quote, asked_ms, state)
			SELECT ?1, ?2, ?3, ?4, ?5, ?6, 'waiting' WHERE NOT EXISTS (SELECT 1 FROM corrections WHERE message_id = ?4 AND sku = ?2)
			ON CONFLICT DO NOTHING`, n, w.SKU, w.Variant, m.ID, m.Text, toMS(m.At))
	}
	if err != nil {
		return 0, err
	}
	changed, err := r.RowsAffected()
	if err != nil || changed == 0 {
		return 0, err
	}
	if !w.Withdraw {
		added = 1
	}
	return added, appendLedger(ctx, tx, entry)
}

// release lets messages that waited for this person's next message go, from their earliest time on. Those of a campaign
// that asks first wait for the owner's word instead.
func release(ctx context.Context, tx *sql.Tx, n int64, m core.Message, now time.Time) error {
	reason := encodeReason(core.Reason{Code: core.ReasonWindowOpen, At: m.At, Evidence: string(m.ID), Quote: m.Text})
	_, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET updated_ms = ?2,
			due_ms = CASE WHEN (SELECT on_reply FROM campaigns k WHERE k.id = campaign_id) = 'ask' THEN ?4 ELSE max(not_before_ms, ?2) END,
			reason = CASE WHEN not_before_ms <= ?2 THEN ?3 ELSE reason END
		WHERE customer_n = ?1 AND state = 'held' AND due_ms = -1`, n, toMS(now), reason, dueAsk)
	return err
}

// stop keeps an opt-out or a doubtful one. A doubtful one never weakens a sure one. It reports whether something changed.
func (s *Store) stop(ctx context.Context, tx *sql.Tx, n int64, m Read, now time.Time) (bool, error) {
	state := core.OptOutStopped
	if m.OptOut == core.ReadReview {
		state = core.OptOutReview
	}
	o := core.OptOut{CustomerID: m.CustomerID, State: state, SKU: m.StopSKU, MessageID: m.ID, Quote: m.Text, Words: m.Words, At: m.At}
	changed, err := s.keepOptOut(ctx, tx, n, o, now)
	if err != nil || !changed || m.Confirm == "" || now.Sub(m.At) >= confirmWithin {
		return changed, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO deliveries (customer_n, kind, sku, state, text, created_ms, updated_ms, lapses_ms)
		VALUES (?, ?, ?, 'planned', ?, ?, ?, ?)`,
		n, core.KindConfirm, m.StopSKU, m.Confirm, toMS(now), toMS(now), toMS(m.At.Add(confirmWithin)))
	return true, err
}
