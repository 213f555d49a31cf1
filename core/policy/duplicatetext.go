package policy

import (
	"time"

	"shopbell/core"
)

// duplicateText refuses a promotional text that the person got within the last SameTextDays days. It refuses rather
// than holds: a second press of Send must not queue copies that leave weeks later.
func duplicateText(in *input) []finding {
	if in.m.TextKey == "" || !in.m.Kind.Promotional() || in.r.SameTextDays <= 0 {
		return nil
	}
	within := time.Duration(in.r.SameTextDays) * day
	for _, p := range in.c.Past {
		if p.TextKey == in.m.TextKey && in.now.Sub(p.At) < within {
			return refuse(core.Reason{
				Code: core.ReasonDuplicateText, At: p.At, Evidence: string(p.Delivery), Until: p.At.Add(within).UTC(),
			})
		}
	}
	return nil
}
