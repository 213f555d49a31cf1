package outbox

import (
	"errors"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/store"
)

// outcome sorts the platform's answer to one message by its class, never by its wording (messenger-platform §8.2).
func outcome(d store.NamedDelivery, id core.MessageID, err error, now time.Time) store.Outcome {
	out := store.Outcome{ID: d.ID, Reason: core.Reason{Code: core.ReasonPlatformError, At: now, Quote: detail(err)}}
	if err == nil {
		out.State, out.MessageID = core.DeliverySent, id
		out.Reason = core.Reason{Code: core.ReasonAccepted, At: now, Evidence: string(id)}
		return out
	}
	if graph.Uncertain(err) {
		out.State, out.Reason.Code = core.DeliveryUncertain, core.ReasonNoAnswer
		return out
	}
	switch graph.ClassOf(err) {
	case graph.ClassWindowClosed: // the platform has the last word; the message waits for the customer
		// When the customer last wrote is not in the answer, and the reason would tell now for it.
		out.State, out.Reason.Code, out.Reason.At = core.DeliveryHeld, core.ReasonWindowClosed, time.Time{}
	case graph.ClassThreadControl:
		out.State, out.Reason.Code, out.OtherApp = core.DeliveryHeld, core.ReasonAnotherAppControls, true
	case graph.ClassUnreachable, graph.ClassRecipientUnavailable, graph.ClassRecipientGone, graph.ClassOptedOut:
		out.State, out.Reason.Code, out.Unreachable = core.DeliveryRefused, core.ReasonUnreachable, true
	case graph.ClassCap:
		out.State, out.Reason.Code = core.DeliveryHeld, core.ReasonRateLimited
	default:
		out.State = core.DeliveryFailed
	}
	if code, ok := restReason(err); ok { // it did not leave, and nothing else may: it keeps its turn
		out.State, out.Due, out.Reason.Code = core.DeliveryPlanned, now, code
	}
	return out
}

// rests reports whether an answer means that the whole outbox must rest.
func rests(err error) bool {
	if err == nil || graph.Uncertain(err) {
		return false
	}
	_, ok := restReason(err)
	return ok
}

// restReason gives the reason for which everything rests.
func restReason(err error) (core.ReasonCode, bool) {
	switch graph.ClassOf(err) {
	case graph.ClassAuth:
		return core.ReasonTokenInvalid, true
	case graph.ClassPageRestricted, graph.ClassAbuseWarning:
		return core.ReasonPageRestricted, true
	case graph.ClassRate:
		return core.ReasonRateLimited, true
	case graph.ClassPermission, graph.ClassAppAccess:
		return core.ReasonAppAccess, true
	case graph.ClassOffline, graph.ClassIntercepted, graph.ClassCancelled:
		return core.ReasonNoAnswer, true
	}
	return "", false
}

// detail is what the platform said, for the owner's support: code and trace, never a secret.
func detail(err error) string {
	var e *core.Error
	if errors.As(err, &e) {
		return e.Detail
	}
	return ""
}
