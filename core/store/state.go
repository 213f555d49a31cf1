package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// item is what a message is about, as far as a person's state depends on it.
type item struct {
	SKU     core.SKU
	Variant string
}

// querier is what the writer's transaction and the readers' pool share.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Person is one possible recipient.
type Person struct {
	policy.Customer
	Name     string
	Language string
	N        int64 // the number under which the store keeps them
}

// scope says whom to load: the people of a JSON list of numbers, in its order, or all whom a condition over customers c
// means, in an order.
type scope struct {
	list  string
	where string // list is empty
	order string
	args  []any // of where and order
}

// from joins a table to the people of the scope by a column that holds their number. A condition is of use with tables of
// people alone: elsewhere everybody is read, and who is not meant is left out.
func (s scope) from(table, column string) (sql string, args []any) {
	if s.where != "" {
		return table, nil
	}
	return `json_each(?) j CROSS JOIN ` + table + ` ON ` + column + ` = j.value`, []any{s.list}
}

// states loads what the rules need to know about people. The result keeps the order of ns and leaves out who is not here.
func states(ctx context.Context, q querier, ns []int64, about item, since time.Time) ([]Person, error) {
	list, err := json.Marshal(ns)
	if err != nil {
		return nil, err
	}
	return statesOf(ctx, q, scope{list: string(list)}, len(ns), about, since)
}

// statesOf loads everybody of a scope, about size people.
func statesOf(ctx context.Context, q querier, who scope, size int, about item, since time.Time) ([]Person, error) {
	people, err := loadPeople(ctx, q, who, size)
	if err != nil {
		return nil, err
	}
	byN := make(map[int64]*Person, len(people))
	for i := range people {
		byN[people[i].N] = &people[i]
	}
	if err := loadOptOuts(ctx, q, who, about, byN); err != nil {
		return nil, err
	}
	if err := loadPast(ctx, q, who, about, since, byN); err != nil {
		return nil, err
	}
	if about.SKU == "" {
		return people, nil
	}
	return people, loadRequests(ctx, q, who, about, byN)
}

func loadPeople(ctx context.Context, q querier, who scope, size int) ([]Person, error) {
	const columns = `SELECT c.n, c.id, c.name, c.language, c.zone, c.last_in_ms, c.last_in_id, c.last_out_ms, c.unreachable_ms, c.other_app_ms,
		v.id IS NOT NULL, coalesce(v.listed_ms > v.pulled_ms, 0) `
	const conversation = ` LEFT JOIN conversations v ON v.customer_n = c.n `
	query, args := columns+`FROM customers c`+conversation+`WHERE `+who.where+` ORDER BY `+who.order, who.args
	if who.where == "" {
		query, args = columns+`FROM json_each(?) j JOIN customers c ON c.n = j.value`+conversation+`ORDER BY j.key`, []any{who.list}
	}
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	zones := map[string]*time.Location{}
	people := make([]Person, 0, size)
	for rows.Next() {
		people = append(people, Person{})
		k := &people[len(people)-1]
		var zone, lastID string
		var lastIn, lastOut, unreachable, otherApp int64
		if err := rows.Scan(&k.N, &k.ID, &k.Name, &k.Language, &zone, &lastIn, &lastID, &lastOut, &unreachable, &otherApp,
			&k.HasConversation, &k.Changed); err != nil {
			return nil, err
		}
		k.LastInbound = policy.Event{At: fromMS(lastIn), ID: lastID}
		k.LastOutbound = fromMS(lastOut)
		k.Unreachable = policy.Event{At: fromMS(unreachable)}
		k.OtherApp = policy.Event{At: fromMS(otherApp)}
		k.Zone = zoneOf(zones, zone)
	}
	return people, rows.Err()
}

// zoneOf loads a zone once. An unknown name is no zone.
func zoneOf(cache map[string]*time.Location, name string) *time.Location {
	if name == "" {
		return nil
	}
	z, ok := cache[name]
	if !ok {
		z, _ = time.LoadLocation(name)
		cache[name] = z
	}
	return z
}

