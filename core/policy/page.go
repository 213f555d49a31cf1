package policy

import (
	"time"

	"shopbell/core"
)

// pageRestricted holds everything while the platform keeps the page from sending. Its end is not told in advance.
func pageRestricted(in *input) []finding {
	return pageTrouble(core.ReasonPageRestricted, in.p.Restricted)
}

// tokenInvalid holds everything until the owner connects again.
func tokenInvalid(in *input) []finding {
	return pageTrouble(core.ReasonTokenInvalid, in.p.TokenInvalid)
}

// paused holds the messages of a campaign that rests until the owner resumes it.
func paused(in *input) []finding { return pageTrouble(core.ReasonCampaignPaused, in.p.Paused) }

// pageTrouble holds for as long as e stands.
func pageTrouble(code core.ReasonCode, e Event) []finding {
	if e.At.IsZero() {
		return nil
	}
	return hold(core.Reason{Code: code, At: e.At, Evidence: e.ID, Quote: e.Quote})
}

// rateLimited holds everything as long as the platform asked to wait.
func rateLimited(in *input, at time.Time) (core.Reason, bool) {
	return core.Reason{Code: core.ReasonRateLimited, Until: in.p.RateUntil.UTC()}, at.Before(in.p.RateUntil)
}
