package policy

// pauseAfter is how many messages of a campaign must have left before its rates mean anything.
const pauseAfter = 20

// Tally is how a campaign fares so far.
type Tally struct {
	Sent     int // what may have reached people, and what failed
	OptedOut int // people of it who said stop since
	Failed   int // messages that the platform refused or could not deliver
}

// PauseWhy is why a campaign pauses itself.
type PauseWhy string

// The reasons for a campaign to pause itself; PauseNot: it goes on.
const (
	PauseNot        PauseWhy = ""
	PauseOptOutRate PauseWhy = "opt_out_rate"
	PauseErrorRate  PauseWhy = "error_rate"
)

// Pauses says whether a campaign must pause itself, and why: a rate of the rules is reached after its first 20 messages.
func Pauses(t Tally, r Rules) PauseWhy {
	switch {
	case t.Sent < pauseAfter:
		return PauseNot
	case reached(t.OptedOut, t.Sent, r.PauseOptOut):
		return PauseOptOutRate
	case reached(t.Failed, t.Sent, r.PauseError):
		return PauseErrorRate
	}
	return PauseNot
}

// reached reports whether part of all is at least percent, where none is never a reason.
func reached(part, all int, percent float64) bool {
	return part > 0 && 100*float64(part) >= percent*float64(all)
}
