package store

import (
	"context"
	"time"

	"shopbell/core"
)

// silentSQL finds people with whom nothing was said since, by their newest message or, where none is here, by the newest
// change that the page told. Somebody for whom a message is planned, held or under way is not silent.
const silentSQL = `
	SELECT c.id FROM customers c LEFT JOIN conversations v ON v.customer_n = c.n
	WHERE c.last_ms < ?1 AND coalesce(v.listed_ms, 0) < ?1 AND c.last_ms + coalesce(v.listed_ms, 0) > 0 AND c.id NOT LIKE 'erased:%'
	  AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.customer_n = c.n AND d.state IN ('planned', 'held', 'sending', 'uncertain'))
	ORDER BY c.last_ms, c.n`

// Silent lists the people who neither wrote nor were written to since a time, longest silent first.
func (s *Store) Silent(ctx context.Context, since time.Time) ([]core.CustomerID, error) {
	const op = "store.silent"
	rows, err := s.read.QueryContext(ctx, silentSQL, toMS(since))
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []core.CustomerID{}
	for rows.Next() {
		var id core.CustomerID
		if err := rows.Scan(&id); err != nil {
			return nil, fault(op, err)
		}
		out = append(out, id)
	}
	return out, fault(op, rows.Err())
}
