package policy

import (
	"time"

	"shopbell/core"
)

// minGap keeps the least time between two messages to one customer. Exactly that time is enough.
func minGap(in *input, at time.Time) (core.Reason, bool) {
	if !in.obeys() || in.r.MinGap <= 0 {
		return core.Reason{}, false
	}
	recent := in.counted(func(p Past) bool { return at.Sub(p.At) < in.r.MinGap })
	if len(recent) == 0 {
		return core.Reason{}, false
	}
	newest := recent[0]
	return core.Reason{
		Code: core.ReasonMinGap, At: newest.At, Evidence: string(newest.Delivery), Until: newest.At.Add(in.r.MinGap).UTC(),
	}, true
}
