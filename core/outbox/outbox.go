// Package outbox is the one door through which messages leave: campaigns, replies and confirmations alike.
//
// Each message is reserved, sent and settled. Reserving decides once more with the state as it is now and is durable
// before the request leaves; settling keeps how it ended. Between the two a crash leaves a row marked as sending, which
// is looked up in the customer's conversation before anything else goes to that person. So nothing is lost, nothing is
// doubled, and nothing leaves after a stop that was read.
//
// An Outbox runs once at a time: Run waits for an earlier one to end. All methods are safe for concurrent use.
package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/history"
	"shopbell/core/policy"
	"shopbell/core/store"
)

// Page is where messages are sent to, and where an uncertain one is looked up.
type Page interface {
	Send(ctx context.Context, out graph.Outgoing) (core.MessageID, error)
	ConversationOf(ctx context.Context, id core.CustomerID) (core.Conversation, error)
	Messages(ctx context.Context, in core.ConversationID, page core.PageID, after string, limit int) (list []core.Message, next string, err error)
}

// Config says what an Outbox works with. All fields but Notify and Wait are required.
type Config struct {
	Store  *store.Store
	Page   Page
	PageID core.PageID
	Puller *history.Puller
	Clock  core.Clock
	Rules  func(context.Context) (policy.Rules, error) // asked before every batch: a changed rule counts at once
	// HumanAgent and Utility are features of the page, see policy.Page.
	HumanAgent, Utility bool
	Notify              func()                                     // called after every commit; nil: nobody
	Wait                func(context.Context, time.Duration) error // nil: by the computer's clock
}

// Outbox sends what is due.
type Outbox struct {
	Config
	mu   sync.Mutex // one run at a time
	pace *rate.Limiter
}

// New makes an outbox. It sends nothing.
func New(cfg Config) *Outbox {
	if cfg.Notify == nil {
		cfg.Notify = func() {}
	}
	if cfg.Wait == nil {
		cfg.Wait = wait
	}
	return &Outbox{Config: cfg, pace: rate.NewLimiter(rate.Inf, 1)}
}

// Result counts what a run did. Uncertain is what is not settled at its end, also from before.
type Result struct {
	Sent, Held, Refused, Failed, Uncertain int
}

// tally counts a run. A message that had to wait for a moment and then left was not held.
type tally struct {
	Result
	waits map[core.DeliveryID]bool
}

func (t *tally) count(id core.DeliveryID, s core.DeliveryState) {
	delete(t.waits, id)
	switch s {
	case core.DeliverySent:
		t.Sent++
	case core.DeliveryHeld, core.DeliveryPlanned:
		t.waits[id] = true
	case core.DeliveryRefused, core.DeliveryLapsed, core.DeliveryCancelled:
		t.Refused++
	case core.DeliveryFailed:
		t.Failed++
	}
}

const (
	// soon is how near a delivery's time must be for a run to wait for it.
	soon = 5 * time.Second
	// patience is how often a run waits without sending anything.
	patience = 4
	// lookUps is how often a run looks up what it left uncertain itself.
	lookUps = 2
)

// Run settles what is uncertain, sends everything that is due, until nothing is or ctx ends, and looks up what became
// uncertain on the way. It returns with an error when the whole outbox has to rest: the token, a restriction, a rate
// limit, no line. Nothing is dropped then.
func (o *Outbox) Run(ctx context.Context) (Result, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	got := tally{waits: map[core.DeliveryID]bool{}}
	err := o.run(ctx, &got)
	after := context.WithoutCancel(ctx)
	left, uerr := o.Store.Unsettled(after)
	got.Held, got.Uncertain = len(got.waits), len(left)
	return got.Result, errors.Join(err, uerr, o.Store.Finish(after))
}

func (o *Outbox) run(ctx context.Context, got *tally) error {
	if _, err := o.Store.Lapse(ctx, o.Clock.Now()); err != nil {
		return err
	}
	if err := o.halted(ctx); err != nil {
		return err
	}
	if err := o.lookBack(ctx, got); err != nil {
		return err
	}
	for try := 0; ; try++ {
		if err := o.reconcile(ctx, got); err != nil {
			return err
		}
		if err := o.restrainAll(ctx); err != nil {
			return err
		}
		posted, err := o.sendDue(ctx, got)
		if err != nil || posted == 0 || try == lookUps || ctx.Err() != nil {
			return err
		}
	}
}

// sendDue sends until nothing is due any more and gives how many were posted.
func (o *Outbox) sendDue(ctx context.Context, got *tally) (posted int, err error) {
	for idle := 0; idle < patience && ctx.Err() == nil; {
		n, err := o.flow(ctx, got)
		posted += n
		if err != nil {
			return posted, err
		}
		if n > 0 {
			idle = 0
			continue
		}
		more, err := o.freed(ctx)
		if err == nil && !more {
			more, err = o.near(ctx)
		}
		if err != nil || !more {
			return posted, err
		}
		idle++
	}
	return posted, nil
}

// freed lets others have the places of the page's day that people left free for whom they were meant.
func (o *Outbox) freed(ctx context.Context) (bool, error) {
	rules, err := o.Rules(ctx)
	if err != nil {
		return false, err
	}
	n, err := o.Store.FreePlaces(ctx, rules, o.Clock.Now())
	return n > 0, err
}

// near waits for the next delivery when its time is close, and reports whether there is one.
func (o *Outbox) near(ctx context.Context) (bool, error) {
	next, err := o.Store.NextDue(ctx)
	if err != nil || next.IsZero() {
		return false, err
	}
	d := next.Sub(o.Clock.Now())
	if d <= 0 || d > soon {
		return false, nil
	}
	return o.Wait(ctx, d) == nil, nil
}

func (o *Outbox) decide(rules policy.Rules) store.Decide {
	return func(_ core.Campaign, m policy.Message, who policy.Customer, p policy.Page) core.Verdict {
		return policy.Decide(m, who, p, rules, o.Clock.Now())
	}
}

// setPace keeps the limiter over all batches, so that the pace holds across them.
func (o *Outbox) setPace(r policy.Rules) {
	limit := rate.Inf
	if r.Pace > 0 {
		limit = rate.Limit(r.Pace)
	}
	if limit != o.pace.Limit() {
		o.pace.SetLimit(limit)
	}
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
