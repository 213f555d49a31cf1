package outbox

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/practice"
	"shopbell/core/store"
)

func (m *model) someone(rt *rapid.T) core.CustomerID {
	return rapid.SampledFrom(m.ids).Draw(rt, "who")
}

// says lets somebody write on the page. Time passes, so that no two messages have one moment.
func (m *model) says(id core.CustomerID, text string) time.Time {
	m.clock.Advance(time.Second)
	m.page.Write(id, text)
	m.wrote[id] = m.clock.Now()
	return m.clock.Now()
}

func (m *model) write(rt *rapid.T) { m.says(m.someone(rt), "And what is new?") }

// allWrite opens everybody's window, in daylight.
func (m *model) allWrite(*rapid.T) {
	if m.clock.Now().Hour() < 9 || m.clock.Now().Hour() > 19 {
		m.clock.Advance(13 * time.Hour)
	}
	for _, id := range m.ids {
		m.says(id, "Hello again!")
	}
}

func (m *model) stop(rt *rapid.T) { m.stops(m.someone(rt)) }

func (m *model) stops(id core.CustomerID) {
	at := m.says(id, "STOP")
	if m.stopped[id] == nil {
		m.stopped[id] = &said{at: at}
		m.confirms[id]++
	}
}

func (m *model) resume(rt *rapid.T) {
	id := m.someone(rt)
	m.says(id, "START")
	delete(m.stopped, id)
}

func (m *model) block(rt *rapid.T) { m.page.Block(m.someone(rt)) }

// plan makes a campaign for everybody who is known, as the program plans it.
func (m *model) plan(rt *rapid.T) {
	codes := rapid.Bool().Draw(rt, "codes")
	ctx := m.Context()
	if _, err := m.box.Puller.Pull(ctx, false, nil); err != nil {
		return
	}
	now := m.program.Now()
	people, page, err := m.store.Everyone(ctx, core.Filter{}, "", now, m.rules)
	if err != nil {
		rt.Fatal(err)
	}
	mark := fmt.Sprintf("Number %d:", len(m.promises)+1)
	c := core.Campaign{Kind: core.KindNews, CreatedAt: now, HoldUntil: now.Add(time.Duration(rapid.IntRange(1, 10).Draw(rt, "days")) * 24 * time.Hour)}
	if rapid.IntRange(0, 5).Draw(rt, "scheduled") == 5 {
		c.At = now.Add(time.Duration(rapid.IntRange(1, 30).Draw(rt, "in hours")) * time.Hour)
	}
	free := 0
	if codes {
		p, err := m.store.Pool(ctx, pool)
		if err != nil {
			rt.Fatal(err)
		}
		c.Kind, c.Pool, free = core.KindPromo, pool, p.Free
	}
	planner := policy.NewPlanner(page, m.rules, now)
	var drafts []store.Draft
	for _, who := range people {
		d := store.Draft{CustomerID: who.ID, Text: mark + " news for " + string(who.ID)}
		d.TextKey = d.Text
		msg := policy.Message{Kind: c.Kind, TextKey: d.TextKey, NotBefore: c.At, LapsesAt: c.HoldUntil}
		if codes {
			d.Text = mark + " yours is " + core.CodeMark + " for " + string(who.ID)
			d.Rich = &core.Rich{Pattern: d.Text}
			msg.CodesShort = planner.Sends() >= free
		}
		d.Verdict = planner.Decide(msg, who.Customer)
		drafts = append(drafts, d)
	}
	id, err := m.store.AddCampaign(ctx, c, now, drafts)
	if err != nil {
		rt.Fatal(err)
	}
	m.promises = append(m.promises, promise{id, len(drafts), mark})
	m.did["campaigns"]++
}

func (m *model) moreCodes(rt *rapid.T) {
	if _, err := m.store.AddCodes(m.Context(), pool, time.Time{}, m.codes(rapid.IntRange(1, 4).Draw(rt, "codes")), m.program.Now()); err != nil {
		rt.Fatal(err)
	}
}

