package forecast

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/policy"
)

// friday is a Friday noon in a zone with daylight saving.
var (
	berlin = mustZone("Europe/Berlin")
	friday = time.Date(2026, 11, 27, 12, 0, 0, 0, berlin).UTC()
)

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// person wrote some hours ago, and on wrote of the last 90 days.
func person(n int, hoursAgo float64, wrote int, now time.Time) Planned {
	id := core.CustomerID(fmt.Sprint("c", n))
	return Planned{
		Message: policy.Message{Kind: core.KindPromo, TextKey: fmt.Sprint("k", n), LapsesAt: now.AddDate(0, 0, 14)},
		Customer: policy.Customer{ID: id, HasConversation: true,
			LastInbound: policy.Event{At: now.Add(-time.Duration(hoursAgo * float64(time.Hour))), ID: "m"}},
		Habit: Habit{Wrote: wrote, Known: HabitDays},
	}
}

func adds(t interface{ Errorf(string, ...any) }, a Answer) {
	if sum := float64(a.Now+a.Later+a.Refused) + a.Replies + a.Lapse; math.Abs(sum-float64(a.Everyone)) > 1e-6 {
		t.Errorf("%d now, %d later, %.2f replies, %.2f lapse, %d refused: not %d", a.Now, a.Later, a.Replies, a.Lapse, a.Refused, a.Everyone)
	}
	sure, replies := 0, 0.0
	for _, d := range a.Days {
		sure += d.Sure
		replies += d.Replies
	}
	if sure != a.Now+a.Later || math.Abs(replies-a.Replies) > 1e-6 {
		t.Errorf("the days have %d sure and %.2f replies, the answer %d and %.2f", sure, replies, a.Now+a.Later, a.Replies)
	}
}

// blackFriday is 5,000 people: one in five wrote within the day, some said stop, all write now and then; two earlier
// campaigns have messages for tomorrow.
func blackFriday() Plan {
	p := Plan{Rules: policy.Defaults(berlin), Now: friday, Page: policy.Page{SentToday: 120}}
	for n := range 5000 {
		hours := 30.0 + float64(n%700)
		if n%5 == 0 {
			hours = float64(n%1150) / 50
		}
		x := person(n, hours, n%12, friday)
		if n%97 == 0 {
			x.Customer.OptOut = &core.OptOut{State: core.OptOutStopped, At: friday.AddDate(0, -1, 0)}
		}
		p.People = append(p.People, x)
	}
	tomorrow := time.Date(2026, 11, 28, 9, 0, 0, 0, berlin).UTC()
	for n := range 200 {
		x := person(n*5, 2, 6, friday)
		x.Message.TextKey, x.Message.Campaign = "other", core.CampaignID(fmt.Sprint(1+n%2))
		p.Booked = append(p.Booked, Booked{Message: x.Message, Customer: x.Customer, Habit: x.Habit, Due: tomorrow})
	}
	return p
}

func TestBlackFridayDayByDay(t *testing.T) {
	p := blackFriday()
	a := Ahead(p)
	adds(t, a)
	if a.Left != 380 || a.Now != 380 {
		t.Errorf("%d left today, %d go now, want the 380 that the page's 500 leave", a.Left, a.Now)
	}
	if a.Days[0].Sure != 380 || a.Days[0].Left != 0 || !a.Days[0].Date.Equal(time.Date(2026, 11, 27, 0, 0, 0, 0, berlin)) {
		t.Errorf("today %+v", a.Days[0])
	}
	for _, d := range a.Days {
		if float64(d.Sure+d.Others)+d.Replies > 500.001 {
			t.Errorf("%s: %d + %.1f + %d are more than the page's limit", d.Date, d.Sure, d.Replies, d.Others)
		}
	}
	if a.Later == 0 || a.Replies < 1000 || a.Lapse < 100 || a.Low >= a.Replies || a.High <= a.Replies {
		t.Errorf("later %d, replies %.1f (%.1f to %.1f), lapse %.1f", a.Later, a.Replies, a.Low, a.High, a.Lapse)
	}
	if len(a.Crowded) != 2 || a.Crowded[0].Later+a.Crowded[0].Missed == 0 {
		t.Errorf("nobody is crowded out: %+v", a.Crowded)
	}
	if len(a.Delays) == 0 || a.Delays[0].Code != core.ReasonCapPageDay || a.Delays[0].Limit != 500 {
		t.Errorf("delays %+v", a.Delays)
	}
}

// A booked message to a person who gets the plan's message first is not sent within the least gap.
func TestCrowdingOutOfOnePerson(t *testing.T) {
	x := person(1, 1, 3, friday)
	other := x.Message
	other.Campaign, other.TextKey = "7", "other"
	p := Plan{Rules: policy.Defaults(berlin), Now: friday, People: []Planned{x},
		Booked: []Booked{{Message: other, Customer: x.Customer, Habit: x.Habit, Due: friday.Add(3 * time.Hour)}}}
	a := Ahead(p)
	if len(a.Crowded) != 1 || a.Crowded[0] != (Crowded{Campaign: "7", Missed: 1}) {
		t.Errorf("crowded %+v", a.Crowded)
	}
	p.Rules.MinGap, p.Rules.CustomerDay = 0, 5
	if a = Ahead(p); len(a.Crowded) != 0 {
		t.Errorf("crowded without a gap: %+v", a.Crowded)
	}
}

