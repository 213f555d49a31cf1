package outbox

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/history"
)

// between lets a test act before each message that leaves, behind its reservation.
type between struct {
	Page
	sends  atomic.Int32
	before func(n int32)
}

func (b *between) Send(ctx context.Context, out graph.Outgoing) (core.MessageID, error) {
	b.before(b.sends.Add(1))
	return b.Page.Send(ctx, out)
}

func TestStopThatIsReadAfterTheReservation(t *testing.T) {
	s := newScene(t, 10)
	s.rules.InFlight = 1
	s.campaign()
	s.box.Page = &between{Page: s.box.Page, before: func(n int32) {
		if n == 3 {
			if err := s.store.AddOptOut(t.Context(), s.ids[7], "by telephone", s.clock.Now()); err != nil {
				t.Error(err)
			}
		}
	}}
	if got := s.mustRun(); got.Sent != 9 {
		t.Errorf("got %+v", got)
	}
	if s.reached()[s.ids[7]] != 0 {
		t.Error("a message after the stop")
	}
	if d := s.delivery(s.ids[7]); d.State != core.DeliveryRefused || d.Reason.Code != core.ReasonOptedOut {
		t.Errorf("%s %s", d.State, d.Reason.Code)
	}
	s.agree()
}

func TestNothingLeavesOnAnOldReadingOfTheList(t *testing.T) {
	s := newScene(t, 10)
	s.rules.InFlight = 1
	s.campaign()
	s.box.Page = &between{Page: s.box.Page, before: func(n int32) {
		at, err := history.ListedAt(t.Context(), s.store)
		if err != nil {
			t.Error(err)
		}
		if age := s.clock.Now().Sub(at); age > s.rules.FreshWithin {
			t.Errorf("message %d leaves %v after the list was read", n, age)
		}
		s.clock.Advance(s.rules.FreshWithin/2 + time.Second) // a slow line
	}}
	if got := s.mustRun(); got.Sent != 10 {
		t.Errorf("got %+v", got)
	}
	s.agree()
}

func TestTheDaysCapHoldsOverManyTurns(t *testing.T) {
	s := newScene(t, 60)
	s.rules.Pace, s.rules.PageDay = 1000, 47 // turns of 20
	s.campaign()
	if got := s.mustRun(); got.Sent != 47 || got.Held != 13 {
		t.Errorf("got %+v", got)
	}
	s.agree()
}

// A whole turn of people who must wait for a moment is neither the end of the run nor held.
func TestThoseWhoMustWaitDoNotKeepTheOthers(t *testing.T) {
	for name, pace := range map[string]float64{"one a turn": 2, "all in one turn": 0} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 3)
			s.rules.Pace = pace
			s.campaign()
			s.clock.Advance(2 * time.Second)
			for _, id := range s.ids {
				s.page.Write(id, "One more thing") // in the second of the reading, which cannot tell what came after it
			}
			if got := s.mustRun(); got != (Result{Sent: 3}) {
				t.Errorf("got %+v", got)
			}
			s.agree()
		})
	}
}
