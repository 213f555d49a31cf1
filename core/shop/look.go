package shop

import (
	"context"
	"maps"
	"slices"
	"sync"

	"shopbell/core/views"
)

// looks lets one reading of the page run at a time. Whoever asks for one meanwhile waits, sees how far the one under way
// is, and counts what it brings as its own.
type looks struct {
	mu    sync.Mutex
	now   *look // nil: none is under way
	next  int
	watch map[int]func(views.SyncProgress)
}

// look is one reading of the page.
type look struct {
	stop context.CancelFunc
	done chan struct{}
	got  views.SyncResult // once done is closed
}

// begin waits until no other reading is under way, then begins one. before is what those that it waited for brought. ctx
// of the reading ends with the given one, and when the reading is stopped.
func (s *looks) begin(ctx context.Context) (reading context.Context, mine *look, before views.SyncResult, err error) {
	for {
		s.mu.Lock()
		other := s.now
		if other == nil {
			reading, stop := context.WithCancel(ctx)
			mine := &look{stop: stop, done: make(chan struct{})}
			s.now = mine
			s.mu.Unlock()
			return reading, mine, before, nil
		}
		s.mu.Unlock()
		select {
		case <-other.done:
			before = sum(before, other.got)
		case <-ctx.Done():
			return nil, nil, before, ctx.Err()
		}
	}
}

// end gives the place to the next one.
func (s *looks) end(mine *look, got views.SyncResult) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mine.stop()
	mine.got, s.now = got, nil
	close(mine.done)
}

// tell tells everybody who watches.
func (s *looks) tell(p views.SyncProgress) {
	s.mu.Lock()
	all := slices.Collect(maps.Values(s.watch))
	s.mu.Unlock()
	for _, told := range all {
		told(p)
	}
}

// watched calls told with the progress of every reading until done is called. told may be nil.
func (s *looks) watched(told func(views.SyncProgress)) (done func()) {
	if told == nil {
		return func() {}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watch == nil {
		s.watch = map[int]func(views.SyncProgress){}
	}
	id := s.next
	s.next++
	s.watch[id] = told
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.watch, id)
	}
}

func sum(a, b views.SyncResult) views.SyncResult {
	return views.SyncResult{Conversations: a.Conversations + b.Conversations, MessagesNew: a.MessagesNew + b.MessagesNew, OptOutsNew: a.OptOutsNew + b.OptOutsNew,
		InterestsNew: a.InterestsNew + b.InterestsNew, Unavailable: a.Unavailable + b.Unavailable, Took: a.Took + b.Took}
}

// StopLooking ends the look for new messages that is under way, whoever began it. What was read stays, and the next look
// goes on from there.
func (s *Shop) StopLooking() {
	s.looks.mu.Lock()
	defer s.looks.mu.Unlock()
	if s.looks.now != nil {
		s.looks.now.stop()
	}
}
