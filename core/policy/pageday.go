package policy

import (
	"time"

	"shopbell/core"
)

// pageDay limits how many messages the page sends in a calendar day of the shop's zone (UTC when none is set).
// With a limit of 0 nothing may go, and no time ends that.
func pageDay(in *input, at time.Time) (core.Reason, bool) {
	if !in.obeys() || in.p.SentToday < in.r.PageDay {
		return core.Reason{}, false
	}
	reason := core.Reason{Code: core.ReasonCapPageDay, Count: in.p.SentToday, Limit: in.r.PageDay}
	if in.r.PageDay <= 0 {
		return reason, true
	}
	reason.Until = nextDay(in.now, in.r.pageZone())
	return reason, at.Before(reason.Until)
}

// pageZone is the zone whose calendar days the page's limit counts.
func (r Rules) pageZone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}
