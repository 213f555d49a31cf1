package forecast

import (
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// planned is the campaign of the plan within a run; ids of campaigns are numbers.
const planned core.CampaignID = "plan"

// mostDays is how far a forecast looks.
const mostDays = 60

// Planned is one message of a plan, in the order in which people are served.
type Planned struct {
	Message  policy.Message
	Customer policy.Customer
	Habit    Habit
	At       time.Time // not before; zero: now
}

// Booked is a message of an earlier campaign that has not left.
type Booked struct {
	Message  policy.Message // with its campaign
	Customer policy.Customer
	Habit    Habit
	Due      time.Time // in the past: now
	Reply    bool      // waits until the customer writes, not before Due
	Ask      bool      // goes only when the owner says so after the reply
}

// Plan is what a forecast is asked about.
type Plan struct {
	People []Planned
	Booked []Booked
	Page   policy.Page                     // what is known of the page now; its Wave is the plan's
	Waves  map[core.CampaignID]policy.Wave // of booked restocks
	Rules  policy.Rules
	Now    time.Time
}

// Day is what goes on one calendar day of the shop.
type Day struct {
	Date    time.Time // its first moment in the shop's zone
	Sure    int       // messages of the plan that go by what is known
	Replies float64   // messages of the plan expected to go because their customers write
	Others  int       // messages of earlier campaigns that go by what is known
	Left    int       // of the page's limit after all of them, never negative
}

// Crowded is an earlier campaign that loses by the plan.
type Crowded struct {
	Campaign core.CampaignID
	Later    int // messages that go at least an hour later, the same day or another
	Missed   int // messages that would have gone and now wait until the customer writes, or do not go
}

// Delay is a cap that holds people back, by the reason that decides.
type Delay struct {
	Code   core.ReasonCode
	People int
	Limit  int       // 0 where the reason has none
	Until  time.Time // when the first of them is free again; zero: not known
}

// Answer is what a forecast says. Now, Later, Replies, Lapse and Refused add up to Everyone.
type Answer struct {
	Everyone int
	Now      int     // go at once
	Later    int     // go at a time that is known
	Replies  float64 // expected to go because the customer writes in time
	Low      float64 // four times in five Replies is between Low and High
	High     float64
	Lapse    float64 // expected to be dropped because the customer does not write in time
	Refused  int
	Left     int // of the page's limit today before the plan
	Days     []Day
	Delays   []Delay
	Crowded  []Crowded
}

// Ahead forecasts a plan. What is due goes as the outbox would send it, at its turn; the pace within a day is not looked at.
// Halts of the whole outbox are taken to be over.
func Ahead(p Plan) Answer {
	p.Page.Restricted, p.Page.TokenInvalid, p.Page.RateUntil, p.Page.Paused = policy.Event{}, policy.Event{}, time.Time{}, policy.Event{}
	without := newAhead(p)
	without.book()
	without.run()
	with := newAhead(p)
	with.book()
	with.plan()
	with.run()
	return with.answer(without)
}

// fate is what became of one message of a run.
type fate struct {
	tried  bool
	first  core.Verdict
	sent   time.Time
	waits  *waiter // until the customer writes
	refuse bool
}

// ahead is one run of a forecast. Messages are numbered: the booked ones, then the plan's.
type ahead struct {
	Plan
	server  *server
	average float64
	fates   []fate
}

func newAhead(p Plan) *ahead {
	a := &ahead{Plan: p, server: newServer(p.Rules, p.Page), fates: make([]fate, len(p.Booked)+len(p.People))}
	a.server.days[a.server.date(p.Now)] = p.Page.SentToday
	for id, wave := range p.Waves {
		a.server.waves[id] = &wave
	}
	if p.Page.Wave != nil {
		wave := *p.Page.Wave
		a.server.waves[planned] = &wave
	}
	habits := make([]Habit, 0, len(a.fates))
	for _, b := range p.Booked {
		habits = append(habits, b.Habit)
	}
	for _, x := range p.People {
		habits = append(habits, x.Habit)
	}
	a.average = average(habits)
	return a
}

// book queues the earlier campaigns. What was never tried comes before what was put back and is due again, as in the outbox.
func (a *ahead) book() {
	for n, b := range a.Booked {
		switch {
		case b.Reply:
			a.wait(n, b.Habit, later(a.Now, b.Due), b.Message.LapsesAt)
		case b.Due.IsZero():
			a.server.add(a.Now, n, n)
		case b.Due.After(a.Now):
			a.server.add(b.Due, n, n)
		default:
			a.server.add(a.Now, len(a.fates)+n, n)
		}
	}
}

func (a *ahead) plan() {
	for i, x := range a.People {
		n := len(a.Booked) + i
		a.server.add(later(a.Now, x.At), n, n)
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func (a *ahead) wait(n int, h Habit, from, until time.Time) {
	a.fates[n].waits = &waiter{from: from, until: until, chance: h.chance(a.average)}
}

// message gives one message by its number.
func (a *ahead) message(n int) (policy.Message, policy.Customer, Habit) {
	if n < len(a.Booked) {
		b := a.Booked[n]
		return b.Message, b.Customer, b.Habit
	}
	x := a.People[n-len(a.Booked)]
	x.Message.Campaign = planned
	return x.Message, x.Customer, x.Habit
}

func (a *ahead) run() {
	for {
		it, more := a.server.next()
		if !more {
			return
		}
		m, c, habit := a.message(it.n)
		v := a.server.decide(m, c, it.at)
		f := &a.fates[it.n]
		if !f.tried {
			f.tried, f.first = true, v
		}
		switch v.Action {
		case core.ActionSend:
			f.sent = it.at
			a.server.went(m, c.ID, it.at)
		case core.ActionRefuse:
			f.refuse = true
		case core.ActionHoldForReply:
			a.wait(it.n, habit, later(it.at, v.EligibleAt), m.LapsesAt)
		default:
			a.putBack(it, v, habit, m.LapsesAt)
		}
	}
}

// putBack tries a message again at the time that its verdict names. One without a time waits like one for a reply: neither
// is known.
func (a *ahead) putBack(it item, v core.Verdict, habit Habit, until time.Time) {
	if v.EligibleAt.After(it.at) {
		a.server.add(v.EligibleAt, it.order, it.n)
		return
	}
	a.wait(it.n, habit, it.at, until)
}
