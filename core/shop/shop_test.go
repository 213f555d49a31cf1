package shop

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/optout"
	"shopbell/core/practice"
	"shopbell/core/store"
	"shopbell/core/vault"
	"shopbell/core/views"
)

// noon is in no quiet hours of UTC.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// scene is a shop on the practice page over a socket, with the clock set.
type scene struct {
	*Shop
	testing.TB
	clock *core.FakeClock
	page  *practice.Page
}

// readStops makes the reader of stops once for all scenes: under the race detector that takes a second.
var readStops = sync.OnceValue(optout.New)

func newScene(t testing.TB, o practice.Options) *scene {
	t.Helper()
	s := &scene{TB: t, clock: core.NewFakeClock(noon)}
	o.Clock, o.NoRateLimits = s.clock, true
	s.page = practice.New(o)
	server, err := s.page.Serve(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	s.Shop = New(Config{Store: st, Vault: vault.NewSession(), Base: server.URL, Clock: s.clock, Zone: time.UTC})
	s.stops = readStops
	s.must(s.SetRules(t.Context(), map[string]string{"pace": "0"}))
	s.must(s.OpenPractice(t.Context(), server.Token))
	s.clock.Advance(10 * time.Second)
	_, err = s.Sync(t.Context(), false, nil)
	s.must(err)
	s.clock.Advance(10 * time.Second)
	return s
}

func (s *scene) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// customer finds a person of the sample shop by name.
func (s *scene) customer(name string) core.CustomerID {
	s.Helper()
	p, ok := s.page.Find(name)
	if !ok {
		s.Fatalf("no %s in the sample shop", name)
	}
	return p.ID
}

// add adds up the figures of a plan.
func add(p views.Plan) int { return p.Send + p.HoldUntil + p.HoldForReply + p.Refuse }

func TestPlanTellsEverybodysVerdict(t *testing.T) {
	s := newScene(t, practice.Options{})
	plan, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "mug-blue", Stock: 4})
	s.must(err)
	lists, err := s.WaitingLists(t.Context())
	s.must(err)
	if lists[0].Product.SKU != "MUG-BLUE" || lists[0].Waiting != len(plan.Rows) || add(plan) != len(plan.Rows) {
		t.Errorf("%d wait, %d rows, %d counted", lists[0].Waiting, len(plan.Rows), add(plan))
	}
	if plan.Send != 8 {
		t.Errorf("%d go now, want two for each of 4", plan.Send)
	}
	for i, r := range plan.Rows {
		if r.Position != i+1 || len(r.Verdict.Reasons) == 0 || r.Quote == "" {
			t.Errorf("row %+v", r)
		}
		if i > 0 && r.AskedAt.Before(plan.Rows[i-1].AskedAt) {
			t.Errorf("%s asked before %s", r.Name, plan.Rows[i-1].Name)
		}
		if strings.ContainsAny(r.Text, "{}") || !strings.Contains(r.Text, "\n\n") {
			t.Errorf("text %q", r.Text)
		}
	}
	if list, _ := s.Outbox(t.Context()); len(list) != 0 {
		t.Error("a plan kept something")
	}
}

func TestOrdersThatMakeNoSense(t *testing.T) {
	s := newScene(t, practice.Options{})
	for name, c := range map[string]struct {
		o    views.RestockOrder
		want core.Code
	}{
		"no such product": {views.RestockOrder{SKU: "NOPE", Stock: 1}, core.CodeNotFound},
		"no such variant": {views.RestockOrder{SKU: "MUG-BLUE", Variant: "XXL", Stock: 1}, core.CodeNotFound},
		"less than none":  {views.RestockOrder{SKU: "MUG-BLUE", Stock: -1}, core.CodeBadInput},
		"unknown field":   {views.RestockOrder{SKU: "MUG-BLUE", Stock: 1, Text: "Hi {nickname}"}, core.CodeBadInput},
	} {
		if _, err := s.SendRestock(t.Context(), c.o); core.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	plan, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 1, Text: strings.Repeat("long ", 500)})
	s.must(err)
	if plan.Refuse != len(plan.Rows) || plan.Rows[0].Verdict.Reasons[0].Code != core.ReasonBadText {
		t.Errorf("a text that is too long: %+v", plan.Rows[0].Verdict)
	}
	empty, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 0})
	s.must(err)
	if empty.Refuse != len(empty.Rows) {
		t.Errorf("nothing in stock: %d of %d refused", empty.Refuse, len(empty.Rows))
	}
}

