package policy

import (
	"slices"
	"time"

	"shopbell/core"
)

// input is what every rule looks at.
type input struct {
	m   Message
	c   Customer
	p   Page
	r   Rules
	now time.Time
}

// finding is a reason with what it does to the message.
type finding struct {
	core.Reason
	action core.Action
}

// plainRules look at the state alone, in the order in which their reasons are told.
func plainRules() []func(*input) []finding {
	return []func(*input) []finding{
		erased, noConversation, optedOut, noInterest, sameItem, outOfStock,
		sameCode, noCodeLeft, duplicateText,
		unreachable, otherApp, offerInOrder, answer, laneClosed,
		pageRestricted, tokenInvalid, paused, unsettled, stale,
	}
}

// clockRule tells whether it objects to the message leaving at a time. Until of its reason is when it no longer does:
// later than at, or zero when it does not end by itself.
type clockRule func(in *input, at time.Time) (core.Reason, bool)

// clockRules hold a message back for a while.
func clockRules() []clockRule {
	return []clockRule{scheduled, rateLimited, capDay, capWeek, capMonth, minGap, pageDay, quietHours, holiday, waveFull}
}

// Limits lists the reasons by which the shop's own rules hold a message back for a while: those of clockRules that neither
// the owner's time for this message nor the platform gave.
func Limits() []core.ReasonCode {
	return []core.ReasonCode{core.ReasonCapCustomerDay, core.ReasonCapCustomerWeek, core.ReasonCapCustomerMonth, core.ReasonMinGap,
		core.ReasonCapPageDay, core.ReasonQuietHours, core.ReasonHoliday, core.ReasonWaveFull}
}

// deadlines refuse a message from a time on.
func deadlines() []clockRule { return []clockRule{lapsed, codeExpired} }

// Decide says what happens to message m for customer c now. The same arguments always give the same verdict.
func Decide(m Message, c Customer, p Page, r Rules, now time.Time) core.Verdict {
	in := &input{m: m, c: c, p: p, r: r, now: now.Round(0).UTC()} // Round(0): rules compare wall times only
	found := in.findings()
	v := core.Verdict{Action: strongest(found)}
	switch v.Action {
	case core.ActionSend:
		v.Lane, _, _ = lane(in, in.now)
	case core.ActionHoldUntil, core.ActionHoldForReply:
		v.Action, v.EligibleAt, found = in.promise(v.Action, found)
	}
	v.Reasons = in.tell(v.Action, found)
	return v
}

// findings gathers what every rule says about now.
func (in *input) findings() []finding {
	var found []finding
	for _, rule := range plainRules() {
		found = append(found, rule(in)...)
	}
	found = append(found, in.deadlinesAt(in.now)...)
	for _, rule := range clockRules() {
		reason, objects := rule(in, in.now)
		if !objects {
			continue
		}
		// A rule of the shop's own that never ends by itself gives no time to promise.
		action := core.ActionHoldUntil
		if reason.Until.IsZero() {
			action = core.ActionHoldForReply
		}
		found = append(found, finding{reason, action})
	}
	return found
}

// deadlinesAt gathers the deadlines that have passed at a time.
func (in *input) deadlinesAt(at time.Time) []finding {
	var found []finding
	for _, rule := range deadlines() {
		if reason, passed := rule(in, at); passed {
			found = append(found, finding{reason, core.ActionRefuse})
		}
	}
	return found
}

// promise turns a hold into what is true: a refusal when the message is dead before it may leave, a hold for the reply when
// no lane is open by then, else the hold until that time. The time of a hold for the reply is zero when it may leave as
// soon as the customer writes, or when no time is known.
func (in *input) promise(action core.Action, found []finding) (core.Action, time.Time, []finding) {
	at, known := in.earliest()
	if dead := in.deadlinesAt(at); len(dead) > 0 {
		return core.ActionRefuse, time.Time{}, append(dead, found...)
	}
	if _, _, open := lane(in, at); !open || action == core.ActionHoldForReply {
		if !known || !at.After(in.now) {
			at = time.Time{}
		}
		return core.ActionHoldForReply, at, found
	}
	if slices.ContainsFunc(found, func(f finding) bool { return f.action == core.ActionHoldUntil && f.Until.IsZero() }) {
		at = time.Time{}
	}
	return core.ActionHoldUntil, at, found
}

// earliest gives the first time from now on at which no clock rule objects. One rule's end may fall into another's
// reach (a holiday ends at night), so it goes round until all agree. known is false when one of them does not end: then
// it is at least not earlier.
func (in *input) earliest() (at time.Time, known bool) {
	at = in.now
	for range 16 + 2*len(in.r.Holidays) {
		before := at
		for _, rule := range clockRules() {
			reason, objects := rule(in, at)
			if objects && reason.Until.IsZero() {
				return at, false
			}
			if objects {
				at = reason.Until
			}
		}
		if at.Equal(before) {
			return at, true
		}
	}
	return at, false
}

// tell orders the reasons: the strongest first, and among holds the one that ends last. The lane that is open comes at
// the end, since it explains what the others could not prevent or until when there is time.
func (in *input) tell(action core.Action, found []finding) []core.Reason {
	slices.SortStableFunc(found, func(a, b finding) int {
		if d := strength(b.action) - strength(a.action); d != 0 || a.action != core.ActionHoldUntil {
			return d
		}
		return lastEndFirst(a.Until, b.Until, action == core.ActionHoldUntil)
	})
	reasons := make([]core.Reason, 0, len(found)+1)
	for _, f := range found {
		reasons = append(reasons, f.Reason)
	}
	if _, reason, open := lane(in, in.now); open {
		reasons = append(reasons, reason)
	}
	return reasons
}

// lastEndFirst orders two ends of holds. One that is not known comes first when the verdict waits for it too, and last
// when the verdict follows from the known ones.
func lastEndFirst(a, b time.Time, waitsForUnknown bool) int {
	if a.IsZero() == b.IsZero() {
		return b.Compare(a)
	}
	if a.IsZero() == waitsForUnknown {
		return -1
	}
	return 1
}

// strongest gives the action that wins; send when nothing objects.
func strongest(found []finding) core.Action {
	action := core.ActionSend
	for _, f := range found {
		if strength(f.action) > strength(action) {
			action = f.action
		}
	}
	return action
}

// strength orders the actions: what holds back more wins.
func strength(a core.Action) int {
	switch a {
	case core.ActionRefuse:
		return 3
	case core.ActionHoldForReply:
		return 2
	case core.ActionHoldUntil:
		return 1
	}
	return 0
}

// refuse, holdForReply and hold make the one finding of a plain rule.
func refuse(r core.Reason) []finding       { return []finding{{r, core.ActionRefuse}} }
func holdForReply(r core.Reason) []finding { return []finding{{r, core.ActionHoldForReply}} }
func hold(r core.Reason) []finding         { return []finding{{r, core.ActionHoldUntil}} }

// obeys reports whether the caps bind this message.
func (in *input) obeys() bool { return in.r.Capped(in.m.Kind) }

// Capped reports whether the caps bind messages of a kind. The confirmation of a stop is never held back by a cap.
func (r Rules) Capped(k core.Kind) bool { return k != core.KindConfirm && setting(r.Obeys, k) }

// Counted reports whether messages of a kind count towards the caps.
func (r Rules) Counted(k core.Kind) bool { return k != core.KindConfirm && setting(r.Counts, k) }

// setting reads a per-kind switch; a kind that is not named follows its nature, so that rules left empty are strict.
func setting(m map[core.Kind]bool, k core.Kind) bool {
	if v, ok := m[k]; ok {
		return v
	}
	return k.Promotional()
}
