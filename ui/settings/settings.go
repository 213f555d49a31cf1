package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/firstrun"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	firstrun.Connector
	Status(context.Context) (views.Status, error)
	Disconnect(context.Context) (core.PageID, error)
	Sync(ctx context.Context, full bool, progress func(views.SyncProgress)) (views.SyncResult, error)
	Doctor(context.Context) []views.Check
	Data
	Stock
}

// Look is how the window looks: what the owner chose.
type Look struct {
	Mode     theme.Mode
	Percent  int    // size of text
	Language string // BCP 47; "": as the computer is set
}

// Ways lead from this page on.
type Ways struct {
	Look     func() // for new messages
	Practice func() // opens the practice shop; nil: it is not offered
	Changed  func(Look)
	Left     func()                   // disconnected
	Import   func()                   // brings old conversations
	Restore  func(views.RestoreOrder) // brings a backup back; nil: it is not offered
	Version  string                   // of the program
	Keys     func()                   // lists what the keyboard does
	Login    Login                    // nil: it is not offered
	Habits   Habits
	// HabitsChanged is told what the owner chose; may be nil.
	HabitsChanged func(Habits)
	Profile       func() // shows what people see before they write
	Answers       func() // shows the saved and automatic answers
	Languages     []string
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways
	look Look

	head           *widgets.PageHead
	pill           *widgets.Pill
	page, key      *widgets.Row
	looked, full   *widgets.Row
	leave, stops   *widgets.Row
	again, lookBtn *widgets.Button
	doctor         *widgets.Button
	size, language *widgets.Choice
	connection     *fyne.Container
	data           *dataPart
	stock          *stockPart
	habits         *habitsPart
	content        fyne.CanvasObject

	view             View
	load, act, check tasks.Slot
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, look Look, ways Ways) *Screen {
	p := &Screen{env: env, shop: s, ways: ways, look: look}
	p.head = widgets.NewPageHead(env.Words.T("settings.title"), "", nil)
	p.stock, p.habits = newStockPart(env, s), newHabitsPart(env, ways)
	left := widgets.Column(theme.Gap16, p.connectionCard(), p.stock.card, p.lookCard(), p.habits.card)
	p.data = newDataPart(env, s, ways)
	right := widgets.Column(theme.Gap16, p.data.card, p.privacyCard(), p.helpCard())
	_, place := widgets.Scrolling(widgets.TopParts(theme.Gap16, 300, left, right))
	p.content = widgets.Page(p.head, place, nil)
	return p
}

// Content is what the shell shows.
func (p *Screen) Content() fyne.CanvasObject { return p.content }

// Load reads the state of the shop anew.
func (p *Screen) Load() {
	p.data.load()
	p.stock.load()
	p.habits.load()
	tasks.Run(p.env.Runner, &p.load, p.shop.Status, func(s views.Status, err error) {
		if !p.env.Failed(err) {
			p.show(NewView(p.env.Words, s, p.env.Now(), p.env.Zone))
		}
	})
}

func (p *Screen) show(v View) {
	p.view = v
	p.head.Sub.SetText(v.Sub)
	p.pill.Set(v.Pill, v.PillIcon, v.PillTone)
	p.page.Set(v.Shop, v.ShopWhy)
	p.key.Second.SetText(v.Key)
	p.looked.Second.SetText(v.Looked)
	p.stops.Second.SetText(v.Stops)
	p.key.Hidden, p.leave.Hidden = !v.Replace, !v.Disconnect
	for _, r := range []*widgets.Row{p.key, p.looked, p.stops, p.leave} {
		r.Refresh()
	}
	p.connection.Refresh()
}

// AskBackup asks what to seal a backup with, and where it goes.
func (p *Screen) AskBackup() { p.data.askBackup() }

// AskDaily asks how the daily copies are made.
func (p *Screen) AskDaily() { p.data.askDaily() }

// AskRestore asks what opens a backup that is to be brought back.
func (p *Screen) AskRestore(file string) { p.data.askRestore(file) }

// AskForget asks after how long conversations are forgotten.
func (p *Screen) AskForget() { p.data.askForget() }

// AskStockFile asks which file or folder stock is read from.
func (p *Screen) AskStockFile() { p.stock.askFile() }

// AskWebShop asks for the web shop that stock is read from.
func (p *Screen) AskWebShop() { p.stock.askWeb() }

// SetLooking shows that new messages are looked for.
func (p *Screen) SetLooking(on bool) { p.lookBtn.SetBusy(on) }

// small makes a button that stands in a row.
func small(words string, icon fyne.Resource, tapped func()) *widgets.Button {
	return widgets.NewButton(words, icon, widgets.Normal, tapped).Tall(theme.HeightRow)
}

func (p *Screen) connectionCard() fyne.CanvasObject {
	w := p.env.Words
	p.pill = widgets.NewPill("", nil, widgets.Plain)
	p.page = widgets.NewRow(nil)
	p.key = widgets.NewRow(nil, small(w.T("settings.key_replace"), theme.Icon(theme.IconKey), p.replace)).Set(w.T("settings.key"), "")
	p.lookBtn = small(w.T("settings.look_now"), fynetheme.ViewRefreshIcon(), p.ways.Look)
	p.looked = widgets.NewRow(nil, p.lookBtn).Set(w.T("settings.look"), "")
	p.again = small(w.T("settings.full_do"), nil, p.readAll)
	p.full = widgets.NewRow(nil, p.again).Set(w.T("settings.full"), w.T("settings.full_why"))
	p.leave = widgets.NewRow(nil, small(w.T("settings.leave"), nil, p.askLeave)).Set(w.T("settings.leave"), w.T("settings.leave_why"))
	before := widgets.NewRow(nil, small(w.T("settings.profile_do"), nil, p.ways.Profile)).Set(w.T("settings.profile"), w.T("settings.profile_why"))
	replies := widgets.NewRow(nil, small(w.T("settings.answers_do"), nil, p.ways.Answers)).Set(w.T("settings.answers"), w.T("settings.answers_why"))
	p.connection = widgets.Card(widgets.CardHead(theme.Icon(theme.IconShop), widgets.Plain, w.T("settings.connection"), p.pill),
		widgets.Rows(p.page, p.key, p.looked, p.full, before, replies, p.leave))
	return p.connection
}

