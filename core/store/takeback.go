package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
)

// What the owner corrected can be taken back while the person has said nothing more: whatever they say is stronger than
// what the owner makes of their older words.

// Heard counts what a person wrote, as far as it is here; 0 for somebody who is not.
func (s *Store) Heard(ctx context.Context, id core.CustomerID) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `
		SELECT count(*) FROM messages m JOIN customers c ON c.n = m.customer_n WHERE c.id = ? AND m.from_page = 0`, id).Scan(&n)
	return n, fault("store.heard", err)
}

// silent gives the number of a person of whom no more was heard than so many messages, core.CodeNotFound otherwise.
func silent(ctx context.Context, tx *sql.Tx, id core.CustomerID, heard int) (int64, error) {
	n, err := existing(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	var now int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM messages WHERE customer_n = ? AND from_page = 0`, n).Scan(&now); err != nil {
		return 0, err
	}
	if now != heard {
		return 0, core.E(core.CodeNotFound, "store.takeback", "the customer wrote since", nil)
	}
	return n, nil
}

// TakeBackCorrection puts a person back on the list from which CorrectRequest took them, to their old place. heard is
// Heard from before the correction; core.CodeNotFound when the person wrote since, or there is no such correction.
func (s *Store) TakeBackCorrection(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID, heard int, now time.Time) error {
	const op = "store.takeback"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		n, err := silent(ctx, tx, id, heard)
		if err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `DELETE FROM corrections WHERE message_id = ? AND sku = ?`, message, sku)
		if err != nil {
			return err
		}
		if gone, err := r.RowsAffected(); err != nil || gone == 0 {
			return errors.Join(err, core.E(core.CodeNotFound, op, "there is no such correction", nil))
		}
		entry := LedgerEntry{At: now, What: "wish", CustomerID: id, MessageID: message, SKU: sku}
		err = tx.QueryRowContext(ctx, `
			UPDATE requests SET state = 'waiting' WHERE customer_n = ? AND sku = ? AND message_id = ? AND state = 'withdrawn'
			RETURNING variant, quote`, n, sku, message).Scan(&entry.Variant, &entry.Quote)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // the correction was of a message that put nobody on a list
		}
		if err != nil {
			return err
		}
		return appendLedger(ctx, tx, entry)
	})
}

// AskAgain opens the question again that DecideReview answered, and forgets the answer for the same words. Until it is
// answered anew nothing promotional goes to the person, so that this never lets more out than the answer did. heard is
// Heard from before the answer; core.CodeNotFound when the person wrote since, or the message was never in doubt.
func (s *Store) AskAgain(ctx context.Context, id core.CustomerID, message core.MessageID, heard int, now time.Time) error {
	const op = "store.takeback"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		n, err := silent(ctx, tx, id, heard)
		if err != nil {
			return err
		}
		o := core.OptOut{CustomerID: id, State: core.OptOutReview, MessageID: message}
		var at int64
		err = tx.QueryRowContext(ctx, `
			SELECT coalesce(json_extract(l.body, '$.sku'), ''), m.text, m.at_ms
			FROM ledger_people p JOIN ledger l ON l.seq = p.seq JOIN messages m ON m.id = ?2
			WHERE p.customer = ?1 AND json_extract(l.body, '$.what') = 'stop_doubtful' AND json_extract(p.body, '$.message') = ?2
			ORDER BY p.seq DESC LIMIT 1`, id, message).Scan(&o.SKU, &o.Quote, &at)
		if errors.Is(err, sql.ErrNoRows) {
			return core.E(core.CodeNotFound, op, "this message was never in doubt", nil)
		}
		if err != nil {
			return err
		}
		o.At = fromMS(at)
		if _, err := tx.ExecContext(ctx, `DELETE FROM judged WHERE key = ?`, compose.TextKey(o.Quote)); err != nil {
			return err
		}
		doubted, err := s.doubt(ctx, tx, n, o, now)
		if err != nil || doubted {
			return err
		}
		if doubted, err = s.keepOptOut(ctx, tx, n, o, now); err == nil && !doubted {
			return core.E(core.CodeNotFound, op, "the question is open, or something else stopped the person", nil)
		}
		return err
	})
}

// doubt makes the stop that this very message was taken for a question again, and says so of what it held back.
func (s *Store) doubt(ctx context.Context, tx *sql.Tx, n int64, o core.OptOut, now time.Time) (bool, error) {
	r, err := tx.ExecContext(ctx, `UPDATE optouts SET state = 'review' WHERE hash = ? AND sku = ? AND message_id = ? AND state = 'stopped'`,
		s.hash(o.CustomerID), o.SKU, o.MessageID)
	if err != nil {
		return false, err
	}
	if changed, err := r.RowsAffected(); err != nil || changed == 0 {
		return false, err
	}
	s.consent.Add(1)
	reason := encodeReason(core.Reason{Code: core.ReasonOptOutReview, At: o.At, Evidence: string(o.MessageID), Quote: o.Quote})
	if _, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET reason = ?2, updated_ms = ?3
		WHERE customer_n = ?1 AND state = 'refused' AND json_extract(reason, '$.code') = 'opted_out' AND json_extract(reason, '$.evidence') = ?4`,
		n, reason, toMS(now), o.MessageID); err != nil {
		return false, err
	}
	return true, appendLedger(ctx, tx, LedgerEntry{At: now, What: "stop_doubtful", CustomerID: o.CustomerID, MessageID: o.MessageID, SKU: o.SKU, Quote: o.Quote})
}