func (m *model) runs(*rapid.T) { m.ended(m.looks()) }

// crash ends the program in the middle of a campaign.
func (m *model) crash(rt *rapid.T) {
	m.plan(rt)
	m.crashes(rapid.IntRange(1, 4).Draw(rt, "message"), rapid.Bool().Draw(rt, "late"))
}

// lateStop lets somebody stop while messages leave.
func (m *model) lateStop(rt *rapid.T) {
	m.plan(rt)
	id, at := m.someone(rt), rapid.IntRange(1, 3).Draw(rt, "message")
	first := m.gate.sends
	m.gate.before = func(n int) {
		if n == first+at {
			m.stops(id)
			m.did["late stops"]++
		}
	}
	err := m.looks()
	m.gate.before = nil
	m.ended(err)
}

func (m *model) fault(rt *rapid.T) {
	f := rapid.SampledFrom([]practice.Fault{
		{Drop: practice.BeforeStore}, {Drop: practice.AfterStore}, {Status: 500, Code: 1}, {Status: 500, Code: 1, Stored: true},
		{Body: practice.BodyTruncated}, {Body: practice.BodyHTML}, {Body: practice.BodyHTML, Stored: true}, {Body: practice.BodyEmpty},
		{Code: 10, Subcode: 2018278}, {Code: 10, Subcode: 2018300}, {Code: 551}, {Code: 100}, {Code: 613}, {Code: 80006, Regain: 3},
		{Code: 368}, {Code: 190, Subcode: 463}, {Code: 200, Subcode: 2018028}, {Code: 4, Subcode: 2018354},
	}).Draw(rt, "fault")
	f.Match = rapid.SampledFrom([]string{"POST /", "POST /", "POST /", "/conversations", "GET /v25.0/t_"}).Draw(rt, "at")
	f.Nth, f.Count = rapid.IntRange(1, 4).Draw(rt, "nth"), rapid.IntRange(1, 3).Draw(rt, "count")
	m.page.Inject(f)
}

// mend ends every fault, and the rest that one may have brought.
func (m *model) mend(rt *rapid.T) {
	m.page.ClearFaults()
	if err := EndHalt(m.Context(), m.store); err != nil {
		rt.Fatal(err)
	}
}

func (m *model) change(rt *rapid.T) {
	m.rt = rt
	m.draw()
}

func (m *model) wait(rt *rapid.T) {
	m.clock.Advance(time.Duration(rapid.IntRange(1, 6*3600).Draw(rt, "seconds")) * time.Second)
}

func (m *model) waitLong(rt *rapid.T) {
	m.clock.Advance(time.Duration(rapid.IntRange(6, 100).Draw(rt, "hours")) * time.Hour)
}

// wrongClock sets the computer's clock wrong, or right again.
func (m *model) wrongClock(rt *rapid.T) {
	m.pc.by = time.Duration(rapid.SampledFrom([]int{0, 0, -3, 3, 50, -50, 1000}).Draw(rt, "hours off")) * time.Hour
}

func (m *model) pause(rt *rapid.T) {
	if len(m.promises) == 0 {
		return
	}
	id := rapid.SampledFrom(m.promises).Draw(rt, "campaign").id
	var err error
	if rapid.Bool().Draw(rt, "resume") {
		err = m.store.Resume(m.Context(), id)
	} else {
		err = m.store.SetCampaignState(m.Context(), id, core.CampaignPaused, "owner")
	}
	if err != nil {
		rt.Fatal(err)
	}
}

func (m *model) cancel(rt *rapid.T) {
	if len(m.promises) == 0 || rapid.IntRange(0, 3).Draw(rt, "really") > 0 {
		return
	}
	if _, err := m.store.Cancel(m.Context(), rapid.SampledFrom(m.promises).Draw(rt, "campaign").id, m.program.Now()); err != nil {
		rt.Fatal(err)
	}
}
