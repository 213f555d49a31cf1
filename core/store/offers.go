package store

import (
	"context"

	"shopbell/core"
)

const offersSQL = `WHERE d.customer_n = (SELECT n FROM customers WHERE id = ?) AND d.state IN ('sending', 'sent', 'uncertain')
	AND d.kind IN ('promo', 'news', 'restock') ORDER BY d.reserved_ms DESC, d.id DESC`

// Offers lists the offers that reached a person, or may have, newest first.
func (s *Store) Offers(ctx context.Context, id core.CustomerID) ([]NamedDelivery, error) {
	return deliveries(ctx, s.read, offersSQL, id)
}

// PurchasesOf lists what a person bought with codes, newest first.
func (s *Store) PurchasesOf(ctx context.Context, id core.CustomerID) ([]core.Purchase, error) {
	const op = "store.purchases"
	rows, err := s.read.QueryContext(ctx, `
		SELECT code, order_ref, campaign_id, at_ms, amount_minor, currency FROM purchases
		WHERE customer_n = (SELECT n FROM customers WHERE id = ?) ORDER BY at_ms DESC, id DESC`, id)
	if err != nil {
		return nil, fault(op, err)
	}
	defer func() { _ = rows.Close() }()
	out := []core.Purchase{}
	for rows.Next() {
		p := core.Purchase{CustomerID: id}
		var campaign, at int64
		if err := rows.Scan(&p.Code, &p.Order, &campaign, &at, &p.Amount.Minor, &p.Amount.Currency); err != nil {
			return nil, fault(op, err)
		}
		p.CampaignID, p.At = campaignID(campaign), fromMS(at)
		out = append(out, p)
	}
	return out, fault(op, rows.Err())
}
