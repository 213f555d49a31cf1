package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"shopbell/core"
)

const messageColumns = `m.id, c.id, c.name, m.from_page, m.at_ms, m.text, m.attachments, m.stub, m.deleted_ms, m.reactions`

// NamedMessage is a message with the customer's name.
type NamedMessage struct {
	core.Message
	Name string
}

func scanMessage(rows scanner, more ...any) (NamedMessage, error) {
	var m NamedMessage
	var at, deleted int64
	var attachments, reactions sql.NullString
	err := rows.Scan(append([]any{&m.ID, &m.CustomerID, &m.Name, &m.FromPage, &at, &m.Text, &attachments, &m.DetailUnavailable,
		&deleted, &reactions}, more...)...)
	if err != nil {
		return m, err
	}
	m.At, m.DeletedAt = fromMS(at), fromMS(deleted)
	if attachments.Valid {
		err = json.Unmarshal([]byte(attachments.String), &m.Attachments)
	}
	if reactions.Valid && err == nil {
		err = json.Unmarshal([]byte(reactions.String), &m.Reactions)
	}
	return m, err
}

// Conversation gives up to limit messages of a person, newest first, older than before (the zero time: from the newest
// on). before may also be a message: those that are older than it.
func (s *Store) Conversation(ctx context.Context, id core.CustomerID, before time.Time, beforeID core.MessageID, limit int) ([]core.Message, error) {
	const op = "store.conversation"
	key := int64(1<<63 - 1)
	if !before.IsZero() {
		key = toMS(before) << keyBits
	}
	if beforeID != "" {
		err := s.read.QueryRowContext(ctx, `SELECT key FROM messages WHERE id = ?`, beforeID).Scan(&key)
		if errors.Is(err, sql.ErrNoRows) {
			return nil, core.E(core.CodeNotFound, op, "message "+string(beforeID), nil)
		}
		if err != nil {
			return nil, fault(op, err)
		}
	}
	return s.messages(ctx, conversationSQL, id, key, limit)
}

const conversationSQL = `
	SELECT ` + messageColumns + ` FROM messages m JOIN customers c ON c.n = m.customer_n
	WHERE m.customer_n = (SELECT n FROM customers WHERE id = ?) AND m.key < ?
	ORDER BY m.key DESC LIMIT ?`

// Around gives up to limit messages of a conversation with the given one in the middle, newest first.
func (s *Store) Around(ctx context.Context, id core.CustomerID, message core.MessageID, limit int) ([]core.Message, error) {
	var key int64
	err := s.read.QueryRowContext(ctx, `
		SELECT coalesce(max(key), -1) FROM (
			SELECT key FROM messages WHERE customer_n = (SELECT n FROM customers WHERE id = ?1)
			AND key >= (SELECT key FROM messages WHERE id = ?2) ORDER BY key LIMIT ?3)`, id, message, limit/2+1).Scan(&key)
	if err != nil {
		return nil, fault("store.around", err)
	}
	if key < 0 {
		return nil, core.E(core.CodeNotFound, "store.around", "message "+string(message), nil)
	}
	return s.messages(ctx, conversationSQL, id, key+1, limit)
}

func (s *Store) messages(ctx context.Context, query string, args ...any) ([]core.Message, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fault("store.messages", err)
	}
	defer func() { _ = rows.Close() }()
	out := []core.Message{}
	for rows.Next() {
		m, err := scanMessage(rows)
		if err != nil {
			return nil, fault("store.messages", err)
		}
		out = append(out, m.Message)
	}
	return out, fault("store.messages", rows.Err())
}

// EachInbound calls f for every customer message, oldest first, until f fails. Used to read the history again, for
// example for a new product.
func (s *Store) EachInbound(ctx context.Context, f func(core.Message) error) error {
	rows, err := s.read.QueryContext(ctx, `
		SELECT `+messageColumns+` FROM messages m JOIN customers c ON c.n = m.customer_n
		WHERE m.from_page = 0 AND m.stub = 0 AND m.text <> '' ORDER BY m.key`)
	if err != nil {
		return fault("store.inbound", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		m, err := scanMessage(rows)
		if err != nil {
			return fault("store.inbound", err)
		}
		if err := f(m.Message); err != nil {
			return err
		}
	}
	return fault("store.inbound", rows.Err())
}
