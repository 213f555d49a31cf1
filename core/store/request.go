package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"shopbell/core"
)

// NamedRequest is a request with the customer's name and its place in the product's line.
type NamedRequest struct {
	core.Request
	Name  string
	Place int // 1 is first; 0 when it does not wait
	Of    int
}

// Line lists who waits for a product, oldest request first. An empty variant gives every variant.
func (s *Store) Line(ctx context.Context, sku core.SKU, variant string) ([]NamedRequest, error) {
	list, err := s.requests(ctx, `0, 0`, `
		WHERE r.sku = ?1 AND r.state = 'waiting' AND (?2 = '' OR r.variant = '' OR r.variant = ?2 COLLATE NOCASE)
		ORDER BY r.asked_ms, r.customer_n`, sku, variant)
	for i := range list {
		list[i].Place, list[i].Of = i+1, len(list)
	}
	return list, err
}

// placeSQL counts a request's place in its product's line and the line.
const placeSQL = `
	CASE r.state WHEN 'waiting' THEN (SELECT count(*) FROM requests b WHERE b.sku = r.sku AND b.state = 'waiting'
		AND (b.asked_ms, b.customer_n) <= (r.asked_ms, r.customer_n)) ELSE 0 END,
	(SELECT count(*) FROM requests b WHERE b.sku = r.sku AND b.state = 'waiting')`

// RequestsOf lists what a person asked for, newest first, without what they withdrew.
func (s *Store) RequestsOf(ctx context.Context, id core.CustomerID) ([]NamedRequest, error) {
	return s.requests(ctx, placeSQL, `WHERE c.id = ? AND r.state <> 'withdrawn' ORDER BY r.asked_ms DESC`, id)
}

func (s *Store) requests(ctx context.Context, place, tail string, args ...any) ([]NamedRequest, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.id, c.name, r.sku, r.variant, r.message_id, r.quote, r.asked_ms, r.state, `+place+`
		FROM requests r JOIN customers c ON c.n = r.customer_n `+tail, args...)
	if err != nil {
		return nil, fault("store.requests", err)
	}
	defer func() { _ = rows.Close() }()
	out := []NamedRequest{}
	for rows.Next() {
		var r NamedRequest
		var at int64
		if err := rows.Scan(&r.CustomerID, &r.Name, &r.SKU, &r.Variant, &r.MessageID, &r.Quote, &at, &r.State, &r.Place, &r.Of); err != nil {
			return nil, fault("store.requests", err)
		}
		r.AskedAt = fromMS(at)
		out = append(out, r)
	}
	return out, fault("store.requests", rows.Err())
}

// Finding is what reading an older message again brought.
type Finding struct {
	Message core.Message
	Wishes  []Wish
}

// AddFindings keeps wishes found in messages that are here already, oldest first, and gives how many were new. People
// who were told about a product after such a message are not put in line again.
func (s *Store) AddFindings(ctx context.Context, list []Finding, now time.Time) (int, error) {
	added := 0
	err := s.change(ctx, "store.findings", func(tx *sql.Tx) error {
		added = 0
		for _, f := range list {
			n, err := existing(ctx, tx, f.Message.CustomerID)
			if err != nil {
				return err
			}
			for _, w := range f.Wishes {
				told, err := toldSince(ctx, tx, n, w, f.Message.At)
				if err != nil {
					return err
				}
				if told {
					continue
				}
				one, err := wish(ctx, tx, n, Read{Message: f.Message}, w, now)
				if err != nil {
					return err
				}
				added += one
			}
		}
		return nil
	})
	return added, err
}

func toldSince(ctx context.Context, tx *sql.Tx, n int64, w Wish, at time.Time) (bool, error) {
	var one int
	err := tx.QueryRowContext(ctx, `
		SELECT 1 FROM deliveries WHERE customer_n = ? AND sku = ? AND state IN ('sending', 'sent', 'uncertain') AND reserved_ms >= ? LIMIT 1`,
		n, w.SKU, toMS(at)).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// CorrectRequest takes a person off a list because the message did not ask for the product, and remembers it.
func (s *Store) CorrectRequest(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID, now time.Time) error {
	return s.change(ctx, "store.correct", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO corrections (message_id, sku) VALUES (?, ?) ON CONFLICT DO NOTHING`, message, sku); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `
			UPDATE requests SET state = 'withdrawn' WHERE customer_n = ? AND sku = ? AND message_id = ? AND state = 'waiting'`, n, sku, message)
		if err != nil {
			return err
		}
		if gone, err := r.RowsAffected(); err != nil || gone == 0 {
			return err
		}
		return appendLedger(ctx, tx, LedgerEntry{At: now, What: "not_a_wish", CustomerID: id, MessageID: message, SKU: sku})
	})
}
