package importing

import (
	"context"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	// Import reads downloads into the history and tells from beside how many of their files are read.
	Import(ctx context.Context, paths []string, progress func(done, of int)) (views.ImportedHistory, error)
}

// Ways lead from this page on.
type Ways struct {
	Back  func()
	Chats func() // to the conversations
}

// download is where Facebook makes the file.
const download = "https://www.facebook.com/dyi"

// glance is how often the bar looks at how far the reading is.
const glance = 200 * time.Millisecond

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	parts   Parts
	list    *fyne.Container
	file    *widgets.Button
	folder  *widgets.Button
	start   *widgets.Button
	stopBtn *widgets.Button
	bar     *widgets.Bar
	stands  *widgets.Text
	busy    *fyne.Container
	end     *fyne.Container
	content fyne.CanvasObject

	done, of atomic.Int64 // told from beside while it runs
	running  bool
	cancel   context.CancelFunc
	run      tasks.Slot
	look     tasks.Slot
}

// New makes the page.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	p := &Screen{env: env, shop: s, ways: ways, cancel: func() {}}
	w := env.Words
	back := widgets.NewButton(w.T("importing.back"), fynetheme.NavigateBackIcon(), widgets.Link, p.Leave)
	head := widgets.NewPageHead(w.T("importing.title"), w.T("importing.sub"), back)
	_, place := widgets.Scrolling(widgets.Column(theme.Gap16, p.endBox(), widgets.TopParts(theme.Gap16, 280, Steps(env), p.chooseCard())))
	p.content = widgets.Page(head, place, nil)
	p.show()
	return p
}

// Content is what the shell shows.
func (p *Screen) Content() fyne.CanvasObject { return p.content }

// Leave goes back. An import that runs goes on; its end is told wherever the owner is.
func (p *Screen) Leave() {
	if p.ways.Back != nil {
		p.ways.Back()
	}
}

// Steps tells how to get the download from Facebook. The first steps of a new owner show it too, since Facebook may take
// a day to make the file.
func Steps(env screen.Env) fyne.CanvasObject {
	w := env.Words
	step := func(number, words string, more ...fyne.CanvasObject) fyne.CanvasObject {
		things := append([]fyne.CanvasObject{widgets.NewText(words, widgets.Style{Size: theme.SizeSecond, Flow: widgets.Wrap})}, more...)
		return widgets.TopLine(theme.Gap12, widgets.Numbered(number), widgets.Column(theme.Gap4, things...), nil)
	}
	open := widgets.NewButton(w.T("importing.step1_open"), nil, widgets.Link, func() {
		u, err := url.Parse(download)
		if err == nil {
			err = fyne.CurrentApp().OpenURL(u)
		}
		env.Failed(err)
	})
	return widgets.Card(widgets.CardHead(fynetheme.DownloadIcon(), widgets.Bottle, w.T("importing.get"), nil),
		widgets.Rule(), widgets.CardBody(theme.Gap16,
			step("1", w.T("importing.step1"), widgets.Side(0, open)), step("2", w.T("importing.step2")),
			step("3", w.T("importing.step3")), step("4", w.T("importing.step4"))))
}

