package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// newsRest gathers the events of a burst, so that a page reloads a few times a second at most.
const newsRest = 200 * time.Millisecond

// heard notes an event and reloads soon. A burst without end still reloads: the first event sets the time.
func (w *Window) heard(views.Event) {
	if w.pending || w.shell == nil {
		return
	}
	w.pending = true
	w.env.Runner.Later(&w.news, newsRest, func() {
		w.pending = false
		w.reload()
	})
}

// reload reads anew where the shop stands, today's badge, and the page that is shown.
func (w *Window) reload() {
	w.readStatus()
	w.readTray()
	id, p := w.shell.Now()
	if id != pageToday {
		w.today.Load()
	}
	w.loadShown(p.Content)
}

func (w *Window) loadShown(shown fyne.CanvasObject) {
	for _, page := range []struct {
		content fyne.CanvasObject
		load    func()
	}{
		{w.today.Content(), w.today.Load}, {w.conversations.Content(), w.conversations.Load}, {w.waitlists.Content(), w.waitlists.Load},
		{w.restock.Content(), w.restock.Load}, {w.offers.Content(), w.offers.Load}, {w.pools.Content(), w.pools.Load}, {w.sending.Content(), w.sending.Load}, {w.campaigns.Content(), w.campaigns.Load}, {w.results.Content(), w.results.Load},
		{w.rules.Content(), w.rules.Load}, {w.settings.Content(), w.settings.Load},
	} {
		if page.content == shown {
			page.load()
		}
	}
}

// tick counts down what is shown, each minute.
func (w *Window) tick() {
	w.readStatus()
	w.today.Tick()
	w.notice()
	w.placeSoon()
	w.conversations.Tick()
	_, p := w.shell.Now()
	switch p.Content {
	case w.waitlists.Content():
		w.waitlists.Tick()
	case w.restock.Content():
		w.restock.Tick()
	case w.offers.Content():
		w.offers.Tick()
	case w.sending.Content():
		w.sending.Tick()
	case w.campaigns.Content():
		w.campaigns.Tick()
	case w.results.Content():
		w.results.Tick()
	}
}

func (w *Window) readStatus() {
	tasks.Run(w.env.Runner, &w.read, w.shop.Status, func(s views.Status, err error) {
		if !w.env.Failed(err) {
			w.showStatus(s)
		}
	})
}

func (w *Window) showStatus(s views.Status) {
	s.Practice = s.Practice || w.opt.Practice
	w.status = s
	now := w.env.Now()
	w.shell.SetShop(s.Page.Name)
	sign := NewSign(w.env.Words, s, now, w.env.Zone)
	w.shell.SetSign(sign.Title, sign.Sub, sign.Dot)
	strips := []fyne.CanvasObject{}
	for _, one := range NewStrips(w.env.Words, s, now, w.env.Zone) {
		strips = append(strips, w.strip(one))
	}
	w.shell.SetStrips(strips...)
	w.conversations.SetOffline(!s.OfflineFrom.IsZero())
	w.sending.SetStill(!s.OfflineFrom.IsZero() || badKey(s))
}

func (w *Window) strip(s Strip) fyne.CanvasObject {
	var way *widgets.Button
	switch s.Way {
	case WayLook:
		way = widgets.NewButton(s.Button, nil, widgets.Straight, w.Look).Tall(theme.HeightRow)
	case WaySettings:
		way = widgets.NewButton(s.Button, nil, widgets.Normal, func() { w.shell.Show(pageSettings) }).Tall(theme.HeightRow)
	case WayGoOn:
		way = widgets.NewButton(s.Button, nil, widgets.Normal, w.goOn).Tall(theme.HeightRow)
	}
	return widgets.Strip(s.Tone, s.Icon, s.Bold, s.More, way)
}

// goOn lets messages leave that waited for the owner's word.
func (w *Window) goOn() {
	tasks.Do(w.env.Runner, &w.goes, w.shop.EndHalt, func(err error) {
		w.env.Failed(err)
		w.readStatus()
	})
}

// Look looks for new messages and tells how many came. It is done once at a time.
func (w *Window) Look() {
	if w.looks {
		return
	}
	w.looking(true)
	words, s := w.env.Words, w.shop
	long := screen.Long{What: words.T("long.look"), Says: w.env.Chats, Stop: s.StopLooking}
	screen.Run(w.env, long, func(ctx context.Context, tell screen.Tell) (views.SyncResult, error) {
		return s.Sync(ctx, false, tell.Look)
	}, func(r views.SyncResult, err error) {
		w.looking(false)
		if !w.env.Stopped(err, words.T("long.look_stopped")) && !w.env.Failed(err) {
			said := words.T("window.looked_none")
			if r.MessagesNew > 0 {
				said = words.N("window.looked", r.MessagesNew)
			}
			w.env.Done(said)
		}
		w.reload()
	})
}

func (w *Window) looking(on bool) {
	w.looks = on
	w.today.SetLooking(on)
	w.settings.SetLooking(on)
}
