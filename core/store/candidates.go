package store

import (
	"context"
	"strings"

	"shopbell/core"
	"shopbell/core/find"
)

// Words tell which messages may speak of something: those with one of Any, and those with one of Beside and one of With.
// A word that ends in "*" is the beginning of one; a word of a script without spaces stands anywhere.
type Words struct {
	Any, Beside, With []string
}

// Candidates calls f for every customer message that has such words, oldest first, until f fails. Only these are read: the
// full-text index finds them. f may ask the store for more.
func (s *Store) Candidates(ctx context.Context, w Words, f func(core.Message) error) error {
	const op = "store.candidates"
	match := w.match()
	if match == "" {
		return nil
	}
	rows, err := s.read.QueryContext(ctx, candidatesSQL, match)
	if err != nil {
		return fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		m, err := scanMessage(rows)
		if err != nil {
			return fault(op, err)
		}
		if err := f(m.Message); err != nil {
			return err
		}
	}
	return fault(op, rows.Err())
}

const candidatesSQL = `
	SELECT ` + messageColumns + ` FROM messages m JOIN customers c ON c.n = m.customer_n
	WHERE m.key IN (SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?1)
	AND m.from_page = 0 AND m.stub = 0 ORDER BY m.key`

// match gives the full-text expression, "" when there is nothing to look for.
func (w Words) match() string {
	any, beside, with := terms(w.Any), terms(w.Beside), terms(w.With)
	if len(beside) > 0 && len(with) > 0 {
		any = append(any, "(("+strings.Join(beside, " OR ")+") AND ("+strings.Join(with, " OR ")+"))")
	}
	return strings.Join(any, " OR ")
}

// terms gives words as the full-text index knows them.
func terms(list []string) []string {
	var out []string
	for _, w := range list {
		whole := strings.TrimSuffix(w, "*")
		if m := find.Phrase(whole, whole != w); m != "" {
			out = append(out, m)
		}
	}
	return out
}

// Next gives up to limit messages that a person wrote after the given one, oldest first.
func (s *Store) Next(ctx context.Context, m core.Message, limit int) ([]core.Message, error) {
	return s.messages(ctx, nextSQL, m.CustomerID, m.ID, limit)
}

const nextSQL = `
	SELECT ` + messageColumns + ` FROM messages m JOIN customers c ON c.n = m.customer_n
	WHERE m.customer_n = (SELECT n FROM customers WHERE id = ?1) AND m.key > (SELECT key FROM messages WHERE id = ?2)
	AND m.from_page = 0 AND m.stub = 0 AND m.text <> '' ORDER BY m.key LIMIT ?3`

// CountInbound gives how many messages EachInbound will read.
func (s *Store) CountInbound(ctx context.Context) (int, error) {
	var n int
	err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM messages WHERE from_page = 0 AND stub = 0 AND text <> ''`).Scan(&n)
	return n, fault("store.inbound", err)
}
