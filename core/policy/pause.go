package policy

// pauseAfter is how many messages of a campaign must have left before its rates mean anything.
const pauseAfter = 20

// Tally is how a campaign fares so far.
type Tally struct {
	Sent     int // what may have reached people, and what failed
	OptedOut int // people of it who said stop since
	Blocked  int // people whom the platform no longer reaches
	Failed   int // messages that the platform refused or could not deliver, those to people it does not reach included
}

// Since gives what was added to an earlier tally.
func (t Tally) Since(before Tally) Tally {
	return Tally{Sent: t.Sent - before.Sent, OptedOut: t.OptedOut - before.OptedOut, Blocked: t.Blocked - before.Blocked, Failed: t.Failed - before.Failed}
}

// Early reports whether something went wrong that is too early to be judged: the next messages decide.
func (t Tally) Early() bool { return t.Sent < pauseAfter && t.OptedOut+t.Blocked+t.Failed > 0 }

// PauseWhy is why a campaign pauses itself.
type PauseWhy string

// The reasons for a campaign to pause itself; PauseNot: it goes on.
const (
	PauseNot        PauseWhy = ""
	PauseOptOutRate PauseWhy = "opt_out_rate"
	PauseBlockRate  PauseWhy = "block_rate"
	PauseErrorRate  PauseWhy = "error_rate"
)

// Pauses says whether a campaign must pause itself, and why: a rate of the rules is reached after its first 20 messages.
// To block the shop is to ask it to stop without a word, so both together have one limit.
func Pauses(t Tally, r Rules) PauseWhy {
	switch {
	case t.Sent < pauseAfter:
		return PauseNot
	case reached(t.OptedOut, t.Sent, r.PauseOptOut):
		return PauseOptOutRate
	case reached(t.OptedOut+t.Blocked, t.Sent, r.PauseOptOut):
		return PauseBlockRate
	case reached(t.Failed, t.Sent, r.PauseError):
		return PauseErrorRate
	}
	return PauseNot
}

// reached reports whether part of all, which is not 0, is at least percent, where none is never a reason. The quotient is
// rounded as the limit was when it was read, so that a rate of exactly the limit reaches it.
func reached(part, all int, percent float64) bool {
	return part > 0 && 100*float64(part)/float64(all) >= percent
}

// PauseLimit gives the per cent at which a campaign pauses itself for a reason.
func (r Rules) PauseLimit(why PauseWhy) float64 {
	if why == PauseErrorRate {
		return r.PauseError
	}
	return r.PauseOptOut
}
