package sending

import (
	"context"

	"shopbell/core"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// Pause pauses or goes on, at once on the page and then in the store.
func (t *Screen) Pause() {
	if !t.view.Open() {
		return
	}
	do := t.shop.Pause
	if t.wanted = core.CampaignPaused; t.view.Campaign.State == core.CampaignPaused {
		t.wanted, do = core.CampaignRunning, t.shop.Resume
	}
	t.show(t.view)
	id := t.id
	tasks.Do(t.env.Runner, t.act, func(ctx context.Context) error { return do(ctx, id) }, func(err error) {
		t.env.Failed(err)
		t.acted(id)
	})
}

// askStop asks before the rest is stopped.
func (t *Screen) askStop() {
	w := t.env.Words
	text, do := t.view.Question(w)
	t.close = widgets.Ask(t.env.Canvas(), widgets.Question{Title: w.T("sending.stop_title"), Text: text, Keep: w.T("sending.stop_keep"), Do: do, Rank: widgets.Main}, t.stopNow)
}

func (t *Screen) stopNow() {
	t.close = nil
	id := t.id
	t.stop.SetBusy(true)
	tasks.Run(t.env.Runner, t.act, func(ctx context.Context) (int, error) { return t.shop.Cancel(ctx, id) }, func(n int, err error) {
		if !t.env.Failed(err) {
			t.env.Done(t.env.Words.N("sending.stopped", n))
		}
		t.acted(id)
	})
}

// acted reads at once what came of something the owner did to a campaign.
func (t *Screen) acted(id core.CampaignID) {
	if id != t.id {
		return
	}
	t.wanted, t.resting = "", false
	t.stop.SetBusy(false)
	t.Load()
}

func (t *Screen) endHalt() {
	id := t.id
	tasks.Do(t.env.Runner, t.act, t.shop.EndHalt, func(err error) {
		t.env.Failed(err)
		t.acted(id)
	})
}
