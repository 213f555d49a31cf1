package policy

import (
	"time"

	"shopbell/core"
)

// lapsed refuses a message that has waited too long at a time.
func lapsed(in *input, at time.Time) (core.Reason, bool) {
	ends := in.m.LapsesAt
	return core.Reason{Code: core.ReasonLapsed, At: ends}, !ends.IsZero() && !at.Before(ends)
}
