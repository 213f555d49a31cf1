package policy

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestRestockGoesOnlyToWhoAsked(t *testing.T) {
	s := restock(t)
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Request.State = core.RequestWithdrawn
	want(t, s.decide(), core.ActionRefuse, core.ReasonNoInterest, time.Time{})
	s.c.Request = nil
	want(t, s.decide(), core.ActionRefuse, core.ReasonNoInterest, time.Time{})
	for _, k := range allKinds() {
		if k != core.KindRestock {
			wantSend(t, of(t, k).decide(), core.LaneWindow)
		}
	}
}

func TestSameItemIsToldOnceForEachWish(t *testing.T) {
	asked := restock(t).c.Request.AskedAt
	for _, x := range []struct {
		name string
		past Past
		wish string // the variant asked for
		told bool
	}{
		{"since they asked", Past{Kind: core.KindRestock, SKU: "MUG", At: asked.Add(time.Minute)}, "", true},
		{"at the moment they asked", Past{Kind: core.KindRestock, SKU: "MUG", At: asked}, "", true},
		{"before they asked again", Past{Kind: core.KindRestock, SKU: "MUG", At: asked.Add(-1)}, "", false},
		{"another item", Past{Kind: core.KindRestock, SKU: "CUP", At: asked.Add(1)}, "", false},
		{"not a restock", Past{Kind: core.KindPromo, SKU: "MUG", At: asked.Add(1)}, "", false},
		{"the variant", Past{Kind: core.KindRestock, SKU: "MUG", Variant: "Blue", At: asked.Add(1)}, "blue", true},
		{"another variant", Past{Kind: core.KindRestock, SKU: "MUG", Variant: "red", At: asked.Add(1)}, "blue", false},
		{"any variant wished", Past{Kind: core.KindRestock, SKU: "MUG", Variant: "red", At: asked.Add(1)}, "", true},
		{"every variant told", Past{Kind: core.KindRestock, SKU: "MUG", At: asked.Add(1)}, "blue", true},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := restock(t)
			s.r = lone(t)
			x.past.Delivery = "d_1"
			s.c.Past, s.c.Request.Variant = []Past{x.past}, x.wish
			if !x.told {
				wantSend(t, s.decide(), core.LaneWindow)
				return
			}
			reason := want(t, s.decide(), core.ActionRefuse, core.ReasonSameItemTold, time.Time{})
			if reason.Evidence != "d_1" || !reason.At.Equal(x.past.At) {
				t.Errorf("no evidence: %+v", reason)
			}
		})
	}
}

func TestWishThatWasAnsweredIsNotAnsweredAgain(t *testing.T) {
	s := restock(t)
	s.c.Request.State = core.RequestTold
	reason := want(t, s.decide(), core.ActionRefuse, core.ReasonSameItemTold, time.Time{})
	if reason.Evidence != "m_ask" || reason.Quote != s.c.Request.Quote {
		t.Errorf("no evidence: %+v", reason)
	}
}

func TestSoldOutStopsTheRestock(t *testing.T) {
	s := restock(t)
	s.p.Wave.Stock = 1
	wantSend(t, s.decide(), core.LaneWindow)
	s.p.Wave.Stock = 0
	want(t, s.decide(), core.ActionRefuse, core.ReasonOutOfStock, time.Time{})
	s.m = promo(t).m
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestWaveTellsTwoPeopleForEachUnit(t *testing.T) {
	s := restock(t)
	s.r = lone(t)
	began := s.now.Add(-time.Hour)
	*s.p.Wave = Wave{Stock: 5, Units: 5, Told: 9, Recent: 9, RecentAt: s.now, StartedAt: began}
	wantSend(t, s.decide(), core.LaneWindow)

	s.p.Wave.Recent = 10
	s.r.WaveHours = 10
	reason := want(t, s.decide(), core.ActionHoldUntil, core.ReasonWaveFull, began.Add(10*time.Hour))
	if reason.Count != 10 || reason.Limit != 10 {
		t.Errorf("have %+v", reason)
	}
	s.p.Wave.Recent = 25 // of a larger stock
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonWaveFull, began.Add(10*time.Hour))

	s.p.Wave.PerUnit, s.p.Wave.Recent = 7, 34
	wantSend(t, s.decide(), core.LaneWindow)
	s.m = promo(t).m
	s.p.Wave.Recent = 35
	wantSend(t, s.decide(), core.LaneWindow)
}

func TestNextWaveBeginsWhenTheHoursAreOver(t *testing.T) {
	s := restock(t)
	s.r = lone(t)
	*s.p.Wave = Wave{Stock: 5, Units: 5, Told: 10, Recent: 10, RecentAt: s.now.Add(-time.Hour), StartedAt: s.now.Add(-24*time.Hour + 1)}
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonWaveFull, s.now.Add(1))
	s.p.Wave.StartedAt = s.now.Add(-24 * time.Hour)
	wantSend(t, s.decide(), core.LaneWindow)
	s.p.Wave.Recent, s.p.Wave.RecentAt = 9, s.now
	wantSend(t, s.decide(), core.LaneWindow)
	s.p.Wave.Recent = 10
	reason := want(t, s.decide(), core.ActionHoldForReply, core.ReasonWaveFull, s.now.Add(24*time.Hour))
	if reason.Limit != 10 {
		t.Errorf("have %+v", reason)
	}
}

// Eight waves in which nobody could be told leave room for one when all write at once.
func TestPlacesOfAWaveGoWithIt(t *testing.T) {
	s := restock(t)
	s.p.Wave = &Wave{Stock: 5, Units: 5, StartedAt: s.now.Add(-8*24*time.Hour - time.Hour)}
	if counts, _ := planned(s, 40); counts[core.ActionSend] != 10 {
		t.Errorf("have %v", counts)
	}
}

func TestWaveWithoutAnEndWaits(t *testing.T) {
	for name, change := range map[string]func(*scene){
		"no units":        func(s *scene) { s.p.Wave.Units = 0 },
		"no further wave": func(s *scene) { s.r.WaveHours, s.p.Wave.Recent = 0, 10 },
	} {
		s := restock(t)
		change(&s)
		if v := s.decide(); v.Action != core.ActionHoldForReply || !v.EligibleAt.IsZero() || !has(v, core.ReasonWaveFull) {
			t.Errorf("%s: have %+v", name, v)
		}
	}
}

func TestWaveThatHasNotBegunBeginsNow(t *testing.T) {
	s := restock(t)
	s.r = lone(t)
	s.r.WaveHours = 3
	s.p.Wave.Recent = 10
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonWaveFull, s.now.Add(3*time.Hour))
	s.p.Wave.Recent, s.p.Wave.StartedAt = 0, s.now.Add(time.Hour) // by a clock that was wrong
	wantSend(t, s.decide(), core.LaneWindow)
}
