package practice

import (
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"

	"shopbell/core"
)

// told sends one text to everybody whose window is open, and lets time pass.
func told(s *shop, hours int) {
	s.t.Helper()
	for _, p := range s.page.Customers() {
		if !p.Blocked && s.clock.Now().Sub(p.LastWroteAt) < window {
			s.wantCode(s.post(text(p.ID, "The blue speckled mug is back!")), 200, 0, 0)
		}
	}
	s.clock.Advance(time.Duration(hours) * time.Hour)
}

func TestLivelyCustomersAnswer(t *testing.T) {
	s := open(t, Options{Customers: 300, Lively: true, NoRateLimits: true, Seed: 5})
	before := map[core.CustomerID]Person{}
	for _, p := range s.page.Customers() {
		before[p.ID] = p
	}
	told(s, 1)
	var wrote, stopped, blocked int
	for _, p := range s.page.Customers() {
		count(&wrote, p.LastWroteAt.After(noon))
		count(&stopped, p.Stopped && !before[p.ID].Stopped)
		count(&blocked, p.Blocked && !before[p.ID].Blocked)
	}
	if sent := len(s.page.Log()); wrote < sent/4 || wrote > sent || stopped == 0 || blocked == 0 || stopped > sent/5 || blocked > sent/10 {
		t.Errorf("of %d told, %d wrote, %d said stop, %d blocked", sent, wrote, stopped, blocked)
	}
}

func TestCustomersAnswerOnlyWhenLively(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	told(s, 0)
	before := s.page.Customers()
	s.clock.Advance(48 * time.Hour)
	if after := s.page.Customers(); !reflect.DeepEqual(before, after) {
		t.Error("somebody did something by themselves")
	}
}

func TestLivelyCustomersWriteByThemselves(t *testing.T) {
	in := func(pace float64) int {
		s := open(t, Options{Lively: true, Pace: pace})
		before := 0
		for _, p := range s.page.Customers() {
			before += p.Messages
		}
		s.clock.Advance(2 * time.Hour)
		after := 0
		for _, p := range s.page.Customers() {
			after += p.Messages
		}
		return after - before
	}
	slow, fast := in(0), in(10)
	if slow < 10 || slow > 60 || fast < 5*slow {
		t.Errorf("%d messages in two hours, %d at ten times the pace", slow, fast)
	}
}

func TestWhoSaidStopBlocksAtTheSecondMessage(t *testing.T) {
	s := open(t, Options{Lively: true, Customers: 400, NoRateLimits: true, Seed: 3})
	told(s, 1)
	var who Person
	for _, p := range s.page.Customers() {
		if p.Stopped && !p.Blocked && p.LastWroteAt.After(noon) {
			who = p
		}
	}
	if who.ID == "" {
		t.Fatal("nobody said stop")
	}
	s.wantCode(s.post(text(who.ID, "You will get no more offers.")), 200, 0, 0)
	s.clock.Advance(time.Hour)
	s.wantCode(s.post(text(who.ID, "BIG SALE")), 200, 0, 0)
	s.clock.Advance(time.Hour)
	s.wantCode(s.post(text(who.ID, "BIG SALE!!")), 400, 551, 1545041)
}

func TestOneSeedIsOneStory(t *testing.T) {
	story := func(seed uint64) ([]Person, []Received) {
		s := open(t, Options{Customers: 200, Lively: true, NoRateLimits: true, Seed: seed})
		for range 3 {
			told(s, 1)
		}
		return s.page.Customers(), s.page.Log()
	}
	people, log := story(7)
	again, logAgain := story(7)
	if !reflect.DeepEqual(people, again) || !reflect.DeepEqual(log, logAgain) {
		t.Error("one seed tells two stories")
	}
	if other, _ := story(8); reflect.DeepEqual(people, other) {
		t.Error("two seeds tell one story")
	}
}

func TestTheOrderOfSendsChangesNobodysAnswer(t *testing.T) {
	story := func(backwards bool) []Person {
		s := open(t, Options{Lively: true, NoRateLimits: true, Seed: 7})
		people := s.page.Customers()
		for i := range people {
			if backwards {
				i = len(people) - 1 - i
			}
			s.post(text(people[i].ID, "hi"))
		}
		s.clock.Advance(time.Hour)
		return s.page.Customers()
	}
	if !reflect.DeepEqual(story(false), story(true)) {
		t.Error("answers depend on the order of the sends")
	}
}

func TestAHundredThousandPeople(t *testing.T) {
	const n = 100_000
	page := New(Options{Customers: n, Seed: 1, Clock: core.NewFakeClock(noon)})
	people := page.Customers()
	ids := map[core.CustomerID]bool{}
	var open, wants, stopped int
	for _, p := range people {
		ids[p.ID] = true
		count(&open, noon.Sub(p.LastWroteAt) < window)
		count(&wants, len(p.Wants) > 0)
		count(&stopped, p.Stopped)
		if (p.Stopped || p.Doubtful) != (p.StopMessageID != "") {
			t.Fatalf("%+v", p)
		}
	}
	if len(ids) != n || open < n/4 || open > n/3+n/50 || wants < n/5 || wants > n/3 || stopped < n/50 || stopped > n/15 {
		t.Errorf("%d people, %d open, %d wait, %d stopped", len(ids), open, wants, stopped)
	}
}

func TestConcurrentUse(t *testing.T) {
	s := open(t, Options{Customers: 100, Lively: true, Pace: 1000, NoRateLimits: true})
	people := s.page.Customers()
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 40 {
				p := people[(g*40+i)%len(people)]
				switch g {
				case 0:
					s.page.Write(p.ID, fmt.Sprint("line ", i))
				case 1:
					if _, err := s.try(s.request("GET", "/me/conversations?limit=30&fields=id,messages{message}", "")); err != nil {
						t.Error(err)
					}
				case 2:
					s.page.Block(p.ID)
					s.page.Unblock(p.ID)
					s.page.Customers()
				case 3:
					s.page.Inject(Fault{Match: "nowhere"})
					s.clock.Advance(time.Second)
					s.page.Requests()
				default:
					if _, err := s.try(s.request("POST", "/me/messages", text(p.ID, fmt.Sprint(g, " ", i)))); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	seen := map[core.MessageID]bool{}
	for _, r := range s.page.Log() {
		if seen[r.MessageID] {
			t.Errorf("%s was given twice", r.MessageID)
		}
		seen[r.MessageID] = true
	}
}
