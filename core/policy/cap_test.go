package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

// caps are the three rolling limits.
func caps() []struct {
	code   core.ReasonCode
	period time.Duration
	limit  func(*Rules, int)
} {
	return []struct {
		code   core.ReasonCode
		period time.Duration
		limit  func(*Rules, int)
	}{
		{core.ReasonCapCustomerDay, 24 * time.Hour, func(r *Rules, n int) { r.CustomerDay = n }},
		{core.ReasonCapCustomerWeek, 7 * 24 * time.Hour, func(r *Rules, n int) { r.CustomerWeek = n }},
		{core.ReasonCapCustomerMonth, 30 * 24 * time.Hour, func(r *Rules, n int) { r.Customer30d = n }},
	}
}

func TestCapLetsExactlyItsNumberThrough(t *testing.T) {
	for _, x := range caps() {
		s := promo(t)
		s.r = lone(t)
		x.limit(&s.r, 3)
		s.c.LastInbound.At = s.now
		s.c.Past = []Past{past(core.KindPromo, time.Hour), past(core.KindNews, x.period-time.Hour)}
		wantSend(t, s.decide(), core.LaneWindow)

		s.c.Past = append(s.c.Past, past(core.KindRestock, x.period-time.Nanosecond))
		reason := want(t, s.decide(), core.ActionHoldUntil, x.code, s.now.Add(time.Nanosecond))
		if reason.Count != 3 || reason.Limit != 3 || reason.Evidence != string(s.c.Past[2].Delivery) ||
			!reason.At.Equal(s.c.Past[2].At) || !reason.Until.Equal(s.now.Add(time.Nanosecond)) {
			t.Errorf("have %+v", reason)
		}

		s.c.Past[2] = past(core.KindRestock, x.period)
		wantSend(t, s.decide(), core.LaneWindow)
	}
}

func TestCapAboveItsNumberWaitsForEnoughToLeave(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.r.CustomerDay = 2
	s.c.LastInbound.At = s.now
	s.c.Past = []Past{past(core.KindPromo, 23*time.Hour), past(core.KindPromo, 5*time.Hour), past(core.KindPromo, 20*time.Hour)}
	reason := want(t, s.decide(), core.ActionHoldUntil, core.ReasonCapCustomerDay, s.now.Add(4*time.Hour))
	if reason.Count != 3 || reason.Limit != 2 || !reason.Until.Equal(s.now.Add(4*time.Hour)) {
		t.Errorf("have %+v", reason)
	}
}

func TestCapOfZeroLetsNothingThrough(t *testing.T) {
	for _, x := range caps() {
		s := promo(t)
		s.r = lone(t)
		x.limit(&s.r, 0)
		reason := want(t, s.decide(), core.ActionHoldForReply, x.code, time.Time{})
		if reason.Limit != 0 || !reason.Until.IsZero() {
			t.Errorf("have %+v", reason)
		}
	}
}

