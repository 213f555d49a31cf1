package shop

import (
	"context"
	"errors"
	"sync"
	"time"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/views"
)

// lookEvery is how often the page is read while the app runs.
const lookEvery = time.Minute

// RunOutbox plans the automatic answers that the owner allows, settles what is uncertain and sends everything that is due.
func (s *Shop) RunOutbox(ctx context.Context) (outbox.Result, error) {
	s.sending.Lock()
	defer s.sending.Unlock()
	l, err := s.connection(ctx)
	if err != nil {
		return outbox.Result{}, err
	}
	unanswered := s.answerQuestions(ctx) // keeps nothing else from leaving
	got, err := l.outbox.Run(ctx)
	return got, errors.Join(s.noteLine(err), unanswered)
}

// EndHalt lets the outbox try again after the platform stopped it, or the newest part of the data went missing, because the
// owner says so.
func (s *Shop) EndHalt(ctx context.Context) error {
	if err := errors.Join(outbox.EndHalt(ctx, s.store), s.store.LetGo(ctx)); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventStatus})
	s.wake()
	return nil
}

// LetGo does the same only when the newest part of the data is missing, and tells whether it is.
func (s *Shop) LetGo(ctx context.Context) (bool, error) {
	lost, err := s.store.Lost(ctx)
	if err != nil || !lost.Waits {
		return false, err
	}
	return true, s.EndHalt(ctx)
}

// wake makes the background work look at once.
func (s *Shop) wake() {
	select {
	case s.kick <- struct{}{}:
	default: // it was woken already
	}
}

// Work looks for new messages every minute, sends what is due, reads stock where it comes by itself and does what is due
// once a day, until ctx ends. One
// goroutine of the app runs it.
func (s *Shop) Work(ctx context.Context) {
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(func() { s.doChores(ctx) })
	beside.Go(func() { s.watchStock(ctx) })
	beside.Go(func() { s.keepPictures(ctx) })
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	var clock watch
	now := func() {
		s.lookAndSend(ctx)
		clock = watch{} // looking may take longer than a jump
	}
	now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			now()
		case <-s.kick:
			now()
		case <-tick.C:
			if clock.jumped(s.cfg.Clock.Now()) { // the computer slept: what fell due meanwhile may go
				now()
			}
		case <-s.due(ctx):
			now()
		}
	}
}

// due fires when the next delivery that waits for a time may go.
func (s *Shop) due(ctx context.Context) <-chan time.Time {
	next, err := s.store.NextDue(ctx)
	if err != nil || next.IsZero() || !next.After(s.clock.Now()) {
		return nil
	}
	return time.After(next.Sub(s.clock.Now()))
}

func (s *Shop) lookAndSend(ctx context.Context) {
	if _, err := s.Sync(ctx, false, nil); err != nil {
		s.logged("look for new messages", err)
		return
	}
	if _, err := s.RunOutbox(ctx); err != nil {
		s.logged("send", err)
	}
}

func (s *Shop) logged(what string, err error) {
	if code := core.CodeOf(err); code == core.CodeNotConnected || code == core.CodeTokenMissing || errors.Is(err, context.Canceled) {
		return
	}
	s.log.Warn(what, "code", core.CodeOf(err), "error", err)
}