// chooseCard takes files and folders, and shows how far the reading is.
func (p *Screen) chooseCard() fyne.CanvasObject {
	w := p.env.Words
	p.file = widgets.NewButton(w.T("importing.file"), fynetheme.FileIcon(), widgets.Normal, func() {
		p.env.PickFile([]string{".zip", ".ZIP"}, func(path string) { p.Add(path) })
	})
	p.folder = widgets.NewButton(w.T("importing.folder"), fynetheme.FolderOpenIcon(), widgets.Normal, func() {
		p.env.PickFolder(func(path string) { p.Add(path) })
	})
	p.list = widgets.Column(0)
	p.start = widgets.NewButton("", nil, widgets.Main, p.Start).Tall(theme.HeightMain)
	p.stopBtn = widgets.NewButton(w.T("importing.stop"), fynetheme.MediaStopIcon(), widgets.Normal, p.Stop)
	p.bar = widgets.NewBar(20)
	p.stands = widgets.NewText("", widgets.Quiet().Wrapped())
	p.busy = widgets.Column(theme.Gap8, p.bar, widgets.Line(theme.Gap12, nil, p.stands, p.stopBtn))
	return widgets.Card(widgets.CardHead(fynetheme.FolderIcon(), widgets.Bottle, w.T("importing.choose"), nil),
		widgets.Rule(), widgets.CardBody(theme.Gap12,
			widgets.NewText(w.T("importing.drop"), widgets.Body().In(theme.Text2)), widgets.Flowing(theme.Gap8, p.file, p.folder),
			p.list, widgets.Side(0, p.start), p.busy,
			widgets.TopLine(theme.Gap8, widgets.NewIcon(theme.Icon(theme.IconStop), theme.Text2, 16), widgets.NewText(w.T("importing.safe"), widgets.Small().Wrapped()), nil)))
}

// endBox is where the end is told, above all else.
func (p *Screen) endBox() fyne.CanvasObject {
	p.end = widgets.Column(theme.Gap16)
	p.end.Hide()
	return p.end
}

// Add takes files and folders: chosen, or dropped onto the window. While an import runs it takes none.
func (p *Screen) Add(paths ...string) {
	if p.running {
		p.env.Say(widgets.Brass, fynetheme.InfoIcon(), p.env.Words.T("importing.busy"))
		return
	}
	p.parts.Add(paths...)
	p.show()
}

// Main is Ctrl+Enter.
func (p *Screen) Main() {
	if !p.running && len(p.parts.Paths) > 0 {
		p.Start()
	}
}

// show lists what was chosen, and what can be done with it now.
func (p *Screen) show() {
	w := p.env.Words
	p.list.Objects = nil
	for _, path := range p.parts.Paths {
		away := widgets.NewButton("", fynetheme.CancelIcon(), widgets.Subtle, func() {
			p.parts.Remove(path)
			p.show()
		}).Tall(theme.HeightRow).Saying(w.T("importing.remove", "File", filepath.Base(path)))
		away.Hidden = p.running
		icon := fynetheme.FolderIcon()
		if filepath.Ext(path) != "" {
			icon = fynetheme.FileIcon()
		}
		names := widgets.Column(0, widgets.NewText(filepath.Base(path), widgets.Strong()), widgets.NewText(filepath.Dir(path), widgets.Small()))
		p.list.Add(widgets.Pad(widgets.Line(theme.Gap12, widgets.NewIcon(icon, theme.Text2, 20), names, away), theme.Gap4, 0, theme.Gap4, 0))
	}
	p.list.Hidden = len(p.parts.Paths) == 0
	p.start.Hidden = p.running || p.list.Hidden
	p.start.SetText(w.N("importing.start", len(p.parts.Paths)))
	p.busy.Hidden = !p.running
	for _, b := range []*widgets.Button{p.file, p.folder} {
		b.SetBusy(p.running)
	}
	p.list.Refresh()
	p.content.Refresh()
}

// Start reads what was chosen.
func (p *Screen) Start() {
	if p.running {
		return
	}
	p.running = true
	p.done.Store(0)
	p.of.Store(0)
	p.end.Hide()
	stopped, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	paths := append([]string{}, p.parts.Paths...)
	p.glance()
	p.env.Runner.Every(&p.look, glance, p.glance)
	p.show()
	p.env.Canvas().Focus(p.stopBtn)
	tasks.Run(p.env.Runner, &p.run, func(ctx context.Context) (views.ImportedHistory, error) {
		ctx, done := context.WithCancel(ctx)
		defer done()
		defer context.AfterFunc(stopped, done)()
		return p.shop.Import(ctx, paths, func(done, of int) {
			p.done.Store(int64(done))
			p.of.Store(int64(of))
		})
	}, p.ended)
}

// Stop ends the reading. What is kept by then stays.
func (p *Screen) Stop() {
	p.stopBtn.SetBusy(true)
	p.cancel()
}

