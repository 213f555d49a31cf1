package screen

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// At is how far long work has come.
type At struct {
	Done, Of int // Of 0: nobody knows
	More     int // a second figure, for the words
}

// Tell takes how far long work is. It may be called from any goroutine, as often as there is something to tell.
type Tell func(At)

// Count tells two figures.
func (t Tell) Count(done, of int) { t(At{Done: done, Of: of}) }

// Look tells how far a look for new messages is.
func (t Tell) Look(p views.SyncProgress) { t(At{Done: p.Of, More: p.Messages}) }

// Going is a line of the side about long work.
type Going interface {
	At(says string, done, of int) // of 0: nobody knows
	End()
}

// Long is how long work is shown: what it is, and in which words how far it is. Says may be nil: "3 of 12".
type Long struct {
	What string
	Says func(At) string
	Stop func() // does more when the owner stops it; may be nil
}

// Work that takes longer than patience is shown at the side of the window, looked at every glance: work that is done at
// once shows nothing, and work that tells often costs nothing.
const (
	patience = 400 * time.Millisecond
	glance   = 200 * time.Millisecond
)

// Run does long work beside the window, which shows how far it is and lets the owner stop it wherever they are, then hands
// its answer to then on the window's goroutine. The error of stopped work is context.Canceled, which Stopped tells.
func Run[T any](e Env, l Long, work func(context.Context, Tell) (T, error), then func(T, error)) {
	var at atomic.Pointer[At]
	var run, look tasks.Slot
	var line Going
	stopped := false
	show := func() {
		if now := at.Load(); now != nil && line != nil {
			line.At(l.says(e, *now), now.Done, now.Of)
		}
	}
	e.Runner.Later(&look, patience, func() {
		if e.Begin == nil {
			return
		}
		line = e.Begin(l.What, func() {
			stopped = true
			run.Stop()
			if l.Stop != nil {
				l.Stop()
			}
		})
		show()
		e.Runner.Every(&look, glance, show)
	})
	tasks.Run(e.Runner, &run, func(ctx context.Context) (T, error) {
		return work(ctx, func(a At) { at.Store(&a) })
	}, func(v T, err error) {
		look.Cancel()
		if line != nil {
			line.End()
		}
		if err != nil && stopped {
			err = context.Canceled // in whichever words the broken work says so
		}
		then(v, err)
	})
}

func (l Long) says(e Env, at At) string {
	switch {
	case l.Says != nil:
		return l.Says(at)
	case at.Of == 0:
		return e.Words.Number(at.Done)
	}
	return e.Words.T("long.of", "Done", e.Words.Number(at.Done), "Of", e.Words.Number(at.Of))
}

// Stopped tells that the owner stopped long work, and what that means. It gives whether an error says so.
func (e Env) Stopped(err error, said string) bool {
	if !errors.Is(err, context.Canceled) {
		return false
	}
	e.Say(widgets.Brass, fynetheme.InfoIcon(), said)
	return true
}

// Requests words how far the messages are looked through for requests of new products.
func (e Env) Requests(at At) string {
	if at.Of == 0 && at.Done > 0 { // they still come from a web shop
		return e.Words.N("long.products_come", at.Done)
	}
	return e.Words.T("long.products_at", "Done", e.Words.Number(at.Done), "Of", e.Words.Number(max(at.Of, at.Done)))
}

// Chats words how far conversations are looked through for new messages.
func (e Env) Chats(at At) string {
	return e.Words.T("long.look_at", "Chats", e.Words.Number(at.Done), "New", e.Words.Number(at.More))
}

// WriteTable writes a table into a file as long work and tells where it is, and how many lines it has.
func (e Env) WriteTable(path string, write func(ctx context.Context, told func(done, of int)) (lines int, err error)) {
	writeFile(e, func(ctx context.Context, tell Tell) (int, error) { return write(ctx, tell.Count) },
		func(lines int) string { return e.Words.N("table.saved", lines, "File", path) })
}

// WriteFile writes a file as long work and tells where it is.
func (e Env) WriteFile(path string, write func(context.Context) error) {
	writeFile(e, func(ctx context.Context, _ Tell) (struct{}, error) { return struct{}{}, write(ctx) },
		func(struct{}) string { return e.Words.T("long.saved", "File", path) })
}

func writeFile[T any](e Env, write func(context.Context, Tell) (T, error), said func(T) string) {
	Run(e, Long{What: e.Words.T("long.file")}, write, func(v T, err error) {
		if !e.Stopped(err, e.Words.T("long.file_stopped")) && !e.Failed(err) {
			e.Done(said(v))
		}
	})
}
