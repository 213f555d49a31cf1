package store

import (
	"context"
	"encoding/json"

	"shopbell/core/find"
)

// So many words begin with one or two letters that the index takes long to put their messages in order. Where a page of
// them is among the first aheadMessages that have the other words, newest first, reading those is sooner done. Whether it
// is shows after every aheadLook of them; a beginning that is seldom takes the index no time.
const (
	aheadMessages = 1000
	aheadLook     = 100
)

// ahead reads messages that have the other words, newest first, for the beginning of the last one. done is false when the
// index is to be asked instead.
func (s *Store) ahead(ctx context.Context, q Query, words find.Query) (list []NamedMessage, done bool, err error) {
	page := q.Limit
	q.Limit = aheadMessages
	query, args := searchColumns(`m.key, m.text`, q, words.Rest().Match(), "")
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = rows.Close() }()
	keys := []int64{}
	seen := 0
	for len(keys) < page && rows.Next() {
		var key int64
		var text string
		if err := rows.Scan(&key, &text); err != nil {
			return nil, false, err
		}
		if words.In(text) {
			keys = append(keys, key)
		}
		if seen++; seen%aheadLook == 0 && len(keys)*aheadMessages < page*seen {
			return nil, false, nil
		}
	}
	if err := rows.Err(); err != nil || len(keys) < page && seen >= aheadMessages {
		return nil, false, err
	}
	some, err := json.Marshal(keys)
	if err != nil {
		return nil, false, err
	}
	list, err = s.found(ctx, foundSQL, []any{string(some)})
	return list, true, err
}

const foundSQL = `
	SELECT ` + messageColumns + ` FROM messages m JOIN customers c ON c.n = m.customer_n
	WHERE m.key IN (SELECT value FROM json_each(?)) ORDER BY m.key DESC`
