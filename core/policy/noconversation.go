package policy

import "shopbell/core"

// noConversation refuses a message to a person with whom the page has no thread, and anything promotional to one who
// never wrote: an offer needs a discussion that the customer began.
func noConversation(in *input) []finding {
	neverWrote := in.m.Kind.Promotional() && in.c.LastInbound.At.IsZero()
	if in.c.HasConversation && !neverWrote {
		return nil
	}
	return refuse(core.Reason{Code: core.ReasonNoConversation})
}
