package policy

import "testing"

// Trouble among the first messages is not judged yet and not forgotten either.
func TestEarlyTroubleIsLookedAtAgain(t *testing.T) {
	r := Defaults(nil)
	for _, c := range []struct {
		tally Tally
		early bool
		why   PauseWhy
	}{
		{Tally{}, false, PauseNot},
		{Tally{Sent: 5}, false, PauseNot},
		{Tally{Sent: 5, Failed: 5}, true, PauseNot},
		{Tally{Sent: 19, OptedOut: 1}, true, PauseNot},
		{Tally{Sent: 20, Failed: 5}, false, PauseErrorRate},
		{Tally{Sent: 400, Failed: 5}, false, PauseNot},
	} {
		if why := Pauses(c.tally, r); c.tally.Early() != c.early || why != c.why {
			t.Errorf("%+v: early %v, %q", c.tally, c.tally.Early(), why)
		}
	}
}
