package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// Turn is one step of sending: what came back is settled, and what goes next is reserved.
type Turn struct {
	Settle []Outcome
	Limit  int          // deliveries to reserve at most; 0: none
	Rules  policy.Rules // says which kinds count
	Page   policy.Page  // what the store does not know: when the list was read, features
	Decide Decide
}

// Turned is what a turn brought.
type Turned struct {
	Going   []NamedDelivery // reserved: these may be posted now. Good until the next Turn, which takes their room
	Kept    []NamedDelivery // held or refused instead
	Consent uint64          // as Consent gave it while they were reserved
}

// Turn settles outcomes and reserves what is due, both in one durable transaction: with many messages under way that
// halves the waits for the disk. It does what Settle, Due and Reserve do one after the other. It is not cut short when
// ctx ends.
func (s *Store) Turn(ctx context.Context, t Turn, now time.Time) (Turned, error) {
	s.turning.Lock()
	defer s.turning.Unlock()
	ctx = context.WithoutCancel(ctx) // with an end to watch for, each statement would cost a goroutine
	var done Turned
	var day dayCount
	err := s.changeLightly(ctx, "store.turn", func(tx *sql.Tx) error {
		if err := settle(ctx, tx, t.Settle, now); err != nil {
			return err
		}
		if t.Limit == 0 {
			return nil
		}
		due, err := deliveriesInto(ctx, tx, s.room[:0], leavingColumns, `WHERE d.id IN (`+dueSQL+`) ORDER BY d.id`, toMS(now), t.Limit)
		if err != nil {
			return err
		}
		s.room = due
		r := reserver{tx: tx, now: now, rules: t.Rules, page: t.Page, decide: t.Decide}
		if r.page.SentToday, err = s.sentToday(ctx, tx, t, now); err != nil {
			return err
		}
		if done.Going, err = r.run(ctx, due); err != nil {
			return err
		}
		done.Kept, done.Consent = r.kept, s.consent.Load()
		day = newDayCount(t.Rules, now)
		day.change, day.sent = s.changes, r.page.SentToday
		return nil
	})
	s.day = day
	if err != nil {
		s.day = dayCount{}
	}
	return done, err
}

// dayCount is how many messages counted for the page's day when a change of the store was done. It spares each turn the
// counting as long as nobody else changes the store in between.
type dayCount struct {
	change   uint64 // after which change; 0: not known
	midnight time.Time
	kinds    string // that count
	sent     int
}

func newDayCount(r policy.Rules, now time.Time) dayCount {
	return dayCount{midnight: midnight(now, r.Zone), kinds: strings.Join(countedKinds(r), " ")}
}

func (s *Store) sentToday(ctx context.Context, tx *sql.Tx, t Turn, now time.Time) (int, error) {
	want := newDayCount(t.Rules, now)
	if s.day.change > 0 && s.day.change+1 == s.changes && s.day.midnight.Equal(want.midnight) && s.day.kinds == want.kinds && stillCount(t.Settle) {
		return s.day.sent, nil
	}
	return sentOn(ctx, tx, countedKinds(t.Rules), now, t.Rules.Zone)
}

// stillCount reports whether everything that was settled counts as it did while it was under way.
func stillCount(list []Outcome) bool {
	for _, o := range list {
		if !o.State.Counts() {
			return false
		}
	}
	return true
}

// Consent grows whenever somebody's consent was taken back. A message that was reserved at one number may leave at the
// same one; at a later one ask Stopped first.
func (s *Store) Consent() uint64 { return s.consent.Load() }

// Stopped reports whether a person has an opt-out that binds a message about an item, or a doubtful one.
func (s *Store) Stopped(ctx context.Context, id core.CustomerID, sku core.SKU) (bool, error) {
	var stopped bool
	err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM optouts WHERE hash = ? AND (sku = '' OR sku = ?))`, s.hash(id), sku).Scan(&stopped)
	return stopped, fault("store.stopped", err)
}
