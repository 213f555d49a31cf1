package outbox

import (
	"context"
	"time"

	"shopbell/core/policy"
)

// relist is how old a reading of the list may get before it is read again. It is far below what the rules allow, so the
// reading goes on beside the sending: one request serves all messages until the next.
const relist = time.Second

// listing keeps the page's list of conversations freshly read during a flow.
type listing struct {
	running chan error // a reading beside the sending; nil: none
	begun   bool       // a first turn has looked
	at      time.Time  // when the newest complete reading began
}

// overdue reports whether the next reservation has to wait for a reading of the list.
func (l *listing) overdue(o *Outbox, r policy.Rules) bool {
	return !l.begun || o.Clock.Now().Sub(l.at).Abs() > r.FreshWithin/2
}

// page tells what the rules need to know of the page. It reads the list before a flow's first reservation unless that
// was just done, and when a reading beside the sending takes too long.
func (l *listing) page(ctx context.Context, o *Outbox, r policy.Rules) (policy.Page, error) {
	p := policy.Page{HumanAgent: o.HumanAgent, Utility: o.Utility}
	if err := l.look(ctx, o, r); err != nil {
		return p, err
	}
	p.ListedAt = l.at
	return p, nil
}

func (l *listing) look(ctx context.Context, o *Outbox, r policy.Rules) error {
	if err := l.finished(ctx, o, false); err != nil {
		return err
	}
	age, err := l.age(ctx, o)
	if err != nil || age <= relist {
		l.begun = true
		return err
	}
	if l.running == nil {
		l.running = make(chan error, 1)
		go func(done chan<- error) {
			_, err := o.Puller.Pull(ctx, false, nil)
			done <- err
		}(l.running)
	}
	if !l.begun || age > r.FreshWithin/2 {
		l.begun = true
		if err := l.finished(ctx, o, true); err != nil {
			return err
		}
		_, err = l.age(ctx, o)
	}
	return err
}

// age tells how old the newest complete reading is.
func (l *listing) age(ctx context.Context, o *Outbox) (time.Duration, error) {
	at, err := o.Puller.ListedAt(ctx)
	l.at = at
	return o.Clock.Now().Sub(at).Abs(), err
}

// finished takes the result of a reading that is done, or waits for it.
func (l *listing) finished(ctx context.Context, o *Outbox, waits bool) error {
	if l.running == nil || !waits && len(l.running) == 0 {
		return nil
	}
	err := <-l.running
	l.running = nil
	o.Notify()
	if err != nil {
		return o.heed(ctx, err)
	}
	return nil
}
