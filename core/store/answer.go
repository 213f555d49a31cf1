package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
)

// SavedAnswers lists the shop's saved answers by their keys.
func (s *Store) SavedAnswers(ctx context.Context) ([]core.SavedAnswer, error) {
	const op = "store.answers"
	rows, err := s.read.QueryContext(ctx, `SELECT key, purpose, texts FROM answers ORDER BY key`)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []core.SavedAnswer{}
	for rows.Next() {
		var a core.SavedAnswer
		var texts string
		if err := rows.Scan(&a.Key, &a.Purpose, &texts); err != nil {
			return nil, fault(op, err)
		}
		if err := json.Unmarshal([]byte(texts), &a.Texts); err != nil {
			return nil, core.E(core.CodeDataDamaged, op, a.Key, err)
		}
		out = append(out, a)
	}
	return out, fault(op, rows.Err())
}

// SaveAnswer keeps an answer in the place of the one whose key is was; "" adds one. A purpose that another answer had is
// taken from that one. core.CodeBadInput: the key is another answer's already.
func (s *Store) SaveAnswer(ctx context.Context, was string, a core.SavedAnswer, now time.Time) error {
	const op = "store.saveanswer"
	texts, err := json.Marshal(a.Texts)
	if err != nil {
		return core.E(core.CodeBadInput, op, "the texts cannot be kept", err)
	}
	return s.change(ctx, op, func(tx *sql.Tx) error {
		var taken bool
		if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM answers WHERE key = ?1 AND key <> ?2)`, a.Key, was).Scan(&taken); err != nil {
			return err
		}
		if taken {
			return core.E(core.CodeBadInput, op, "another answer has this name already: "+a.Key, nil)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM answers WHERE key = ?`, was); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE answers SET purpose = '' WHERE purpose = ? AND purpose <> ''`, a.Purpose); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO answers (key, purpose, texts, updated_ms) VALUES (?, ?, ?, ?)`, a.Key, a.Purpose, string(texts), toMS(now))
		return err
	})
}

// DeleteAnswer forgets a saved answer; one that is not there is left alone.
func (s *Store) DeleteAnswer(ctx context.Context, key string) error {
	return s.change(ctx, "store.deleteanswer", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM answers WHERE key = ?`, key)
		return err
	})
}

// AddAnswer keeps an automatic answer to a customer's message as its verdict says. It does nothing, and gives false, when
// the message has one already, whatever became of it, or when a message of the shop to this person is under way.
func (s *Store) AddAnswer(ctx context.Context, d Draft, to core.MessageID, class core.Question, now, lapses time.Time) (bool, error) {
	added := false
	err := s.change(ctx, "store.addanswer", func(tx *sql.Tx) error {
		n, err := existing(ctx, tx, d.CustomerID)
		if err != nil {
			return err
		}
		var busy bool
		if err := tx.QueryRowContext(ctx, `
			SELECT EXISTS (SELECT 1 FROM deliveries WHERE question = ?1 AND question <> '')
				OR EXISTS (SELECT 1 FROM deliveries WHERE customer_n = ?2 AND campaign_id = 0 AND state IN ('planned', 'sending', 'uncertain'))`,
			to, n).Scan(&busy); err != nil || busy {
			return err
		}
		if err := addDelivery(ctx, tx, core.Campaign{Kind: core.KindAnswer, CreatedAt: now, HoldUntil: lapses}, d); err != nil {
			return err
		}
		added = true
		_, err = tx.ExecContext(ctx, `UPDATE deliveries SET question = ?, question_class = ? WHERE id = last_insert_rowid()`, to, class)
		return err
	})
	return added, err
}
