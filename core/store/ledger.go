package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"strings"
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
// out; the keys are sorted. salt is new for each entry, nil when nothing in it is personal.
func (e LedgerEntry) parts() (body, person string, salt []byte) {
	person = canonical(field{"customer", string(e.CustomerID)}, field{"message", string(e.MessageID)}, field{"quote", e.Quote}, field{"why", e.Why})
	commitment := ""
	if person != "{}" {
		salt = make([]byte, 32)
		_, _ = rand.Read(salt) // never fails
		commitment = ledger.Commit(salt, person)
	}
	body = canonical(field{"at", e.At.UTC().Format(time.RFC3339Nano)}, field{"delivery", string(e.DeliveryID)},
		field{"person", commitment}, field{"sku", string(e.SKU)}, field{"variant", e.Variant}, field{"what", e.What})
	return body, person, salt
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
	chain, people := make([]any, 0, 3*len(entries)), make([]any, 0, 4*len(entries))
	for _, e := range entries {
		body, person, salt := e.parts()
		seq++
		prev = ledger.Chain(prev, seq, body)
		chain = append(chain, seq, body, prev)
		if salt != nil {
			people = append(people, seq, string(e.CustomerID), salt, person)
		}
	}
	if err := insertRows(ctx, tx, `INSERT INTO ledger (seq, body, hash) VALUES `, 3, chain); err != nil {
		return err
	}
	return insertRows(ctx, tx, `INSERT INTO ledger_people (seq, customer, salt, body) VALUES `, 4, people)
}

// rowsAtOnce is how many rows one statement inserts. A batch of the outbox fills several.
const rowsAtOnce = 32

// insertRows inserts rows of n values each, many in a statement. There are two statements for each table, so that they
// stay prepared.
func insertRows(ctx context.Context, tx *sql.Tx, into string, n int, values []any) error {
	row := "(" + strings.Repeat("?,", n)[:2*n-1] + ")"
	many := into + strings.Repeat(row+",", rowsAtOnce-1) + row
	for len(values) > 0 {
		query, count := into+row, n
		if len(values) >= rowsAtOnce*n {
			query, count = many, rowsAtOnce*n
		}
		if _, err := tx.ExecContext(ctx, query, values[:count]...); err != nil {
			return err
		}
		values = values[count:]
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
