package outbox

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/practice"
)

func TestEverythingDueIsSentOnce(t *testing.T) {
	s := newScene(t, 30)
	id := s.campaign()
	if got := s.mustRun(); got != (Result{Sent: 30}) {
		t.Errorf("got %+v", got)
	}
	if c, err := s.store.Campaign(t.Context(), id); err != nil || c.State != core.CampaignDone {
		t.Errorf("the campaign is %s, %v", c.State, err)
	}
	if again := s.mustRun(); again != (Result{}) {
		t.Errorf("a second run: %+v", again)
	}
	for id, n := range s.reached() {
		if n != 1 {
			t.Errorf("%s got %d", id, n)
		}
	}
	s.agree()
}

func TestStopDuringACampaignHoldsThatPerson(t *testing.T) {
	s := newScene(t, 12)
	s.rules.Pace = 1000 // batches of 20 at most; the page is read between them
	s.campaign(s.ids[:6]...)
	s.mustRun()
	s.clock.Advance(2 * time.Second)
	s.page.Write(s.ids[8], "STOP")
	s.clock.Advance(5 * time.Second)
	s.campaign(s.ids[6:]...)
	s.mustRun()
	if n := s.reached()[s.ids[8]]; n != 0 {
		t.Errorf("%d messages after STOP", n)
	}
	if d := s.delivery(s.ids[8]); d.State != core.DeliveryRefused || d.Reason.Code != core.ReasonOptedOut {
		t.Errorf("delivery %s %s", d.State, d.Reason.Code)
	}
	if n := len(s.reached()); n != 11 {
		t.Errorf("%d people reached, want 11", n)
	}
	s.agree()
}

func TestLostAnswersAreLookedUp(t *testing.T) {
	for name, fault := range map[string]practice.Fault{
		"dropped before it was stored": {Drop: practice.BeforeStore},
		"dropped after it was stored":  {Drop: practice.AfterStore},
		"answer cut short":             {Body: practice.BodyTruncated},
		"a gateway's page":             {Status: 502, Body: practice.BodyHTML, Stored: true},
		"refused by a gateway":         {Status: 502, Body: practice.BodyHTML},
		"no answer body":               {Body: practice.BodyEmpty},
		"passing trouble":              {Status: 503, Code: 2, Transient: true},
		"passing trouble, stored":      {Status: 500, Code: 1, Stored: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 5)
			s.campaign()
			fault.Match, fault.Nth, fault.Count = "POST /", 3, 1
			s.page.Inject(fault)
			if got := s.mustRun(); got != (Result{Sent: 5}) { // it looks up its own
				t.Fatalf("got %+v", got)
			}
			for _, id := range s.ids {
				if n := s.reached()[id]; n != 1 {
					t.Errorf("%s got %d messages", id, n)
				}
				if d := s.delivery(id); d.State != core.DeliverySent {
					t.Errorf("%s is %s %s", id, d.State, d.Reason.Code)
				}
			}
			s.agree()
		})
	}
}

// A process that dies between reserving and settling leaves rows as sending, with or without the message on the page.
func TestDeathBetweenReserveAndSettle(t *testing.T) {
	s := newScene(t, 6)
	s.campaign()
	page, err := new(listing).page(t.Context(), s.box, s.rules)
	if err != nil {
		t.Fatal(err)
	}
	due, err := s.store.Due(t.Context(), s.clock.Now(), 10)
	if err != nil {
		t.Fatal(err)
	}
	going, _, err := s.store.Reserve(t.Context(), due, s.clock.Now(), s.rules, page, s.box.decide(s.rules))
	if err != nil || len(going) != 6 {
		t.Fatalf("reserved %d, %v", len(going), err)
	}
	for _, d := range going[:3] { // half of them left before the death
		if _, err := s.box.Page.Send(t.Context(), outgoing(d)); err != nil {
			t.Fatal(err)
		}
	}
	s.clock.Advance(time.Minute)
	s.mustRun()
	for _, id := range s.ids {
		if n := s.reached()[id]; n != 1 {
			t.Errorf("%s got %d messages", id, n)
		}
	}
	s.agree()
}

func TestWhatThePageCannotTellIsShownAndNotResent(t *testing.T) {
	s := newScene(t, 1)
	s.campaign()
	s.page.Inject(practice.Fault{Match: "POST /", Count: 1, Drop: practice.BeforeStore})
	s.page.Inject(practice.Fault{Match: "GET /v25.0/t_", Count: 1000, Status: 400, Code: 100})
	for range 3 {
		if got := s.mustRun(); got.Uncertain != 1 {
			t.Errorf("got %+v", got)
		}
	}
	if d := s.delivery(s.ids[0]); d.State != core.DeliveryUncertain || len(s.page.Log()) != 0 {
		t.Errorf("%s, %d messages", d.State, len(s.page.Log()))
	}
	s.page.ClearFaults()
	if got := s.mustRun(); got.Sent != 1 {
		t.Errorf("once it tells: %+v", got)
	}
}

