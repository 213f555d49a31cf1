package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"shopbell/core"
)

// Draft gives what was typed to a person and not sent, "" for nothing.
func (s *Store) Draft(ctx context.Context, id core.CustomerID) (string, error) {
	var text string
	err := s.read.QueryRowContext(ctx, `SELECT d.text FROM drafts d JOIN customers c ON c.n = d.customer_n WHERE c.id = ?`, id).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, fault("store.draft", err)
}

// SetDraft keeps what was typed to a person and not sent; "" forgets it. core.CodeNotFound: there is no such person.
func (s *Store) SetDraft(ctx context.Context, id core.CustomerID, text string, now time.Time) error {
	return s.change(ctx, "store.draft", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, id)
		if err != nil {
			return err
		}
		if text == "" {
			_, err = tx.ExecContext(ctx, `DELETE FROM drafts WHERE customer_n = ?`, n)
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO drafts (customer_n, text, updated_ms) VALUES (?, ?, ?)
			ON CONFLICT (customer_n) DO UPDATE SET text = excluded.text, updated_ms = excluded.updated_ms`, n, text, toMS(now))
		return err
	})
}
