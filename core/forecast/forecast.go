// Package forecast looks ahead and back with the rule book: how a plan would go from day to day, which other campaigns it
// would crowd out, and how the past would have gone with other rules.
//
// It holds no rule of its own. Both directions serve messages one by one in the order in which the outbox would, and ask
// policy.Decide each time with what would be known by then: earlier messages of the same run count in every cap, the day
// of the page and the wave. What is not known ahead, when a customer will write, is estimated from their own history, see
// Habit. Pure: the same arguments always give the same answer. Safe from any goroutine.
package forecast

import (
	"container/heap"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// item is a message that waits for its turn.
type item struct {
	at    time.Time
	order int // of those with the same time
	n     int // its number in the caller's list
}

// line is the queue of items, soonest first.
type line []item

func (l line) Len() int { return len(l) }
func (l line) Less(i, j int) bool {
	if !l[i].at.Equal(l[j].at) {
		return l[i].at.Before(l[j].at)
	}
	return l[i].order < l[j].order
}
func (l line) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l *line) Push(x any)   { *l = append(*l, x.(item)) }
func (l *line) Pop() any {
	last := len(*l) - 1
	x := (*l)[last]
	*l = (*l)[:last]
	return x
}

// server serves the items of a line and counts what goes.
type server struct {
	rules policy.Rules
	page  policy.Page                       // what does not change
	days  map[string]int                    // promotional messages by date in the rules' zone
	waves map[core.CampaignID]*policy.Wave  // of restocks
	past  map[core.CustomerID][]policy.Past // what this run sent, newest first
	line  line
}

func newServer(r policy.Rules, page policy.Page) *server {
	page.SentToday, page.Wave = 0, nil
	return &server{rules: r, page: page, days: map[string]int{}, waves: map[core.CampaignID]*policy.Wave{}, past: map[core.CustomerID][]policy.Past{}}
}

func (s *server) add(at time.Time, order, n int) { heap.Push(&s.line, item{at, order, n}) }

func (s *server) next() (item, bool) {
	if len(s.line) == 0 {
		return item{}, false
	}
	return heap.Pop(&s.line).(item), true
}

// date names a day of the shop.
func (s *server) date(t time.Time) string { return t.In(zoneOf(s.rules)).Format(time.DateOnly) }

func zoneOf(r policy.Rules) *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

// decide gives the verdict for a message at a time, with all that went in this run before.
func (s *server) decide(m policy.Message, c policy.Customer, at time.Time) core.Verdict {
	page := s.page
	page.SentToday = s.days[s.date(at)]
	if wave := s.waves[m.Campaign]; wave != nil && m.Kind == core.KindRestock {
		page.Wave = wave
	}
	if mine := s.past[c.ID]; len(mine) > 0 {
		c.Past = append(mine[:len(mine):len(mine)], c.Past...)
	}
	return policy.Decide(m, c, page, s.rules, at)
}

// went counts a message that left.
func (s *server) went(m policy.Message, to core.CustomerID, at time.Time) {
	if s.rules.Counted(m.Kind) {
		s.days[s.date(at)]++
	}
	if wave := s.waves[m.Campaign]; wave != nil {
		wave.Tell(s.rules, at)
	}
	p := policy.Past{Campaign: m.Campaign, Kind: m.Kind, At: at, SKU: m.SKU, Variant: m.Variant, Code: m.Code, TextKey: m.TextKey}
	s.past[to] = append([]policy.Past{p}, s.past[to]...)
}
