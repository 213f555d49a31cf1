package policy

import (
	"time"

	"shopbell/core"
)

// The platform's limits (messenger-platform §1): any message within 24 hours of the customer's last one, a reply typed
// by a person within 7 days where the page has the Human Agent feature. Exactly at the limit is too late.
const (
	platformWindow = 24 * time.Hour
	humanAgentDays = 7 * 24 * time.Hour
)

// Window tells until when a customer who last wrote at last may get any message, and whether that is still to come.
// A zero last never opened it. A last in the future is a wrong clock and counts as now.
func Window(last time.Time, r Rules, now time.Time) (closesAt time.Time, open bool) {
	return opening(last, platformWindow, r, now)
}

// AnswerWindow tells until when a person of the shop may still answer a customer who last wrote at last, where the page
// has the Human Agent feature, and whether that is still to come.
func AnswerWindow(last time.Time, r Rules, now time.Time) (closesAt time.Time, open bool) {
	return opening(last, humanAgentDays, r, now)
}

// WindowLength is how long a message may go after the customer's last one, less the margin of the rules.
func WindowLength(r Rules) time.Duration { return platformWindow - max(r.WindowMargin, 0) }

// opening gives the end of a period that began with the customer's last message, less the safety margin. No setting
// makes it longer than the platform's.
func opening(last time.Time, length time.Duration, r Rules, now time.Time) (time.Time, bool) {
	if last.IsZero() {
		return time.Time{}, false
	}
	if last.After(now) {
		last = now
	}
	closes := last.Add(length - max(r.WindowMargin, 0)).UTC()
	return closes, now.Before(closes)
}

// lane gives the first of the lanes that the message may use and that is open at a time, from now on.
func lane(in *input, at time.Time) (core.Lane, core.Reason, bool) {
	if !in.c.HasConversation {
		return core.LaneNone, core.Reason{}, false
	}
	wrote := core.Reason{At: in.c.LastInbound.At, Evidence: in.c.LastInbound.ID, Quote: in.c.LastInbound.Quote}
	if closes, open := Window(in.c.LastInbound.At, in.r, in.now); open && at.Before(closes) {
		wrote.Code, wrote.Until = core.ReasonWindowOpen, closes
		return core.LaneWindow, wrote, true
	}
	if in.m.Kind == core.KindReply && in.p.HumanAgent {
		if closes, open := AnswerWindow(in.c.LastInbound.At, in.r, in.now); open && at.Before(closes) {
			wrote.Code, wrote.Until = core.ReasonHumanAgent, closes
			return core.LaneHumanAgent, wrote, true
		}
	}
	if in.m.Kind == core.KindOrder && in.m.Template != "" && in.p.Utility && !in.m.Offer {
		wrote.Code = core.ReasonUtility
		return core.LaneUtility, wrote, true
	}
	return core.LaneNone, core.Reason{}, false
}

// laneClosed holds a message that has no lane until the customer writes.
func laneClosed(in *input) []finding {
	if _, _, open := lane(in, in.now); open || !in.c.HasConversation {
		return nil
	}
	return holdForReply(core.Reason{
		Code: core.ReasonWindowClosed, At: in.c.LastInbound.At, Evidence: in.c.LastInbound.ID, Quote: in.c.LastInbound.Quote,
	})
}
