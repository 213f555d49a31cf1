package policy

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

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

// A rate is reached when it is exactly the limit, whatever the numbers: checked in whole numbers, a tenth of a per cent each.
func TestARateOfExactlyTheLimitPauses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.IntRange(pauseAfter, 20_000).Draw(t, "all")
		part, tenths := rapid.IntRange(0, all).Draw(t, "part"), rapid.IntRange(0, 1000).Draw(t, "tenths")
		if rapid.Bool().Draw(t, "exactly") {
			all, part = 1000*(1+all/1000), tenths*(1+all/1000)
		}
		r := Defaults(nil)
		r.PauseOptOut = 100
		if err := r.Set("pause_error_rate", fmt.Sprintf("%d.%d", tenths/10, tenths%10)); err != nil {
			t.Fatal(err)
		}
		want := part > 0 && 1000*part >= tenths*all
		if got := Pauses(Tally{Sent: all, Failed: part}, r) == PauseErrorRate; got != want {
			t.Fatalf("%d of %d at %d/10 per cent: %v, want %v", part, all, tenths, got, want)
		}
	})
}

// 4.9 times 3000 is a little more than 14700 as computers multiply.
func TestARateIsComparedAsItIsWritten(t *testing.T) {
	r := Defaults(nil)
	r.PauseError = 4.9
	if got := Pauses(Tally{Sent: 3000, Failed: 147}, r); got != PauseErrorRate {
		t.Errorf("147 of 3000: %q", got)
	}
}
