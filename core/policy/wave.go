package policy

import (
	"time"

	"shopbell/core"
)

// outOfStock refuses a restock when nothing is left.
func outOfStock(in *input) []finding {
	if in.m.Kind != core.KindRestock || in.p.Wave == nil || in.p.Wave.Stock > 0 {
		return nil
	}
	return refuse(core.Reason{Code: core.ReasonOutOfStock})
}

// waveFull holds a restock when enough people were told in the wave that is under way for the units there were. One wave
// follows the other every WaveHours from the first message on, each of the same size: places that nobody took are gone
// with their wave, so that many who write on one day are not all told on it.
func waveFull(in *input, at time.Time) (core.Reason, bool) {
	w := in.p.Wave
	if in.m.Kind != core.KindRestock || w == nil {
		return core.Reason{}, false
	}
	reason := core.Reason{Code: core.ReasonWaveFull, At: w.StartedAt, Count: w.recent(in.r, at), Limit: w.Size(in.r)}
	if reason.Limit > 0 && in.r.WaveHours > 0 {
		began := w.StartedAt
		if began.IsZero() {
			began = in.now
		}
		reason.Until = began.Add(time.Duration(w.Number(in.r, at)) * waveLength(in.r)).UTC()
	}
	return reason, reason.Count >= reason.Limit
}

func waveLength(r Rules) time.Duration { return time.Duration(r.WaveHours) * time.Hour }

// Number gives which wave is under way at a time; 1 is the first.
func (w *Wave) Number(r Rules, at time.Time) int {
	if w.StartedAt.IsZero() || r.WaveHours <= 0 {
		return 1
	}
	return 1 + int(max(at.Sub(w.StartedAt), 0)/waveLength(r))
}

// recent gives how many people were told in the wave that is under way at a time. A clock that goes back leaves no wave.
func (w *Wave) recent(r Rules, at time.Time) int {
	if w.Number(r, at) > w.Number(r, w.RecentAt) {
		return 0
	}
	return w.Recent
}

// Tell counts somebody who is told at a time. The first one begins the waves.
func (w *Wave) Tell(r Rules, at time.Time) {
	if w.StartedAt.IsZero() {
		w.StartedAt = at
	}
	w.Recent = w.recent(r, at) + 1
	w.Told++
	if at.After(w.RecentAt) {
		w.RecentAt = at
	}
}

// Room gives how many people the waves from one time to another may tell: what is left of the first one, and all that
// begin in between.
func (w *Wave) Room(r Rules, from, to time.Time) int {
	size := w.Size(r)
	return max(size-w.recent(r, from), 0) + size*(w.Number(r, to)-w.Number(r, from))
}

// Size gives how many people one wave tells.
func (w *Wave) Size(r Rules) int {
	if w.PerUnit > 0 {
		return w.Units * w.PerUnit
	}
	return w.Units * r.RestockPerUnit
}

// Standing tells where a restock stands at a time: which wave is under way, 0 before the first, and when the next one
// begins. The time is zero while people are left to tell in this one, and when nothing is in stock.
func (w *Wave) Standing(r Rules, now time.Time) (number int, next time.Time) {
	if w.StartedAt.IsZero() {
		return 0, time.Time{}
	}
	number = w.Number(r, now)
	reason, full := waveFull(&input{m: Message{Kind: core.KindRestock}, p: Page{Wave: w}, r: r, now: now}, now)
	if w.Stock <= 0 || !full {
		return number, time.Time{}
	}
	return number, reason.Until
}
