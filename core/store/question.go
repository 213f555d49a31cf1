package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"shopbell/core"
)

// Unanswered lists people who wrote after a time and whom nobody answered since, longest waiting first.
func (s *Store) Unanswered(ctx context.Context, since time.Time) ([]Row, error) {
	return s.Closing(ctx, since, -1)
}

// PassedOn is a message that a person must answer.
type PassedOn struct {
	MessageID  core.MessageID
	CustomerID core.CustomerID
	Name       string
	Quote      string
	Class      core.Question // empty: none was read
	Why        string
	At         time.Time // when it was written
}

// passedOnFor is for how long it is kept that a person must answer a message.
const passedOnFor = 30 * 24 * time.Hour

// PassOn keeps that a person must answer a message, and why; the first reason stays. It reports whether that is new. What
// was kept long ago is forgotten.
func (s *Store) PassOn(ctx context.Context, p PassedOn) (bool, error) {
	var n int64
	err := s.change(ctx, "store.passon", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `
			INSERT OR IGNORE INTO questions (message_id, customer_n, class, why, at_ms) SELECT ?, n, ?, ?, ? FROM customers WHERE id = ?`,
			p.MessageID, p.Class, p.Why, toMS(p.At), p.CustomerID)
		if err != nil {
			return err
		}
		if n, err = r.RowsAffected(); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM questions WHERE at_ms < ?`, toMS(p.At.Add(-passedOnFor)))
		return err
	})
	return n > 0, err
}

// PassedOn lists the messages since a time that a person must answer and has not, the newest of each person, oldest first.
func (s *Store) PassedOn(ctx context.Context, since time.Time) ([]PassedOn, error) {
	const op = "store.passedon"
	rows, err := s.read.QueryContext(ctx, `
		SELECT q.message_id, c.id, c.name, coalesce(m.text, ''), q.class, q.why, max(q.at_ms)
		FROM questions q JOIN customers c ON c.n = q.customer_n LEFT JOIN messages m ON m.id = q.message_id
		WHERE q.at_ms > ? AND q.at_ms > c.last_out_ms GROUP BY q.customer_n ORDER BY 7, q.message_id`, toMS(since))
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []PassedOn{}
	for rows.Next() {
		var p PassedOn
		var at int64
		if err := rows.Scan(&p.MessageID, &p.CustomerID, &p.Name, &p.Quote, &p.Class, &p.Why, &at); err != nil {
			return nil, fault(op, err)
		}
		p.At = fromMS(at)
		out = append(out, p)
	}
	return out, fault(op, rows.Err())
}

// AskedBefore is an earlier message of a customer with its place in the conversation.
type AskedBefore struct {
	NamedMessage
	key int64
}

// AskedBefore lists customers' messages that fit a full-text expression, newest first.
func (s *Store) AskedBefore(ctx context.Context, match string, limit int) ([]AskedBefore, error) {
	const op = "store.askedbefore"
	rows, err := s.read.QueryContext(ctx, askedBeforeSQL, match, limit)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []AskedBefore{}
	for rows.Next() {
		var a AskedBefore
		if a.NamedMessage, err = scanMessage(rows, &a.key); err != nil {
			return nil, fault(op, err)
		}
		out = append(out, a)
	}
	return out, fault(op, rows.Err())
}

const askedBeforeSQL = `
	SELECT ` + messageColumns + `, m.key FROM messages_fts f JOIN messages m ON m.key = f.rowid JOIN customers c ON c.n = m.customer_n
	WHERE messages_fts MATCH ? AND m.from_page = 0 AND m.deleted_ms = 0 ORDER BY f.rowid DESC LIMIT ?`

// TypedAnswer gives what a person of the shop wrote right after a customer's message, within a time: the next message of
// the conversation that is the page's, unless Shopbell sent it by itself. ok is false when there is none.
func (s *Store) TypedAnswer(ctx context.Context, a AskedBefore, within time.Duration) (text string, ok bool, err error) {
	err = s.read.QueryRowContext(ctx, `
		SELECT m.text FROM messages m WHERE m.key = (
			SELECT min(key) FROM messages WHERE customer_n = (SELECT n FROM customers WHERE id = ?1) AND key > ?2 AND key < ?3 AND from_page = 1)
		AND m.text <> '' AND m.deleted_ms = 0
		AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = m.id AND d.message_id <> '' AND d.kind <> 'reply')`,
		a.CustomerID, a.key, toMS(a.At.Add(within))<<keyBits).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return text, err == nil, fault("store.typedanswer", err)
}
