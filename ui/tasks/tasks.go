// Package tasks runs slow work beside the windows. It is the only place of the windows with a goroutine or a timer:
// screens hand it work and get the answer back on the window's own goroutine, so that they are tested without races.
//
// A *Runner may be used from the window's goroutine only; what it posts runs there too.
package tasks

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// Runner runs work beside the windows and posts answers back to them.
type Runner struct {
	ctx   context.Context
	spawn func(func())
	post  func(func())
	after func(time.Duration, func()) (stop func())
	work  *sync.WaitGroup // what is under way
}

// New makes a Runner for real windows. Work ends when ctx does.
func New(ctx context.Context) *Runner {
	work := &sync.WaitGroup{}
	return &Runner{
		ctx:   ctx,
		work:  work,
		spawn: work.Go,
		post:  fyne.Do,
		after: func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, f)
			return func() { t.Stop() }
		},
	}
}

// Inline makes a Runner that does everything at once on the caller's goroutine, and timers never, for pictures and for
// tests that do not look at timing.
func Inline() *Runner {
	now := func(f func()) { f() }
	return &Runner{ctx: context.Background(), work: &sync.WaitGroup{}, spawn: now, post: now, after: func(time.Duration, func()) func() { return func() {} }}
}

// Slot holds the newest run of one kind of work: a new run cancels the one before, whose answer is dropped. The zero
// Slot is ready for use.
type Slot struct {
	run    int
	cancel context.CancelFunc
	stop   func()
}

// Cancel ends what runs in the slot; its answer is dropped. It may be called at any time.
func (s *Slot) Cancel() {
	s.run++
	if s.cancel != nil {
		s.cancel()
	}
	if s.stop != nil {
		s.stop()
	}
	s.cancel, s.stop = nil, nil
}

// Stop ends the context of what runs in the slot. Its answer still comes, mostly that it was stopped.
func (s *Slot) Stop() {
	if s.cancel != nil {
		s.cancel()
	}
}

// Run does work beside the window, then hands its answer to then on the window's goroutine, unless the slot was used
// again or cancelled meanwhile.
func Run[T any](r *Runner, slot *Slot, work func(context.Context) (T, error), then func(T, error)) {
	slot.Cancel()
	run := slot.run
	ctx, cancel := context.WithCancel(r.ctx)
	slot.cancel = cancel
	r.spawn(func() {
		answer, err := work(ctx)
		r.post(func() {
			defer cancel()
			if slot.run == run {
				then(answer, err)
			}
		})
	})
}

// Do is Run for work that has no answer but its error.
func Do(r *Runner, slot *Slot, work func(context.Context) error, then func(error)) {
	Run(r, slot, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) },
		func(_ struct{}, err error) { then(err) })
}

// Later calls f on the window's goroutine after d, unless the slot is used again or cancelled before: a search waits
// so until the typing rests.
func (r *Runner) Later(slot *Slot, d time.Duration, f func()) {
	slot.Cancel()
	run := slot.run
	slot.stop = r.after(d, func() {
		r.post(func() {
			if slot.run == run {
				f()
			}
		})
	})
}

// Every calls f on the window's goroutine each d until the slot is cancelled.
func (r *Runner) Every(slot *Slot, d time.Duration, f func()) {
	var again func()
	again = func() {
		r.Later(slot, d, func() {
			again()
			f()
		})
	}
	again()
}

// Rest waits until what is under way has ended, and no longer than most: the program ends, and what it began tidies up.
// It ends soon once the context of New has.
func (r *Runner) Rest(most time.Duration) {
	ended := make(chan struct{})
	go func() {
		r.work.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(most):
	}
}

// Post calls f on the window's goroutine. It may be called from any goroutine, for what reports from beside: progress
// and events.
func (r *Runner) Post(f func()) { r.post(f) }
