package store

import (
	"context"

	"shopbell/core"
)

// Thread is how far a conversation was pulled.
type Thread struct {
	core.Conversation
	Pulled  bool     // everything up to UpdatedAt is here; false: nothing may be taken for complete
	LastSKU core.SKU // the product last spoken of
}

// Threads gives what is known of the listed conversations, by conversation id.
func (s *Store) Threads(ctx context.Context, ids []core.ConversationID) (map[core.ConversationID]Thread, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT v.id, c.id, c.name, c.last_sku, v.pulled_ms, v.complete FROM conversations v JOIN customers c ON c.n = v.customer_n
		WHERE v.id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	if err != nil {
		return nil, fault("store.threads", err)
	}
	defer func() { _ = rows.Close() }()
	out := make(map[core.ConversationID]Thread, len(ids))
	for rows.Next() {
		var t Thread
		var ms int64
		if err := rows.Scan(&t.ID, &t.CustomerID, &t.Name, &t.LastSKU, &ms, &t.Pulled); err != nil {
			return nil, fault("store.threads", err)
		}
		t.UpdatedAt = fromMS(ms)
		out[t.ID] = t
	}
	if err := rows.Err(); err != nil {
		return nil, fault("store.threads", err)
	}
	return out, fault("store.threads", s.erasedThreads(ctx, ids, out))
}

// Lagging lists conversations of which the page told a change that was not pulled, oldest change first.
func (s *Store) Lagging(ctx context.Context, limit int) ([]Thread, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT v.id, c.id, c.name, c.last_sku, v.listed_ms, v.complete, v.can_reply, c.unread
		FROM conversations v JOIN customers c ON c.n = v.customer_n
		WHERE v.listed_ms > v.pulled_ms OR v.complete = 0 ORDER BY v.listed_ms LIMIT ?`, limit)
	if err != nil {
		return nil, fault("store.lagging", err)
	}
	defer func() { _ = rows.Close() }()
	var out []Thread
	for rows.Next() {
		var t Thread
		var ms int64
		if err := rows.Scan(&t.ID, &t.CustomerID, &t.Name, &t.LastSKU, &ms, &t.Pulled, &t.CanReply, &t.Unread); err != nil {
			return nil, fault("store.lagging", err)
		}
		t.UpdatedAt = fromMS(ms)
		out = append(out, t)
	}
	return out, fault("store.lagging", rows.Err())
}
