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
	"math"
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

// Result counts what a run did.
type Result struct {
	Sent, Held, Refused, Failed, Uncertain int
}

func (r *Result) count(s core.DeliveryState) {
	switch s {
	case core.DeliverySent:
		r.Sent++
	case core.DeliveryHeld, core.DeliveryPlanned:
		r.Held++
	case core.DeliveryRefused, core.DeliveryLapsed, core.DeliveryCancelled:
		r.Refused++
	case core.DeliveryFailed:
		r.Failed++
	case core.DeliveryUncertain:
		r.Uncertain++
	}
}

// How batches are cut. A batch is reserved together, so it is also how many messages a crash leaves to be looked up,
// and how long a stop that arrives now goes unread.
const (
	batchTime   = 500 * time.Millisecond // of sending, at the rules' pace
	batchMost   = 20
	batchUnpace = 256 // when the pace is lifted, towards a simulator
	// relist is how old a reading of the list may get before the next batch reads it again. It is far below what the
	// rules allow: one request serves a whole batch.
	relist = time.Second
	// soon is how near a delivery's time must be for a run to wait for it.
	soon = 5 * time.Second
	// patience is how often a run waits without sending anything.
	patience = 4
)

// Run settles what is uncertain and then sends everything that is due, until nothing is or ctx ends. It returns with
// an error when the whole outbox has to rest: the token, a restriction, a rate limit, no line. Nothing is dropped then.
func (o *Outbox) Run(ctx context.Context) (Result, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	got, err := o.run(ctx)
	return got, errors.Join(err, o.Store.Finish(context.WithoutCancel(ctx)))
}

func (o *Outbox) run(ctx context.Context) (Result, error) {
	var got Result
	if _, err := o.Store.Lapse(ctx, o.Clock.Now()); err != nil {
		return got, err
	}
	if err := o.halted(ctx); err != nil {
		return got, err
	}
	if err := o.reconcile(ctx, &got); err != nil {
		return got, err
	}
	if err := o.restrainAll(ctx); err != nil {
		return got, err
	}
	for idle := 0; idle < patience && ctx.Err() == nil; {
		n, err := o.batch(ctx, &got)
		if err != nil {
			return got, err
		}
		if n > 0 {
			idle = 0
			continue
		}
		near, err := o.near(ctx)
		if err != nil || !near {
			return got, err
		}
		idle++
	}
	return got, nil
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

// batch reserves, sends and settles the next few deliveries and gives how many were posted.
func (o *Outbox) batch(ctx context.Context, got *Result) (int, error) {
	rules, err := o.Rules(ctx)
	if err != nil {
		return 0, err
	}
	due, err := o.Store.Due(ctx, o.Clock.Now(), batchSize(rules))
	if err != nil || len(due) == 0 {
		return 0, err
	}
	page, err := o.page(ctx)
	if err != nil {
		return 0, err
	}
	going, kept, err := o.Store.Reserve(ctx, due, o.Clock.Now(), rules, page, o.decide(rules))
	if err != nil {
		return 0, err
	}
	for _, d := range kept {
		got.count(d.State)
	}
	if len(kept) > 0 {
		o.Notify()
	}
	return len(going), o.sendAll(ctx, going, rules, got)
}

func (o *Outbox) decide(rules policy.Rules) store.Decide {
	return func(_ core.Campaign, m policy.Message, who policy.Customer, p policy.Page) core.Verdict {
		return policy.Decide(m, who, p, rules, o.Clock.Now())
	}
}

func batchSize(r policy.Rules) int {
	if r.Pace <= 0 {
		return batchUnpace
	}
	return min(max(int(math.Ceil(r.Pace*batchTime.Seconds())), 1), batchMost)
}

// page reads the list of conversations unless that was just done, and tells what the rules need to know of the page.
func (o *Outbox) page(ctx context.Context) (policy.Page, error) {
	p := policy.Page{HumanAgent: o.HumanAgent, Utility: o.Utility}
	at, err := o.Puller.ListedAt(ctx)
	if err != nil {
		return p, err
	}
	if age := o.Clock.Now().Sub(at).Abs(); at.IsZero() || age > relist {
		if _, err := o.Puller.Pull(ctx, false, nil); err != nil {
			return p, o.heed(ctx, err)
		}
		if at, err = o.Puller.ListedAt(ctx); err != nil {
			return p, err
		}
		o.Notify()
	}
	p.ListedAt = at
	return p, nil
}

// sendAll posts reserved deliveries at the rules' pace and settles them together. When one answer says that the whole
// outbox must rest, those that have not left are planned again.
func (o *Outbox) sendAll(ctx context.Context, going []store.NamedDelivery, rules policy.Rules, got *Result) error {
	if len(going) == 0 {
		return nil
	}
	o.setPace(rules)
	outcomes := make([]store.Outcome, len(going))
	var stop stopper
	var wg sync.WaitGroup
	queue := make(chan int)
	for range min(max(rules.InFlight, 1), len(going)) {
		wg.Go(func() {
			for i := range queue {
				outcomes[i] = o.sendOne(ctx, going[i], &stop)
			}
		})
	}
	for i := range going {
		queue <- i
	}
	close(queue)
	wg.Wait()
	// What was reserved must be settled even when the run is told to end.
	settling := context.WithoutCancel(ctx)
	if err := o.Store.Settle(settling, outcomes, o.Clock.Now()); err != nil {
		return err
	}
	for _, out := range outcomes {
		got.count(out.State)
	}
	o.Notify()
	if err := stop.err(); err != nil {
		return o.heed(settling, err)
	}
	return o.restrain(settling, going, rules)
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

// sendOne posts one delivery, unless the run ended or another answer stopped it before its turn.
func (o *Outbox) sendOne(ctx context.Context, d store.NamedDelivery, stop *stopper) store.Outcome {
	notLeft := store.Outcome{ID: d.ID, State: core.DeliveryPlanned, Due: o.Clock.Now(), Reason: d.Reason}
	if stop.err() != nil || o.pace.Wait(ctx) != nil || stop.err() != nil || ctx.Err() != nil {
		return notLeft
	}
	// A request that is on its way is not cut short: its answer says how it ended.
	id, err := o.Page.Send(context.WithoutCancel(ctx), outgoing(d))
	out := outcome(d, id, err, o.Clock.Now())
	if rests(err) {
		stop.set(err)
	}
	return out
}

// stopper remembers the first answer that says that everything must rest.
type stopper struct {
	mu   sync.Mutex
	kept error
}

func (s *stopper) set(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		s.kept = err
	}
}

func (s *stopper) err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept
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