func TestWhichKindsCountAndObeyIsTheOwnersChoice(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.r.CustomerDay = 1
	for _, k := range allKinds() {
		s.c.Past = []Past{past(k, time.Hour)}
		if got := s.decide().Action != core.ActionSend; got != k.Promotional() {
			t.Errorf("%s counts: %v", k, got)
		}
	}
	s.c.Past = []Past{past(core.KindOrder, time.Hour)}
	if err := s.r.Set("counts_order", "on"); err != nil {
		t.Fatal(err)
	}
	if s.decide().Action == core.ActionSend {
		t.Error("an order that was made to count does not")
	}
	s.m = Message{Kind: core.KindOrder}
	wantSend(t, s.decide(), core.LaneWindow)
	if err := s.r.Set("obeys_order", "on"); err != nil {
		t.Fatal(err)
	}
	if s.decide().Action == core.ActionSend {
		t.Error("an order that was made to obey does not")
	}
	s.m = promo(t).m
	if err := s.r.Set("obeys_promo", "off"); err != nil {
		t.Fatal(err)
	}
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestConfirmationOfAStopIgnoresCapsAndNight(t *testing.T) {
	s := of(t, core.KindConfirm)
	s.now = time.Date(2026, 3, 11, 2, 0, 0, 0, time.UTC)
	s.c.LastInbound.At = s.now.Add(-time.Minute)
	s.c.OptOut = &core.OptOut{State: core.OptOutStopped}
	s.r.CustomerDay, s.r.PageDay, s.r.Holidays = 0, 0, []string{"2026-03-11"}
	s.r.Obeys = map[core.Kind]bool{core.KindConfirm: true}
	s.c.Past = []Past{{Kind: core.KindPromo, At: s.now}}
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestEmptySwitchesAreStrict(t *testing.T) {
	s := promo(t)
	s.r.Counts, s.r.Obeys = nil, nil
	s.c.Past = []Past{past(core.KindPromo, time.Hour)}
	if !has(s.decide(), core.ReasonCapCustomerDay) {
		t.Error("rules without switches let a second offer through")
	}
}

func TestLeastGap(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.r.MinGap = 6 * time.Hour
	s.c.LastInbound.At = s.now
	s.c.Past = []Past{past(core.KindPromo, 10*time.Hour), past(core.KindPromo, 6*time.Hour-time.Nanosecond)}
	reason := want(t, s.decide(), core.ActionHoldUntil, core.ReasonMinGap, s.now.Add(time.Nanosecond))
	if reason.Evidence != string(s.c.Past[1].Delivery) || !reason.At.Equal(s.c.Past[1].At) {
		t.Errorf("have %+v", reason)
	}
	s.c.Past[1] = past(core.KindPromo, 6*time.Hour)
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestHoldBeyondTheWindowWaitsForTheReply(t *testing.T) {
	s := promo(t)
	s.c.Past = []Past{past(core.KindPromo, time.Hour)}
	v := s.decide()
	// 48 h after the last one it is noon in Berlin, less an hour: no quiet hours in the way.
	reason := want(t, v, core.ActionHoldForReply, core.ReasonMinGap, s.now.Add(47*time.Hour))
	if !reason.Until.Equal(v.EligibleAt) || !has(v, core.ReasonCapCustomerDay) || !has(v, core.ReasonWindowOpen) {
		t.Errorf("have %+v", v.Reasons)
	}
}

func TestNextAllowed(t *testing.T) {
	r := Defaults(zone(t, "Europe/Berlin"))
	c := Customer{}
	if at := NextAllowed(c, r, noon()); !at.IsZero() {
		t.Errorf("nothing was sent, and yet %v", at)
	}
	c.Past = []Past{past(core.KindPromo, time.Hour)}
	if at := NextAllowed(c, r, noon()); !at.Equal(noon().Add(47 * time.Hour)) {
		t.Errorf("after one: %v", at)
	}
	c.Past = append(c.Past, past(core.KindNews, 60*time.Hour))
	if at := NextAllowed(c, r, noon()); !at.Equal(noon().Add(7*24*time.Hour - 60*time.Hour)) {
		t.Errorf("after two in a week: %v", at)
	}
	r.CustomerDay = 0
	if at := NextAllowed(c, r, noon()); !at.Equal(Never()) {
		t.Errorf("with a cap of 0: %v", at)
	}
}

// A clock that was ahead leaves messages that lie ahead. They count, but a rule that is off says nothing of them.
func TestRulesThatAreOffIgnoreAClockSetBack(t *testing.T) {
	s := promo(t)
	s.r = lone(t)
	s.r.SameTextDays = 0
	s.c.Past = []Past{{Delivery: "d_1", Kind: core.KindPromo, At: s.now.Add(time.Hour), TextKey: s.m.TextKey}}
	wantSend(t, s.decide(), core.LaneWindow)
	s.r.CustomerDay = 1
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonCapCustomerDay, s.now.Add(25*time.Hour))
}
