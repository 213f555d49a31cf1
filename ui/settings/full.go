package settings

import (
	"context"

	"shopbell/core/views"
	"shopbell/ui/screen"
)

// readAll reads the whole history of the page again and tells how far it has come. What was read when the owner stops it
// stays, and the next reading goes on from there.
func (p *Screen) readAll() {
	w := p.env.Words
	p.again.SetBusy(true)
	long := screen.Long{What: w.T("settings.full"), Says: p.env.Chats}
	screen.Run(p.env, long, func(ctx context.Context, tell screen.Tell) (views.SyncResult, error) {
		return p.shop.Sync(ctx, true, tell.Look)
	}, func(r views.SyncResult, err error) {
		p.again.SetBusy(false)
		if !p.env.Stopped(err, w.T("settings.full_stopped")) && !p.env.Failed(err) {
			p.env.Done(w.N("settings.full_done", r.MessagesNew))
		}
		p.Load()
	})
}
