package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

// planned repeats one scene for n people and counts the actions.
func planned(s scene, n int) (map[core.Action]int, []core.Verdict) {
	list := make([]Candidate, n)
	for i := range list {
		list[i] = Candidate{s.m, s.c}
	}
	verdicts := Plan(list, s.p, s.r, s.now)
	counts := make(map[core.Action]int)
	for _, v := range verdicts {
		counts[v.Action]++
	}
	return counts, verdicts
}

func TestPlanLetsThePagesLimitThrough(t *testing.T) {
	s := promo(t)
	s.r.PageDay, s.p.SentToday = 10, 3
	counts, verdicts := planned(s, 20)
	if counts[core.ActionSend] != 7 || counts[core.ActionHoldUntil] != 13 {
		t.Fatalf("have %v", counts)
	}
	// The page's day ends in the quiet hours, so the rest waits for the morning, when the chats are still open.
	want(t, verdicts[7], core.ActionHoldUntil, core.ReasonCapPageDay, time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC))
}

func TestPlanLetsTheWaveThrough(t *testing.T) {
	s := restock(t)
	counts, verdicts := planned(s, 15)
	if counts[core.ActionSend] != 10 {
		t.Fatalf("have %v", counts)
	}
	for i, v := range verdicts {
		if (v.Action == core.ActionSend) != (i < 10) {
			t.Errorf("person %d: %s", i, v.Action)
		}
	}
	if !verdicts[10].Reasons[0].Until.Equal(s.now.Add(24 * time.Hour)) {
		t.Errorf("the next wave: %+v", verdicts[10].Reasons[0])
	}
	if s.p.Wave.Told != 0 || !s.p.Wave.StartedAt.IsZero() {
		t.Error("the plan changed its caller's wave")
	}
}

func TestPlanKeepsThePlaceForWhoCanBeTold(t *testing.T) {
	s := restock(t)
	closed := s.c
	closed.LastInbound.At = s.now.Add(-30 * time.Hour)
	list := []Candidate{{s.m, closed}, {s.m, s.c}, {s.m, closed}, {s.m, s.c}, {s.m, s.c}}
	s.p.Wave.Units = 1
	var actions []core.Action
	for _, v := range Plan(list, s.p, s.r, s.now) {
		actions = append(actions, v.Action)
	}
	if actions[0] != core.ActionHoldForReply || actions[1] != core.ActionSend || actions[3] != core.ActionSend ||
		actions[4] == core.ActionSend {
		t.Errorf("have %v", actions)
	}
}

func TestPlanCountsOnlyWhatCounts(t *testing.T) {
	s := of(t, core.KindReply)
	s.r.PageDay = 1
	if counts, _ := planned(s, 5); counts[core.ActionSend] != 5 {
		t.Errorf("replies: %v", counts)
	}
	planner := NewPlanner(s.p, s.r, s.now)
	planner.Decide(s.m, s.c)
	if v := planner.Decide(promo(t).m, s.c); v.Action != core.ActionSend {
		t.Errorf("a reply took the page's place: %+v", v)
	}
	if v := planner.Decide(promo(t).m, s.c); v.Action == core.ActionSend {
		t.Errorf("a second offer: %+v", v)
	}
}

func TestPlanTellsWhenThePoolIsEmpty(t *testing.T) {
	const codes = 3
	s := promo(t)
	planner := NewPlanner(s.p, s.r, s.now)
	refused := 0
	for i := range 10 {
		c := s.c
		if i == 1 {
			c.OptOut = &core.OptOut{State: core.OptOutStopped} // takes no code
		}
		m := s.m
		m.CodesShort = planner.Sends() >= codes
		if v := planner.Decide(m, c); has(v, core.ReasonNoCodeLeft) {
			refused++
		}
	}
	if planner.Sends() != codes || refused != 10-1-codes {
		t.Errorf("%d sent, %d without a code", planner.Sends(), refused)
	}
}

func TestCampaignPausesItself(t *testing.T) {
	r := Defaults(nil)
	for _, x := range []struct {
		tally Tally
		want  PauseWhy
	}{
		{Tally{Sent: 19, OptedOut: 19, Failed: 19}, PauseNot},
		{Tally{Sent: 20}, PauseNot},
		{Tally{Sent: 20, OptedOut: 1}, PauseOptOutRate},
		{Tally{Sent: 100, OptedOut: 2}, PauseNot},
		{Tally{Sent: 100, OptedOut: 3}, PauseOptOutRate},
		{Tally{Sent: 101, OptedOut: 3}, PauseNot},
		{Tally{Sent: 100, Failed: 4}, PauseNot},
		{Tally{Sent: 100, Failed: 5}, PauseErrorRate},
		{Tally{Sent: 100, Failed: 50, OptedOut: 3}, PauseOptOutRate},
	} {
		if got := Pauses(x.tally, r); got != x.want {
			t.Errorf("%+v: %q, want %q", x.tally, got, x.want)
		}
	}
	r.PauseOptOut, r.PauseError = 0, 0
	if got := Pauses(Tally{Sent: 1000}, r); got != PauseNot {
		t.Errorf("nobody stopped, and yet %q", got)
	}
}
