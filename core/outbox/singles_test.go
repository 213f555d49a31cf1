package outbox

import (
	"fmt"
	"regexp"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// mug is what the model's shop sells.
const mug core.SKU = "MUG"

// confirmed is how it confirms a stop.
const confirmed = "You get no more offers."

var (
	replyIn   = regexp.MustCompile(`^Reply \d+:`)
	restockIn = regexp.MustCompile(`^Number \d+: the mug`)
)

// wish lets somebody ask for the mug: only who ever did may be told that it is back.
func (m *model) wish(rt *rapid.T) { m.asks(m.someone(rt)) }

func (m *model) asks(id core.CustomerID) {
	m.says(id, "Do you have the blue mug?")
	m.wished[id] = true
}

// restock tells those who wait for the mug that it is back, wave by wave. Some ask for it just before.
func (m *model) restock(rt *rapid.T) {
	ctx := m.Context()
	for _, id := range m.ids[:rapid.IntRange(0, len(m.ids)).Draw(rt, "ask")] {
		m.asks(id)
	}
	if _, err := m.box.Puller.Pull(ctx, false, nil); err != nil {
		return
	}
	now := m.program.Now()
	people, page, err := m.store.Everyone(ctx, core.Filter{}, mug, now, m.rules)
	if err != nil {
		rt.Fatal(err)
	}
	c := core.Campaign{Kind: core.KindRestock, SKU: mug, CreatedAt: now, HoldUntil: now.Add(10 * 24 * time.Hour),
		Stock: rapid.IntRange(1, 2).Draw(rt, "units"), PerUnit: rapid.IntRange(1, 2).Draw(rt, "people a unit")}
	if page.Wave, err = m.store.Wave(ctx, c, now, m.rules, now); err != nil { // a restock of its own, whatever was before
		rt.Fatal(err)
	}
	mark := fmt.Sprintf("Number %d:", len(m.promises)+1)
	planner := policy.NewPlanner(page, m.rules, now)
	var drafts []store.Draft
	for _, who := range people {
		d := store.Draft{CustomerID: who.ID, Text: mark + " the mug is back for " + string(who.ID)}
		d.TextKey = d.Text
		d.Verdict = planner.Decide(policy.Message{Kind: c.Kind, SKU: mug, TextKey: d.TextKey, LapsesAt: c.HoldUntil}, who.Customer)
		drafts = append(drafts, d)
	}
	id, err := m.store.AddCampaign(ctx, c, now, drafts)
	if err != nil {
		rt.Fatal(err)
	}
	m.stock = c.Stock
	m.waves[mark] = &waved{size: c.Stock * c.PerUnit, began: m.clock.Now()}
	m.promises = append(m.promises, promise{id, len(drafts), mark})
	m.did["restocks"]++
	if rapid.Bool().Draw(rt, "at once") {
		m.ended(m.looks())
	}
}

// waved is what the model holds of one restock.
type waved struct {
	size  int
	began time.Time // not before
	told  int
}

// soldOut ends every restock.
func (m *model) soldOut(rt *rapid.T) {
	if _, _, _, err := m.store.PutProducts(m.Context(), []core.Product{{SKU: mug, Name: "blue mug"}}); err != nil {
		rt.Fatal(err)
	}
	m.stock = 0
}

// reply answers somebody who is known, as a person does who types.
func (m *model) reply(rt *rapid.T) {
	ctx := m.Context()
	if _, err := m.box.Puller.Pull(ctx, false, nil); err != nil { // and with it a wrong clock is known
		return
	}
	people, page, err := m.store.Everyone(ctx, core.Filter{}, "", m.program.Now(), m.rules)
	if err != nil || len(people) == 0 {
		rt.Skip("nobody is known")
	}
	who := people[rapid.IntRange(0, len(people)-1).Draw(rt, "to")]
	m.replies++
	now := m.program.Now()
	v := policy.Decide(policy.Message{Kind: core.KindReply}, who.Customer, page, m.rules, now)
	if v.Action == core.ActionRefuse {
		return
	}
	if _, err := m.store.AddSingle(ctx, core.KindReply, store.Draft{CustomerID: who.ID, Text: fmt.Sprintf("Reply %d: yes", m.replies), Verdict: v}, now, now.Add(24*time.Hour)); err != nil {
		rt.Fatal(err)
	}
}

// single checks a message that is no campaign's: a reply arrives once, and a stop is confirmed once; both only while the
// platform lets the page write.
func (m *model) single(rt *rapid.T, e practice.Received) {
	if age := e.At.Sub(m.wrote[e.Customer]); age >= 24*time.Hour {
		rt.Fatalf("%q left %v after the last word of %s", e.Text, age, e.Customer)
	}
	if e.Text == confirmed {
		m.did["confirmations"]++
		if m.confirms[e.Customer]--; m.confirms[e.Customer] < 0 {
			rt.Fatalf("%s got one confirmation too many", e.Customer)
		}
		return
	}
	key := replyIn.FindString(e.Text)
	if key == "" || m.reachedC[key] {
		rt.Fatalf("%q twice, or from nowhere", e.Text)
	}
	m.reachedC[key] = true
	m.did["replies"]++
}

// back checks a message that tells that the mug is back: to somebody who asked, while there are any, and to no more
// people than the waves that have begun by then may tell.
func (m *model) back(rt *rapid.T, e practice.Received) {
	m.did["told of the mug"]++
	w := m.waves[markIn.FindString(e.Text)]
	w.told++
	begun := 1 + int(e.At.Add(countSlack).Sub(w.began)/(time.Duration(m.rules.WaveHours)*time.Hour))
	if w.told > w.size*begun {
		rt.Fatalf("%d people told in %d waves of %d", w.told, begun, w.size)
	}
	if !m.wished[e.Customer] {
		rt.Fatalf("%s never asked for the mug", e.Customer)
	}
	if m.stock == 0 {
		rt.Fatalf("%s is told of a mug that is sold out", e.Customer)
	}
}
