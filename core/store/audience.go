package store

import (
	"context"
	"encoding/json"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// Audience loads everyone who waits for an item, oldest request first, with what the rules need to know.
func (s *Store) Audience(ctx context.Context, sku core.SKU, variant string, now time.Time, rules policy.Rules) ([]Person, policy.Page, error) {
	var page policy.Page
	ns, err := s.waitingNumbers(ctx, sku, variant)
	if err != nil {
		return nil, page, fault("store.audience", err)
	}
	list, err := states(ctx, s.read, ns, item{sku, variant}, now.Add(-rules.LookBack()-time.Hour))
	if err != nil {
		return nil, page, fault("store.audience", err)
	}
	page.SentToday, err = sentOn(ctx, s.read, countedKinds(rules), now, rules.Zone)
	return list, page, fault("store.audience", err)
}

// Everyone loads the people that a filter means, with what the rules need to know about a message on an item (empty:
// none). Who can be reached now comes first, the window that closes soonest before the others, so that a limit costs the
// fewest people; then whoever wrote last.
func (s *Store) Everyone(ctx context.Context, f core.Filter, about core.SKU, now time.Time, rules policy.Rules) ([]Person, policy.Page, error) {
	const op = "store.everyone"
	var page policy.Page
	openSince := now.Add(-policy.WindowLength(rules))
	where, args, err := filtered(f, now, openSince)
	if err != nil {
		return nil, page, err
	}
	who := scope{where: where, order: `c.last_in_ms <= ?, iif(c.last_in_ms > ?, c.last_in_ms, -c.last_in_ms), c.n`,
		args: append(args, toMS(openSince), toMS(openSince))}
	if f != (core.Filter{}) { // a few of many: their numbers lead to the rest
		if who, err = s.listed(ctx, who); err != nil {
			return nil, page, fault(op, err)
		}
	}
	var size int
	if err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM customers`).Scan(&size); err != nil {
		return nil, page, fault(op, err)
	}
	people, err := statesOf(ctx, s.read, who, size, item{SKU: about}, now.Add(-rules.LookBack()-time.Hour))
	if err != nil {
		return nil, page, fault(op, err)
	}
	page.SentToday, err = sentOn(ctx, s.read, countedKinds(rules), now, rules.Zone)
	return people, page, fault(op, err)
}

// listed turns a condition into the list of those whom it means.
func (s *Store) listed(ctx context.Context, who scope) (scope, error) {
	var list string
	err := s.read.QueryRowContext(ctx, `
		SELECT json_group_array(n) FROM (SELECT c.n FROM customers c WHERE `+who.where+` ORDER BY `+who.order+`)`, who.args...).Scan(&list)
	return scope{list: list}, err
}

// One loads one person with what the rules need to know; core.CodeNotFound when there is none.
func (s *Store) One(ctx context.Context, id core.CustomerID, now time.Time, rules policy.Rules) (Person, error) {
	return s.OneAbout(ctx, id, "", "", now, rules)
}

// OneAbout is One for a message about an item; an empty sku is none.
func (s *Store) OneAbout(ctx context.Context, id core.CustomerID, sku core.SKU, variant string, now time.Time, rules policy.Rules) (Person, error) {
	var n int64
	if err := s.read.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM customers WHERE id = ?`, id).Scan(&n); err != nil {
		return Person{}, fault("store.one", err)
	}
	list, err := states(ctx, s.read, []int64{n}, item{sku, variant}, now.Add(-rules.LookBack()-time.Hour))
	if err == nil && len(list) == 0 {
		err = core.E(core.CodeNotFound, "store.one", "customer "+string(id), nil)
	}
	if err != nil {
		return Person{}, fault("store.one", err)
	}
	return list[0], nil
}

func (s *Store) waitingNumbers(ctx context.Context, sku core.SKU, variant string) ([]int64, error) {
	var list string
	err := s.read.QueryRowContext(ctx, `
		SELECT json_group_array(customer_n) FROM (
			SELECT customer_n FROM requests
			WHERE sku = ? AND state = 'waiting' AND (? = '' OR variant = '' OR variant = ? COLLATE NOCASE)
			GROUP BY customer_n ORDER BY min(asked_ms), customer_n)`, sku, variant, variant).Scan(&list)
	if err != nil {
		return nil, err
	}
	var ns []int64
	return ns, json.Unmarshal([]byte(list), &ns)
}
