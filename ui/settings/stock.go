package settings

import (
	"context"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Stock is what the part about where stock comes from needs done.
type Stock interface {
	StockSources(context.Context) ([]views.StockSource, error)
	// WatchStock reads a catalogue file, or the newest one of a folder, now and whenever it changes; "" ends that.
	WatchStock(ctx context.Context, path string) error
	// ConnectWebShop keeps a web shop's address and its key once a first reading shows that both are right.
	ConnectWebShop(ctx context.Context, address, pasted string) error
	DisconnectWebShop(context.Context) error
	// ReadStock reads every place now, and tells how many messages it looked through for requests.
	ReadStock(ctx context.Context, told func(done, of int)) error
}

// stockPart is the card of the places from which stock is read by itself.
type stockPart struct {
	env  screen.Env
	shop Stock

	file, web *sourceRow
	now       *widgets.Button
	card      *fyne.Container
	look, act tasks.Slot
}

// sourceRow is one place with what went wrong there.
type sourceRow struct {
	kind    string
	row     *widgets.Row
	change  *widgets.Button
	trouble *fyne.Container
	view    SourceView
}

func newStockPart(env screen.Env, s Stock) *stockPart {
	d := &stockPart{env: env, shop: s}
	w := env.Words
	d.file = newSourceRow(sourceFile, fynetheme.FileIcon(), func() { d.askFile() })
	d.web = newSourceRow(sourceWeb, theme.Icon(theme.IconShop), func() { d.askWeb() })
	d.now = small(w.T("stock.read_now"), fynetheme.ViewRefreshIcon(), d.readNow)
	note := widgets.NewRow(nil, d.now).Set(w.T("stock.note"), w.T("stock.note_why"))
	d.card = widgets.Card(widgets.CardHead(theme.Icon(theme.IconBox), widgets.Plain, w.T("stock.title"), nil),
		widgets.Rows(d.file.row, d.file.trouble, d.web.row, d.web.trouble, note))
	d.show(nil)
	return d
}

func newSourceRow(kind string, icon fyne.Resource, change func()) *sourceRow {
	r := &sourceRow{kind: kind, trouble: widgets.Column(0), change: small("", nil, change)}
	r.row = widgets.NewRow(widgets.NewIcon(icon, theme.Text2, 20), r.change)
	return r
}

// load reads anew how the places stand.
func (d *stockPart) load() {
	tasks.Run(d.env.Runner, &d.look, d.shop.StockSources, func(all []views.StockSource, err error) {
		if !d.env.Failed(err) {
			d.show(all)
		}
	})
}

func (d *stockPart) show(all []views.StockSource) {
	w := d.env.Words
	for _, r := range []*sourceRow{d.file, d.web} {
		r.view = NewSourceView(w, r.kind, all, d.env.Now(), d.env.Zone)
		r.row.Set(r.view.Name, r.view.Stands)
		id := "stock.choose"
		if r.view.On {
			id = "stock.change"
		}
		r.change.SetText(w.T(id))
		r.trouble.Objects = nil
		if r.view.Trouble != "" {
			notice := widgets.Notice(r.view.Tone, fynetheme.WarningIcon(), w.T("stock.as_it_was"), r.view.Trouble)
			r.trouble.Objects = []fyne.CanvasObject{widgets.Pad(notice, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16)}
		}
		r.trouble.Hidden = r.view.Trouble == ""
	}
	d.now.Hidden = len(all) == 0
	d.card.Refresh()
}

// readNow reads every place at once.
func (d *stockPart) readNow() {
	d.now.SetBusy(true)
	long := screen.Long{What: d.env.Words.T("long.products"), Says: d.env.Requests}
	screen.Run(d.env, long, func(ctx context.Context, tell screen.Tell) (struct{}, error) {
		return struct{}{}, d.shop.ReadStock(ctx, tell.Count)
	}, func(_ struct{}, err error) {
		d.now.SetBusy(false)
		if !d.env.Stopped(err, d.env.Words.T("long.stock_stopped")) && !d.env.Failed(err) {
			d.env.Done(d.env.Words.T("stock.read_done"))
		}
		d.load()
	})
}

// askFile asks which file or folder is read, and offers to end it.
func (d *stockPart) askFile() {
	w := d.env.Words
	leave := widgets.NewButton(w.T("data.leave"), nil, widgets.Normal, nil)
	off := widgets.NewButton(w.T("stock.file_stop"), nil, widgets.Normal, nil)
	off.Hidden = !d.file.view.On
	file := widgets.NewButton(w.T("stock.pick_file"), fynetheme.FileIcon(), widgets.Main, nil)
	folder := widgets.NewButton(w.T("stock.pick_folder"), fynetheme.FolderIcon(), widgets.Normal, nil)
	place := widgets.NewText(d.file.view.Place, widgets.Strong().Wrapped())
	place.Hidden = !d.file.view.On
	body := widgets.Column(theme.Gap12, widgets.NewText(w.T("stock.file_text"), widgets.Body().In(theme.Text2)), place,
		widgets.Side(theme.Gap8, file, folder), widgets.AtEnd(leave, off))
	closeIt := widgets.Over(d.env.Canvas(), w.T("stock.file_title"), body, leave)
	leave.OnTapped = closeIt
	watch := func(path string) {
		closeIt()
		d.watch(path)
	}
	off.OnTapped = func() { watch("") }
	file.OnTapped = func() { d.env.PickFile([]string{".csv", ".xlsx"}, watch) }
	folder.OnTapped = func() { d.env.PickFolder(watch) }
}

func (d *stockPart) watch(path string) {
	d.file.change.SetBusy(true)
	tasks.Do(d.env.Runner, &d.act, func(ctx context.Context) error { return d.shop.WatchStock(ctx, path) }, func(err error) {
		d.file.change.SetBusy(false)
		if !d.env.Failed(err) {
			id := "stock.file_done"
			if path == "" {
				id = "stock.file_stopped"
			}
			d.env.Done(d.env.Words.T(id))
		}
		d.load()
	})
}
