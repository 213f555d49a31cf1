package shop

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// orderList writes a list of orders.
func orderList(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "orders.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// codeForAll keeps a campaign with one code for everybody.
func (s *scene) codeForAll(code string, at time.Time) core.CampaignID {
	s.Helper()
	id, err := s.store.AddCampaign(s.Context(), core.Campaign{Kind: core.KindPromo, Text: "Ten percent off with " + code, Code: code, CreatedAt: at}, at, nil)
	s.must(err)
	return id
}

func (s *scene) campaignReport(id core.CampaignID) views.CampaignReport {
	s.Helper()
	r, err := s.CampaignReport(s.Context(), id)
	s.must(err)
	return r
}

func TestOrdersCountForTheirCampaign(t *testing.T) {
	s := newScene(t, practice.Options{})
	id := s.codeForAll("SPRING10", noon.Add(-time.Hour))
	list := orderList(t, "Bestellnr;Gutscheincode;Betrag;Währung;Datum\n"+
		"1;spring10;24,50;EUR;22.11.2026\n2;;9,00;EUR;22.11.2026\n3;WINTER;9,00;EUR;22.11.2026\n4;SPRING10;10,00;CHF;22.11.2026\n1;SPRING10;24,50;EUR;22.11.2026\n5;SPRING10;x;EUR;22.11.2026\n")
	r, err := s.RedeemOrders(t.Context(), list)
	s.must(err)
	want := []core.Money{{Minor: 1000, Currency: "CHF"}, {Minor: 2450, Currency: "EUR"}}
	if r.Orders != 4 || r.New != 2 || r.Known != 1 || r.Without != 1 || len(r.Unknown) != 1 || r.Unknown[0] != (views.UnknownCode{Line: 4, Code: "WINTER"}) ||
		len(r.Rejected) != 1 || r.Rejected[0].Line != 7 || !slices.Equal(r.Revenue, want) {
		t.Errorf("%+v", r)
	}
	if again, err := s.RedeemOrders(t.Context(), list); err != nil || again.New != 0 || again.Known != 3 || len(again.Before) != 3 {
		t.Errorf("again: %+v, %v", again, err)
	}
	got := s.campaignReport(id)
	if got.Redeemed != 2 || !slices.Equal(got.Revenue, want) || got.Title != "Ten percent off with SPRING10" {
		t.Errorf("report %+v", got)
	}
}

// Lines without a number of an order: the same list again counts nothing, two equal lines are two sales.
func TestLinesWithoutOrderNumbers(t *testing.T) {
	s := newScene(t, practice.Options{})
	id := s.codeForAll("SPRING10", noon.Add(-time.Hour))
	list := orderList(t, "code,amount,date\nSPRING10,5.00,2026-11-22\nSPRING10,5.00,2026-11-22\nSPRING10,6.00,2026-11-22\n")
	for i, want := range []int{3, 0} {
		r, err := s.RedeemOrders(t.Context(), list)
		s.must(err)
		if r.New != want || r.New+r.Known != 3 {
			t.Errorf("reading %d: %+v", i+1, r)
		}
	}
	if got := s.campaignReport(id); got.Redeemed != 3 || got.Revenue[0].Minor != 1600 {
		t.Errorf("%+v", got)
	}
}

func TestCodeAtTheTill(t *testing.T) {
	s := newScene(t, practice.Options{})
	older := s.codeForAll("SPRING10", noon.Add(-48*time.Hour))
	newer := s.codeForAll("SPRING10", noon.Add(-time.Hour))
	for i := range 2 { // a code for all is used by one after the other
		s.clock.Advance(time.Minute)
		r, err := s.RedeemCode(t.Context(), Till{Code: " spring10", Amount: core.Money{Minor: 500, Currency: "EUR"}})
		s.must(err)
		if r.New != 1 || r.Sales[0].CampaignID != newer || r.Sales[0].CustomerID != "" {
			t.Errorf("use %d: %+v", i+1, r)
		}
	}
	r, err := s.RedeemCode(t.Context(), Till{Code: "NEVER"})
	if err != nil || r.New != 0 || len(r.Unknown) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := s.RedeemCode(t.Context(), Till{Code: "  "}); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("no code gave %v", err)
	}
	// An order of a time when only the older campaign was there belongs to it.
	s.must1(s.RedeemOrders(t.Context(), orderList(t, "order,code,date\n9,SPRING10,2026-11-21\n")))
	if a, b := s.campaignReport(older), s.campaignReport(newer); a.Redeemed != 1 || b.Redeemed != 2 {
		t.Errorf("older %d, newer %d", a.Redeemed, b.Redeemed)
	}
}

func (s *scene) must1(_ any, err error) {
	s.Helper()
	s.must(err)
}

func TestMissingListIsNamed(t *testing.T) {
	s := newScene(t, practice.Options{})
	if _, err := s.RedeemOrders(t.Context(), filepath.Join(t.TempDir(), "none.csv")); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("%v", err)
	}
}
