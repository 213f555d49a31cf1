package tasks

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Given two runs in a slot, when the older answers last, then only the newer one's answer is shown.
func TestAnOutdatedAnswerIsDropped(t *testing.T) {
	s, slot := NewStage(), &Slot{}
	var shown []string
	var older context.Context
	Run(s.Runner, slot, func(ctx context.Context) (string, error) { older = ctx; return "older", nil },
		func(v string, _ error) { shown = append(shown, v) })
	Run(s.Runner, slot, func(context.Context) (string, error) { return "newer", nil },
		func(v string, _ error) { shown = append(shown, v) })
	s.Finish(1)
	s.Finish(0)
	if len(shown) != 1 || shown[0] != "newer" {
		t.Errorf("shown %v", shown)
	}
	if older.Err() == nil {
		t.Error("the older run was not cancelled")
	}
}

func TestErrorsComeBack(t *testing.T) {
	want := errors.New("no")
	var got error
	Do(Inline(), &Slot{}, func(context.Context) error { return want }, func(err error) { got = err })
	if !errors.Is(got, want) {
		t.Errorf("got %v", got)
	}
}

// Given typing, when each key comes within the rest, then the search runs once, after the last.
func TestLaterWaitsUntilTypingRests(t *testing.T) {
	s, slot, runs := NewStage(), &Slot{}, 0
	for range 5 {
		s.Later(slot, 300*time.Millisecond, func() { runs++ })
		s.Advance(200 * time.Millisecond)
	}
	if runs != 0 {
		t.Errorf("ran %d times while typing", runs)
	}
	s.Advance(100 * time.Millisecond)
	s.Advance(time.Hour)
	if runs != 1 {
		t.Errorf("ran %d times", runs)
	}
}

func TestEveryGoesOnUntilCancelled(t *testing.T) {
	s, slot, ticks := NewStage(), &Slot{}, 0
	s.Every(slot, time.Minute, func() { ticks++ })
	s.Advance(3*time.Minute + time.Second)
	if ticks != 3 {
		t.Errorf("%d ticks", ticks)
	}
	slot.Cancel()
	s.Advance(time.Hour)
	if ticks != 3 {
		t.Errorf("%d ticks after the end", ticks)
	}
}

// Given real goroutines, when the poster hands over, then the answer arrives there.
func TestRunBesideTheWindow(t *testing.T) {
	posted := make(chan func(), 1)
	r := New(t.Context())
	r.post = func(f func()) { posted <- f }
	got := 0
	Run(r, &Slot{}, func(context.Context) (int, error) { return 7, nil }, func(v int, _ error) { got = v })
	select {
	case f := <-posted:
		f()
	case <-time.After(5 * time.Second):
		t.Fatal("no answer")
	}
	if got != 7 {
		t.Errorf("got %d", got)
	}
}
