package shop

import (
	"context"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/core/views"
)

// addOffers puts the offers that a person got on their card, with what each code brought.
func (s *Shop) addOffers(ctx context.Context, card *views.CustomerCard) error {
	list, err := s.store.Offers(ctx, card.ID)
	if err != nil {
		return err
	}
	bought, err := s.store.PurchasesOf(ctx, card.ID)
	if err != nil {
		return err
	}
	for _, d := range list {
		o := views.CardOffer{Delivery: d.Delivery}
		if o.Title, err = s.offerTitle(ctx, d.Delivery); err != nil {
			return err
		}
		if d.Code != "" {
			o.Used, o.Bought = boughtWith(d.Code, bought)
		}
		card.Offers = append(card.Offers, o)
	}
	for i := range card.Offers {
		if o := &card.Offers[i]; o.State == core.DeliverySent {
			card.LastOffer, card.LastOfferOf = &o.Delivery, o.Title
			break
		}
	}
	return nil
}

// offerTitle names an offer by its product, else by its first words.
func (s *Shop) offerTitle(ctx context.Context, d core.Delivery) (string, error) {
	if d.SKU != "" || strings.TrimSpace(d.Text) == "" {
		return s.title(ctx, d.Kind, d.SKU)
	}
	return openingWords(d.Text), nil
}

// boughtWith gives when a code was first used, and what all orders with it came to. Orders in another currency than the
// newest one are left out of the sum: amounts of two currencies have none.
func boughtWith(code string, bought []core.Purchase) (used time.Time, sum core.Money) {
	for _, p := range bought { // newest first
		if store.CodeKey(p.Code) != store.CodeKey(code) {
			continue
		}
		used = p.At
		if sum.Currency == "" {
			sum.Currency = p.Amount.Currency
		}
		if p.Amount.Currency == sum.Currency {
			sum.Minor += p.Amount.Minor
		}
	}
	return used, sum
}
