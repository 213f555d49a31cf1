package core

import (
	"sync"
	"sync/atomic"
	"time"
)

// SystemClock is the computer's clock.
type SystemClock struct{}

// Now gives the computer's time in UTC.
func (SystemClock) Now() time.Time { return time.Now().UTC() }

// CorrectedClock is a clock moved by how far it is off the platform's own. Safe for concurrent use.
type CorrectedClock struct {
	base   Clock
	offset atomic.Int64 // nanoseconds to add
}

// NewCorrectedClock starts with no correction.
func NewCorrectedClock(base Clock) *CorrectedClock { return &CorrectedClock{base: base} }

// Now gives the corrected time in UTC.
func (c *CorrectedClock) Now() time.Time {
	return c.base.Now().Add(time.Duration(c.offset.Load())).UTC()
}

// Observe takes the platform's time from an answer that has just come, took after it was asked for. The platform wrote it
// down somewhere in between, so an answer that was long under way tells nothing of a clock that far ahead. Differences under
// two seconds are the header's resolution, and are ignored too.
func (c *CorrectedClock) Observe(server time.Time, took time.Duration) {
	off := server.Sub(c.base.Now())
	if off < 0 {
		off = min(off+max(took, 0), 0)
	}
	if off.Abs() < 2*time.Second {
		off = 0
	}
	c.offset.Store(int64(off))
}

// Offset tells how far the computer's clock is behind the platform's (negative: ahead).
func (c *CorrectedClock) Offset() time.Duration { return time.Duration(c.offset.Load()) }

// FakeClock is a clock that tests and the practice shop set. Safe for concurrent use.
type FakeClock struct {
	mu sync.Mutex
	t  time.Time
}

// NewFakeClock starts at t.
func NewFakeClock(t time.Time) *FakeClock { return &FakeClock{t: t.UTC()} }

// Now gives the set time.
func (c *FakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

// Advance moves the clock by d.
func (c *FakeClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// Set moves the clock to t.
func (c *FakeClock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = t.UTC()
}