// glance shows how far the reading is.
func (p *Screen) glance() {
	w := p.env.Words
	done, of := int(p.done.Load()), int(p.of.Load())
	said := w.T("importing.opening")
	if of > 0 {
		said = w.T("importing.at", "Done", w.Number(done), "Of", w.Number(of))
	}
	p.bar.Set(100, said, widgets.Part{Count: part(done, of), Tone: widgets.Bottle})
	p.stands.SetText(said)
}

// ended tells what came in. A finished list is emptied, so that nothing is read twice; one that was stopped stays.
func (p *Screen) ended(r views.ImportedHistory, err error) {
	p.running = false
	p.cancel()
	p.look.Cancel()
	p.stopBtn.SetBusy(false)
	o := Judge(p.env.Words, r, err)
	if err == nil {
		p.parts = Parts{}
	}
	p.show()
	p.showEnd(o)
	icon := fynetheme.ConfirmIcon()
	if o.Tone != widgets.Bottle {
		icon = fynetheme.InfoIcon()
	}
	p.env.Say(o.Tone, icon, o.What)
}

func (p *Screen) showEnd(o Outcome) {
	w := p.env.Words
	icon := theme.Icon(theme.IconOK)
	if o.Tone != widgets.Bottle {
		icon = fynetheme.InfoIcon()
	}
	things := []fyne.CanvasObject{widgets.TopLine(theme.Gap12, widgets.ToneIcon(icon, o.Tone, 22),
		widgets.NewText(o.What, widgets.Heading().Wrapped()), nil)}
	for _, more := range o.More {
		things = append(things, widgets.NewText(more, widgets.Body().In(theme.Text2)))
	}
	if p.ways.Chats != nil {
		things = append(things, widgets.Side(theme.Gap8, widgets.NewButton(w.T("importing.see"), theme.Icon(theme.IconChats), widgets.Normal, p.ways.Chats)))
	}
	cards := []fyne.CanvasObject{widgets.Card(widgets.CardHead(fynetheme.HistoryIcon(), widgets.Bottle, w.T("importing.end"), nil), widgets.Rule(), widgets.CardBody(theme.Gap8, things...))}
	if o.Left != "" {
		cards = append(cards, p.skippedCard(o))
	}
	p.end.Objects = cards
	p.end.Show()
	p.end.Refresh()
	p.content.Refresh()
}

// fewSkipped is how many files stand below each other, each as high as what it says; more of them scroll in a list, whose
// rows are of one height.
const fewSkipped = 8

// skippedCard names what was not taken, and why.
func (p *Screen) skippedCard(o Outcome) fyne.CanvasObject {
	card := func(below fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Card(widgets.CardHead(fynetheme.WarningIcon(), widgets.Brass, o.Left, nil), widgets.Rule(), below)
	}
	type lines struct{ file, why *widgets.Text }
	of := map[fyne.CanvasObject]lines{}
	empty := func() fyne.CanvasObject {
		l := lines{widgets.NewText("", widgets.Strong()), widgets.NewText("", widgets.Quiet().Wrapped())}
		row := widgets.Pad(widgets.Column(0, l.file, l.why), theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16)
		of[row] = l
		return row
	}
	fill := func(i int, row fyne.CanvasObject) {
		of[row].file.SetText(o.Skipped[i].File)
		of[row].why.SetText(p.env.Words.Skipped(o.Skipped[i]))
	}
	if len(o.Skipped) <= fewSkipped {
		rows := make([]fyne.CanvasObject, len(o.Skipped))
		for i := range rows {
			rows[i] = empty()
			fill(i, rows[i])
		}
		return card(widgets.Rows(rows...))
	}
	one := widgets.Grown(78) // a reason may take two lines
	list := widgets.NewList(func() fyne.CanvasObject {
		row := empty()
		high := widgets.Sized(row, 0, one)
		of[high] = of[row]
		return high
	}, fill)
	list.SetRows(len(o.Skipped))
	return card(container.NewStack(widgets.Sized(list, 0, 4*(one+theme.Gap4))))
}