func TestFromReviewToSent(t *testing.T) {
	s := newScene(t, practice.Options{})
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 3, Text: "Hi {first_name}, {product} is back at {shop}."})
	s.must(err)
	_, err = s.RunOutbox(t.Context())
	s.must(err)
	p, err := s.Progress(t.Context(), plan.CampaignID)
	s.must(err)
	if p.Everyone != len(plan.Rows) || p.Sent != 6 || p.Sent+p.ToGo+p.Later+p.HeldBack+p.NotSure != p.Everyone {
		t.Errorf("progress %+v", p)
	}
	if n := len(s.page.Log()); n != 6 {
		t.Errorf("%d reached", n)
	}
	rows, err := s.Deliveries(t.Context(), plan.CampaignID, 0)
	s.must(err)
	for _, d := range rows {
		if d.State != core.DeliverySent {
			continue
		}
		bubbles, err := s.Messages(t.Context(), d.CustomerID, time.Time{}, 5)
		s.must(err)
		if bubbles[0].Delivery == nil || bubbles[0].Text != d.Text {
			t.Errorf("the conversation does not show it: %+v", bubbles[0])
		}
		card, err := s.Customer(t.Context(), d.CustomerID)
		s.must(err)
		if card.LastOffer == nil || card.LastOfferOf != "Blue speckled mug" || !card.NextAllowed.After(s.Now()) {
			t.Errorf("card %+v", card)
		}
	}
	again, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 3})
	s.must(err)
	if again.Send != 0 {
		t.Errorf("the same figure saved again would send %d", again.Send)
	}
}

func TestReaderAgreesWithTheSampleShop(t *testing.T) {
	s := newScene(t, practice.Options{DetailLimit: -1})
	missed, invented := 0, 0
	for _, p := range s.page.Customers() {
		card, err := s.Customer(t.Context(), p.ID)
		if p.Messages == 0 {
			continue
		}
		s.must(err)
		if stopped := card.OptOut != nil || card.Review != nil; p.Stopped && !stopped {
			t.Errorf("%s asked to stop and is not stopped", p.Name)
		} else if !p.Stopped && !p.Doubtful && stopped {
			t.Errorf("%s did not ask to stop", p.Name)
		}
		want := map[core.SKU]bool{}
		for _, w := range p.Wants {
			if !w.Withdrawn {
				want[w.SKU] = true
			}
		}
		for _, r := range card.Requests {
			if !want[r.SKU] {
				invented++
				t.Logf("%s is on the list of %s: %q", p.Name, r.SKU, r.Quote)
			}
			delete(want, r.SKU)
		}
		for sku := range want {
			missed++
			t.Logf("%s asked for %s and is not on its list", p.Name, sku)
		}
	}
	if missed > 3 || invented > 6 {
		t.Errorf("%d wishes missed, %d invented", missed, invented)
	}
}

func TestTodayAddsUp(t *testing.T) {
	s := newScene(t, practice.Options{})
	today, err := s.Today(t.Context())
	s.must(err)
	if len(today.Closing) == 0 || len(today.Stock) == 0 || today.Status.Page.Name != "Tulip Corner" || today.Status.Reviews != len(today.Reviews) {
		t.Errorf("today %+v", today.Status)
	}
	for i, c := range today.Closing {
		if !c.ClosesAt.After(s.Now()) || i > 0 && c.ClosesAt.Before(today.Closing[i-1].ClosesAt) {
			t.Errorf("closing %+v", c)
		}
	}
	for _, r := range today.Reviews {
		s.must(s.DecideReview(t.Context(), r.CustomerID, r.MessageID, true))
	}
	today, err = s.Today(t.Context())
	s.must(err)
	if len(today.Reviews) != 0 {
		t.Errorf("still in doubt: %+v", today.Reviews)
	}
}

