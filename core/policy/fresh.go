package policy

import "shopbell/core"

// stale holds a promotional message or an automatic answer at the door when something may have come in that was not read
// yet, a stop for one: the list of conversations was read too long ago, or lists a change of this one. It may go as soon as it was read.
func stale(in *input) []finding {
	if !in.m.Leaving || !in.m.Kind.NeedsFresh() {
		return nil
	}
	age := in.now.Sub(in.p.ListedAt).Abs() // a reading from the future is as doubtful as an old one
	if !in.p.ListedAt.IsZero() && age <= in.r.FreshWithin && !in.c.Changed {
		return nil
	}
	return hold(core.Reason{Code: core.ReasonStaleHistory, At: in.p.ListedAt, Until: in.now})
}
