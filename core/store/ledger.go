package store

import (
	"context"
	"crypto/rand"
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

// saltSize is the size of an entry's salt in bytes.
const saltSize = 32

// parts gives the entry as it is chained and the personal part that the chain only commits to, "" when nothing in it is
// personal. Empty fields are left out; the keys are sorted. salt is a new one for each entry.
func (e LedgerEntry) parts(salt []byte) (body, person string) {
	person = canonical(field{"customer", string(e.CustomerID)}, field{"message", string(e.MessageID)}, field{"quote", e.Quote}, field{"why", e.Why})
	commitment := ""
	if person == "{}" {
		person = ""
	} else {
		commitment = ledger.Commit(salt, person)
	}
	body = canonical(field{"at", e.At.UTC().Format(time.RFC3339Nano)}, field{"delivery", string(e.DeliveryID)},
		field{"person", commitment}, field{"sku", string(e.SKU)}, field{"variant", e.Variant}, field{"what", e.What})
	return body, person
}

type field struct{ name, value string }

// canonical writes fields, which are sorted by name, as encoding/json writes a map of them without the empty ones. Each
// message has two entries of two such objects, and a map takes six times as long.
func canonical(fields ...field) string {
	b := make([]byte, 1, 256)
	b[0] = '{'
	for _, f := range fields {
		if f.value == "" {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = appendText(append(append(append(b, '"'), f.name...), `":`...), f.value)
	}
	return string(append(b, '}'))
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
	salts := make([]byte, saltSize*len(entries))
	_, _ = rand.Read(salts) // never fails
	chain, people := make([]any, 0, 3*len(entries)), make([]any, 0, 4*len(entries))
	for _, e := range entries {
		salt := salts[:saltSize:saltSize]
		salts = salts[saltSize:]
		body, person := e.parts(salt)
		seq++
		prev = ledger.Chain(prev, seq, body)
		chain = append(chain, seq, body, prev)
		if person != "" {
			people = append(people, seq, string(e.CustomerID), salt, person)
		}
	}
	if err := overRows(ctx, tx, `INSERT INTO ledger (seq, body, hash) VALUES `, `(?,?,?)`, ``, chain); err != nil {
		return err
	}
	return overRows(ctx, tx, `INSERT INTO ledger_people (seq, customer, salt, body) VALUES `, `(?,?,?,?)`, ``, people)
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
