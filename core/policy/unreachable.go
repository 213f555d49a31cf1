package policy

import "shopbell/core"

// unreachable refuses everything to a person whom the platform did not let us reach (blocked, gone). It counts as a
// stop, without evidence of the person's own words, and ends when they write.
func unreachable(in *input) []finding {
	if !sinceLastInbound(in, in.c.Unreachable) {
		return nil
	}
	return refuse(core.Reason{Code: core.ReasonUnreachable, At: in.c.Unreachable.At, Evidence: in.c.Unreachable.ID})
}

// otherApp holds everything while another app controls the thread, which the customer's next message may end.
func otherApp(in *input) []finding {
	if !sinceLastInbound(in, in.c.OtherApp) {
		return nil
	}
	return holdForReply(core.Reason{Code: core.ReasonAnotherAppControls, At: in.c.OtherApp.At, Evidence: in.c.OtherApp.ID})
}

// sinceLastInbound reports whether e happened and the customer did not write after it.
func sinceLastInbound(in *input, e Event) bool {
	return !e.At.IsZero() && !in.c.LastInbound.At.After(e.At)
}
