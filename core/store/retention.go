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
	out, err := column[core.CustomerID](ctx, s.read, silentSQL, toMS(since))
	return out, fault("store.silent", err)
}
