package settings

import (
	"context"

	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// pressFull reads the whole history of the page again, or stops the reading that is under way. What was read by then
// stays, and the next reading goes on from there.
func (p *Screen) pressFull() {
	if p.reading {
		p.sync.Cancel()
		p.fullEnded()
		p.env.Say(widgets.Brass, fynetheme.InfoIcon(), p.env.Words.T("settings.full_stopped"))
		p.Load()
		return
	}
	p.readAll()
}

// readAll reads the whole history of the page again and tells how far it has come.
func (p *Screen) readAll() {
	w := p.env.Words
	p.reading = true
	p.again.SetText(w.T("settings.full_stop"))
	p.run++
	run := p.run
	tasks.Run(p.env.Runner, &p.sync, func(ctx context.Context) (views.SyncResult, error) {
		return p.shop.Sync(ctx, true, func(s views.SyncProgress) {
			p.env.Runner.Post(func() {
				if p.reading && run == p.run {
					p.full.Second.SetText(w.T("settings.full_at", "Done", w.Number(s.Conversations), "Of", w.Number(s.Of), "New", w.Number(s.Messages)))
				}
			})
		})
	}, func(r views.SyncResult, err error) {
		p.fullEnded()
		if !p.env.Failed(err) {
			p.env.Done(w.N("settings.full_done", r.MessagesNew))
		}
		p.Load()
	})
}

func (p *Screen) fullEnded() {
	w := p.env.Words
	p.reading = false
	p.again.SetText(w.T("settings.full_do"))
	p.full.Set(w.T("settings.full"), w.T("settings.full_why"))
}