func (p *Screen) privacyCard() fyne.CanvasObject {
	w := p.env.Words
	p.stops = widgets.NewRow(widgets.NewIcon(theme.Icon(theme.IconStop), theme.Text2, 20)).Set(w.T("settings.stops"), "")
	kept := widgets.NewRow(widgets.NewIcon(fynetheme.StorageIcon(), theme.Text2, 20)).Set(w.T("settings.kept"), w.T("settings.kept_why"))
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconProof), widgets.Plain, w.T("settings.privacy"), nil), widgets.Rows(kept, p.stops))
}

func (p *Screen) helpCard() fyne.CanvasObject {
	w := p.env.Words
	p.doctor = small(w.T("settings.doctor_do"), nil, p.Examine)
	rows := []fyne.CanvasObject{
		widgets.NewRow(nil, p.doctor).Set(w.T("settings.doctor"), w.T("settings.doctor_why")),
		widgets.NewRow(nil, small(w.T("settings.keys_do"), nil, p.ways.Keys)).Set(w.T("settings.keys"), w.T("settings.keys_why")),
	}
	if p.ways.Practice != nil {
		rows = append(rows, widgets.NewRow(nil, small(w.T("settings.practice_do"), nil, p.ways.Practice)).Set(w.T("settings.practice_shop"), w.T("settings.practice_why")))
	}
	rows = append(rows, widgets.NewRow(nil).Set(w.T("settings.version", "Version", p.ways.Version), w.T("settings.version_why")))
	return widgets.Card(widgets.CardHead(fynetheme.HelpIcon(), widgets.Plain, w.T("settings.help"), nil), widgets.Rows(rows...))
}

// replace takes a new key over the window. The old one stays until the new one works.
func (p *Screen) replace() {
	w := p.env.Words
	var closeIt func()
	form := firstrun.NewConnect(p.env, p.shop, func(views.Connection) {
		closeIt()
		p.env.Done(w.T("settings.key_done"))
		p.Load()
	})
	keep := widgets.NewButton(w.T("settings.key_close"), nil, widgets.Normal, nil)
	closeIt = widgets.Over(p.env.Canvas(), w.T("settings.key_title"), widgets.Column(theme.Gap16, form.Body, widgets.AtEnd(keep)), nil)
	keep.OnTapped = closeIt
}

func (p *Screen) askLeave() {
	w := p.env.Words
	widgets.Ask(p.env.Canvas(), widgets.Question{Title: w.T("settings.leave_title", "Shop", p.view.Shop), Text: w.T("settings.leave_text"),
		Keep: w.T("settings.leave_keep"), Do: w.T("settings.leave"), Rank: widgets.Main}, func() {
		tasks.Run(p.env.Runner, &p.act, p.shop.Disconnect, func(_ core.PageID, err error) {
			if p.env.Failed(err) {
				return
			}
			p.env.Done(w.T("settings.leave_done"))
			if p.ways.Left != nil {
				p.ways.Left()
			}
		})
	})
}

// Examine lets Shopbell check itself and shows what it found.
func (p *Screen) Examine() {
	w := p.env.Words
	p.doctor.SetText(w.T("settings.doctor_busy"))
	p.doctor.SetBusy(true)
	tasks.Run(p.env.Runner, &p.check, func(ctx context.Context) ([]views.Check, error) { return p.shop.Doctor(ctx), nil },
		func(checks []views.Check, _ error) {
			p.doctor.SetText(w.T("settings.doctor_do"))
			p.doctor.SetBusy(false)
			title, all := Findings(w, checks)
			lines := make([]fyne.CanvasObject, 0, len(all))
			for _, f := range all {
				icon, tone := theme.Icon(theme.IconOK), widgets.Bottle
				if !f.OK {
					icon, tone = fynetheme.ErrorIcon(), widgets.Brick
				}
				lines = append(lines, widgets.TopLine(theme.Gap12, widgets.ToneIcon(icon, tone, 20),
					widgets.Column(0, widgets.NewText(f.What, widgets.Body()), widgets.NewText(f.Why, widgets.Quiet().Wrapped())), nil))
			}
			p.over(title, lines)
		})
}

// over shows lines over the window, scrolling where they are many.
func (p *Screen) over(title string, lines []fyne.CanvasObject) {
	shut := widgets.NewButton(p.env.Words.T("settings.keys_close"), nil, widgets.Main, nil)
	body := widgets.Pad(widgets.Column(theme.Gap8, lines...), 0, theme.Gap12, 0, 0)
	scroll := container.NewVScroll(body)
	scroll.SetMinSize(fyne.NewSize(0, min(widgets.HeightFor(body, widgets.Grown(480)), p.env.Canvas().Size().Height/2)))
	shut.OnTapped = widgets.Over(p.env.Canvas(), title, widgets.Column(theme.Gap16, scroll, widgets.AtEnd(shut)), shut)
}

// saved tells whoever keeps it how the window looks now.
func (p *Screen) saved() {
	if p.ways.Changed != nil {
		p.ways.Changed(p.look)
	}
}
