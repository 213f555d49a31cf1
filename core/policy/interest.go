package policy

import "shopbell/core"

// noInterest refuses a restock to a person who did not ask for the item. A wish is consent for that item only.
func noInterest(in *input) []finding {
	if in.m.Kind != core.KindRestock {
		return nil
	}
	if in.c.Request != nil && in.c.Request.State != core.RequestWithdrawn {
		return nil
	}
	return refuse(core.Reason{Code: core.ReasonNoInterest})
}