func TestAnswersByClass(t *testing.T) {
	for _, c := range []struct {
		code, sub int
		state     core.DeliveryState
		reason    core.ReasonCode
		halt      core.Code
	}{
		{10, 2018278, core.DeliveryHeld, core.ReasonWindowClosed, ""},
		{551, 1545041, core.DeliveryRefused, core.ReasonUnreachable, ""},
		{200, 1545041, core.DeliveryRefused, core.ReasonUnreachable, ""},
		{100, 2018001, core.DeliveryRefused, core.ReasonUnreachable, ""},
		{10, 2018300, core.DeliveryHeld, core.ReasonAnotherAppControls, ""},
		{100, 0, core.DeliveryFailed, core.ReasonPlatformError, ""},
		{506, 0, core.DeliveryFailed, core.ReasonPlatformError, ""},
		{368, 0, core.DeliveryPlanned, core.ReasonPageRestricted, core.CodePageRestricted},
		{10, 1893063, core.DeliveryPlanned, core.ReasonPageRestricted, core.CodePageRestricted},
		{190, 463, core.DeliveryPlanned, core.ReasonTokenInvalid, core.CodeTokenInvalid},
		{613, 0, core.DeliveryPlanned, core.ReasonRateLimited, core.CodeRateLimited},
		{80006, 0, core.DeliveryPlanned, core.ReasonRateLimited, core.CodeRateLimited},
		{200, 2018028, core.DeliveryPlanned, core.ReasonAppAccess, core.CodeAppAccess},
	} {
		t.Run(fmt.Sprintf("%d_%d", c.code, c.sub), func(t *testing.T) {
			s := newScene(t, 1)
			s.campaign()
			s.page.Inject(practice.Fault{Match: "POST /", Count: 1, Status: 400, Code: c.code, Subcode: c.sub})
			_, err := s.run()
			if core.CodeOf(err) != c.halt {
				t.Errorf("the run ended with %v, want %q", err, c.halt)
			}
			if d := s.delivery(s.ids[0]); d.State != c.state || d.Reason.Code != c.reason {
				t.Errorf("%s %s, want %s %s", d.State, d.Reason.Code, c.state, c.reason)
			}
			if h, err := Halted(t.Context(), s.store, s.clock.Now()); err != nil || h.Code != c.halt {
				t.Errorf("halted %+v, %v", h, err)
			}
			if c.halt == "" {
				return
			}
			if _, err := s.run(); core.CodeOf(err) != c.halt || len(s.page.Log()) != 0 {
				t.Errorf("while it rests: %v, %d sent", err, len(s.page.Log()))
			}
			if err := EndHalt(t.Context(), s.store); err != nil {
				t.Fatal(err)
			}
			if got := s.mustRun(); got.Sent != 1 { // nothing was dropped
				t.Errorf("afterwards %+v", got)
			}
		})
	}
}

func TestOneBadAnswerStopsTheRest(t *testing.T) {
	s := newScene(t, 40)
	s.rules.InFlight = 1
	s.campaign()
	s.page.Inject(practice.Fault{Match: "POST /", Nth: 5, Count: 1, Status: 400, Code: 368})
	_, err := s.run()
	if core.CodeOf(err) != core.CodePageRestricted {
		t.Fatal(err)
	}
	if n := len(s.page.Log()); n != 4 {
		t.Errorf("%d left, want the 4 before the answer", n)
	}
	s.clock.Advance(restRestricted)
	s.mustRun()
	if n := len(s.reached()); n != 40 {
		t.Errorf("%d reached in the end", n)
	}
	s.agree()
}

func TestNoLineLosesNothing(t *testing.T) {
	s := newScene(t, 3)
	s.campaign()
	dead, err := graph.New(graph.Config{Base: "http://127.0.0.1:1", Token: s.page.Token(), Page: practice.PageID, Clock: s.clock, ReadsPerSecond: -1})
	if err != nil {
		t.Fatal(err)
	}
	alive := s.box.Page
	s.box.Page = dead
	if _, err := s.run(); core.CodeOf(err) != core.CodeOffline {
		t.Errorf("got %v, want offline", err)
	}
	s.box.Page = alive
	if got := s.mustRun(); got.Sent != 3 {
		t.Errorf("afterwards %+v", got)
	}
	s.agree()
}

func TestEndOfTheRunLeavesNothingUnderWay(t *testing.T) {
	s := newScene(t, 10)
	s.rules.Pace, s.rules.InFlight = 20, 1
	s.campaign()
	ctx, cancel := context.WithCancel(t.Context())
	s.box.Notify = func() {
		if len(s.page.Log()) > 0 {
			cancel()
		}
	}
	if _, err := s.box.Run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if list, err := s.store.Unsettled(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("left under way: %+v, %v", list, err)
	}
	s.mustRun()
	s.agree()
	if n := len(s.reached()); n != 10 {
		t.Errorf("%d reached", n)
	}
}

func TestHeldMessageGoesWhenTheyWrite(t *testing.T) {
	s := newScene(t, 2)
	s.clock.Advance(30 * time.Hour)
	s.campaign()
	if got := s.mustRun(); got.Sent != 0 || got.Held != 2 {
		t.Fatalf("with closed windows %+v", got)
	}
	s.clock.Set(noon.Add(47 * time.Hour)) // outside quiet hours
	s.page.Write(s.ids[1], "hello again")
	s.clock.Advance(10 * time.Second)
	s.pull()
	if got := s.mustRun(); got.Sent != 1 {
		t.Errorf("after one wrote %+v", got)
	}
	if s.reached()[s.ids[1]] != 1 || s.reached()[s.ids[0]] != 0 {
		t.Errorf("reached %v", s.reached())
	}
}

func TestCampaignPausesItselfOverItsErrorRate(t *testing.T) {
	s := newScene(t, 60)
	s.rules.Pace, s.rules.PauseError = 100000, 10
	id := s.campaign()
	s.page.Inject(practice.Fault{Match: "POST /", Nth: 10, Count: 1000, Status: 400, Code: 100})
	s.mustRun()
	c, err := s.store.Campaign(t.Context(), id)
	if err != nil || c.State != core.CampaignPaused || c.Why != "error_rate" {
		t.Fatalf("campaign %+v, %v", c, err)
	}
	tally, err := s.store.Tally(t.Context(), id)
	if err != nil || tally[core.DeliveryPlanned] < 30 {
		t.Errorf("tally %v, %v: it went on for too long", tally, err)
	}
}