func TestReply(t *testing.T) {
	s := newScene(t, practice.Options{})
	today, err := s.Today(t.Context())
	s.must(err)
	id := today.Closing[0].CustomerID
	d, err := s.Reply(t.Context(), id, "Yes, {from} 9 to 18 h.")
	s.must(err)
	bubbles, err := s.Messages(t.Context(), id, time.Time{}, 3)
	s.must(err)
	if d.State != core.DeliveryPlanned || bubbles[0].Delivery == nil || bubbles[0].Text != "Yes, {from} 9 to 18 h." {
		t.Errorf("%s, shown %+v", d.State, bubbles[0])
	}
	_, err = s.RunOutbox(t.Context())
	s.must(err)
	if log := s.page.Log(); len(log) != 1 || log[0].Text != "Yes, {from} 9 to 18 h." || log[0].MessagingType != "RESPONSE" {
		t.Errorf("sent %+v", log)
	}
	closed, err := s.Conversations(t.Context(), views.ConversationQuery{Limit: 100})
	s.must(err)
	for _, c := range closed {
		if !c.ClosesAt.IsZero() {
			continue
		}
		d, err := s.Reply(t.Context(), c.CustomerID, "Sorry for the late answer")
		s.must(err)
		if d.State != core.DeliveryRefused || d.Reason != core.ReasonWindowClosed || d.ID != "" {
			t.Errorf("to a closed chat: %+v", d)
		}
		break
	}
}

func TestStopConfirmedOnce(t *testing.T) {
	s := newScene(t, practice.Options{})
	id := s.customer("Jonas Weber")
	s.page.Write(id, "STOP")
	s.clock.Advance(10 * time.Second)
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	_, err = s.RunOutbox(t.Context())
	s.must(err)
	_, err = s.RunOutbox(t.Context())
	s.must(err)
	log := s.page.Log()
	if len(log) != 1 || log[0].Customer != id {
		t.Fatalf("sent %+v", log)
	}
	plan, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 50})
	s.must(err)
	for _, r := range plan.Rows {
		if r.CustomerID == id && (r.Verdict.Action != core.ActionRefuse || r.Verdict.Reasons[0].Code != core.ReasonOptedOut) {
			t.Errorf("after STOP: %+v", r.Verdict)
		}
	}
}

func TestAWrongClockIsCorrected(t *testing.T) {
	s := newScene(t, practice.Options{})
	behind := core.NewFakeClock(s.clock.Now().Add(-24 * time.Hour))
	s.Shop.clock = core.NewCorrectedClock(behind)
	s.forget()
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	if off := s.Now().Sub(s.clock.Now()).Abs(); off > 2*time.Second {
		t.Errorf("still %s off", off)
	}
}

func TestCatalogueFindsPastRequests(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id := s.page.AddCustomer("Ana", "en")
	s.page.Write(id, "Tell me when the zebra lamp is back")
	s.clock.Advance(10 * time.Second)
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	file := filepath.Join(t.TempDir(), "more.csv")
	s.must(os.WriteFile(file, []byte("sku,name,stock\nZL-1,Zebra lamp,0\n"), 0o600))
	r, err := s.ImportProducts(t.Context(), file, nil)
	s.must(err)
	rows, err := s.Waitlist(t.Context(), "ZL-1", "")
	s.must(err)
	if r.Requests != 1 || len(rows) != 1 || rows[0].CustomerID != id {
		t.Errorf("%+v, line %+v", r, rows)
	}
	if again, err := s.ImportProducts(t.Context(), file, nil); err != nil || again.Unchanged != 1 || again.Requests != 0 {
		t.Errorf("again %+v, %v", again, err)
	}
}
