package policy

import (
	"time"

	"shopbell/core"
)

// Planner gives the verdicts of one plan in the order in which people are served, and counts what would have left, so
// that the page's limit and the wave let exactly as many through as they will when it is done. Nothing is sent or
// stored. It is not safe for concurrent use.
type Planner struct {
	page  Page
	rules Rules
	now   time.Time
	sends int
}

// NewPlanner starts a plan at a moment. It keeps its own copy of the page's wave.
func NewPlanner(p Page, r Rules, now time.Time) *Planner {
	if p.Wave != nil {
		wave := *p.Wave
		p.Wave = &wave
	}
	return &Planner{page: p, rules: r, now: now}
}

// Decide gives the verdict for the next person.
func (pl *Planner) Decide(m Message, c Customer) core.Verdict {
	v := Decide(m, c, pl.page, pl.rules, pl.now)
	if v.Action != core.ActionSend {
		return v
	}
	pl.sends++
	if pl.rules.Counted(m.Kind) {
		pl.page.SentToday++
	}
	if m.Kind == core.KindRestock && pl.page.Wave != nil {
		pl.page.Wave.Told++
	}
	return v
}

// Sends gives how many verdicts so far were to send now: for a pool of N codes, Message.CodesShort is Sends() >= N.
func (pl *Planner) Sends() int { return pl.sends }

// Candidate is one message with the person whom it is for.
type Candidate struct {
	Message  Message
	Customer Customer
}

// Plan gives the verdict for each candidate, in order.
func Plan(list []Candidate, p Page, r Rules, now time.Time) []core.Verdict {
	planner := NewPlanner(p, r, now)
	verdicts := make([]core.Verdict, 0, len(list))
	for _, x := range list {
		verdicts = append(verdicts, planner.Decide(x.Message, x.Customer))
	}
	return verdicts
}
