package store

import (
	"context"
	"encoding/json"
	"time"

	"shopbell/core"
	"shopbell/core/forecast"
	"shopbell/core/policy"
)

// Habits tells how often people write, for as many of them as are here.
func (s *Store) Habits(ctx context.Context, ids []core.CustomerID, now time.Time) (map[core.CustomerID]forecast.Habit, error) {
	const op = "store.habits"
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fault(op, err)
	}
	since := now.AddDate(0, 0, -forecast.HabitDays)
	// Who has not written in that time needs no look at their messages.
	rows, err := s.read.QueryContext(ctx, `
		SELECT c.id, c.first_ms, CASE WHEN c.last_in_ms < ?2 THEN 0 ELSE
			(SELECT count(DISTINCT (m.at_ms - ?2) / 86400000) FROM messages m WHERE m.customer_n = c.n AND m.key >= ?3 AND m.from_page = 0) END
		FROM json_each(?1) j CROSS JOIN customers c ON c.id = j.value`, string(list), toMS(since), toMS(since)<<keyBits)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := make(map[core.CustomerID]forecast.Habit, len(ids))
	for rows.Next() {
		var id core.CustomerID
		var first int64
		var h forecast.Habit
		if err := rows.Scan(&id, &first, &h.Wrote); err != nil {
			return nil, fault(op, err)
		}
		h.Known = forecast.HabitDays
		if first > toMS(since) {
			h.Known = 1 + int(now.Sub(fromMS(first)).Hours()/24)
		}
		out[id] = h
	}
	return out, fault(op, rows.Err())
}

// Booked lists what earlier orders have still to send, in the order of the outbox, with what the rules need to know of
// the people. Habits are left out.
func (s *Store) Booked(ctx context.Context, now time.Time, rules policy.Rules) ([]forecast.Booked, error) {
	const op = "store.booked"
	groups, err := s.booked(ctx)
	if err != nil {
		return nil, fault(op, err)
	}
	var out []forecast.Booked
	for _, g := range groups {
		people, err := states(ctx, s.read, g.people, g.about, now.Add(-rules.LookBack()-time.Hour))
		if err != nil {
			return nil, fault(op, err)
		}
		byN := make(map[int64]policy.Customer, len(people))
		for _, k := range people {
			byN[k.N] = k.Customer
		}
		for i, b := range g.list {
			b.Customer = byN[g.people[i]]
			out = append(out, b)
		}
	}
	return out, nil
}

// bookedGroup is what is booked about one item.
type bookedGroup struct {
	about  item
	people []int64
	list   []forecast.Booked
}

func (s *Store) booked(ctx context.Context) ([]*bookedGroup, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT d.customer_n, d.campaign_id, d.kind, d.sku, d.variant, d.code, d.text_key, d.due_ms, d.not_before_ms, d.lapses_ms,
			coalesce(k.at_ms, 0), coalesce(k.on_reply = 'ask', 0)
		FROM deliveries d LEFT JOIN campaigns k ON k.id = d.campaign_id
		WHERE d.state IN ('planned', 'held') AND coalesce(k.state, 'running') = 'running' ORDER BY d.id`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []*bookedGroup
	byItem := map[item]*bookedGroup{}
	for rows.Next() {
		var b forecast.Booked
		var n, campaign, due, notBefore, lapses, at int64
		var ask bool
		m := &b.Message
		if err := rows.Scan(&n, &campaign, &m.Kind, &m.SKU, &m.Variant, &m.Code, &m.TextKey, &due, &notBefore, &lapses, &at, &ask); err != nil {
			return nil, err
		}
		m.Campaign, m.LapsesAt, m.NotBefore = campaignID(campaign), fromMS(lapses), fromMS(at)
		b.Reply, b.Due = due < 0, fromMS(max(due, 0))
		if b.Reply {
			b.Due, b.Ask = fromMS(notBefore), ask
		}
		about := item{m.SKU, m.Variant}
		g := byItem[about]
		if g == nil {
			g = &bookedGroup{about: about}
			byItem[about] = g
			out = append(out, g)
		}
		g.people, g.list = append(g.people, n), append(g.list, b)
	}
	return out, rows.Err()
}
