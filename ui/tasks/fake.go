package tasks

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Stage is a Runner whose time and answers a test moves by hand, all on the test's own goroutine.
type Stage struct {
	*Runner
	now    time.Duration
	work   []func()
	timers []*timer
}

type timer struct {
	at      time.Duration
	f       func()
	stopped bool
}

// NewStage makes one at time zero with nothing to do.
func NewStage() *Stage {
	s := &Stage{}
	s.Runner = &Runner{
		ctx:   context.Background(),
		work:  &sync.WaitGroup{},
		spawn: func(f func()) { s.work = append(s.work, f) },
		post:  func(f func()) { f() },
		after: func(d time.Duration, f func()) func() {
			t := &timer{at: s.now + d, f: f}
			s.timers = append(s.timers, t)
			return func() { t.stopped = true }
		},
	}
	return s
}

// Waiting tells how much work was handed in and not done yet.
func (s *Stage) Waiting() int { return len(s.work) }

// Finish does the work handed in as number i, the oldest being 0, and posts its answer.
func (s *Stage) Finish(i int) {
	f := s.work[i]
	s.work = slices.Delete(s.work, i, i+1)
	f()
}

// FinishAll does all work, also what that work hands in.
func (s *Stage) FinishAll() {
	for len(s.work) > 0 {
		s.Finish(0)
	}
}

// Advance moves time by d and fires the timers that are due, in their order.
func (s *Stage) Advance(d time.Duration) {
	end := s.now + d
	for {
		var next *timer
		for _, t := range s.timers {
			if !t.stopped && t.at <= end && (next == nil || t.at < next.at) {
				next = t
			}
		}
		if next == nil {
			break
		}
		next.stopped, s.now = true, next.at
		next.f()
	}
	s.now = end
	s.timers = slices.DeleteFunc(s.timers, func(t *timer) bool { return t.stopped })
}
