package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestSameCodeOnce(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.c.Past = []Past{{Delivery: "d_1", Kind: core.KindPromo, At: s.now.Add(-400 * 24 * time.Hour), Code: "spring"}}
	reason := want(t, s.decide(), core.ActionRefuse, core.ReasonSameCodeSent, time.Time{})
	if reason.Evidence != "d_1" {
		t.Errorf("no evidence: %+v", reason)
	}
	s.m.Code = "SUMMER"
	wantSend(t, s.decide(), core.LaneWindow)
	s.m.Code, s.c.Past[0].Code = "", ""
	wantSend(t, s.decide(), core.LaneWindow)
	s.m.Kind, s.m.Code, s.c.Past[0].Code = core.KindReply, "SPRING", "SPRING"
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestEmptyPoolHolds(t *testing.T) {
	s := promo(t)
	s.m.CodesShort = true
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonNoCodeLeft, time.Time{})
}

func TestScheduledMessageWaitsForItsTimeAndItsWindow(t *testing.T) {
	s := promo(t)
	s.m.NotBefore = s.now.Add(time.Hour)
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonScheduled, s.m.NotBefore)
	s.m.NotBefore = s.now.Add(30 * time.Hour) // the window is closed by then
	v := s.decide()
	if v.Action != core.ActionHoldForReply || !v.EligibleAt.After(s.now.Add(29*time.Hour)) {
		t.Errorf("after the window: %+v", v)
	}
	s.m.NotBefore = s.now
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestOfferMayNotGoAsOrderUpdate(t *testing.T) {
	s := promo(t)
	s.m.Kind, s.m.Template, s.p.Utility = core.KindOrder, "order_ready", true
	s.c.LastInbound.At = s.now.Add(-48 * time.Hour)
	wantSend(t, s.decide(), core.LaneUtility)
	s.m.Offer = true
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonOfferInOrder, time.Time{})
	s.c.LastInbound.At = s.now.Add(-time.Hour)
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestDeadlinesRefuseFromTheirMoment(t *testing.T) {
	for code, end := range map[core.ReasonCode]func(*Message, time.Time){
		core.ReasonLapsed:      func(m *Message, at time.Time) { m.LapsesAt = at },
		core.ReasonCodeExpired: func(m *Message, at time.Time) { m.CodeExpires = at },
	} {
		s := promo(t)
		end(&s.m, s.now.Add(1))
		wantSend(t, s.decide(), core.LaneWindow)
		end(&s.m, s.now)
		want(t, s.decide(), core.ActionRefuse, code, time.Time{})

		// A hold until a time would be no promise when the message is dead by then.
		s.p.RateUntil = s.now.Add(time.Hour)
		end(&s.m, s.now.Add(time.Hour))
		v := s.decide()
		want(t, v, core.ActionRefuse, code, time.Time{})
		if !has(v, core.ReasonRateLimited) {
			t.Errorf("a reason is lost: %+v", v.Reasons)
		}
		end(&s.m, s.now.Add(time.Hour+1))
		want(t, s.decide(), core.ActionHoldUntil, core.ReasonRateLimited, s.p.RateUntil)
	}
}

func TestSameTextNotTwiceInItsDays(t *testing.T) {
	const within = 30 * 24 * time.Hour
	s := promo(t)
	s.r = lone(t)
	s.m.Code = ""
	s.c.Past = []Past{{Delivery: "d_1", Kind: core.KindPromo, At: s.now.Add(-within + 1), TextKey: "offer"}}
	reason := want(t, s.decide(), core.ActionRefuse, core.ReasonDuplicateText, time.Time{})
	if reason.Evidence != "d_1" || !reason.Until.Equal(s.now.Add(1)) {
		t.Errorf("have %+v", reason)
	}
	s.c.Past[0].At = s.now.Add(-within)
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Past[0] = Past{Kind: core.KindPromo, At: s.now, TextKey: "another"}
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Past[0].TextKey, s.m.TextKey = "", ""
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Past[0].TextKey, s.m.TextKey, s.r.SameTextDays = "offer", "offer", 0
	wantSend(t, s.decide(), core.LaneWindow)
	s.r.SameTextDays, s.m.Kind = 30, core.KindReply
	wantSend(t, s.decide(), core.LaneWindow)
}

// A hold for the reply ends in nothing when the message is dead before it may leave: that is told at once.
func TestAMessageThatEndsBeforeItMayLeaveIsRefused(t *testing.T) {
	s := promo(t)
	s.c.Past = []Past{past(core.KindPromo, time.Hour)} // the least gap ends in 47 hours
	s.m.CodeExpires = s.now.Add(47 * time.Hour)
	if v := s.decide(); !has(v, core.ReasonMinGap) {
		t.Errorf("a reason is lost: %+v", v.Reasons)
	}
	want(t, s.decide(), core.ActionRefuse, core.ReasonCodeExpired, time.Time{})
	s.m.CodeExpires = s.m.CodeExpires.Add(1)
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonMinGap, s.now.Add(47*time.Hour))
	s.c.LastInbound.At = s.now.Add(-30 * time.Hour)
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, s.now.Add(47*time.Hour))
	s.m.LapsesAt = s.now.Add(2 * time.Hour)
	want(t, s.decide(), core.ActionRefuse, core.ReasonLapsed, time.Time{})
}
