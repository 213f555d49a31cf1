package shop

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// waitingShop is a shop with an empty page on which n people wrote an hour ago and wait for one product.
func waitingShop(t *testing.T, n int) (*scene, []core.CustomerID) {
	t.Helper()
	s := newScene(t, practice.Options{Empty: true})
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "LAMP", Name: "Zebra lamp", Variants: []string{"0.3 l", "0.4 l"}}}, &views.ImportResult{}))
	var ids []core.CustomerID
	for i := range n {
		s.clock.Advance(time.Second)
		id := s.page.AddCustomer("Person "+string(rune('A'+i)), "en")
		s.page.Write(id, "Please tell me when the zebra lamp is back")
		ids = append(ids, id)
	}
	s.clock.Advance(time.Minute)
	s.look()
	return s, ids
}

// states counts a campaign's deliveries by state.
func (s *scene) states(id core.CampaignID) map[core.DeliveryState]int {
	s.Helper()
	rows, err := s.Deliveries(s.Context(), id, 0)
	s.must(err)
	out := map[core.DeliveryState]int{}
	for _, d := range rows {
		out[d.State]++
	}
	return out
}

// reopen is the program started anew on the same folder: nothing is kept in memory.
func (s *scene) reopen() {
	token := s.session
	s.Shop = New(Config{Store: s.store, Vault: s.cfg.Vault, Base: s.cfg.Base, Clock: s.clock, Zone: time.UTC, Token: token})
}

func TestOwnerIsAskedWhenTheyWrite(t *testing.T) {
	s, ids := waitingShop(t, 3)
	s.clock.Advance(30 * time.Hour) // every window is closed
	s.look()
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 5, OnReply: core.OnReplyAsk})
	s.must(err)
	if plan.HoldForReply != 3 {
		t.Fatalf("plan %+v", plan)
	}
	s.look()
	s.page.Write(ids[1], "Hello, are you open on Sunday?")
	s.clock.Advance(time.Minute)
	s.page.Write(ids[0], "Hi")
	s.clock.Advance(time.Minute)
	s.look()
	if n := len(s.page.Log()); n != 0 {
		t.Fatalf("%d left without the owner's word", n)
	}
	s.reopen()
	today, err := s.Today(t.Context())
	s.must(err)
	if len(today.Asking) != 1 || len(today.Asking[0].People) != 2 || today.Asking[0].People[0].CustomerID != ids[1] || today.Asking[0].Title != "Zebra lamp" ||
		!today.Asking[0].People[0].ClosesAt.After(s.Now()) {
		t.Fatalf("asking %+v", today.Asking)
	}
	people := today.Asking[0].People
	if n, err := s.DropHeld(t.Context(), people[1].DeliveryID); n != 1 || err != nil {
		t.Errorf("dropped %d %v", n, err)
	}
	if n, err := s.ReleaseAll(t.Context(), plan.CampaignID); n != 1 || err != nil {
		t.Errorf("released %d %v", n, err)
	}
	s.look()
	if log := s.page.Log(); len(log) != 1 || log[0].Customer != ids[1] {
		t.Errorf("the page got %+v", log)
	}
	if got := s.states(plan.CampaignID); got[core.DeliverySent] != 1 || got[core.DeliveryCancelled] != 1 || got[core.DeliveryHeld] != 1 {
		t.Errorf("states %v", got)
	}
	if n, _ := s.Release(t.Context(), people[0].DeliveryID, people[1].DeliveryID); n != 0 {
		t.Errorf("%d released twice", n)
	}
}

// A question that the owner leaves open until the chat closes is asked again when the person writes again.
func TestTheQuestionComesBack(t *testing.T) {
	s, ids := waitingShop(t, 1)
	s.clock.Advance(30 * time.Hour)
	s.look()
	_, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 5, OnReply: core.OnReplyAsk})
	s.must(err)
	for range 2 {
		s.page.Write(ids[0], "Hi")
		s.clock.Advance(time.Minute)
		s.look()
		if a, err := s.Asking(t.Context()); len(a) != 1 || err != nil {
			t.Fatalf("asking %+v %v", a, err)
		}
		s.clock.Advance(25 * time.Hour)
		s.look()
		if a, err := s.Asking(t.Context()); len(a) != 0 || err != nil {
			t.Fatalf("asking for a closed chat %+v %v", a, err)
		}
	}
	if len(s.page.Log()) != 0 {
		t.Error("something left without the owner's word")
	}
}

