package outbox

import (
	"context"
	"errors"
	"math"
	"sync"
	"time"

	"shopbell/core"
	"shopbell/core/crash"
	"shopbell/core/policy"
	"shopbell/core/store"
)

// How many messages are reserved ahead. Those are what a crash leaves to be looked up.
const (
	batchTime   = 500 * time.Millisecond // of sending, at the rules' pace
	batchMost   = 20
	batchUnpace = 2048 // when the pace is lifted, towards a simulator; the next are reserved when half of them have left
	batchFirst  = 128  // at most the first time, so that the page is not left waiting
	// settleWithin is how long an answer waits to be settled together with others.
	settleWithin = time.Second
)

// posting is a reserved message on its way out, with what was known when it was reserved.
type posting struct {
	store.NamedDelivery
	listedAt time.Time     // the reading of the page's list that it relies on
	fresh    time.Duration // how old that may be when it leaves
	consent  uint64        // see store.Consent
}

// flow sends what is due. Workers post what is reserved, while one turn after the other settles what came back and
// reserves what goes next, so that neither the page nor the disk waits for the other. A person with a message under way
// is not reserved again before that one is settled.
type flow struct {
	*Outbox
	got    *tally
	queue  chan posting       // reserved
	back   chan store.Outcome // came back
	out    int                // reserved and not settled
	posted int
	more   bool // the last turn reserved as many as it could
	moved  bool // the last turn decided for somebody
	batch  int
	stop   stopper
	list   listing
	told   map[core.CampaignID]bool // campaigns that were sent for
	early  bool                     // one of them had trouble before it could be judged
	heeded uint64                   // the consent at which campaigns were last looked at
	door   sync.Mutex               // one worker at a time waits for its turn in the pace
	done   []store.Outcome          // room for what collect gives
}

// flow sends until nothing is due and gives how many messages were reserved for posting.
func (o *Outbox) flow(ctx context.Context, got *tally) (int, error) {
	rules, err := o.Rules(ctx)
	if err != nil {
		return 0, err
	}
	inFlight := max(rules.InFlight, 1)
	most := batchUnpace + inFlight + 1
	f := &flow{Outbox: o, got: got, queue: make(chan posting, most), back: make(chan store.Outcome, most+batchUnpace),
		more: true, told: map[core.CampaignID]bool{}, heeded: o.Store.Consent()}
	var workers sync.WaitGroup
	for range inFlight {
		workers.Go(func() {
			for {
				outcome, ok := f.next(ctx)
				if !ok {
					return
				}
				f.back <- outcome
			}
		})
	}
	err = f.turns(ctx)
	if err != nil {
		f.stop.set(err) // what has not left stays
	}
	close(f.queue)
	workers.Wait()
	return f.posted, errors.Join(err, f.end(ctx, err))
}

// turns settles and reserves until nothing is under way and nothing is due: a turn may keep everybody back whom it looked
// at, and the next ones still go.
func (f *flow) turns(ctx context.Context) error {
	for {
		if err := f.turn(ctx, f.collect()); err != nil {
			return err
		}
		if f.out == 0 && !f.moved || f.stop.err() != nil || ctx.Err() != nil {
			return nil
		}
	}
}

// collect waits until a turn is worth its transaction and gives what came back, until the next call.
func (f *flow) collect() []store.Outcome {
	done := f.done[:0]
	defer func() { f.done = done }()
	late := time.NewTimer(settleWithin)
	defer late.Stop()
	for len(done) < f.out {
		if f.more && len(f.queue) <= f.low() && len(f.back) == 0 {
			return done
		}
		select {
		case o := <-f.back:
			done = append(done, o)
		case <-late.C:
			return done
		}
	}
	return done
}

// low is how few messages are left in the queue when the next are reserved.
func (f *flow) low() int {
	if f.batch == batchUnpace {
		return batchUnpace / 2
	}
	return 0
}

// turn settles what came back and reserves the next. What did not simply arrive is settled first, so that its campaign
// can pause before more of it is reserved.
func (f *flow) turn(ctx context.Context, done []store.Outcome) error {
	rules, err := f.Rules(ctx)
	if err != nil {
		return errors.Join(err, f.settle(ctx, done))
	}
	if !plain(done) || f.early || f.Store.Consent() != f.heeded || f.stop.err() != nil || ctx.Err() != nil || f.list.overdue(f.Outbox, rules) {
		if err := f.settle(ctx, done); err != nil {
			return err
		}
		done = nil
		if err := f.restrainTold(ctx, rules); err != nil {
			return err
		}
		if f.stop.err() != nil || ctx.Err() != nil {
			return nil
		}
	}
	page, err := f.list.page(ctx, f.Outbox, rules)
	if err != nil {
		return errors.Join(err, f.settle(ctx, done))
	}
	f.setPace(rules)
	f.batch = batchSize(rules)
	limit := f.batch - len(f.queue)
	if f.posted == 0 {
		limit = min(limit, batchFirst)
	}
	crash.Point("before-settle")
	turned, err := f.Store.Turn(ctx, store.Turn{Settle: done, Limit: limit, Rules: rules, Page: page, Decide: f.decide(rules)}, f.Clock.Now())
	if err != nil {
		return err
	}
	crash.Point("after-reserve")
	f.settled(done)
	for _, d := range turned.Kept {
		f.got.count(d.ID, d.State)
	}
	f.out += len(turned.Going)
	f.posted += len(turned.Going)
	decided := len(turned.Going) + len(turned.Kept)
	f.more, f.moved = decided == limit, decided > 0
	for _, d := range turned.Going {
		f.told[d.CampaignID] = true
		f.queue <- posting{d, page.ListedAt, rules.FreshWithin, turned.Consent}
	}
	if len(done)+decided > 0 {
		f.Notify()
	}
	return nil
}

