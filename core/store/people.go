package store

import (
	"context"
	"strings"

	"shopbell/core"
)

// Named gives the people whose name has, as has tells, newest activity first. It reads all names: some 50 ms for a hundred
// thousand people.
func (s *Store) Named(ctx context.Context, has func(name string) bool, limit int) ([]Row, error) {
	const op = "store.named"
	rows, err := s.read.QueryContext(ctx, `SELECT id, name FROM customers WHERE last_ms > 0 AND name <> '' ORDER BY last_ms DESC, n DESC`)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	var ids []core.CustomerID
	for rows.Next() && len(ids) < limit {
		var id core.CustomerID
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, fault(op, err)
		}
		if has(name) {
			ids = append(ids, id)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fault(op, err)
	}
	if err := rows.Close(); err != nil {
		return nil, fault(op, err)
	}
	out := make([]Row, 0, len(ids))
	for _, id := range ids {
		r, err := s.Customer(ctx, id)
		if err != nil && core.CodeOf(err) != core.CodeNotFound { // erased a moment ago
			return nil, err
		}
		if err == nil {
			out = append(out, r)
		}
	}
	return out, nil
}

// Tags lists the tags that anybody has, each once in the letters it was first met in.
func (s *Store) Tags(ctx context.Context) ([]string, error) {
	all, err := s.column(ctx, `SELECT DISTINCT t.value FROM customers c, json_each(c.tags) t WHERE c.tags <> '[]' ORDER BY t.value COLLATE NOCASE, t.value`)
	out := all[:0]
	for _, tag := range all {
		if len(out) == 0 || !strings.EqualFold(out[len(out)-1], tag) {
			out = append(out, tag)
		}
	}
	return out, err
}

// Languages lists the languages that anybody writes in, as BCP 47.
func (s *Store) Languages(ctx context.Context) ([]string, error) {
	return s.column(ctx, `SELECT DISTINCT language FROM customers WHERE language <> '' AND last_ms > 0 ORDER BY language`)
}

// column gives the one column of a query.
func (s *Store) column(ctx context.Context, query string) ([]string, error) {
	out, err := column[string](ctx, s.read, query)
	return out, fault("store.people", err)
}
