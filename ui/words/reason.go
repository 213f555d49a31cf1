package words

import (
	"time"

	"shopbell/core"
)

// Reason says why, in about 60 characters: the cause, then the time or the way out. Times are told in zone.
func (w *Words) Reason(r core.Reason, now time.Time, zone *time.Location) string {
	return w.T(w.reasonID("reason.", r, now), w.reasonFields(r, now, zone)...)
}

// ReasonOf says why for many people at once, of whom no numbers and times are common.
func (w *Words) ReasonOf(code core.ReasonCode) string {
	if id := "reasons." + string(code); w.Has(id) {
		return w.T(id)
	}
	return w.Reason(core.Reason{Code: code}, time.Time{}, time.UTC)
}

// ReasonDetail says what proves the reason, for lists that have the code beside it: "wrote 3 h ago".
func (w *Words) ReasonDetail(r core.Reason, now time.Time, zone *time.Location) string {
	if id := w.reasonID("detail.", r, now); w.Has(id) {
		return w.T(id, w.reasonFields(r, now, zone)...)
	}
	return w.Reason(r, now, zone)
}

// reasonID picks the sentence that tells most of what is known: with the time of the way out, else with the time of the
// cause, which may lie ahead, else the bare one.
func (w *Words) reasonID(kind string, r core.Reason, now time.Time) string {
	id := kind + string(r.Code)
	switch {
	case r.Until.After(now) && w.Has(id+".until"):
		return id + ".until"
	case r.At.After(now) && w.Has(id+".ahead"):
		return id + ".ahead"
	case !r.At.IsZero() && w.Has(id+".at"):
		return id + ".at"
	}
	return id
}

// reasonFields gives what the chosen sentence may name; times that are not known are not written at all.
func (w *Words) reasonFields(r core.Reason, now time.Time, zone *time.Location) []any {
	fields := []any{"Count", w.Number(r.Count), "Limit", w.Number(r.Limit)}
	if !r.At.IsZero() {
		fields = append(fields, "Ago", w.Ago(r.At, now), "Date", w.Date(r.At, now, zone))
	}
	if r.Until.After(now) {
		fields = append(fields, "Left", w.Duration(r.Until.Sub(now)), "Until", w.Within(r.Until, now, zone))
	}
	return fields
}

// Verdict says in a few words what happens to a message: "Now", "Tomorrow, 09:30", "When they write", "Not at all".
func (w *Words) Verdict(v core.Verdict, now time.Time, zone *time.Location) string {
	if v.Action == core.ActionHoldUntil && !v.EligibleAt.IsZero() {
		return w.Moment(v.EligibleAt, now, zone)
	}
	if v.Action == core.ActionHoldUntil {
		return w.Action(v.Action)
	}
	return w.T("verdict." + string(v.Action))
}

// Action names an action where no time is known.
func (w *Words) Action(a core.Action) string { return w.T("action." + string(a)) }

// State names what became of a message.
func (w *Words) State(s core.DeliveryState) string { return w.T("state." + string(s)) }

// Kind names what a message is for.
func (w *Words) Kind(k core.Kind) string { return w.T("kind." + string(k)) }