func TestNothingGoesAtNightOrAfterTheWindow(t *testing.T) {
	night := time.Date(2026, 11, 27, 22, 0, 0, 0, berlin).UTC()
	p := Plan{Rules: policy.Defaults(berlin), Now: night}
	p.People = append(p.People, person(1, 2, 0, night), person(2, 20, 0, night)) // one window outlasts the night
	a := Ahead(p)
	adds(t, a)
	if a.Now != 0 || a.Later != 1 || a.Days[0].Sure != 0 || a.Days[1].Sure != 1 {
		t.Errorf("%+v", a)
	}
}

// A restock tells so many a wave, and the next wave a day later.
func TestWavesOfARestock(t *testing.T) {
	p := Plan{Rules: policy.Defaults(time.UTC), Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		Page: policy.Page{Wave: &policy.Wave{Stock: 2, Units: 2, PerUnit: 1}}}
	for n := range 10 {
		x := person(n, 1, 45, p.Now)
		x.Message.Kind, x.Message.SKU = core.KindRestock, "MUG"
		x.Customer.Request = &core.Request{SKU: "MUG", AskedAt: p.Now.AddDate(0, 0, -2), State: core.RequestWaiting}
		p.People = append(p.People, x)
	}
	a := Ahead(p)
	adds(t, a)
	if a.Now != 2 || a.Days[0].Sure != 2 {
		t.Errorf("the first wave: %+v", a.Days[0])
	}
	told := 0.0
	for i, d := range a.Days {
		told += float64(d.Sure) + d.Replies
		if told > float64(2*(i+2))+1e-6 {
			t.Errorf("day %d: %.1f told, waves of 2 a day", i, told)
		}
	}
}

func TestHabit(t *testing.T) {
	every := Habit{Wrote: 90, Known: 90}
	never := Habit{Known: 90}
	newcomer := Habit{Wrote: 1, Known: 2}
	mean := average([]Habit{every, never, newcomer})
	if mean < 0.49 || mean > 0.51 {
		t.Errorf("average %f", mean)
	}
	if a, b := every.chance(mean), never.chance(mean); a < 0.85 || b > 0.15 || b <= 0 {
		t.Errorf("every day %.2f, never %.2f", a, b)
	}
	if c := newcomer.chance(0.01); c > 0.1 {
		t.Errorf("one message in two days makes %.2f", c)
	}
	w := waiter{from: friday, until: friday.AddDate(0, 0, 2), chance: 0.5}
	if p := w.first(friday, friday.AddDate(0, 0, 9)); math.Abs(p-0.75) > 1e-9 {
		t.Errorf("two days at one half: %f", p)
	}
}

func TestForecastAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := friday.Add(time.Duration(rapid.IntRange(0, 48).Draw(t, "hour")) * time.Hour)
		p := Plan{Rules: policy.Defaults(berlin), Now: now, Page: policy.Page{SentToday: rapid.IntRange(0, 30).Draw(t, "sent")}}
		p.Rules.PageDay = rapid.IntRange(0, 20).Draw(t, "cap")
		p.Rules.QuietTo = time.Duration(rapid.IntRange(0, 23).Draw(t, "quiet")) * time.Hour
		for n := range rapid.IntRange(0, 40).Draw(t, "people") {
			x := person(n, rapid.Float64Range(0, 40).Draw(t, "ago"), rapid.IntRange(0, 90).Draw(t, "wrote"), now)
			if rapid.Bool().Draw(t, "past") {
				x.Customer.Past = []policy.Past{{Kind: core.KindNews, At: now.Add(-time.Duration(rapid.IntRange(1, 100).Draw(t, "told")) * time.Hour)}}
			}
			x.At = now.Add(time.Duration(rapid.IntRange(-5, 50).Draw(t, "at")) * time.Hour)
			if rapid.Bool().Draw(t, "booked") {
				p.Booked = append(p.Booked, Booked{Message: x.Message, Customer: x.Customer, Habit: x.Habit, Due: x.At, Reply: rapid.Bool().Draw(t, "reply")})
			} else {
				p.People = append(p.People, x)
			}
		}
		a := Ahead(p)
		adds(t, a)
		for i, d := range a.Days {
			room := p.Rules.PageDay
			if i == 0 {
				room = max(room-p.Page.SentToday, 0)
			}
			if float64(d.Sure+d.Others)+d.Replies > float64(room)+1e-6 {
				t.Errorf("day %d: %+v, room %d", i, d, room)
			}
		}
		if a.Lapse < -1e-6 || a.Low > a.Replies+1e-9 || a.High < a.Replies-1e-9 {
			t.Errorf("%+v", a)
		}
	})
}

func BenchmarkAhead5000(b *testing.B) {
	p := blackFriday()
	for b.Loop() {
		Ahead(p)
	}
}
