package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
)

// Template is a message to use again.
type Template struct {
	Name    string
	Kind    core.Kind
	Content core.Content
	At      time.Time // last kept
}

// Templates lists the kept messages by name.
func (s *Store) Templates(ctx context.Context) ([]Template, error) {
	const op = "store.templates"
	rows, err := s.read.QueryContext(ctx, `SELECT name, kind, content, updated_ms FROM templates ORDER BY name COLLATE NOCASE, name`)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []Template{}
	for rows.Next() {
		var t Template
		var content string
		var at int64
		if err := rows.Scan(&t.Name, &t.Kind, &content, &at); err != nil {
			return nil, fault(op, err)
		}
		if err := json.Unmarshal([]byte(content), &t.Content); err != nil {
			return nil, core.E(core.CodeDataDamaged, op, t.Name, err)
		}
		t.At = fromMS(at)
		out = append(out, t)
	}
	return out, fault(op, rows.Err())
}

// SaveTemplate keeps a message under its name, in the place of an older one.
func (s *Store) SaveTemplate(ctx context.Context, t Template) error {
	const op = "store.template"
	content, err := json.Marshal(t.Content)
	if err != nil {
		return core.E(core.CodeBadInput, op, "what was composed cannot be kept", err)
	}
	return s.change(ctx, op, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO templates (name, kind, content, updated_ms) VALUES (?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, content = excluded.content, updated_ms = excluded.updated_ms`,
			t.Name, t.Kind, string(content), toMS(t.At))
		return err
	})
}

// DeleteTemplate forgets a message, core.CodeNotFound when there is none of that name.
func (s *Store) DeleteTemplate(ctx context.Context, name string) error {
	const op = "store.template"
	return s.change(ctx, op, func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM templates WHERE name = ?`, name)
		if err != nil {
			return err
		}
		if gone, err := r.RowsAffected(); err != nil || gone > 0 {
			return err
		}
		return core.E(core.CodeNotFound, op, "template "+name, nil)
	})
}
