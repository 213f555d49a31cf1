package policy

import (
	"time"

	"shopbell/core"
)

// Planner gives the verdicts of one plan in the order in which people are served, and counts what would have left, so
// that the page's limit and the wave let exactly as many through as they will when it is done. Nothing is sent or
// stored. It is not safe for concurrent use.
type Planner struct {
	page    Page
	rules   Rules
	now     time.Time
	sends   int // verdicts to let go
	counted int // of them, those that count towards the page's limit
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
	if m.NotBefore.After(pl.now) {
		return pl.ahead(m, c)
	}
	v := Decide(m, c, pl.page, pl.rules, pl.now)
	if v.Action == core.ActionSend {
		pl.count(m.Kind)
	}
	return v
}

// ahead gives the verdict for a message that the owner lets go later: what Decide will say then if nobody writes and
// nothing else leaves before. So also then the page's limit and the wave let through as many as they do in the plan.
func (pl *Planner) ahead(m Message, c Customer) core.Verdict {
	then := m.NotBefore.UTC()
	page := pl.page
	if day := nextDay(pl.now, pl.rules.pageZone()); !then.Before(day) {
		page.SentToday = pl.counted
	}
	v := Decide(m, c, page, pl.rules, then)
	switch {
	case v.Action == core.ActionSend:
		pl.count(m.Kind)
		v.Action, v.Lane, v.EligibleAt = core.ActionHoldUntil, core.LaneNone, then
		v.Reasons = append([]core.Reason{{Code: core.ReasonScheduled, Until: then}}, v.Reasons...)
	case v.Action == core.ActionHoldForReply && v.EligibleAt.Before(then):
		v.EligibleAt = then
	}
	return v
}

// count notes that a message goes.
func (pl *Planner) count(k core.Kind) {
	pl.sends++
	if pl.rules.Counted(k) {
		pl.counted++
		pl.page.SentToday++
	}
	if k == core.KindRestock && pl.page.Wave != nil {
		pl.page.Wave.Tell(pl.rules, pl.now)
	}
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
