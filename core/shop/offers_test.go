package shop

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

func TestWhatACodeBrought(t *testing.T) {
	order := func(code string, hours, minor int, currency string) core.Purchase {
		return core.Purchase{Code: code, At: noon.Add(time.Duration(hours) * time.Hour), Amount: core.Money{Minor: int64(minor), Currency: currency}}
	}
	bought := []core.Purchase{order("x1", 9, 100, "EUR"), order("X2", 8, 7, "EUR"), order("X 1", 5, 30, "EUR"), order("X1", 4, 1000, "USD"), order("X1", 2, 2, "EUR")}
	used, sum := boughtWith("X1", bought)
	if !used.Equal(noon.Add(2*time.Hour)) || sum != (core.Money{Minor: 132, Currency: "EUR"}) {
		t.Errorf("used %v, brought %v", used, sum)
	}
	if used, sum := boughtWith("X3", bought); !used.IsZero() || sum != (core.Money{}) {
		t.Errorf("a code that nobody used: %v, %v", used, sum)
	}
}

func TestOffersOnTheCard(t *testing.T) {
	s := newScene(t, practice.Options{})
	_, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 3})
	s.must(err)
	_, err = s.RunOutbox(t.Context())
	s.must(err)
	id := s.page.Log()[0].Customer
	card, err := s.Customer(t.Context(), id)
	s.must(err)
	if len(card.Offers) != 1 || card.Offers[0].Title != "Blue speckled mug" || card.Offers[0].ReservedAt.IsZero() || !card.Offers[0].Used.IsZero() {
		t.Errorf("offers %+v", card.Offers)
	}
	if card.FirstContact.IsZero() || card.LastInboundAt.Before(card.FirstContact) {
		t.Errorf("first contact %v, last %v", card.FirstContact, card.LastInboundAt)
	}
	title, err := s.offerTitle(t.Context(), core.Delivery{Kind: core.KindPromo, Text: "  Ten per cent off everything that is round and blue\nuntil Sunday"})
	if err != nil || title != "Ten per cent off everything that is…" {
		t.Errorf("title %q, %v", title, err)
	}
}
