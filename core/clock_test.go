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
		c.Observe(at.Add(off))
		if got := c.Now(); !got.Equal(at.Add(off)) || c.Offset() != off {
			t.Errorf("off by %s: %s, offset %s", off, got, c.Offset())
		}
	}
	c := core.NewCorrectedClock(core.NewFakeClock(at))
	c.Observe(at.Add(1500 * time.Millisecond))
	if c.Offset() != 0 {
		t.Errorf("the line's delay was taken for a wrong clock: %s", c.Offset())
	}
}
