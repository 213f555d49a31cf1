package policy

import (
	"time"

	"shopbell/core"
)

// quietHours keeps promotional messages out of the customer's night. Without any zone it is not known when that is, so
// the message waits.
func quietHours(in *input, at time.Time) (core.Reason, bool) {
	if !in.m.Kind.Promotional() || in.r.QuietFrom == in.r.QuietTo {
		return core.Reason{}, false
	}
	reason := core.Reason{Code: core.ReasonQuietHours}
	zone := in.zone()
	if zone == nil {
		return reason, true
	}
	awake := func(local time.Time) bool { return !in.r.quiet(sinceMidnight(local)) }
	if awake(at.In(zone)) {
		return core.Reason{}, false
	}
	reason.Until = firstAt(at, zone, in.r.QuietTo, awake)
	return reason, true
}

// quiet reports whether a wall-clock time lies in the quiet hours, which may reach over midnight. Their first moment is
// quiet, their end is not.
func (r Rules) quiet(wall time.Duration) bool {
	if r.QuietFrom < r.QuietTo {
		return r.QuietFrom <= wall && wall < r.QuietTo
	}
	return r.QuietFrom <= wall || wall < r.QuietTo
}

// QuietNow reports whether it is quiet now for a customer of zone; nil: the shop's. With neither it is.
func QuietNow(zone *time.Location, r Rules, now time.Time) bool {
	_, quiet := quietHours(&input{m: Message{Kind: core.KindPromo}, c: Customer{Zone: zone}, r: r, now: now}, now)
	return quiet
}
