package policy

import (
	"time"

	"shopbell/core"
)

// scheduled holds a message until the time that the owner chose.
func scheduled(in *input, at time.Time) (core.Reason, bool) {
	return core.Reason{Code: core.ReasonScheduled, Until: in.m.NotBefore.UTC()}, at.Before(in.m.NotBefore)
}
