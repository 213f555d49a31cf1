package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestTroubleOfThePageHoldsEveryKind(t *testing.T) {
	events := map[core.ReasonCode]func(*Page, Event){
		core.ReasonPageRestricted: func(p *Page, e Event) { p.Restricted = e },
		core.ReasonTokenInvalid:   func(p *Page, e Event) { p.TokenInvalid = e },
		core.ReasonCampaignPaused: func(p *Page, e Event) { p.Paused = e },
	}
	for code, happen := range events {
		for _, k := range allKinds() {
			s := of(t, k)
			happen(&s.p, Event{At: s.now.Add(-time.Hour), ID: "x"})
			reason := want(t, s.decide(), core.ActionHoldUntil, code, time.Time{})
			if !reason.At.Equal(s.now.Add(-time.Hour)) || reason.Evidence != "x" {
				t.Errorf("no evidence: %+v", reason)
			}
		}
	}
}

func TestRateLimitHoldsEveryKindUntilItsEnd(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.p.RateUntil = s.now.Add(time.Minute)
		want(t, s.decide(), core.ActionHoldUntil, core.ReasonRateLimited, s.p.RateUntil)
		s.p.RateUntil = s.now
		wantSend(t, s.decide(), core.LaneWindow)
	}
}

func TestTroubleWithoutAnEndGivesNoTime(t *testing.T) {
	s := promo(t)
	s.p.RateUntil = s.now.Add(time.Minute)
	s.p.Restricted = Event{At: s.now}
	v := s.decide()
	want(t, v, core.ActionHoldUntil, core.ReasonPageRestricted, time.Time{})
	if !has(v, core.ReasonRateLimited) {
		t.Errorf("a reason is lost: %+v", v.Reasons)
	}
}

func TestKnownEndBeyondTheWindowDecidesOverTroubleWithoutEnd(t *testing.T) {
	s := promo(t)
	s.p.Restricted = Event{At: s.now}
	s.c.Past = []Past{past(core.KindPromo, time.Hour)}
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonMinGap, s.now.Add(47*time.Hour))
}

func TestPageDayEndsAtTheShopsMidnight(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.r.PageDay = 7
	s.r.Zone = zone(t, "America/New_York")
	s.c.Zone = zone(t, "Asia/Tokyo") // the customer's zone has no say in the page's day
	s.p.SentToday = 6
	wantSend(t, s.decide(), core.LaneWindow)
	s.p.SentToday = 7
	reason := want(t, s.decide(), core.ActionHoldUntil, core.ReasonCapPageDay, time.Date(2026, 3, 12, 4, 0, 0, 0, time.UTC))
	if reason.Count != 7 || reason.Limit != 7 {
		t.Errorf("have %+v", reason)
	}
	s.r.Zone = nil
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonCapPageDay, time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC))
	s.r.PageDay = 0
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonCapPageDay, time.Time{})
	s.m = Message{Kind: core.KindReply}
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestNothingPromotionalLeavesOnAnOldReading(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.m.Leaving = true
		s.p.ListedAt = s.now.Add(-10 * time.Second)
		wantSend(t, s.decide(), core.LaneWindow)

		for _, listed := range []time.Time{s.now.Add(-10*time.Second - 1), s.now.Add(10*time.Second + 1), {}} {
			s.p.ListedAt = listed
			wantStale(t, s)
		}
		s.p.ListedAt, s.c.Changed = s.now, true
		wantStale(t, s)

		s.m.Leaving = false // a plan reads nothing
		wantSend(t, s.decide(), core.LaneWindow)
	}
}

func wantStale(t *testing.T, s scene) {
	t.Helper()
	if s.m.Kind.Promotional() {
		want(t, s.decide(), core.ActionHoldUntil, core.ReasonStaleHistory, s.now)
	} else {
		wantSend(t, s.decide(), core.LaneWindow)
	}
}

func TestStopFoundAtTheDoorRefuses(t *testing.T) {
	s := promo(t)
	s.m.Leaving, s.c.Changed = true, true
	s.c.OptOut = &core.OptOut{State: core.OptOutStopped}
	want(t, s.decide(), core.ActionRefuse, core.ReasonOptedOut, time.Time{})
}
