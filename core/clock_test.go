package core_test

import (
	"testing"
	"time"

	"shopbell/core"
)

func TestClockIsCorrectedByThePlatforms(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, off := range []time.Duration{24 * time.Hour, -24 * time.Hour, 3 * time.Second} {
		c := core.NewCorrectedClock(core.NewFakeClock(at))
		c.Observe(at.Add(off), 0)
		if got := c.Now(); !got.Equal(at.Add(off)) || c.Offset() != off {
			t.Errorf("off by %s: %s, offset %s", off, got, c.Offset())
		}
	}
	c := core.NewCorrectedClock(core.NewFakeClock(at))
	for _, late := range []struct {
		server, took, want time.Duration
	}{
		{1500 * time.Millisecond, 0, 0},
		{-20 * time.Second, 25 * time.Second, 0},
		{-time.Hour, 25 * time.Second, 25*time.Second - time.Hour},
		{time.Hour, 25 * time.Second, time.Hour},
	} {
		if c.Observe(at.Add(late.server), late.took); c.Offset() != late.want {
			t.Errorf("%+v: the line's delay was taken for a wrong clock: %s", late, c.Offset())
		}
	}
}
