package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
)

// ledger notes what was taken back.
type ledger struct {
	*Window
	stage *tasks.Stage
	clock *core.FakeClock
	back  []string
}

func newLedger(t *testing.T) *ledger {
	t.Helper()
	w, stage := open(t, connected(), Options{})
	return &ledger{Window: w, stage: stage, clock: w.env.Clock.(*core.FakeClock)}
}

func (l *ledger) did(what string, err error) {
	l.env.DoneFor(screen.Step{Did: what, Back: func(context.Context) error {
		l.back = append(l.back, what)
		return err
	}})
}

// undo presses the button in the toast or the key, as the case may be.
func (l *ledger) undo() {
	l.undoLast()
	l.stage.FinishAll()
}

func (l *ledger) told() string { return l.shell.Told() }

func TestTheLastIsTakenBackFirst(t *testing.T) {
	l := newLedger(t)
	l.did("first", nil)
	l.did("second", nil)
	if got := l.told(); got != "second" {
		t.Errorf("told %q", got)
	}
	l.undo()
	if got := l.told(); got != "Taken back: second" {
		t.Errorf("told %q", got)
	}
	l.undo()
	l.undo()
	if got := strings.Join(l.back, " "); got != "second first" {
		t.Errorf("took back %s", got)
	}
	if got := l.told(); got != "There is nothing to take back." {
		t.Errorf("told %q", got)
	}
}

// What has changed since stands, and what only failed can be taken back again.
func TestWhatNoLongerHoldsIsForgotten(t *testing.T) {
	l := newLedger(t)
	l.did("gone", core.E(core.CodeNotFound, "test", "", nil))
	l.undo()
	l.undo()
	if len(l.back) != 1 {
		t.Errorf("tried %d times", len(l.back))
	}
	l.did("broken", errors.New("no line"))
	l.undo()
	l.undo()
	if len(l.back) != 3 {
		t.Errorf("tried %d times in all", len(l.back))
	}
}

func TestStepsGrowOldAndAreFew(t *testing.T) {
	l := newLedger(t)
	l.did("old", nil)
	l.clock.Advance(undoFor)
	l.undo()
	if len(l.back) != 0 {
		t.Errorf("took back %v after %s", l.back, undoFor)
	}
	for i := range undoMost + 5 {
		l.did(fmt.Sprint(i), nil)
	}
	for range undoMost + 5 {
		l.undo()
	}
	if len(l.back) != undoMost || l.back[undoMost-1] != "5" {
		t.Errorf("took back %d, the last was %v", len(l.back), l.back[len(l.back)-1])
	}
}

// A note that is kept again and again while it is typed is taken back to before the typing.
func TestJoinedStepsAreTakenBackTogether(t *testing.T) {
	l := newLedger(t)
	for _, before := range []string{"nothing", "a", "ab"} {
		l.env.DoneFor(screen.Step{What: "the note", One: "note ana", Back: func(context.Context) error {
			l.back = append(l.back, before)
			return nil
		}})
		l.clock.Advance(time.Second)
	}
	l.undo()
	l.undo()
	if got := strings.Join(l.back, " "); got != "nothing" {
		t.Errorf("went back to %s", got)
	}
}

// Another shop under the same window takes back nothing of the one before.
func TestAnotherShopForgetsTheSteps(t *testing.T) {
	l := newLedger(t)
	l.did("done", nil)
	l.showFirst()
	l.showShop(l.status)
	l.stage.FinishAll()
	l.undo()
	if len(l.back) != 0 {
		t.Errorf("took back %v", l.back)
	}
}
