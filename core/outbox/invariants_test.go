package outbox

import (
	"regexp"
	"slices"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/practice"
)

// countSlack is how far the reservation, which caps count by, may lie before the message on the page.
const countSlack = time.Minute

var (
	markIn   = regexp.MustCompile(`^Number \d+:`)
	takenOut = regexp.MustCompile(`yours is (\S+) for`)
)

// check is what holds after every step.
func (m *model) check(rt *rapid.T) {
	if m.broken != "" {
		rt.Fatal(m.broken)
	}
	log := m.page.Log()
	for i := m.logged; i < len(log); i++ {
		m.arrived(rt, log[:i+1])
	}
	m.logged = len(log)
	m.books(rt, log)
}

// arrived checks the newest message of a log.
func (m *model) arrived(rt *rapid.T, log []practice.Received) {
	e := log[len(log)-1]
	m.did["sent"]++
	if !markIn.MatchString(e.Text) {
		m.single(rt, e)
		return
	}
	if restockIn.MatchString(e.Text) {
		m.back(rt, e)
	}
	key := string(e.Customer) + " " + markIn.FindString(e.Text)
	if m.reachedC[key] {
		rt.Fatalf("twice: %s", key)
	}
	m.reachedC[key] = true
	if code := takenOut.FindStringSubmatch(e.Text); code != nil {
		if m.codesOut[code[1]] || code[1] == core.CodeMark {
			rt.Fatalf("the code %s twice", code[1])
		}
		m.codesOut[code[1]] = true
		m.did["codes"]++
	}
	r := m.rules
	within := func(period time.Duration) (n int) {
		for _, o := range log {
			if o.Customer == e.Customer && markIn.MatchString(o.Text) && o.At.After(e.At.Add(countSlack-period)) {
				n++
			}
		}
		return n
	}
	const day = 24 * time.Hour
	if within(day) > r.CustomerDay || within(7*day) > r.CustomerWeek || within(30*day) > r.Customer30d {
		rt.Fatalf("over a cap of %d, %d, %d: %s at %v", r.CustomerDay, r.CustomerWeek, r.Customer30d, key, e.At)
	}
	if r.MinGap > countSlack && within(r.MinGap) > 1 {
		rt.Fatalf("under the gap of %v: %s at %v", r.MinGap, key, e.At)
	}
	today := 0
	for _, o := range log {
		if markIn.MatchString(o.Text) && !o.At.Before(e.At.Truncate(day).Add(countSlack)) {
			today++
		}
	}
	if today > r.PageDay {
		rt.Fatalf("%d messages on %v, %d may be", today, e.At, r.PageDay)
	}
	if clock := e.At.Sub(e.At.Truncate(day)); r.QuietFrom != r.QuietTo && (clock > r.QuietFrom+countSlack || clock < r.QuietTo-countSlack) {
		rt.Fatalf("in the night: %v", e.At)
	}
}

// books compares the deliveries with the page's log.
func (m *model) books(rt *rapid.T, log []practice.Received) {
	list, err := m.store.Deliveries(m.Context())
	if err != nil {
		rt.Fatal(err)
	}
	people, codes := map[core.CampaignID]int{}, map[string]bool{}
	sent, open := map[core.MessageID]bool{}, map[string]bool{}
	for _, d := range list {
		people[d.CampaignID]++
		// A confirmation has its first reason when it is tried.
		tried := d.Kind != core.KindConfirm || d.Attempts > 0
		if tried && !slices.Contains(core.ReasonCodes(), d.Reason.Code) {
			rt.Fatalf("%s %s for no reason: %q", d.ID, d.State, d.Reason.Code)
		}
		if d.Code != "" && codes[d.Code] {
			rt.Fatalf("the code %s for two people", d.Code)
		}
		codes[d.Code] = true
		switch {
		case d.State == core.DeliverySent:
			sent[d.MessageID] = true
		case d.State.Counts():
			open[string(d.CustomerID)+d.Text] = true
		}
	}
	for _, p := range m.promises {
		if people[p.id] != p.audience {
			rt.Fatalf("campaign %s has %d people, not %d", p.id, people[p.id], p.audience)
		}
	}
	for _, e := range log {
		if !sent[e.MessageID] && !open[string(e.Customer)+e.Text] {
			rt.Fatalf("%q is with %s, and the books say it did not leave", e.Text, e.Customer)
		}
		delete(sent, e.MessageID)
	}
	for id := range sent {
		rt.Fatalf("%s is sent by the books, and the page has it not", id)
	}
}

// finale mends everything and starts the program anew: what is uncertain is settled, what can go goes, and at the latest when the time of everything
// is over nothing is left open.
func (m *model) finale() {
	rt := m.rt
	m.mend(rt)
	m.pc.by = 0
	m.connect()
	for _, p := range m.promises {
		if err := m.store.Resume(m.Context(), p.id); err != nil {
			rt.Fatal(err)
		}
	}
	for range 3 {
		m.clock.Advance(2 * time.Minute)
		if err := m.looks(); err != nil {
			rt.Fatalf("once all is mended: %v", err)
		}
		m.check(rt)
	}
	if left, err := m.store.Unsettled(m.Context()); err != nil || len(left) > 0 {
		rt.Fatalf("never settled: %+v, %v", left, err)
	}
	m.clock.Advance(15 * 24 * time.Hour)
	if err := m.looks(); err != nil {
		rt.Fatal(err)
	}
	m.check(rt)
	list, err := m.store.Deliveries(m.Context())
	if err != nil {
		rt.Fatal(err)
	}
	for _, d := range list {
		if d.State.Open() {
			rt.Fatalf("%s is %s, %s, %v after its end", d.ID, d.State, d.Reason.Code, m.clock.Now().Sub(d.LapsesAt))
		}
	}
}
