package forecast

import (
	"math"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// spread is how many standard deviations hold four results in five of a normal distribution.
const spread = 1.2816

// answer sums up a run with the plan, compared with one without it.
func (a *ahead) answer(without *ahead) Answer {
	out := Answer{Everyone: len(a.People), Left: max(a.Rules.PageDay-a.Page.SentToday, 0), Delays: a.delays(), Crowded: a.crowded(without)}
	mine := a.fates[len(a.Booked):]
	for _, f := range mine {
		switch {
		case f.refuse:
			out.Refused++
		case f.sent.IsZero():
		case f.sent.Equal(a.Now):
			out.Now++
		default:
			out.Later++
		}
	}
	out.Days = a.days()
	waiting, hope := 0.0, 0.0
	for _, f := range mine {
		if f.waits != nil && f.sent.IsZero() && !f.refuse {
			waiting++
		}
	}
	for _, d := range out.Days {
		hope += d.Replies
	}
	out.Replies, out.Lapse = hope, waiting-hope
	wide := spread * math.Sqrt(a.variance(mine, waiting, hope))
	out.Low, out.High = max(hope-wide, 0), min(hope+wide, waiting)
	return out
}

// variance is that of the number of people who write, scaled to what the limits let through.
func (a *ahead) variance(mine []fate, waiting, hope float64) float64 {
	sum, all := 0.0, 0.0
	for _, f := range mine {
		if f.waits == nil || !f.sent.IsZero() || f.refuse {
			continue
		}
		p := f.waits.first(a.Now, a.end(f.waits.until))
		sum += p * (1 - p)
		all += p
	}
	if waiting == 0 || all == 0 {
		return 0
	}
	return sum * hope / all
}

// end is when a message that waits is no longer looked at.
func (a *ahead) end(until time.Time) time.Time {
	end := a.Now.AddDate(0, 0, mostDays)
	if !until.IsZero() && until.Before(end) {
		return until
	}
	return end
}

// days lays everything out by the shop's calendar, up to the last day on which something may go.
func (a *ahead) days() []Day {
	zone := zoneOf(a.Rules)
	first := midnight(a.Now, zone, 0)
	last := a.last()
	sure, others := map[string]int{}, map[string]int{}
	for n, f := range a.fates {
		if f.sent.IsZero() {
			continue
		}
		if n < len(a.Booked) {
			others[a.server.date(f.sent)]++
		} else {
			sure[a.server.date(f.sent)]++
		}
	}
	var out []Day
	over := expected{}
	for i := range mostDays + 1 {
		from, to := midnight(first, zone, i), midnight(first, zone, i+1)
		if i > 0 && !from.Before(last) {
			break
		}
		date := a.server.date(from)
		over.add(a.replies(from, to))
		room := math.Inf(1)
		if a.capped() {
			room = max(float64(a.Rules.PageDay-a.server.days[date]), 0)
		}
		others0 := min(over.others, room)
		mine := min(over.mine, room-others0, a.waveRoom(from, to))
		mine = max(mine, 0)
		over.others, over.mine = over.others-others0, over.mine-mine
		d := Day{Date: from, Sure: sure[date], Replies: mine, Others: others[date]}
		if a.capped() {
			d.Left = max(int(room-others0-mine), 0)
		}
		out = append(out, d)
	}
	return out
}

// midnight gives the first moment of the day that is days after t's.
func midnight(t time.Time, zone *time.Location, days int) time.Time {
	y, m, d := t.In(zone).Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, zone).UTC()
}

// capped reports whether the page's limit of a day binds the plan.
func (a *ahead) capped() bool {
	return len(a.People) > 0 && a.Rules.Capped(a.People[0].Message.Kind)
}

// last is when nothing can go any more.
func (a *ahead) last() time.Time {
	last := a.Now
	for n, f := range a.fates {
		if f.sent.After(last) {
			last = f.sent
		}
		if n >= len(a.Booked) && f.waits != nil {
			last = later(last, a.end(f.waits.until))
		}
	}
	return last.Add(time.Millisecond)
}

// expected is how many are expected to write.
type expected struct{ mine, others float64 }

func (e *expected) add(f expected) { e.mine, e.others = e.mine+f.mine, e.others+f.others }

// replies gives how many people for whom a message waits are expected to write first between two times.
func (a *ahead) replies(from, to time.Time) expected {
	var e expected
	for n, f := range a.fates {
		if f.waits == nil || !f.sent.IsZero() || f.refuse {
			continue
		}
		p := f.waits.first(from, to)
		switch {
		case n >= len(a.Booked):
			e.mine += p
		case !a.Booked[n].Ask:
			e.others += p
		}
	}
	return e
}

// waveRoom gives how many people the plan's restock may tell on a day because they write.
func (a *ahead) waveRoom(from, to time.Time) float64 {
	w := a.server.waves[planned]
	if w == nil {
		return math.Inf(1)
	}
	wave := *w
	if wave.StartedAt.IsZero() {
		wave.StartedAt = a.Now
	}
	if from.After(a.Now) { // what is left of the wave of the night before belongs to that day
		return float64(wave.Size(a.Rules) * (wave.Number(a.Rules, to) - wave.Number(a.Rules, from)))
	}
	return float64(wave.Room(a.Rules, a.Now, to))
}

// delays counts the people of the plan by the limit that decides for them at first.
func (a *ahead) delays() []Delay {
	found := map[core.ReasonCode]*Delay{}
	var order []core.ReasonCode
	limits := policy.Limits()
	for _, f := range a.fates[len(a.Booked):] {
		if !f.tried || f.first.Action == core.ActionSend || f.first.Action == core.ActionRefuse {
			continue
		}
		r := f.first.Reasons[0]
		if !slices.Contains(limits, r.Code) {
			continue
		}
		d := found[r.Code]
		if d == nil {
			d = &Delay{Code: r.Code, Limit: r.Limit, Until: r.Until}
			found[r.Code] = d
			order = append(order, r.Code)
		}
		d.People++
		if !r.Until.IsZero() && (d.Until.IsZero() || r.Until.Before(d.Until)) {
			d.Until = r.Until
		}
	}
	out := make([]Delay, 0, len(order))
	for _, code := range order {
		out = append(out, *found[code])
	}
	slices.SortStableFunc(out, func(x, y Delay) int { return y.People - x.People })
	return out
}

// late is from when a message counts as delayed by the plan.
const late = time.Hour

// crowded compares the earlier campaigns with and without the plan.
func (a *ahead) crowded(without *ahead) []Crowded {
	found := map[core.CampaignID]*Crowded{}
	var order []core.CampaignID
	for n, b := range a.Booked {
		before, after := without.fates[n].sent, a.fates[n].sent
		if before.IsZero() || !after.IsZero() && after.Sub(before) < late {
			continue
		}
		c := found[b.Message.Campaign]
		if c == nil {
			c = &Crowded{Campaign: b.Message.Campaign}
			found[b.Message.Campaign] = c
			order = append(order, b.Message.Campaign)
		}
		if after.IsZero() {
			c.Missed++
		} else {
			c.Later++
		}
	}
	out := make([]Crowded, 0, len(order))
	for _, id := range order {
		out = append(out, *found[id])
	}
	return out
}
