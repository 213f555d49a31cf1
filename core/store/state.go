package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
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

// known is a person with their number and what the texts need.
type known struct {
	policy.Customer
	N        int64
	Name     string
	Language string
}

// states loads what the rules need to know about people. The result keeps the order of ns and leaves out who is not here.
func states(ctx context.Context, q querier, ns []int64, about item, since time.Time) ([]*known, error) {
	list, err := json.Marshal(ns)
	if err != nil {
		return nil, err
	}
	return statesOf(ctx, q, string(list), about, since)
}

// statesOf is states for numbers in a JSON list.
func statesOf(ctx context.Context, q querier, list string, about item, since time.Time) ([]*known, error) {
	people, byN, err := loadPeople(ctx, q, list)
	if err != nil {
		return nil, err
	}
	if err := loadOptOuts(ctx, q, list, about, byN); err != nil {
		return nil, err
	}
	if err := loadPast(ctx, q, list, about, since, byN); err != nil {
		return nil, err
	}
	if about.SKU == "" {
		return people, nil
	}
	return people, loadRequests(ctx, q, list, about, byN)
}

func loadPeople(ctx context.Context, q querier, ns string) ([]*known, map[int64]*known, error) {
	size := strings.Count(ns, ",") + 1
	rows, err := q.QueryContext(ctx, `
		SELECT c.n, c.id, c.name, c.language, c.zone, c.last_in_ms, c.last_in_id, c.unreachable_ms, c.other_app_ms,
			v.id IS NOT NULL, coalesce(v.listed_ms > v.pulled_ms, 0)
		FROM json_each(?) j JOIN customers c ON c.n = j.value LEFT JOIN conversations v ON v.customer_n = c.n
		ORDER BY j.key`, ns)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	zones := map[string]*time.Location{}
	people, byN := make([]*known, 0, size), make(map[int64]*known, size)
	for rows.Next() {
		k := new(known)
		var zone, lastID string
		var lastIn, unreachable, otherApp int64
		if err := rows.Scan(&k.N, &k.ID, &k.Name, &k.Language, &zone, &lastIn, &lastID, &unreachable, &otherApp,
			&k.HasConversation, &k.Changed); err != nil {
			return nil, nil, err
		}
		k.LastInbound = policy.Event{At: fromMS(lastIn), ID: lastID}
		k.Unreachable = policy.Event{At: fromMS(unreachable)}
		k.OtherApp = policy.Event{At: fromMS(otherApp)}
		k.Zone = zoneOf(zones, zone)
		people = append(people, k)
		byN[k.N] = k
	}
	return people, byN, rows.Err()
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
func loadOptOuts(ctx context.Context, q querier, ns string, about item, byN map[int64]*known) error {
	rows, err := q.QueryContext(ctx, `
		SELECT c.n, o.sku, o.state, o.message_id, o.quote, o.words, o.why, o.at_ms
		FROM json_each(?) j CROSS JOIN customers c ON c.n = j.value JOIN optouts o ON o.hash = c.hash
		WHERE o.sku = '' OR o.sku = ?
		ORDER BY o.state = 'stopped', o.sku = ''`, ns, about.SKU)
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
		o.At, o.CustomerID = fromMS(at), byN[n].ID
		byN[n].OptOut = o // the strongest comes last
	}
	return rows.Err()
}

// loadPast gives each person what may have reached them since a time, newest first, and what is unsettled. What was
// about the same item, or carried a code, is loaded however old it is.
func loadPast(ctx context.Context, q querier, ns string, about item, since time.Time, byN map[int64]*known) error {
	rows, err := q.QueryContext(ctx, `
		SELECT d.customer_n, d.id, d.campaign_id, d.kind, d.reserved_ms, d.sku, d.variant, d.code, d.text_key, d.state
		FROM json_each(?) j CROSS JOIN deliveries d ON d.customer_n = j.value
		WHERE d.state IN ('sending', 'sent', 'uncertain') AND d.kind <> 'confirm'
		  AND (d.reserved_ms >= ? OR d.sku <> '' AND d.sku = ? OR d.code <> '' OR d.state <> 'sent')
		ORDER BY d.reserved_ms DESC`, ns, toMS(since), about.SKU)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n, id, campaign, at int64
		var p policy.Past
		var state core.DeliveryState
		if err := rows.Scan(&n, &id, &campaign, &p.Kind, &at, &p.SKU, &p.Variant, &p.Code, &p.TextKey, &state); err != nil {
			return err
		}
		p.Delivery, p.Campaign, p.At = deliveryID(id), campaignID(campaign), fromMS(at)
		k := byN[n]
		k.Past = append(k.Past, p)
		if state != core.DeliverySent {
			k.Unsettled = policy.Event{At: p.At, ID: string(p.Delivery)}
		}
	}
	return rows.Err()
}

// loadRequests gives each person their newest wish that fits the item.
func loadRequests(ctx context.Context, q querier, ns string, about item, byN map[int64]*known) error {
	rows, err := q.QueryContext(ctx, `
		SELECT r.customer_n, r.sku, r.variant, r.message_id, r.quote, r.asked_ms, r.state
		FROM json_each(?) j CROSS JOIN requests r ON r.customer_n = j.value
		WHERE r.sku = ? AND r.state <> 'withdrawn' AND (? = '' OR r.variant = '' OR r.variant = ? COLLATE NOCASE)
		ORDER BY r.asked_ms`, ns, about.SKU, about.Variant, about.Variant)
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
		r.AskedAt, r.CustomerID = fromMS(at), byN[n].ID
		if have := byN[n].Request; have == nil || have.State == core.RequestTold {
			byN[n].Request = r // the oldest that waits, else the newest
		}
	}
	return rows.Err()
}

// sentOn counts the page's promotional messages of the calendar day of now in zone.
func sentOn(ctx context.Context, q querier, kinds []string, now time.Time, zone *time.Location) (int, error) {
	var n int
	err := q.QueryRowContext(ctx, `
		SELECT count(*) FROM deliveries
		WHERE state IN ('sending', 'sent', 'uncertain') AND reserved_ms >= ? AND kind IN (SELECT value FROM json_each(?))`,
		toMS(midnight(now, zone)), jsonList(kinds)).Scan(&n)
	return n, err
}

// midnight is when the calendar day of now began in zone.
func midnight(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone)
}
