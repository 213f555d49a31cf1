package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Restorer closes the data folder, brings a backup back into it and opens it again. It gives the use cases of the folder
// as it is then, also when it failed and nothing was changed; nil when the folder does not open any more.
type Restorer func(context.Context, views.RestoreOrder) (views.Restored, UseCases, error)

// reopened is what a Restorer gave.
type reopened struct {
	done views.Restored
	shop UseCases
}

// restore brings a backup back. Meanwhile the window shows nothing of the shop: its data is closed.
func (w *Window) restore(o views.RestoreOrder) {
	w.rest()
	stopped, stop := context.WithCancel(context.Background())
	t := w.env.Words
	halt := widgets.NewButton(t.T("restoring.stop"), nil, widgets.Normal, stop)
	busy := widget.NewProgressBarInfinite()
	page := container.NewCenter(widgets.Sized(widgets.Column(theme.Gap16,
		widgets.NewText(t.T("restoring.title"), widgets.Title()), widgets.NewText(t.T("restoring.why"), widgets.Body().In(theme.Text2)),
		busy, widgets.Side(0, halt)), widgets.Grown(460), 0))
	w.Window.SetContent(widgets.On(theme.Page, page))
	tasks.Run(w.env.Runner, &w.first, func(ctx context.Context) (reopened, error) {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(stopped, end)()
		done, shop, err := w.opt.Restore(ctx, o)
		return reopened{done, shop}, err
	}, func(r reopened, err error) {
		stop()
		busy.Stop()
		w.restored(r, err)
	})
}

// rest ends what would still ask the shop.
func (w *Window) rest() {
	w.unsubscribe()
	w.read.Cancel()
	w.first.Cancel()
	if w.shell != nil {
		w.shell.StopAll()
	}
	w.shop.StopLooking()
	w.Window.SetOnDropped(func(fyne.Position, []fyne.URI) {})
}

// restored shows the shop as it is now, and tells what became of the backup.
func (w *Window) restored(r reopened, err error) {
	if r.shop == nil {
		w.trouble(err)
		return
	}
	w.shop = r.shop
	tasks.Run(w.env.Runner, &w.first, w.shop.Status, func(s views.Status, failed error) {
		if failed != nil {
			w.trouble(failed)
			return
		}
		w.begin(s)
		w.tellRestored(r.done, err)
	})
}

func (w *Window) tellRestored(done views.Restored, err error) {
	t := w.env.Words
	switch {
	case errors.Is(err, context.Canceled):
		w.say(widgets.Brass, theme.Icon(theme.IconStop), t.T("restoring.stopped"))
	case err != nil:
		w.env.Failed(err)
	case len(done.Unread) > 0:
		w.say(widgets.Brass, theme.Icon(theme.IconOK), t.T("restoring.done_unread"))
	case done.Before != "":
		w.env.Done(t.T("restoring.done_before", "File", done.Before))
	default:
		w.env.Done(t.T("restoring.done"))
	}
}
