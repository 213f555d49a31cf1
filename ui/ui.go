// Package ui is Shopbell's window: the pages, what leads from one to another, and the news that make them reload.
//
// It holds no rule and opens no file or socket: all is done by the use cases, beside the window. It never imports the
// toolkit's driver, so that all of it is tested without a display.
package ui

import (
	"context"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/answers"
	"shopbell/ui/campaigns"
	"shopbell/ui/conversations"
	"shopbell/ui/firstrun"
	"shopbell/ui/importing"
	"shopbell/ui/offers"
	"shopbell/ui/palette"
	"shopbell/ui/pools"
	"shopbell/ui/posters"
	"shopbell/ui/profile"
	"shopbell/ui/restock"
	"shopbell/ui/results"
	"shopbell/ui/rules"
	"shopbell/ui/screen"
	"shopbell/ui/sending"
	"shopbell/ui/settings"
	"shopbell/ui/shell"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/today"
	"shopbell/ui/waitlists"
	"shopbell/ui/widgets"
)

// Options are what the wiring decides. The zero value of each is a sound choice.
type Options struct {
	Practice     bool                     // the practice shop: says so, and offers no other
	OpenPractice func()                   // opens the practice shop; nil: it is not offered
	Restore      Restorer                 // brings a backup back; nil: it is not offered
	Version      string                   // of the program, as the settings tell it
	Lang         string                   // BCP 47, the computer's; the owner's own choice comes first
	Clock        core.Clock               // nil: the computer's
	Zone         *time.Location           // the shop's; nil: the computer's
	Runner       *tasks.Runner            // nil: real goroutines that end with the window
	Login        settings.Login           // starts Shopbell at login; nil: it is not offered
	Notify       func(*fyne.Notification) // tells something on the desktop, from any goroutine; nil: there is no place for it
	// Hidden keeps the window out of sight until it is asked for beside the clock, where there is a place for that; closing
	// it then leaves the program running.
	Hidden bool
	// Screen gives the room for windows on the screen, in the units of a window; nil: it is not known.
	Screen func(fyne.Window) fyne.Size
	// Tray shows a menu beside the computer's clock; nil: there is no place for one. The first call comes from New.
	Tray func(*fyne.Menu)
}

// Window is Shopbell's window.
type Window struct {
	Window fyne.Window // of the toolkit

	app    fyne.App
	shop   UseCases
	opt    Options
	env    screen.Env
	look   settings.Look
	status views.Status
	stop   context.CancelFunc

	shell         *shell.Shell
	keys          []shell.Binding
	palette       *palette.Palette
	undo          undo
	habits        settings.Habits
	left          bool // the window is closed
	looks         bool // new messages are being looked for
	notes         noticing
	beside        trayState
	placed        place // what was kept last
	today         *today.Screen
	conversations *conversations.Screen
	waitlists     *waitlists.Screen
	restock       *restock.Screen
	offers        *offers.Screen
	pools         *pools.Screen
	posters       *posters.Screen
	profile       *profile.Screen
	answers       *answers.Screen
	sending       *sending.Screen
	campaigns     *campaigns.Screen
	results       *results.Screen
	rules         *rules.Screen
	settings      *settings.Screen
	importing     *importing.Screen
	begun         *firstrun.Screen // the first steps, nil once there is a shop

	news                tasks.Slot // gathers events
	pending             bool
	read, minute, first tasks.Slot
	tray, places, goes  tasks.Slot
	cancel              func() // ends the subscription
}

// New makes the window; Open shows it. It must be called on the toolkit's goroutine.
func New(app fyne.App, s UseCases, opt Options) *Window {
	w := &Window{app: app, shop: s, opt: opt, look: loadLook(app.Preferences()), habits: loadHabits(app.Preferences())}
	ctx, stop := context.WithCancel(context.Background())
	w.stop = stop
	w.env = screen.Env{Words: Words(app, opt.Lang), Runner: opt.Runner, Clock: opt.Clock, Zone: opt.Zone, Say: w.say, Begin: w.longWork, Remember: w.remember}
	if w.env.Runner == nil {
		w.env.Runner = tasks.New(ctx)
	}
	if w.env.Clock == nil {
		w.env.Clock = core.SystemClock{}
	}
	if w.env.Zone == nil {
		w.env.Zone = time.Local
	}
	app.Settings().SetTheme(theme.New(w.look.Mode, float32(w.look.Percent)/100))
	title := "window.title"
	if opt.Practice {
		title = "window.title_practice"
	}
	w.Window = app.NewWindow(w.env.Words.T(title))
	w.env.Window = w.Window
	w.Window.SetPadded(false)
	w.Window.SetContent(container.NewStack(widgets.NewGround(theme.Page, "", 0)))
	w.Window.Resize(sizeBefore(app.Preferences()))
	w.Window.SetOnClosed(w.closed)
	if opt.Tray != nil {
		opt.Tray(w.trayMenu(trayState{}))
	}
	if opt.Hidden && opt.Tray != nil {
		w.Window.SetCloseIntercept(w.hide)
	}
	return w
}

