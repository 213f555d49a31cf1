package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
)

// keepOptOut writes an opt-out and takes what had not left yet from the person. It reports whether something changed.
func (s *Store) keepOptOut(ctx context.Context, tx *sql.Tx, n int64, o core.OptOut, now time.Time) (bool, error) {
	r, err := tx.ExecContext(ctx, `
		INSERT INTO optouts (hash, sku, state, message_id, quote, words, why, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (hash, sku) DO UPDATE SET state = excluded.state, message_id = excluded.message_id, quote = excluded.quote,
			words = excluded.words, why = excluded.why, at_ms = excluded.at_ms
		WHERE state = 'review' AND excluded.state = 'stopped'`,
		s.hash(o.CustomerID), o.SKU, o.State, o.MessageID, o.Quote, o.Words, o.Why, toMS(o.At))
	if err != nil {
		return false, err
	}
	if changed, err := r.RowsAffected(); err != nil || changed == 0 {
		return false, err
	}
	s.consent.Add(1)
	code := core.ReasonOptedOut
	what := "stop"
	if o.State == core.OptOutReview {
		code, what = core.ReasonOptOutReview, "stop_doubtful"
	}
	reason := encodeReason(core.Reason{Code: code, At: o.At, Evidence: string(o.MessageID), Quote: o.Quote})
	if _, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET state = 'refused', reason = ?2, updated_ms = ?3
		WHERE customer_n = ?1 AND kind IN ('restock', 'promo', 'news') AND (?4 = '' OR sku = ?4)
		  AND (state IN ('planned', 'held') OR state = 'refused' AND json_extract(reason, '$.code') = 'opt_out_review')`,
		n, reason, toMS(now), o.SKU); err != nil {
		return false, err
	}
	return true, appendLedger(ctx, tx, LedgerEntry{At: now, What: what, CustomerID: o.CustomerID, MessageID: o.MessageID,
		SKU: o.SKU, Quote: o.Quote, Why: o.Why})
}

// AddOptOut stops a person for the owner's reason.
func (s *Store) AddOptOut(ctx context.Context, id core.CustomerID, why string, now time.Time) error {
	return s.change(ctx, "store.optout", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		_, err = s.keepOptOut(ctx, tx, n, core.OptOut{CustomerID: id, State: core.OptOutStopped, Why: why, At: now}, now)
		return err
	})
}

// RemoveOptOut lets offers go to a person again. The proof is a message that this person wrote after the stop; without
// one nothing changes and the error is core.CodeProofNeeded.
func (s *Store) RemoveOptOut(ctx context.Context, id core.CustomerID, proof core.MessageID, now time.Time) error {
	const op = "store.optout"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		m := core.Message{ID: proof, CustomerID: id}
		var at int64
		err = tx.QueryRowContext(ctx, `SELECT text, at_ms FROM messages WHERE id = ? AND customer_n = ? AND from_page = 0 AND stub = 0`,
			proof, n).Scan(&m.Text, &at)
		if errors.Is(err, sql.ErrNoRows) {
			return core.E(core.CodeProofNeeded, op, "", nil)
		}
		if err != nil {
			return err
		}
		m.At = fromMS(at)
		var later bool
		if err := tx.QueryRowContext(ctx, `SELECT count(*) > 0 FROM optouts WHERE hash = ? AND at_ms >= ?`, s.hash(id), at).Scan(&later); err != nil {
			return err
		}
		if later {
			return core.E(core.CodeProofNeeded, op, "the message is older than the stop", nil)
		}
		return s.resume(ctx, tx, n, id, m, now)
	})
}

// resume ends every opt-out that is older than the person's own message.
func (s *Store) resume(ctx context.Context, tx *sql.Tx, n int64, id core.CustomerID, m core.Message, now time.Time) error {
	r, err := tx.ExecContext(ctx, `DELETE FROM optouts WHERE hash = ? AND at_ms < ?`, s.hash(id), toMS(m.At))
	if err != nil {
		return err
	}
	if gone, err := r.RowsAffected(); err != nil || gone == 0 {
		return err
	}
	if err := revive(ctx, tx, n, now); err != nil {
		return err
	}
	return appendLedger(ctx, tx, LedgerEntry{At: now, What: "resume", CustomerID: id, MessageID: m.ID, Quote: m.Text})
}

// DecideReview settles a doubtful opt-out: stop for good, or carry on with what it held back. The answer is remembered
// for the same words from anybody.
func (s *Store) DecideReview(ctx context.Context, id core.CustomerID, message core.MessageID, stop bool, now time.Time) error {
	const op = "store.review"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		o := core.OptOut{CustomerID: id, MessageID: message, State: core.OptOutStopped}
		var at int64
		err = tx.QueryRowContext(ctx, `
			SELECT sku, quote, words, at_ms FROM optouts WHERE hash = ? AND message_id = ? AND state = 'review'`,
			s.hash(id), message).Scan(&o.SKU, &o.Quote, &o.Words, &at)
		if errors.Is(err, sql.ErrNoRows) {
			return nil // decided already, or the customer has said more since
		}
		if err != nil {
			return err
		}
		o.At = fromMS(at)
		if err := remember(ctx, tx, o.Quote, stop, now); err != nil {
			return err
		}
		if stop {
			_, err = s.keepOptOut(ctx, tx, n, o, now)
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM optouts WHERE hash = ? AND sku = ? AND state = 'review'`, s.hash(id), o.SKU); err != nil {
			return err
		}
		if err := revive(ctx, tx, n, now); err != nil {
			return err
		}
		return appendLedger(ctx, tx, LedgerEntry{At: now, What: "not_a_stop", CustomerID: id, MessageID: message, Quote: o.Quote})
	})
}

