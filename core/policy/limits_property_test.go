package policy

import (
	"testing"
	"time"

	"shopbell/core"

	"pgregory.net/rapid"
)

// Trying again and again, with every send fed back, never breaks a limit and uses each up to its number.
func TestSendsFedBackKeepEveryLimit(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	rapid.Check(t, func(t *rapid.T) {
		s := scene{m: Message{Kind: core.KindPromo}, r: Defaults(berlin), now: noon()}
		s.r.CustomerDay = rapid.IntRange(1, 3).Draw(t, "day")
		s.r.CustomerWeek = rapid.IntRange(1, 8).Draw(t, "week")
		s.r.Customer30d = rapid.IntRange(1, 20).Draw(t, "month")
		s.r.MinGap = 0
		s.c = Customer{HasConversation: true}
		step := time.Duration(rapid.IntRange(20, 300).Draw(t, "minutes")) * time.Minute
		for end := s.now.Add(40 * 24 * hour); s.now.Before(end); s.now = s.now.Add(step) {
			s.c.LastInbound.At = s.now
			if s.decide().Action == core.ActionSend {
				s.c.Past = append([]Past{{Kind: core.KindPromo, At: s.now}}, s.c.Past...)
			}
		}
		for _, x := range []struct {
			period time.Duration
			limit  int
		}{{24 * hour, s.r.CustomerDay}, {7 * 24 * hour, s.r.CustomerWeek}, {30 * 24 * hour, s.r.Customer30d}} {
			if most := busiest(s.c.Past, x.period); most > x.limit {
				t.Fatalf("%d in %v, the limit is %d", most, x.period, x.limit)
			}
		}
		tightest := min(s.r.Customer30d, s.r.CustomerWeek*4, s.r.CustomerDay*28)
		if got := busiest(s.c.Past, 30*24*hour); got < tightest {
			t.Fatalf("%d in 30 days, %d may", got, tightest)
		}
	})
}

// busiest gives the most messages in any period that begins with one.
func busiest(past []Past, period time.Duration) int {
	most := 0
	for _, first := range past {
		n := 0
		for _, p := range past {
			if !p.At.Before(first.At) && p.At.Before(first.At.Add(period)) {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// A plan lets exactly as many through as the page's day and the wave still hold.
func TestPlanLetsExactlyTheLimitThrough(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := restock(t)
		s.r.PageDay = rapid.IntRange(0, 30).Draw(rt, "page day")
		s.p.SentToday = rapid.IntRange(0, 30).Draw(rt, "sent")
		s.r.RestockPerUnit = rapid.IntRange(1, 3).Draw(rt, "per unit")
		s.p.Wave = &Wave{Stock: 1, Units: rapid.IntRange(1, 9).Draw(rt, "units"), Recent: rapid.IntRange(0, 9).Draw(rt, "told"), StartedAt: s.now, RecentAt: s.now}
		people := rapid.IntRange(0, 40).Draw(rt, "people")
		want := min(people, max(0, s.r.PageDay-s.p.SentToday), max(0, s.p.Wave.Units*s.r.RestockPerUnit-s.p.Wave.Recent))
		if counts, _ := planned(s, people); counts[core.ActionSend] != want {
			rt.Fatalf("%v, want %d", counts, want)
		}
	})
}

// People who come one by one are told as long as the wave under way holds them, and not one more; a clock that goes back
// makes no room.
func TestWavesTellExactlyAsManyAsTheyHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := restock(t)
		s.r = lone(t)
		s.r.WaveHours = rapid.IntRange(1, 48).Draw(rt, "hours")
		s.p.Wave = &Wave{Stock: 1, Units: rapid.IntRange(1, 4).Draw(rt, "units"), PerUnit: rapid.IntRange(0, 3).Draw(rt, "per unit")}
		size, length := s.p.Wave.Size(s.r), time.Duration(s.r.WaveHours)*time.Hour
		var began time.Time
		newest, told := 0, map[int]int{} // by wave, and the newest in which somebody was told
		for range rapid.IntRange(1, 60).Draw(rt, "people") {
			s.now = s.now.Add(time.Duration(rapid.IntRange(-60, 6*60).Draw(rt, "minutes")) * time.Minute)
			s.c.LastInbound.At, s.c.Request.AskedAt = s.now, s.now
			if began.IsZero() {
				began = s.now
			}
			wave := max(newest, int(s.now.Sub(began)/length))
			if sent := s.decide().Action == core.ActionSend; sent != (told[wave] < size) {
				rt.Fatalf("sent %v at %v, %d of %d told: %+v", sent, s.now, told[wave], size, s.p.Wave)
			} else if sent {
				newest = wave
				told[wave]++
				s.p.Wave.Tell(s.r, s.now)
			}
		}
	})
}

// A rule that holds back for a while is a limit of the shop's own, or the owner's time, or the platform's: whoever adds one
// says which.
func TestEveryClockRuleIsALimitOrGivenFromOutside(t *testing.T) {
	const fromOutside = 2 // scheduled and rateLimited
	if got := len(Limits()) + fromOutside; got != len(clockRules()) {
		t.Errorf("%d reasons for %d rules", got, len(clockRules()))
	}
}
