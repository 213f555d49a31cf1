package store

import (
	"testing"
	"time"

	"shopbell/core"
)

// giveCode writes a code into what was sent to a person, as the reservation does for codes of a pool.
func giveCode(t *testing.T, s *Store, campaign core.CampaignID, id core.CustomerID, code string) {
	t.Helper()
	if _, err := s.write.ExecContext(t.Context(), `UPDATE deliveries SET code = ? WHERE campaign_id = ? AND customer_n = (SELECT n FROM customers WHERE id = ?)`,
		code, campaignNumber(campaign), id); err != nil {
		t.Fatal(err)
	}
}

func TestACodeLeadsToItsPerson(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"), says("b", noon.Add(-time.Hour), "hello"))
	pool := tells(t, s, "ONE", noon, "a", "b")
	giveCode(t, s, pool, "a", "AB12")
	giveCode(t, s, pool, "b", "AB 34")
	all, err := s.AddCampaign(t.Context(), core.Campaign{Kind: core.KindPromo, Code: "Spring10", CreatedAt: noon}, noon, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.CodesGiven(t.Context(), []string{"ab12", "AB34", " spring10 ", "NEVER"})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]Given{
		"AB12": {Code: "AB12", CampaignID: pool, CustomerID: "a", Name: "Name a", At: noon}, "AB34": {Code: "AB 34", CampaignID: pool, CustomerID: "b", Name: "Name b", At: noon},
		"SPRING10": {Code: "Spring10", CampaignID: all, At: noon},
	} {
		if len(got[key]) != 1 || got[key][0] != want {
			t.Errorf("%s: %+v, want %+v", key, got[key], want)
		}
	}
	if len(got) != 3 {
		t.Errorf("found %v", got)
	}
}

func TestTheSameOrderCountsOnce(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"))
	id := tells(t, s, "ONE", noon, "a")
	order := core.Purchase{Code: "AB12", Order: "1001", CampaignID: id, CustomerID: "a", At: noon.Add(time.Hour), Amount: core.Money{Minor: 2450, Currency: "EUR"}}
	other := order
	other.Code = "XY99" // two codes in one order
	till := core.Purchase{Code: "AB12", Order: MadeUpOrder, CampaignID: id, At: noon}
	tillToo := till
	tillToo.Code = "XY99"
	added, known, err := s.AddPurchases(t.Context(), []core.Purchase{order, order, other, till, tillToo})
	if err != nil || len(added) != 3 || len(known) != 2 || !known[1].Equal(order.At) {
		t.Fatalf("added %+v, known %v, %v", added, known, err)
	}
	if added, known, err = s.AddPurchases(t.Context(), []core.Purchase{other, till}); err != nil || len(added) != 0 || len(known) != 2 {
		t.Fatalf("again: added %+v, known %v, %v", added, known, err)
	}
	f, _ := figures(t, s, id)
	orders, minor := 0, int64(0)
	for _, x := range f.Sales {
		orders += x.Orders
		minor += x.Revenue.Minor
	}
	if orders != 3 || minor != 2450 {
		t.Errorf("%d orders for %d in %+v", orders, minor, f.Sales)
	}
}