func TestScheduleSurvivesARestart(t *testing.T) {
	s, ids := waitingShop(t, 2)
	at := s.Now().Add(3 * time.Hour)
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 1, PerUnit: 1, At: at})
	s.must(err)
	if first := plan.Rows[0].Verdict; first.Action != core.ActionHoldUntil || !first.EligibleAt.Equal(at) || first.Reasons[0].Code != core.ReasonScheduled {
		t.Errorf("the first: %+v", first)
	}
	if second := plan.Rows[1].Verdict; second.Reasons[0].Code != core.ReasonWaveFull {
		t.Errorf("one for the only unit, and the second is told %+v", second)
	}
	s.look()
	s.clock.Advance(2 * time.Hour)
	s.reopen()
	s.look()
	if len(s.page.Log()) != 0 {
		t.Fatal("it left before its time")
	}
	s.clock.Advance(61 * time.Minute)
	s.reopen()
	s.look()
	if log := s.page.Log(); len(log) != 1 || log[0].Customer != ids[0] {
		t.Errorf("at its time the page got %+v", log)
	}
}

// What fell due while the app was closed goes when the person writes, and what waited too long is told with the names.
func TestWhatWasDueWhileTheAppWasClosed(t *testing.T) {
	s, ids := waitingShop(t, 2)
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 5, At: s.Now().Add(3 * time.Hour), HoldFor: 5 * 24 * time.Hour})
	s.must(err)
	s.clock.Advance(70 * time.Hour) // closed; both chats are closed now
	s.reopen()
	s.look()
	if got := s.states(plan.CampaignID); got[core.DeliveryHeld] != 2 || len(s.page.Log()) != 0 {
		t.Errorf("states %v", got)
	}
	s.page.Write(ids[1], "Hello")
	s.clock.Advance(time.Minute)
	s.look()
	if log := s.page.Log(); len(log) != 1 || log[0].Customer != ids[1] {
		t.Errorf("who wrote got %+v", log)
	}
	s.clock.Advance(10 * 24 * time.Hour) // closed again
	s.reopen()
	s.look()
	today, err := s.Today(t.Context())
	s.must(err)
	if len(today.Lapsed) != 1 || today.Lapsed[0].Count != 1 || today.Lapsed[0].Names[0] != "Person A" || !today.Lapsed[0].Away || today.Lapsed[0].Title != "Zebra lamp" {
		t.Errorf("lapsed %+v", today.Lapsed)
	}
}

func TestASleepIsNoticed(t *testing.T) {
	var w watch
	now := noon
	for i, c := range []struct {
		pass time.Duration
		want bool
	}{{0, false}, {watchEvery, false}, {watchEvery + 2*time.Second, false}, {8 * time.Hour, true}, {watchEvery, false}, {-time.Hour, true}, {watchEvery, false}} {
		now = now.Add(c.pass)
		if got := w.jumped(now); got != c.want {
			t.Errorf("step %d: %v", i, got)
		}
	}
}

// A campaign whose people stop or block pauses itself, says why with figures, and goes on when the owner says so.
func TestACampaignThatHurtsPausesItself(t *testing.T) {
	for name, hurt := range map[string]func(s *scene, id core.CustomerID){
		"opt_out_rate": func(s *scene, id core.CustomerID) { s.page.Write(id, "STOP") },
		"block_rate":   func(s *scene, id core.CustomerID) { s.page.Block(id) },
	} {
		t.Run(name, func(t *testing.T) {
			s, ids := waitingShop(t, 26)
			s.must(s.SetRules(t.Context(), map[string]string{"pause_opt_out_rate": "8", "pause_error_rate": "50"}))
			if name == "block_rate" {
				for _, id := range ids[:2] {
					hurt(s, id)
				}
			}
			plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 23, PerUnit: 1})
			s.must(err)
			s.look()
			if name == "opt_out_rate" {
				for _, id := range ids[:2] {
					hurt(s, id)
				}
			}
			s.clock.Advance(25 * time.Hour) // the next wave would begin
			for _, id := range ids[22:] {
				s.page.Write(id, "Hello")
			}
			s.clock.Advance(time.Minute)
			before := len(s.page.Log())
			s.look()
			if after := s.page.Log(); len(after) > before+2 { // the stops' confirmations are no part of it
				t.Errorf("%d more left", len(after)-before)
			}
			today, err := s.Today(t.Context())
			s.must(err)
			if len(today.Resting) != 1 {
				t.Fatalf("resting %+v, campaign %+v", today.Resting, s.states(plan.CampaignID))
			}
			r := today.Resting[0]
			if r.Why != name || r.Sent < 20 || r.Stopped+r.Blocked != 2 || r.Limit != 8 || r.Title != "Zebra lamp" {
				t.Errorf("says %+v", r)
			}
			s.must(s.Resume(t.Context(), plan.CampaignID))
			sent := s.states(plan.CampaignID)[core.DeliverySent]
			s.clock.Advance(time.Minute)
			s.look()
			if got := s.states(plan.CampaignID)[core.DeliverySent]; got <= sent {
				t.Errorf("after the owner let it go on, %d were sent, %d before", got, sent)
			}
		})
	}
}
