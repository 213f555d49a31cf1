package policy

import (
	"slices"
	"time"

	"shopbell/core"
)

// holiday keeps promotional messages out of the shop's holidays, by the customer's date. Without any zone the date is
// not known, so the message waits.
func holiday(in *input, at time.Time) (core.Reason, bool) {
	if !in.m.Kind.Promotional() || len(in.r.Holidays) == 0 {
		return core.Reason{}, false
	}
	reason := core.Reason{Code: core.ReasonHoliday}
	zone := in.zone()
	if zone == nil {
		return reason, true
	}
	if !in.r.isHoliday(at.In(zone)) {
		return core.Reason{}, false
	}
	reason.Until = at
	for range in.r.Holidays { // each turn leaves one of them behind
		if !in.r.isHoliday(reason.Until.In(zone)) {
			break
		}
		reason.Until = nextDay(reason.Until, zone)
	}
	return reason, true
}

func (r Rules) isHoliday(local time.Time) bool {
	return slices.Contains(r.Holidays, local.Format(time.DateOnly))
}
