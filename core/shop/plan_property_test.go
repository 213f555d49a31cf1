package shop

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// Whatever is ordered under whatever rules: every person of the audience has one verdict with a reason, the headline
// numbers add up to them, and whoever is to get it later or never is told why.
func TestEverybodyOfTheAudienceHasOneVerdict(t *testing.T) {
	s := newScene(t, practice.Options{Customers: 120, Seed: 7})
	_, err := s.GenerateCodes(t.Context(), "pool", 5, time.Time{})
	s.must(err)
	products, err := s.store.Products(t.Context())
	s.must(err)
	rapid.Check(t, func(r *rapid.T) {
		rules := map[string]string{
			"customer_day":  strconv.Itoa(rapid.IntRange(0, 3).Draw(r, "day")),
			"page_day":      strconv.Itoa(rapid.IntRange(0, 60).Draw(r, "page day")),
			"window_margin": rapid.SampledFrom([]string{"0s", "5m", "12h"}).Draw(r, "margin"),
			"quiet_from":    rapid.SampledFrom([]string{"00:00", "11:00", "21:00"}).Draw(r, "from"),
			"quiet_to":      rapid.SampledFrom([]string{"00:00", "09:00", "13:00"}).Draw(r, "to"),
		}
		if err := s.SetRules(t.Context(), rules); err != nil {
			r.Fatal(err)
		}
		o := views.Order{Kind: rapid.SampledFrom([]core.Kind{core.KindRestock, core.KindPromo, core.KindNews}).Draw(r, "kind"), Text: "Hello {first_name}"}
		if rapid.Bool().Draw(r, "later") {
			o.At = s.clock.Now().Add(time.Duration(rapid.IntRange(1, 200).Draw(r, "hours")) * time.Hour)
		}
		everybody := -1
		switch o.Kind {
		case core.KindRestock:
			o.SKU = rapid.SampledFrom(products).Draw(r, "product").SKU
			o.Stock = rapid.IntRange(0, 20).Draw(r, "stock")
			line, err := s.Waitlist(t.Context(), o.SKU, "")
			if err != nil {
				r.Fatal(err)
			}
			waiting := map[core.CustomerID]bool{} // who asked for two variants waits once
			for _, w := range line {
				waiting[w.CustomerID] = true
			}
			everybody = len(waiting)
		case core.KindPromo:
			o.Text += " {code}"
			o.Pool = "pool"
		}
		if o.Kind != core.KindRestock {
			o.Filter.WindowOpen = rapid.Bool().Draw(r, "open")
			o.Filter.SilentDays = rapid.SampledFrom([]int{0, 3, 30}).Draw(r, "silent")
			if everybody, err = s.CountCustomers(t.Context(), o.Filter); err != nil {
				r.Fatal(err)
			}
		}
		plan, err := s.Plan(t.Context(), o)
		if err != nil {
			r.Fatal(err)
		}
		if len(plan.Rows) != everybody || plan.Send+plan.HoldUntil+plan.HoldForReply+plan.Refuse != everybody {
			r.Fatalf("%d people, %d verdicts: %d + %d + %d + %d", everybody, len(plan.Rows), plan.Send, plan.HoldUntil, plan.HoldForReply, plan.Refuse)
		}
		seen := map[core.CustomerID]bool{}
		for _, row := range plan.Rows {
			if seen[row.CustomerID] {
				r.Fatalf("%s has two verdicts", row.CustomerID)
			}
			seen[row.CustomerID] = true
			v := row.Verdict
			if len(v.Reasons) == 0 || v.Reasons[0].Code == "" {
				r.Fatalf("%s has no reason: %+v", row.Name, v)
			}
			// An empty pool ends when the owner adds codes, and nobody knows when that is.
			endless := v.EligibleAt.IsZero() && v.Reasons[0].Code == core.ReasonNoCodeLeft
			if v.Action == core.ActionHoldUntil && !endless && !v.EligibleAt.After(s.clock.Now()) {
				r.Fatalf("%s is held until %s, and it is %s: %+v", row.Name, v.EligibleAt, s.clock.Now(), v)
			}
		}
	})
}
