package policy

import (
	"strings"
	"time"

	"shopbell/core"
)

// sameCode refuses a promo code that the person already got.
func sameCode(in *input) []finding {
	if in.m.Code == "" || !in.m.Kind.Promotional() {
		return nil
	}
	for _, p := range in.c.Past {
		if strings.EqualFold(p.Code, in.m.Code) {
			return refuse(core.Reason{Code: core.ReasonSameCodeSent, At: p.At, Evidence: string(p.Delivery)})
		}
	}
	return nil
}

// noCodeLeft holds a message that needs a code of an empty pool, until there are more.
func noCodeLeft(in *input) []finding {
	if !in.m.CodesShort {
		return nil
	}
	return hold(core.Reason{Code: core.ReasonNoCodeLeft})
}

// codeExpired refuses a message whose code no longer works at a time.
func codeExpired(in *input, at time.Time) (core.Reason, bool) {
	ends := in.m.CodeExpires
	return core.Reason{Code: core.ReasonCodeExpired, At: ends}, !ends.IsZero() && !at.Before(ends)
}
