package policy

import "shopbell/core"

// unsettled holds everything to a person while it is not known whether the last message arrived: sending on could
// double it.
func unsettled(in *input) []finding {
	if in.c.Unsettled.At.IsZero() {
		return nil
	}
	return hold(core.Reason{Code: core.ReasonUnsettled, At: in.c.Unsettled.At, Evidence: in.c.Unsettled.ID})
}
