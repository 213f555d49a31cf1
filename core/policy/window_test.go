package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestEveryKindGoesInsideTheWindow(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		v := s.decide()
		wantSend(t, v, core.LaneWindow)
		reason := v.Reasons[0]
		closes := s.c.LastInbound.At.Add(24*time.Hour - 5*time.Minute)
		if len(v.Reasons) != 1 || reason.Code != core.ReasonWindowOpen || !reason.Until.Equal(closes) ||
			!reason.At.Equal(s.c.LastInbound.At) || reason.Evidence != "m_in" || reason.Quote != s.c.LastInbound.Quote {
			t.Errorf("%s: the window's evidence is missing: %+v", k, v.Reasons)
		}
	}
}

func TestWindowClosesStrictlyBeforeItsEnd(t *testing.T) {
	for _, margin := range []time.Duration{0, 5 * time.Minute, 2 * time.Hour} {
		s := promo(t)
		s.r.WindowMargin = margin
		limit := 24*time.Hour - margin
		s.c.LastInbound.At = s.now.Add(-limit + time.Nanosecond)
		wantSend(t, s.decide(), core.LaneWindow)
		s.c.LastInbound.At = s.now.Add(-limit)
		reason := want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
		if reason.Evidence != "m_in" || !reason.At.Equal(s.c.LastInbound.At) {
			t.Errorf("no evidence: %+v", reason)
		}
	}
}

func TestNoMarginLengthensThePlatformsWindow(t *testing.T) {
	s := promo(t)
	s.r.WindowMargin = -time.Hour
	s.c.LastInbound.At = s.now.Add(-24 * time.Hour)
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
}

func TestMessageFromTheFutureCountsAsNow(t *testing.T) {
	s := promo(t)
	s.c.LastInbound.At = s.now.Add(100 * time.Hour)
	v := s.decide()
	wantSend(t, v, core.LaneWindow)
	if want := s.now.Add(24*time.Hour - 5*time.Minute); !v.Reasons[0].Until.Equal(want) {
		t.Errorf("closes %v, want %v", v.Reasons[0].Until, want)
	}
}

func TestHumanAgentCarriesRepliesAlone(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.p.HumanAgent = true
		s.c.LastInbound.At = s.now.Add(-30 * time.Hour)
		if k == core.KindReply {
			wantSend(t, s.decide(), core.LaneHumanAgent)
			s.p.HumanAgent = false
		}
		want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
	}
}

func TestHumanAgentEndsStrictlyBeforeSevenDays(t *testing.T) {
	s := of(t, core.KindReply)
	s.p.HumanAgent = true
	limit := 7*24*time.Hour - 5*time.Minute
	s.c.LastInbound.At = s.now.Add(-limit + time.Nanosecond)
	v := s.decide()
	wantSend(t, v, core.LaneHumanAgent)
	if v.Reasons[0].Code != core.ReasonHumanAgent || !v.Reasons[0].Until.Equal(s.now.Add(time.Nanosecond)) {
		t.Errorf("have %+v", v.Reasons)
	}
	s.c.LastInbound.At = s.now.Add(-limit)
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
}

func TestUtilityTemplateCarriesOrdersAlone(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.p.Utility, s.m.Template = true, "order_ready"
		s.c.LastInbound.At = s.now.Add(-300 * time.Hour)
		if k != core.KindOrder {
			want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
			continue
		}
		v := s.decide()
		wantSend(t, v, core.LaneUtility)
		if v.Reasons[0].Code != core.ReasonUtility {
			t.Errorf("have %+v", v.Reasons)
		}
		s.m.Template = ""
		want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
		s.m.Template, s.p.Utility = "order_ready", false
		want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
	}
}

func TestOpenWindowGoesBeforeTheOtherLanes(t *testing.T) {
	s := of(t, core.KindReply)
	s.p.HumanAgent = true
	wantSend(t, s.decide(), core.LaneWindow)
	s = of(t, core.KindOrder)
	s.p.Utility, s.m.Template = true, "order_ready"
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestWindowForTheScreens(t *testing.T) {
	r := Defaults(nil)
	if closes, open := Window(time.Time{}, r, noon()); open || !closes.IsZero() {
		t.Errorf("who never wrote has a window: %v", closes)
	}
	last := noon().Add(-23 * time.Hour)
	closes, open := Window(last, r, noon())
	if !open || !closes.Equal(noon().Add(55*time.Minute)) {
		t.Errorf("have %v %v", closes, open)
	}
	if _, open := Window(last, r, closes); open {
		t.Error("open at the moment of closing")
	}
}
