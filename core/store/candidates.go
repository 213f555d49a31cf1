package store

import (
	"context"
	"strings"

	"shopbell/core"
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
	match, parts := w.match()
	if match == "" && len(parts) == 0 {
		return nil
	}
	rows, err := s.read.QueryContext(ctx, candidatesSQL, match, jsonList(parts))
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

// The second index holds the messages in scripts without spaces, and its table of sizes says which these are:
// it is the outer one (CROSS JOIN keeps the order).
const candidatesSQL = `
	SELECT ` + messageColumns + ` FROM messages m JOIN customers c ON c.n = m.customer_n
	WHERE m.key IN (
		SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?1
		UNION
		SELECT u.key FROM messages_tri_docsize d CROSS JOIN messages u ON u.key = d.id
		WHERE EXISTS (SELECT 1 FROM json_each(?2) w WHERE instr(u.text, w.value)))
	AND m.from_page = 0 AND m.stub = 0 ORDER BY m.key`

// match gives the expression for words between spaces, and the words that stand anywhere.
func (w Words) match() (match string, parts []string) {
	any, parts := terms(w.Any)
	beside, more := terms(w.Beside)
	with, _ := terms(w.With)
	if len(beside) > 0 && len(with) > 0 {
		any = append(any, "(("+strings.Join(beside, " OR ")+") AND ("+strings.Join(with, " OR ")+"))")
	}
	if len(any) == 0 {
		any = []string{`""`} // finds nothing
	}
	return strings.Join(any, " OR "), append(parts, more...)
}

// terms quotes words, so that nothing in them is syntax.
func terms(list []string) (quoted, parts []string) {
	for _, w := range list {
		if unspaced(w) {
			parts = append(parts, w)
			continue
		}
		whole := strings.TrimSuffix(w, "*")
		quoted = append(quoted, `"`+strings.ReplaceAll(whole, `"`, `""`)+`"`+w[len(whole):])
	}
	return quoted, parts
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
