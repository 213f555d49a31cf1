package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"shopbell/core"
)

// MadeUpOrder begins the order number that stands in where the shop has none.
const MadeUpOrder = "~"

// Given is to whom a code was given, or by which campaign it was given to everybody.
type Given struct {
	Code       string // as it was given out
	CampaignID core.CampaignID
	CustomerID core.CustomerID // empty: one code for all
	Name       string
	At         time.Time // when it went, or when the campaign was made
}

// CodeKey is by what codes are compared: customers and cashiers do not keep capitals and spaces.
func CodeKey(code string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '\u00a0':
			return -1
		case 'a' <= r && r <= 'z': // as SQLite's upper does
			return r - 'a' + 'A'
		}
		return r
	}, code)
}

// CodesGiven finds out to whom codes were given, oldest first, by CodeKey. A code that nobody got and no campaign has is
// not there.
func (s *Store) CodesGiven(ctx context.Context, codes []string) (map[string][]Given, error) {
	keys := make([]string, len(codes))
	for i, c := range codes {
		keys[i] = CodeKey(c)
	}
	wanted, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	out := map[string][]Given{}
	for _, query := range []string{givenToOneSQL, givenToAllSQL} {
		err := every(ctx, s.read, "store.codes", query, []any{string(wanted)}, func(rows *sql.Rows) error {
			var g Given
			var campaign, at int64
			err := rows.Scan(&g.Code, &campaign, &g.CustomerID, &g.Name, &at)
			g.CampaignID, g.At = campaignID(campaign), fromMS(at)
			out[CodeKey(g.Code)] = append(out[CodeKey(g.Code)], g)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

const (
	givenToOneSQL = `
	SELECT d.code, d.campaign_id, c.id, c.name, d.reserved_ms FROM deliveries d JOIN customers c ON c.n = d.customer_n
	WHERE d.code <> '' AND d.state IN ('sending', 'sent', 'uncertain') AND upper(replace(d.code, ' ', '')) IN (SELECT value FROM json_each(?))
	  AND NOT EXISTS (SELECT 1 FROM campaigns k WHERE k.id = d.campaign_id AND k.code = d.code)
	ORDER BY d.reserved_ms`

	givenToAllSQL = `
	SELECT code, id, '', '', created_ms FROM campaigns
	WHERE code <> '' AND upper(replace(code, ' ', '')) IN (SELECT value FROM json_each(?)) ORDER BY created_ms`
)

// AddPurchases keeps orders that were paid with codes. An order that is here already, under whatever code, is left alone.
// It gives those that are new, and for the others when they were bought, by their place in the list.
func (s *Store) AddPurchases(ctx context.Context, list []core.Purchase) (added []core.Purchase, known map[int]time.Time, err error) {
	known = map[int]time.Time{}
	err = s.change(ctx, "store.purchases", func(tx *sql.Tx) error {
		have, err := purchaseOrders(ctx, tx)
		if err != nil {
			return err
		}
		for i, p := range list {
			key := orderKey(p)
			if at, ok := have[key]; ok {
				known[i] = at
				continue
			}
			have[key] = p.At
			if _, err := tx.ExecContext(ctx, `
				INSERT INTO purchases (code, order_ref, campaign_id, customer_n, at_ms, amount_minor, currency)
				VALUES (?, ?, ?, (SELECT n FROM customers WHERE id = ?), ?, ?, ?)`,
				p.Code, p.Order, max(campaignNumber(p.CampaignID), 0), p.CustomerID, toMS(p.At), p.Amount.Minor, p.Amount.Currency); err != nil {
				return err
			}
			added = append(added, p)
		}
		return nil
	})
	return added, known, err
}

// orderKey is by what an order is known again: its number, or what stands in for one with the code.
func orderKey(p core.Purchase) string {
	if strings.HasPrefix(p.Order, MadeUpOrder) {
		return p.Order + "\x1f" + p.Code
	}
	return p.Order
}

func purchaseOrders(ctx context.Context, q querier) (map[string]time.Time, error) {
	have := map[string]time.Time{}
	err := every(ctx, q, "store.purchases", `SELECT code, order_ref, at_ms FROM purchases`, nil, func(rows *sql.Rows) error {
		var p core.Purchase
		var at int64
		err := rows.Scan(&p.Code, &p.Order, &at)
		have[orderKey(p)] = fromMS(at)
		return err
	})
	return have, err
}
