package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// A receipt takes amounts as people write them, and its total is the sum of its lines.
func TestAReceiptTakesAmountsAsTheyAreWritten(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 1)
	r := core.Receipt{Recipient: "Ana", Order: "17", Currency: "eur", Payment: "cash",
		Items: []core.ReceiptItem{{Title: "2 × Blue mug", Price: "49,00 €"}, {Title: "By post", Price: "4.5"}}}
	o := views.Order{Kind: core.KindOrder, CustomerID: ids[0], Receipt: &r}
	p, err := s.Preview(t.Context(), o, ids[0], "")
	s.must(err)
	if p.Form != views.FormReceipt || p.Receipt.Total != "53.50" || p.Receipt.Currency != "EUR" || p.Receipt.Items[0].Price != "49.00" || p.Receipt.Items[1].Price != "4.50" {
		t.Fatalf("preview %+v", p.Receipt)
	}
	if p.Text != "17\n2 × Blue mug  49.00 EUR\nBy post  4.50 EUR\n= 53.50 EUR" {
		t.Errorf("in words %q", p.Text)
	}
	if r.Currency != "eur" || r.Items[0].Price != "49,00 €" {
		t.Errorf("the owner's own was changed: %+v", r)
	}
	if _, err := s.Send(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	s.runOutbox()
	if log := s.page.Log(); len(log) != 1 || log[0].Template != "receipt" {
		t.Errorf("arrived %+v", log)
	}
}

// What the platform would refuse is told before it is kept.
func TestAReceiptThatDoesNotFitIsNotKept(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 1)
	for _, price := range []string{"twelve", "12 $", ""} {
		o := views.Order{Kind: core.KindOrder, CustomerID: ids[0], Receipt: &core.Receipt{Recipient: "Ana", Order: "17", Currency: "EUR", Payment: "cash",
			Items: []core.ReceiptItem{{Title: "Mug", Price: price}}}}
		p, err := s.Preview(t.Context(), o, ids[0], "")
		s.must(err)
		if len(p.Warnings) != 1 || p.Warnings[0].Code != views.WarnBadAmount || !p.Warnings[0].Code.Blocks() {
			t.Errorf("%q: %+v", price, p.Warnings)
		}
		if _, err := s.Send(t.Context(), o); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%q was kept: %v", price, err)
		}
	}
	o := views.Order{Kind: core.KindOrder, CustomerID: ids[0], Receipt: &core.Receipt{Recipient: "Ana", Currency: "EUR", Payment: "cash", Total: "12"}}
	if _, err := s.Plan(t.Context(), o); core.CodeOf(err) != core.CodeBadInput || !strings.Contains(err.Error(), "number of the order") {
		t.Errorf("without a number: %v", err)
	}
}

// The page is asked for its templates when the owner looks, not after each key.
func TestAPreviewOfATemplateAsksThePageOnce(t *testing.T) {
	s, ids := crowd(t, practice.Options{Utility: true}, 1)
	ways, err := s.OrderWays(t.Context())
	s.must(err)
	if !ways.Closed || ways.Currency != "EUR" || len(ways.Templates) != len(practice.UtilityTemplates()) {
		t.Fatalf("ways %+v", ways)
	}
	s.clock.Advance(30 * time.Hour)
	s.news()
	if ways, err = s.OrderWays(t.Context()); err != nil {
		t.Fatal(err)
	}
	calls := len(s.page.Requests())
	for _, number := range []string{"5", "56", "566701 {{2}}"} {
		o := views.Order{Kind: core.KindOrder, CustomerID: ids[0], Utility: &core.Utility{Name: "order_shipped", Values: []core.UtilityValue{{Text: number}, {Text: "Friday"}}}}
		p, err := s.Preview(t.Context(), o, ids[0], "")
		s.must(err)
		if want := ways.Templates[1].Filled(o.Utility.Values); p.Verdict.Lane != core.LaneUtility || p.Text != strings.NewReplacer("{", "(", "}", ")").Replace(want) {
			t.Errorf("%q: %q, %+v", number, p.Text, p.Verdict)
		}
	}
	if n := len(s.page.Requests()) - calls; n != 0 {
		t.Errorf("%d questions to the page while the owner types", n)
	}
}

// Without the right to send templates there are none to choose, and an order update waits for the customer.
func TestWithoutTheRightThereAreNoTemplates(t *testing.T) {
	s, ids := crowd(t, practice.Options{}, 1)
	ways, err := s.OrderWays(t.Context())
	s.must(err)
	if ways.Closed || len(ways.Templates) != 0 {
		t.Errorf("ways %+v", ways)
	}
	s.clock.Advance(30 * time.Hour)
	s.news()
	p, err := s.Preview(t.Context(), views.Order{Kind: core.KindOrder, CustomerID: ids[0], Text: "Your order is ready"}, ids[0], "")
	s.must(err)
	if p.Verdict.Action != core.ActionHoldForReply || p.Verdict.Reasons[0].Code != core.ReasonWindowClosed {
		t.Errorf("%+v", p.Verdict)
	}
}
