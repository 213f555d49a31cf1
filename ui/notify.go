package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/notices"
	"shopbell/ui/tasks"
)

// keptTold is the name under which it is kept what was told on the desktop.
const keptTold = "told"

// noticing tells on the desktop what needs a person, while the window is not the one in front.
type noticing struct {
	teller  notices.Teller
	ready   bool        // what was told before is known
	seen    views.Today // the newest
	inFront bool
	busy    bool // what was told is being kept
	slot    tasks.Slot
}

// beginNotices learns what was told before.
func (w *Window) beginNotices() {
	w.notes.ready = false
	tasks.Run(w.env.Runner, &w.notes.slot, func(ctx context.Context) (string, error) { return w.shop.Kept(ctx, keptTold) }, func(kept string, err error) {
		if w.env.Failed(err) {
			return
		}
		w.notes.teller.Decode(kept)
		w.notes.ready = true
		w.notice()
	})
}

// sawToday is told what needs the owner, whenever that was read.
func (w *Window) sawToday(t views.Today) {
	w.notes.seen = t
	w.notice()
	w.showTray()
}

// notice tells on the desktop what is new. Whoever has the window in front of them sees it there.
func (w *Window) notice() {
	if !w.notes.ready || w.notes.busy || w.opt.Notify == nil {
		return
	}
	before := w.notes.teller.Encode()
	fresh := w.notes.teller.New(notices.Find(w.env.Words, w.notes.seen, w.env.Now()), w.habits.Notices)
	kept := w.notes.teller.Encode()
	if kept == before {
		return
	}
	if w.notes.inFront {
		fresh = nil
	}
	w.notes.busy = true
	all := notices.Words(w.env.Words, fresh, w.habits.Quote)
	tasks.Do(w.env.Runner, &w.notes.slot, func(ctx context.Context) error {
		err := w.shop.Keep(ctx, keptTold, kept) // first: told once too little rather than twice
		if err != nil {
			return err
		}
		for _, n := range all {
			w.opt.Notify(fyne.NewNotification(n.Title, n.Text))
		}
		return nil
	}, func(err error) {
		w.notes.busy = false
		if !w.env.Failed(err) {
			w.notice() // what came meanwhile
		}
	})
}

// Front is told whether the window is the one in front.
func (w *Window) Front(on bool) { w.notes.inFront = on }
