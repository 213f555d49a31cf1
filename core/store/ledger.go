package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"time"

	"shopbell/core"
	"shopbell/core/ledger"
)

// LedgerEntry is one thing that must be provable later: a change of consent or a message.
type LedgerEntry struct {
	At         time.Time
	What       string // wish, wish_withdrawn, stop, stop_doubtful, not_a_stop, resume, reserved, sent, not_sent
	CustomerID core.CustomerID
	MessageID  core.MessageID
	DeliveryID core.DeliveryID
	SKU        core.SKU
	Variant    string
	Quote      string
	Why        string
}

// body is the entry as it is chained. Empty fields are left out; the keys are sorted by the encoder.
func (e LedgerEntry) body() (string, error) {
	fields := map[string]string{"at": e.At.UTC().Format(time.RFC3339Nano), "what": e.What}
	for k, v := range map[string]string{
		"customer": string(e.CustomerID), "message": string(e.MessageID), "delivery": string(e.DeliveryID),
		"sku": string(e.SKU), "variant": e.Variant, "quote": e.Quote, "why": e.Why,
	} {
		if v != "" {
			fields[k] = v
		}
	}
	b, err := json.Marshal(fields)
	return string(b), err
}

// appendLedger chains entries in the transaction that does what they tell of.
func appendLedger(ctx context.Context, tx *sql.Tx, entries ...LedgerEntry) error {
	if len(entries) == 0 {
		return nil
	}
	var seq int64
	var prev []byte
	err := tx.QueryRowContext(ctx, `SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1`).Scan(&seq, &prev)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	for _, e := range entries {
		body, err := e.body()
		if err != nil {
			return err
		}
		seq++
		prev = ledger.Chain(prev, seq, body)
		if _, err := tx.ExecContext(ctx, `INSERT INTO ledger (seq, body, hash) VALUES (?, ?, ?)`, seq, body, prev); err != nil {
			return err
		}
	}
	return nil
}

// VerifyLedger follows the chain from its first entry. brokenAt is the number of the first entry that does not fit, 0
// when all do.
func (s *Store) VerifyLedger(ctx context.Context) (entries, brokenAt int64, err error) {
	var v ledger.Verifier
	err = s.eachLedger(ctx, func(seq int64, body string, hash []byte) error {
		v.Add(seq, body, hash)
		return nil
	})
	return v.Entries, v.BrokenAt, err
}

// ExportLedger writes one JSON object a line: seq, body (as it was chained) and hash.
func (s *Store) ExportLedger(ctx context.Context, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return s.eachLedger(ctx, func(seq int64, body string, hash []byte) error {
		return enc.Encode(ledger.Line(seq, body, hash))
	})
}

func (s *Store) eachLedger(ctx context.Context, f func(seq int64, body string, hash []byte) error) error {
	rows, err := s.read.QueryContext(ctx, `SELECT seq, body, hash FROM ledger ORDER BY seq`)
	if err != nil {
		return fault("store.ledger", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var seq int64
		var body string
		var hash []byte
		if err := rows.Scan(&seq, &body, &hash); err != nil {
			return fault("store.ledger", err)
		}
		if err := f(seq, body, hash); err != nil {
			return err
		}
	}
	return fault("store.ledger", rows.Err())
}
