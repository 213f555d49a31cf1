package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestErasedPersonGetsNothing(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.c.Erased = true
		want(t, s.decide(), core.ActionRefuse, core.ReasonErased, time.Time{})
	}
}

func TestNobodyIsWrittenToFirst(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.c.HasConversation = false
		v := s.decide()
		want(t, v, core.ActionRefuse, core.ReasonNoConversation, time.Time{})
		if has(v, core.ReasonWindowOpen) {
			t.Errorf("%s: a window without a conversation", k)
		}

		s = of(t, k)
		s.c.LastInbound = Event{}
		if k.Promotional() {
			want(t, s.decide(), core.ActionRefuse, core.ReasonNoConversation, time.Time{})
		} else {
			want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
		}
	}
}

func TestStopHoldsBackPromotionsAlone(t *testing.T) {
	for state, code := range map[core.OptOutState]core.ReasonCode{
		core.OptOutStopped: core.ReasonOptedOut,
		core.OptOutReview:  core.ReasonOptOutReview,
		"unheard of":       core.ReasonOptedOut,
	} {
		for _, k := range allKinds() {
			s := of(t, k)
			s.c.OptOut = &core.OptOut{State: state, MessageID: "m_stop", Quote: "stop it", At: s.now.Add(-time.Minute)}
			v := s.decide()
			if !k.Promotional() {
				wantSend(t, v, core.LaneWindow)
				continue
			}
			reason := want(t, v, core.ActionRefuse, code, time.Time{})
			if reason.Evidence != "m_stop" || reason.Quote != "stop it" || !reason.At.Equal(s.now.Add(-time.Minute)) {
				t.Errorf("no evidence: %+v", reason)
			}
		}
	}
}

func TestUnreachableUntilTheyWrite(t *testing.T) {
	events := map[core.ReasonCode]func(*Customer, Event){
		core.ReasonUnreachable:        func(c *Customer, e Event) { c.Unreachable = e },
		core.ReasonAnotherAppControls: func(c *Customer, e Event) { c.OtherApp = e },
	}
	actions := map[core.ReasonCode]core.Action{
		core.ReasonUnreachable: core.ActionRefuse, core.ReasonAnotherAppControls: core.ActionHoldForReply,
	}
	for code, happen := range events {
		for _, k := range allKinds() {
			s := of(t, k)
			happen(&s.c, Event{At: s.c.LastInbound.At, ID: "d_1"})
			reason := want(t, s.decide(), actions[code], code, time.Time{})
			if reason.Evidence != "d_1" {
				t.Errorf("no evidence: %+v", reason)
			}
			happen(&s.c, Event{At: s.c.LastInbound.At.Add(-time.Millisecond), ID: "d_1"})
			wantSend(t, s.decide(), core.LaneWindow)
		}
	}
}

func TestUnsettledDeliveryHoldsEveryKind(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.c.Unsettled = Event{At: s.now.Add(-time.Minute), ID: "d_9"}
		reason := want(t, s.decide(), core.ActionHoldUntil, core.ReasonUnsettled, time.Time{})
		if reason.Evidence != "d_9" {
			t.Errorf("no evidence: %+v", reason)
		}
	}
}
