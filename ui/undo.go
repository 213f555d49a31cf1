package ui

import (
	"time"

	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

const (
	// undoFor is how long something can be taken back.
	undoFor = 10 * time.Minute
	// undoMost is how many steps can be taken back.
	undoMost = 20
)

// undo is what was done last, the newest at the end.
type undo struct {
	steps []done
	busy  bool
	slot  tasks.Slot
}

type done struct {
	screen.Step
	at time.Time
}

// add remembers a step. One that belongs to the step before joins it.
func (u *undo) add(s screen.Step, now time.Time) {
	if n := len(u.steps); n > 0 && s.One != "" && u.steps[n-1].One == s.One {
		u.steps[n-1].at = now
		return
	}
	u.steps = append(u.steps, done{s, now})
	if len(u.steps) > undoMost {
		u.steps = u.steps[1:]
	}
}

// last takes the newest step that is young enough off the list.
func (u *undo) last(now time.Time) (screen.Step, bool) {
	n := len(u.steps)
	if n == 0 {
		return screen.Step{}, false
	}
	s := u.steps[n-1]
	if now.Sub(s.at) >= undoFor {
		u.steps = nil // the others are older
		return screen.Step{}, false
	}
	u.steps = u.steps[:n-1]
	return s.Step, true
}

// clear forgets all: it belongs to another shop, or to the time before a backup.
func (u *undo) clear() {
	u.slot.Cancel()
	u.steps, u.busy = nil, false
}

// remember tells what was done and offers to take it back.
func (w *Window) remember(s screen.Step) {
	if s.What == "" {
		s.What = s.Did
	}
	w.undo.add(s, w.env.Now())
	if s.Did != "" && w.shell != nil {
		w.shell.Offer(widgets.Bottle, fynetheme.ConfirmIcon(), s.Did, w.env.Words.T("undo.do"), w.undoLast)
	}
}

// undoLast takes back what was done last, one step at a time.
func (w *Window) undoLast() {
	if w.undo.busy {
		return
	}
	say := w.env.Words
	s, ok := w.undo.last(w.env.Now())
	if !ok {
		w.say(widgets.Plain, fynetheme.InfoIcon(), say.T("undo.none"))
		return
	}
	w.undo.busy = true
	tasks.Do(w.env.Runner, &w.undo.slot, s.Back, func(err error) {
		w.undo.busy = false
		switch {
		case core.CodeOf(err) == core.CodeNotFound:
			w.say(widgets.Brass, fynetheme.WarningIcon(), say.T("undo.late", "What", s.What))
			return
		case err != nil:
			w.undo.add(s, w.env.Now())
			w.env.Failed(err)
			return
		}
		w.env.Done(say.T("undo.done", "What", s.What))
		if s.Then != nil {
			s.Then()
		}
		w.reload()
	})
}
