package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"maps"
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

// parts gives the entry as it is chained and the personal part that the chain only commits to. Empty fields are left
// out; the keys are sorted by the encoder. salt is new for each entry, nil when nothing in it is personal.
func (e LedgerEntry) parts() (body, person string, salt []byte, err error) {
	if person, err = canonical(map[string]string{
		"customer": string(e.CustomerID), "message": string(e.MessageID), "quote": e.Quote, "why": e.Why,
	}); err != nil {
		return "", "", nil, err
	}
	fields := map[string]string{"at": e.At.UTC().Format(time.RFC3339Nano), "what": e.What,
		"delivery": string(e.DeliveryID), "sku": string(e.SKU), "variant": e.Variant}
	if person != "{}" {
		salt = make([]byte, 32)
		_, _ = rand.Read(salt) // never fails
		fields["person"] = ledger.Commit(salt, person)
	}
	body, err = canonical(fields)
	return body, person, salt, err
}

func canonical(fields map[string]string) (string, error) {
	maps.DeleteFunc(fields, func(_, v string) bool { return v == "" })
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
		body, person, salt, err := e.parts()
		if err != nil {
			return err
		}
		seq++
		prev = ledger.Chain(prev, seq, body)
		if _, err := tx.ExecContext(ctx, `INSERT INTO ledger (seq, body, hash) VALUES (?, ?, ?)`, seq, body, prev); err != nil {
			return err
		}
		if salt == nil {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO ledger_people (seq, customer, salt, body) VALUES (?, ?, ?, ?)`,
			seq, e.CustomerID, salt, person); err != nil {
			return err
		}
	}
	return nil
}

// VerifyLedger follows the chain from its first entry. brokenAt is the number of the first entry that does not fit, 0
// when all do.
func (s *Store) VerifyLedger(ctx context.Context) (entries, brokenAt int64, err error) {
	var v ledger.Verifier
	err = s.eachLedger(ctx, func(e ledger.Entry) error {
		v.Add(e)
		return nil
	})
	return v.Entries, v.BrokenAt, err
}

// ExportLedger writes one JSON object a line: seq, body (as it was chained) and hash, with salt and person (as the body
// commits to them) where the person was not erased.
func (s *Store) ExportLedger(ctx context.Context, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return s.eachLedger(ctx, func(e ledger.Entry) error { return enc.Encode(ledger.Line(e)) })
}

func (s *Store) eachLedger(ctx context.Context, f func(ledger.Entry) error) error {
	return fault("store.ledger", eachEntry(ctx, s.read, `ORDER BY l.seq`, nil, f))
}

// eachEntry calls f for the entries that tail chooses, until f fails.
func eachEntry(ctx context.Context, q querier, tail string, args []any, f func(ledger.Entry) error) error {
	rows, err := q.QueryContext(ctx, `
		SELECT l.seq, l.body, l.hash, p.salt, coalesce(p.body, '') FROM ledger l LEFT JOIN ledger_people p ON p.seq = l.seq `+tail, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var e ledger.Entry
		if err := rows.Scan(&e.Seq, &e.Body, &e.Hash, &e.Salt, &e.Person); err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
	}
	return rows.Err()
}