// Open reads where the shop stands, then shows the shop, or the first steps where there is none yet. It gives whether the
// window is in sight.
func (w *Window) Open() (inSight bool) {
	if inSight = !w.opt.Hidden || w.opt.Tray == nil; inSight {
		w.Window.Show()
	}
	w.fit()
	tasks.Run(w.env.Runner, &w.first, w.shop.Status, func(s views.Status, err error) {
		if err != nil {
			w.trouble(err)
			return
		}
		w.begin(s)
	})
	return inSight
}

func (w *Window) begin(s views.Status) {
	if s.Page.ID == "" && !s.Practice && !w.opt.Practice {
		w.showFirst()
		return
	}
	w.showShop(s)
}

// trouble tells in an empty window why the shop does not open, also where the window was out of sight.
func (w *Window) trouble(err error) {
	w.Window.Show()
	said := w.env.Words.Error(err)
	again := widgets.NewButton(w.env.Words.T("strip.try"), nil, widgets.Main, func() { w.Open() })
	w.Window.SetContent(widgets.On(theme.Page, widgets.Empty(theme.Icon(theme.IconShop), said.What, said.Do, again)))
}

func (w *Window) showFirst() {
	w.unsubscribe()
	w.shell = nil
	var f *firstrun.Screen
	f = firstrun.New(w.env, w.shop, firstrun.Ways{Practice: w.opt.OpenPractice, Connected: func(views.Connection) {
		tasks.Run(w.env.Runner, &w.first, w.shop.Status, func(s views.Status, err error) {
			if err != nil {
				w.trouble(err)
				return
			}
			w.showShop(s)
			w.Look()
			if files := f.History(); len(files) > 0 {
				w.showImport(files...)
			}
		})
	}})
	w.begun = f
	w.Window.SetContent(f.Content())
	w.Window.SetOnDropped(w.dropped)
}

// showShop makes all pages, once.
func (w *Window) showShop(s views.Status) {
	w.begun = nil
	// Before anything is read: what is told from here on is heard when all pages are there.
	w.cancel = w.shop.Subscribe(func(e views.Event) { w.env.Runner.Post(func() { w.heard(e) }) })
	w.makePages()
	w.shell = shell.New(w.env.Words, w.env.Runner, w.pages())
	w.Window.SetContent(w.shell.Root)
	w.palette = w.newPalette()
	w.keys = w.shell.Keys(w.Window.Canvas(), shell.Extra{Find: w.find, Palette: w.palette.Open, Look: w.Look, Restock: w.waitlists.Restock, Offer: w.showOffers,
		Undo: w.undoLast, Size: w.settings.Step, Help: w.showKeys})
	w.Window.SetOnDropped(w.dropped)
	w.showStatus(s)
	w.readTray()
	w.env.Runner.Every(&w.minute, time.Minute, w.tick)
	w.goBack()
	w.offers.Resume()
	w.beginNotices()
}

func (w *Window) unsubscribe() {
	w.undo.clear()
	if w.cancel != nil {
		w.cancel()
		w.cancel = nil
	}
	w.minute.Cancel()
	w.news.Cancel()
	w.pending = false
}

// Leave keeps where the owner is, and ends what the window has under way: the program ends. A window that was closed has
// done so already.
func (w *Window) Leave() {
	if !w.left {
		w.closed()
	}
}

func (w *Window) closed() {
	w.left = true
	w.keepAll(w.Window.Canvas().Size())
	w.unsubscribe()
	w.stop()
	w.env.Runner.Rest(tidying)
}

// tidying is how long what is under way may take to end with the window: a file that is half written is taken away.
const tidying = 3 * time.Second

// say tells at the top of the window what was done. Before there is a shop nothing is told this way.
func (w *Window) say(tone widgets.Tone, icon fyne.Resource, said string) {
	if w.shell != nil {
		w.shell.Toast(tone, icon, said)
	}
}

// longWork shows long work at the side; nil before there is a shop.
func (w *Window) longWork(what string, stop func()) screen.Going {
	if w.shell == nil {
		return nil
	}
	return w.shell.Begin(what, stop)
}

// modifier is the name of the key that goes with letters.
func modifier() string {
	if runtime.GOOS == "darwin" {
		return "⌘"
	}
	return "Ctrl"
}
