// Package pools is the page of promo codes of which each person gets one of their own: how many each pool has left, and
// where codes are added — pasted, read from a file, or made.
package pools

import (
	"context"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done. A zero time leaves the last day of a pool as it is.
type Shop interface {
	Pools(context.Context) ([]views.CodePool, error)
	PasteCodes(ctx context.Context, pool, codes string, expires time.Time) (views.CodesAdded, error)
	ReadCodes(ctx context.Context, pool, file string, expires time.Time) (views.CodesAdded, error)
	GenerateCodes(ctx context.Context, pool string, n int, expires time.Time) (views.CodesAdded, error)
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	back func()

	content fyne.CanvasObject
	list    *widgets.List
	middle  *fyne.Container
	name    *widgets.Field
	expires *widgets.DayField
	paste   *widgets.Field
	count   *widgets.Field
	fault   *widgets.Fault
	doers   []*widgets.Button
	pools   []views.CodePool

	load, act tasks.Slot
}

// mostMade is how many codes are made at once at most.
const mostMade = 100_000

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, back func()) *Screen {
	t := &Screen{env: env, shop: s, back: back}
	w := env.Words
	head := widgets.NewPageHead(w.T("pools.title"), w.T("pools.sub"), widgets.NewButton(w.T("pools.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave))
	t.list = widgets.NewList(func() fyne.CanvasObject { return newPoolRow() }, func(i int, o fyne.CanvasObject) { o.(*poolRow).set(env, t.pools[i]) })
	env.Copying(t.list, func(i int) []string { return []string{t.pools[i].Name} })
	t.list.OnChoose = func(i int) {
		t.name.SetText(t.pools[i].Name)
		env.Canvas().Focus(t.paste)
	}
	t.middle = container.NewStack(t.list)
	_, right := widgets.Scrolling(t.addCard())
	t.content = widgets.Page(head, widgets.AsideEnd(428, theme.Gap16, widgets.Named{Name: w.T("pools.title"), Thing: widgets.CardFilling(nil, t.middle, nil)},
		widgets.Named{Name: w.T("pools.add_title"), Thing: right}), nil)
	return t
}

// addCard is where codes are put into a pool.
func (t *Screen) addCard() fyne.CanvasObject {
	w := t.env.Words
	t.name = widgets.NewField(w.T("pools.name_hint"))
	t.expires = widgets.NewDayField()
	t.paste = widgets.NewArea(w.T("pools.paste_hint"), 6)
	t.count = widgets.NewField("")
	t.count.SetText("100")
	t.fault = widgets.NewFault()
	add := widgets.NewButton(w.T("pools.add"), fynetheme.ContentAddIcon(), widgets.Main, t.AddPasted)
	file := widgets.NewButton(w.T("pools.file"), fynetheme.FolderOpenIcon(), widgets.Normal, func() { t.env.PickFile([]string{".csv", ".txt"}, t.addFile) })
	making := widgets.NewButton(w.T("pools.make"), theme.Icon(theme.IconTicket), widgets.Normal, t.Make)
	t.doers = []*widgets.Button{add, file, making}
	label := func(id string) fyne.CanvasObject { return widgets.NewText(w.T(id), widgets.Strong().Wrapped()) }
	note := func(id string) fyne.CanvasObject { return widgets.NewText(w.T(id), widgets.Small().Wrapped()) }
	return widgets.Card(widgets.CardHead(theme.Icon(theme.IconTicket), widgets.Plain, w.T("pools.add_title"), nil), widgets.Rule(),
		widgets.CardBody(theme.Gap8, label("pools.name"), t.name, label("pools.expires"), t.expires, note("pools.expires_note"), t.fault.Box),
		widgets.Rule(), widgets.CardBody(theme.Gap8, t.paste, widgets.Flowing(theme.Gap8, add, file)),
		widgets.Rule(), widgets.CardBody(theme.Gap8, label("pools.make_n"), widgets.Flowing(theme.Gap8, widgets.Sized(t.count, 96, 0), making), note("pools.make_note")))
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Load reads the pools anew.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.load, t.shop.Pools, func(all []views.CodePool, err error) {
		if t.env.Failed(err) {
			return
		}
		w := t.env.Words
		t.pools = all
		t.list.SetRows(len(all))
		t.middle.Objects = []fyne.CanvasObject{t.list}
		if len(all) == 0 {
			t.middle.Objects = []fyne.CanvasObject{widgets.Empty(theme.Icon(theme.IconTicket), w.T("pools.empty"), w.T("pools.empty_why"), nil)}
		}
		t.content.Refresh()
	})
}

// Shown reads anew and gives the keyboard to the name of the pool.
func (t *Screen) Shown() {
	t.Load()
	t.env.Canvas().Focus(t.name)
}

// Leave goes back to the offers.
func (t *Screen) Leave() {
	if t.back != nil {
		t.back()
	}
}

// to is the pool that codes are put into, with the end of its last day, zero for none.
type to struct {
	pool  string
	until time.Time
}

// AddPasted adds the codes that stand in the field.
func (t *Screen) AddPasted() {
	codes := t.paste.Text
	if strings.TrimSpace(codes) == "" {
		t.refuse(t.env.Words.T("pools.no_codes"))
		return
	}
	t.add(func(ctx context.Context, p to) (views.CodesAdded, error) {
		return t.shop.PasteCodes(ctx, p.pool, codes, p.until)
	}, func() { t.paste.SetText("") })
}

func (t *Screen) addFile(path string) {
	t.add(func(ctx context.Context, p to) (views.CodesAdded, error) {
		return t.shop.ReadCodes(ctx, p.pool, path, p.until)
	}, nil)
}

// Make makes codes.
func (t *Screen) Make() {
	n, err := strconv.Atoi(strings.TrimSpace(t.count.Text))
	if err != nil || n < 1 || n > mostMade {
		t.refuse(t.env.Words.T("pools.bad_n", "Most", t.env.Words.Number(mostMade)))
		return
	}
	t.add(func(ctx context.Context, p to) (views.CodesAdded, error) {
		return t.shop.GenerateCodes(ctx, p.pool, n, p.until)
	}, nil)
}

// refuse says why nothing is added.
func (t *Screen) refuse(why string) {
	t.fault.Set(why)
	t.content.Refresh()
}

// add does one way of adding; the others are locked meanwhile.
func (t *Screen) add(do func(context.Context, to) (views.CodesAdded, error), after func()) {
	p := to{pool: strings.TrimSpace(t.name.Text)}
	last, ok := t.expires.Day()
	switch {
	case p.pool == "":
		t.refuse(t.env.Words.T("pools.no_name"))
		return
	case !ok:
		t.refuse(t.env.Words.T("day.bad", "Example", t.expires.Example()))
		return
	case !last.IsZero():
		p.until = timing.EndOfDay(last, t.env.Zone)
	}
	for _, b := range t.doers {
		b.SetBusy(true)
	}
	t.fault.Set("")
	tasks.Run(t.env.Runner, &t.act, func(ctx context.Context) (views.CodesAdded, error) { return do(ctx, p) }, func(a views.CodesAdded, err error) {
		for _, b := range t.doers {
			b.SetBusy(false)
		}
		w := t.env.Words
		if err != nil {
			t.refuse(w.Error(err).Line())
			return
		}
		if after != nil {
			after()
		}
		says := told(w, a)
		if len(a.Rejected) > 0 {
			t.env.Say(widgets.Brass, fynetheme.WarningIcon(), says)
		} else {
			t.env.Done(says)
		}
		t.Load()
	})
}
