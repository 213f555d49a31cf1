package store

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestOffersAndWhatTheyBrought(t *testing.T) {
	s := open(t)
	ctx := t.Context()
	apply(t, s, noon, says("ana", noon, "hello"), says("bo", noon, "hi"))
	for i, d := range []struct{ customer, kind, state, code string }{
		{"ana", "promo", "sent", "A1"}, {"ana", "news", "uncertain", ""}, {"ana", "promo", "refused", "A2"}, {"ana", "reply", "sent", ""},
		{"bo", "promo", "sent", "B1"},
	} {
		if _, err := s.write.Exec(`
			INSERT INTO deliveries (customer_n, kind, state, text, code, created_ms, reserved_ms, updated_ms)
			SELECT n, ?, ?, 'text', ?, 1, ?, 1 FROM customers WHERE id = ?`, d.kind, d.state, d.code, toMS(noon)+int64(i), d.customer); err != nil {
			t.Fatal(err)
		}
	}
	offers, err := s.Offers(ctx, "ana")
	if err != nil || len(offers) != 2 || offers[0].Kind != core.KindNews || offers[1].Code != "A1" {
		t.Errorf("offers %+v, %v", offers, err)
	}
	order := core.Purchase{Code: "A1", Order: "1", CustomerID: "ana", At: noon, Amount: core.Money{Minor: 500, Currency: "EUR"}}
	later := core.Purchase{Code: "A1", Order: "2", CustomerID: "ana", At: noon.Add(time.Hour), Amount: core.Money{Minor: 700, Currency: "EUR"}}
	if _, _, err := s.AddPurchases(ctx, []core.Purchase{order, later, {Code: "B1", Order: "3", CustomerID: "bo", At: noon}}); err != nil {
		t.Fatal(err)
	}
	bought, err := s.PurchasesOf(ctx, "ana")
	if err != nil || len(bought) != 2 || bought[0] != later || bought[1] != order {
		t.Errorf("bought %+v, %v", bought, err)
	}
	if _, err := s.Erase(ctx, "ana", noon); err != nil {
		t.Fatal(err)
	}
	var orders, named int
	if err := s.read.QueryRow(`SELECT count(*), count(customer_n) FROM purchases`).Scan(&orders, &named); err != nil || orders != 3 || named != 1 {
		t.Errorf("after the erasure %d orders, %d of them somebody's, %v", orders, named, err)
	}
}