func remember(ctx context.Context, tx *sql.Tx, quote string, stop bool, now time.Time) error {
	key := compose.TextKey(quote)
	if key == "" {
		return nil // no words to remember
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO judged (key, stop, at_ms) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET stop = excluded.stop, at_ms = excluded.at_ms`,
		key, stop, toMS(now))
	return err
}

// Judged gives what the owner decided about doubtful messages, by compose.TextKey: true for a stop.
func (s *Store) Judged(ctx context.Context) (map[string]bool, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT key, stop FROM judged`)
	if err != nil {
		return nil, fault("store.judged", err)
	}
	defer func() { _ = rows.Close() }()
	out := map[string]bool{}
	for rows.Next() {
		var key string
		var stop bool
		if err := rows.Scan(&key, &stop); err != nil {
			return nil, fault("store.judged", err)
		}
		out[key] = stop
	}
	return out, fault("store.judged", rows.Err())
}

// revive plans again what only the doubt had held back, also in campaigns that were done without it.
func revive(ctx context.Context, tx *sql.Tx, n int64, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `
		UPDATE campaigns SET state = 'running' WHERE state = 'done' AND id IN (
			SELECT campaign_id FROM deliveries WHERE customer_n = ? AND state = 'refused' AND json_extract(reason, '$.code') = 'opt_out_review')`,
		n); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE deliveries SET state = 'planned', due_ms = ?2, updated_ms = ?2
		WHERE customer_n = ?1 AND state = 'refused' AND json_extract(reason, '$.code') = 'opt_out_review'
		  AND (lapses_ms = 0 OR lapses_ms > ?2)`, n, toMS(now))
	return err
}

// OptOuts lists every opt-out of people who are still here, newest first.
func (s *Store) OptOuts(ctx context.Context) ([]NamedOptOut, error) {
	return s.optOuts(ctx, `o.state IN ('stopped', 'review')`)
}

// Reviews lists what a person should look at, oldest first.
func (s *Store) Reviews(ctx context.Context) ([]NamedOptOut, error) {
	return s.optOuts(ctx, `o.state = 'review'`)
}

// NamedOptOut is an opt-out with the customer's name.
type NamedOptOut struct {
	core.OptOut
	Name string
}

func (s *Store) optOuts(ctx context.Context, where string, args ...any) ([]NamedOptOut, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.id, c.name, o.sku, o.state, o.message_id, o.quote, o.words, o.why, o.at_ms
		FROM optouts o JOIN customers c ON c.hash = o.hash WHERE `+where+` ORDER BY o.at_ms DESC`, args...)
	if err != nil {
		return nil, fault("store.optouts", err)
	}
	defer func() { _ = rows.Close() }()
	out := []NamedOptOut{}
	for rows.Next() {
		var o NamedOptOut
		var at int64
		if err := rows.Scan(&o.CustomerID, &o.Name, &o.SKU, &o.State, &o.MessageID, &o.Quote, &o.Words, &o.Why, &at); err != nil {
			return nil, fault("store.optouts", err)
		}
		o.At = fromMS(at)
		out = append(out, o)
	}
	return out, fault("store.optouts", rows.Err())
}

// existing gives the number of a person who must be here, core.CodeNotFound otherwise.
func existing(ctx context.Context, tx *sql.Tx, id core.CustomerID) (int64, error) {
	var n int64
	err := tx.QueryRowContext(ctx, `SELECT n FROM customers WHERE id = ?`, id).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, core.E(core.CodeNotFound, "store.customer", "customer "+string(id), nil)
	}
	return n, err
}

// unpackOptOut reads what customerColumns packs into one column.
func unpackOptOut(id core.CustomerID, packed string) *core.OptOut {
	parts := strings.SplitN(packed, "\x1f", 3)
	ms, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		ms = 0 // an integer column
	}
	return &core.OptOut{CustomerID: id, State: core.OptOutState(parts[0]), At: fromMS(ms), MessageID: core.MessageID(parts[2])}
}

// OptOutsOf lists the opt-outs of one person.
func (s *Store) OptOutsOf(ctx context.Context, id core.CustomerID) ([]NamedOptOut, error) {
	return s.optOuts(ctx, `o.hash = ?`, s.hash(id))
}