// loadOptOuts gives each person the strongest opt-out that binds the item: a sure one before a doubtful one.
func loadOptOuts(ctx context.Context, q querier, who scope, about item, byN map[int64]*Person) error {
	from, args := who.from(`customers c`, `c.n`)
	rows, err := q.QueryContext(ctx, `
		SELECT c.n, o.sku, o.state, o.message_id, o.quote, o.words, o.why, o.at_ms
		FROM `+from+` JOIN optouts o ON o.hash = c.hash
		WHERE o.sku = '' OR o.sku = ?
		ORDER BY o.state = 'stopped', o.sku = ''`, append(args, about.SKU)...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n, at int64
		o := new(core.OptOut)
		if err := rows.Scan(&n, &o.SKU, &o.State, &o.MessageID, &o.Quote, &o.Words, &o.Why, &at); err != nil {
			return err
		}
		if k := byN[n]; k != nil {
			o.At, o.CustomerID = fromMS(at), k.ID
			k.OptOut = o // the strongest comes last
		}
	}
	return rows.Err()
}

// loadPast gives each person what may have reached them since a time, newest first, and what is unsettled. What was
// about the same item, or carried a code, is loaded however old it is.
func loadPast(ctx context.Context, q querier, who scope, about item, since time.Time, byN map[int64]*Person) error {
	from, args := who.from(`deliveries d`, `d.customer_n`)
	rows, err := q.QueryContext(ctx, `
		SELECT d.customer_n, d.id, d.campaign_id, d.kind, d.reserved_ms, d.sku, d.variant, d.code, d.text_key, d.question_class, d.state
		FROM `+from+`
		WHERE d.state IN ('sending', 'sent', 'uncertain') AND d.kind <> 'confirm'
		  AND (d.reserved_ms >= ? OR d.sku <> '' AND d.sku = ? OR d.code <> '' OR d.state <> 'sent')
		ORDER BY d.customer_n, d.reserved_ms DESC`, append(args, toMS(since), about.SKU)...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n, id, campaign, at int64
		var p policy.Past
		var state core.DeliveryState
		if err := rows.Scan(&n, &id, &campaign, &p.Kind, &at, &p.SKU, &p.Variant, &p.Code, &p.TextKey, &p.Class, &state); err != nil {
			return err
		}
		k := byN[n]
		if k == nil {
			continue
		}
		p.Delivery, p.Campaign, p.At = deliveryID(id), campaignID(campaign), fromMS(at)
		k.Past = append(k.Past, p)
		if state != core.DeliverySent {
			k.Unsettled = policy.Event{At: p.At, ID: string(p.Delivery)}
		}
	}
	return rows.Err()
}

// loadRequests gives each person their newest wish that fits the item.
func loadRequests(ctx context.Context, q querier, who scope, about item, byN map[int64]*Person) error {
	from, args := who.from(`requests r`, `r.customer_n`)
	rows, err := q.QueryContext(ctx, `
		SELECT r.customer_n, r.sku, r.variant, r.message_id, r.quote, r.asked_ms, r.state
		FROM `+from+`
		WHERE r.sku = ? AND r.state <> 'withdrawn' AND (? = '' OR r.variant = '' OR r.variant = ? COLLATE NOCASE)
		ORDER BY r.asked_ms`, append(args, about.SKU, about.Variant, about.Variant)...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n, at int64
		r := new(core.Request)
		if err := rows.Scan(&n, &r.SKU, &r.Variant, &r.MessageID, &r.Quote, &at, &r.State); err != nil {
			return err
		}
		k := byN[n]
		if k == nil {
			continue
		}
		r.AskedAt, r.CustomerID = fromMS(at), k.ID
		if k.Request == nil || k.Request.State == core.RequestTold {
			k.Request = r // the oldest that waits, else the newest
		}
	}
	return rows.Err()
}

// sentOn counts the page's promotional messages of the calendar day of now in zone.
func sentOn(ctx context.Context, q querier, kinds []string, now time.Time, zone *time.Location) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, `
		SELECT count(*) FROM deliveries
		WHERE state IN ('sending', 'sent', 'uncertain') AND reserved_ms >= ? AND reserved_ms > 0 AND kind IN (SELECT value FROM json_each(?))`,
		toMS(midnight(now, zone)), jsonList(kinds)).Scan(&n)
	return n, err
}

// midnight is when the calendar day of now began in zone.
func midnight(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
}
