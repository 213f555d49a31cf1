package policy

// Health is how a campaign has fared so far.
type Health struct {
	Reached  int // messages that may have reached somebody
	OptedOut int // people who asked to stop after it
	Failed   int // messages that the platform refused, the unreachable among them
}

// Why a campaign pauses itself.
const (
	PausedByOptOuts = "opt_out_rate"
	PausedByErrors  = "error_rate"
)

// restrainAfter is from how many messages on a rate means something.
const restrainAfter = 20

// Restrain says whether a running campaign should pause itself, and why.
func Restrain(h Health, r Rules) (why string, pause bool) {
	tried := h.Reached + h.Failed
	switch {
	case tried < restrainAfter:
		return "", false
	case h.OptedOut > 0 && 100*float64(h.OptedOut) >= r.PauseOptOut*float64(tried):
		return PausedByOptOuts, true
	case h.Failed > 0 && 100*float64(h.Failed) >= r.PauseError*float64(tried):
		return PausedByErrors, true
	}
	return "", false
}
