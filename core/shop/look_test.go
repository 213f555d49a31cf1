package shop

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"shopbell/core/practice"
	"shopbell/core/views"
)

// talkative is a shop whose page has conversations that were not read yet, of two messages each.
func talkative(t *testing.T, people int) *scene {
	t.Helper()
	s := newScene(t, practice.Options{Empty: true})
	for i := range people {
		id := s.page.AddCustomer(fmt.Sprint("Ana ", i), "en")
		s.page.Write(id, "Hello")
		s.page.Write(id, "Do you have the zebra lamp?")
	}
	s.clock.Advance(10 * time.Second)
	return s
}

func (s *scene) messages() int {
	s.Helper()
	st, err := s.Status(s.Context())
	s.must(err)
	return st.Messages
}

// A look that the owner stops keeps what it read, and the next one brings the rest, each message once.
func TestAStoppedLookGoesOnLater(t *testing.T) {
	s := talkative(t, 80)
	stopped, err := s.Sync(t.Context(), false, func(p views.SyncProgress) {
		if p.Messages > 0 {
			s.StopLooking()
		}
	})
	had := s.messages()
	if !errors.Is(err, context.Canceled) || had == 0 || had >= 160 || stopped.MessagesNew != had {
		t.Fatalf("stopped with %d of 160 messages, %d told, %v", had, stopped.MessagesNew, err)
	}
	rest, err := s.Sync(t.Context(), false, nil)
	if err != nil || rest.MessagesNew != 160-had || s.messages() != 160 {
		t.Errorf("%d messages and %d more are %d, %v", had, rest.MessagesNew, s.messages(), err)
	}
	if st, err := s.Status(t.Context()); err != nil || st.Syncing {
		t.Errorf("still reading, %v", err)
	}
}

// held begins a look that waits after its first messages until it is let go.
func (s *scene) held() (release func(), ended chan error) {
	s.Helper()
	begun, goOn, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	first := true
	go func() {
		_, err := s.Sync(s.Context(), false, func(views.SyncProgress) {
			if first {
				first = false
				close(begun)
				<-goOn
			}
		})
		ended <- err
	}()
	<-begun
	return func() { close(goOn) }, ended
}

// The owner who looks while the background does sees how far it is and is told what came.
func TestLooksAtOnceAreTold(t *testing.T) {
	s := talkative(t, 80)
	release, ended := s.held()
	told := make(chan int, 1000)
	type end struct {
		views.SyncResult
		error
	}
	mine := make(chan end, 1)
	go func() {
		r, err := s.Sync(s.Context(), false, func(p views.SyncProgress) { told <- p.Messages })
		mine <- end{r, err}
	}()
	for s.watching() < 2 {
		runtime.Gosched()
	}
	release()
	got := <-mine
	if err := <-ended; err != nil || got.error != nil || got.MessagesNew != 160 || len(told) == 0 {
		t.Errorf("%+v, told %d times, %v", got, len(told), err)
	}
}

// The owner stops also what the background began, and somebody who waits for it can leave.
func TestLooksAreStopped(t *testing.T) {
	s := talkative(t, 80)
	release, ended := s.held()
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := s.Sync(ctx, false, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("left with %v", err)
	}
	s.StopLooking()
	release()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("stopped with %v", err)
	}
	if _, err := s.Sync(t.Context(), false, nil); err != nil || s.messages() != 160 {
		t.Errorf("%d messages in the end, %v", s.messages(), err)
	}
}

func (s *scene) watching() int {
	s.looks.mu.Lock()
	defer s.looks.mu.Unlock()
	return len(s.looks.watch)
}
