package policy

import "shopbell/core"

// erased refuses everything to a person whose data was erased.
func erased(in *input) []finding {
	if !in.c.Erased {
		return nil
	}
	return refuse(core.Reason{Code: core.ReasonErased})
}
