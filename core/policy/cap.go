package policy

import (
	"slices"
	"time"

	"shopbell/core"
)

const day = 24 * time.Hour

// capDay, capWeek and capMonth limit how many messages a customer gets in rolling 24 hours, 7 and 30 times 24 hours.
func capDay(in *input, at time.Time) (core.Reason, bool) {
	return in.rolling(core.ReasonCapCustomerDay, in.r.CustomerDay, day, at)
}

func capWeek(in *input, at time.Time) (core.Reason, bool) {
	return in.rolling(core.ReasonCapCustomerWeek, in.r.CustomerWeek, 7*day, at)
}

func capMonth(in *input, at time.Time) (core.Reason, bool) {
	return in.rolling(core.ReasonCapCustomerMonth, in.r.Customer30d, 30*day, at)
}

// rolling objects when limit messages were reserved in the period before at. One that is exactly a period old no longer
// counts. With a limit of 0 nothing may go, and no time ends that.
func (in *input) rolling(code core.ReasonCode, limit int, period time.Duration, at time.Time) (core.Reason, bool) {
	if !in.obeys() {
		return core.Reason{}, false
	}
	recent := in.counted(func(p Past) bool { return at.Sub(p.At) < period })
	if len(recent) < limit {
		return core.Reason{}, false
	}
	reason := core.Reason{Code: code, Count: len(recent), Limit: limit}
	if limit > 0 {
		frees := recent[limit-1] // once this one is old, limit-1 are left
		reason.At, reason.Evidence, reason.Until = frees.At, string(frees.Delivery), frees.At.Add(period).UTC()
	}
	return reason, true
}

// counted gives the past messages that count towards the caps and that keep accepts, newest first.
func (in *input) counted(keep func(Past) bool) []Past {
	var list []Past
	for _, p := range in.c.Past {
		if in.r.Counted(p.Kind) && keep(p) {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b Past) int { return b.At.Compare(a.At) })
	return list
}

// Never is a time that no plan reaches. NextAllowed gives it when a cap of 0 lets nothing through.
func Never() time.Time { return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC) }

// NextAllowed gives from when the caps and the least gap allow the next promotional message to a customer: zero when
// they do now, Never when a cap is 0. It looks at nothing else.
func NextAllowed(c Customer, r Rules, now time.Time) time.Time {
	in := &input{m: Message{Kind: core.KindPromo}, c: c, r: r, now: now}
	in.r.Obeys = map[core.Kind]bool{core.KindPromo: true}
	var next time.Time
	for _, rule := range []clockRule{capDay, capWeek, capMonth, minGap} {
		reason, objects := rule(in, now)
		if objects && reason.Until.IsZero() {
			return Never()
		}
		if objects && reason.Until.After(next) {
			next = reason.Until
		}
	}
	return next
}
