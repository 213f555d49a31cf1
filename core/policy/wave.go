package policy

import (
	"math"
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

// waveFull holds a restock when enough people were told for the units there were. After each WaveHours the next wave of
// the same size begins. A campaign that has not begun begins now.
func waveFull(in *input, at time.Time) (core.Reason, bool) {
	w := in.p.Wave
	if in.m.Kind != core.KindRestock || w == nil {
		return core.Reason{}, false
	}
	began, size := w.StartedAt, w.Size(in.r)
	if began.IsZero() {
		began = in.now
	}
	reason := core.Reason{Code: core.ReasonWaveFull, At: w.StartedAt, Count: w.Told, Limit: size}
	if size <= 0 {
		return reason, true
	}
	length := time.Duration(in.r.WaveHours) * time.Hour
	if length <= 0 {
		return reason, w.Told >= size
	}
	full := w.Told / size // waves that are used up
	if full > int(math.MaxInt64/length) {
		return reason, true // no calendar reaches the next wave
	}
	reason.Until = began.Add(time.Duration(full) * length).UTC()
	reason.Limit = size * (1 + int(max(at.Sub(began), 0)/length))
	return reason, full > 0 && at.Before(reason.Until)
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
	number = 1
	if length := time.Duration(r.WaveHours) * time.Hour; length > 0 {
		number += int(max(now.Sub(w.StartedAt), 0) / length)
	}
	if w.Stock <= 0 {
		return number, time.Time{}
	}
	reason, full := waveFull(&input{m: Message{Kind: core.KindRestock}, p: Page{Wave: w}, r: r, now: now}, now)
	if !full {
		return number, time.Time{}
	}
	return number, reason.Until
}