// settle keeps what came back and reserves nothing. It is done even when the run is told to end.
func (f *flow) settle(ctx context.Context, done []store.Outcome) error {
	if len(done) == 0 {
		return nil
	}
	crash.Point("before-settle")
	if err := f.Store.Settle(context.WithoutCancel(ctx), done, f.Clock.Now()); err != nil {
		return err
	}
	f.settled(done)
	f.Notify()
	return nil
}

func (f *flow) settled(done []store.Outcome) {
	f.out -= len(done)
	for _, o := range done {
		f.got.count(o.ID, o.State)
	}
}

// end settles what is left once all workers have gone. When one answer said that the whole outbox must rest, that is
// remembered.
func (f *flow) end(ctx context.Context, failed error) error {
	close(f.back)
	var done []store.Outcome
	for o := range f.back {
		done = append(done, o)
	}
	err := f.settle(ctx, done)
	// Nothing needs this reading of the list any more. What stops everything was remembered; the next look meets the rest.
	_ = f.list.finished(ctx, f.Outbox, true)
	if failed != nil || err != nil {
		return err
	}
	if err := f.stop.err(); err != nil {
		return f.heed(ctx, err)
	}
	rules, err := f.Rules(ctx)
	if err != nil {
		return err
	}
	return f.restrainTold(context.WithoutCancel(ctx), rules)
}

// restrainTold looks at the campaigns that were sent for.
func (f *flow) restrainTold(ctx context.Context, rules policy.Rules) error {
	f.heeded = f.Store.Consent()
	var err error
	f.early, err = f.restrain(context.WithoutCancel(ctx), f.told, rules)
	return err
}

// plain reports whether all messages simply arrived.
func plain(done []store.Outcome) bool {
	for _, o := range done {
		if o.State != core.DeliverySent {
			return false
		}
	}
	return true
}

func batchSize(r policy.Rules) int {
	if r.Pace <= 0 {
		return batchUnpace
	}
	return min(max(int(math.Ceil(r.Pace*batchTime.Seconds())), 1), batchMost)
}

// next waits for a message and for the pace, and posts it. ok is false when there is none any more.
func (f *flow) next(ctx context.Context) (outcome store.Outcome, ok bool) {
	f.door.Lock()
	p, ok := <-f.queue
	mayGo := ok && f.stop.err() == nil && f.pace.Wait(ctx) == nil
	f.door.Unlock()
	if !ok {
		return store.Outcome{}, false
	}
	if !mayGo || f.stop.err() != nil || ctx.Err() != nil {
		return f.notLeft(p, p.Reason), true
	}
	if why, late := f.overtaken(ctx, p); late {
		return f.notLeft(p, why), true
	}
	return f.post(ctx, p), true
}

// notLeft plans a message again: the next reservation decides anew.
func (f *flow) notLeft(p posting, why core.Reason) store.Outcome {
	return store.Outcome{ID: p.ID, State: core.DeliveryPlanned, Due: f.Clock.Now(), Reason: why}
}

// overtaken reports whether something happened since a message was reserved that must be decided first: a stop was read,
// or the reading of the list has become too old to know of one.
func (f *flow) overtaken(ctx context.Context, p posting) (core.Reason, bool) {
	if !p.Kind.NeedsFresh() {
		return core.Reason{}, false
	}
	if f.Store.Consent() != p.consent {
		stopped, err := f.Store.Stopped(context.WithoutCancel(ctx), p.CustomerID, p.SKU)
		if err != nil || stopped {
			return core.Reason{Code: core.ReasonOptedOut, At: f.Clock.Now()}, true
		}
	}
	if f.Clock.Now().Sub(p.listedAt).Abs() > p.fresh {
		return core.Reason{Code: core.ReasonStaleHistory, At: p.listedAt}, true
	}
	return core.Reason{}, false
}

// post sends one message. A request that is on its way is not cut short: its answer says how it ended.
func (f *flow) post(ctx context.Context, p posting) store.Outcome {
	crash.Point("before-post")
	id, err := f.Page.Send(context.WithoutCancel(ctx), outgoing(p.NamedDelivery))
	crash.Point("after-post")
	if rests(err) {
		f.stop.set(err)
	}
	return outcome(p.NamedDelivery, id, err, f.Clock.Now())
}

// stopper remembers the first error that says that everything must rest.
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
