package conversations

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// finder is the search over all messages: words, what narrows them, and the way from hit to hit.
type finder struct {
	env  screen.Env
	shop Shop
	list *listPane

	field      *widgets.Field
	chips      *fyne.Container
	count      *widgets.Text
	prev, next *widgets.Button
	save       *widgets.Button
	tools      *fyne.Container
	head       *fyne.Container

	typedWords string
	narrow     Narrow
	found      *Found // set while something is searched for
	at         int    // the hit that is open, -1 for none
	loading    bool   // older hits are under way
	open       core.CustomerID
	openName   string
	products   []core.Product
	searches   tasks.Slot
	older      tasks.Slot
	choices    tasks.Slot
}

func newFinder(env screen.Env, s Shop, list *listPane) *finder {
	f := &finder{env: env, shop: s, list: list, at: -1, chips: widgets.Flowing(theme.Gap4)}
	w := env.Words
	f.field = widgets.NewField(w.T("conversations.search"))
	f.field.Icon = fynetheme.SearchIcon()
	f.field.OnChanged = f.typed
	f.field.OnEnter = func() { f.Step(1) }
	f.field.OnKey = f.key
	f.count = widgets.NewText("", widgets.Small().Wrapped())
	small := func(icon fyne.Resource, says string, tapped func()) *widgets.Button {
		return widgets.NewButton("", icon, widgets.Subtle, tapped).Tall(theme.HeightRow).Saying(w.T(says))
	}
	f.prev = small(fynetheme.MoveUpIcon(), "find.previous", func() { f.Step(-1) })
	f.next = small(fynetheme.MoveDownIcon(), "find.next", func() { f.Step(1) })
	f.save = small(fynetheme.DocumentSaveIcon(), "find.save", f.askSave)
	f.tools = widgets.Line(theme.Gap4, nil, f.count, widgets.Side(0, f.prev, f.next, f.save))
	f.head = widgets.Column(theme.Gap8, f.chips, f.tools)
	f.head.Hide()
	return f
}

// key takes Escape while something is looked for: it ends the search, and the conversations come back. Down leads to what
// was found.
func (f *finder) key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape && f.searching():
		f.field.SetText("")
		f.set(Narrow{})
		return true
	case e.Name == fyne.KeyDown && f.list.length() > 0:
		f.env.Canvas().Focus(f.list.list)
		return true
	}
	return false
}

// searching tells whether the list shows what was found.
func (f *finder) searching() bool { return f.typedWords != "" || f.narrow.Filtering() }

// typed searches when the typing rests. Without words and filters the conversations come back.
func (f *finder) typed(typed string) {
	f.typedWords = strings.TrimSpace(typed)
	if !f.searching() {
		f.clear()
		return
	}
	f.env.Runner.Later(&f.searches, searchRest, f.find)
}

func (f *finder) clear() {
	f.searches.Cancel()
	f.older.Cancel()
	f.narrow = Narrow{Best: f.narrow.Best}
	f.found, f.at, f.loading = nil, -1, false
	f.list.refresh()
}

// find asks for people and messages at once. An answer that a later question overtook is dropped.
func (f *finder) find() {
	typed, n := f.typedWords, f.narrow
	q := n.Query(typed, f.env.Now(), f.env.Zone, searchLimit)
	f.older.Cancel()
	f.loading = false
	tasks.Run(f.env.Runner, &f.searches, func(ctx context.Context) (Found, error) {
		found := Found{Words: typed, Best: n.Best}
		var err error
		if !n.Filtering() {
			if found.People, err = f.shop.PeopleNamed(ctx, typed, namesLimit); err != nil {
				return found, err
			}
		}
		found.Hits, err = f.shop.Search(ctx, q)
		found.More = len(found.Hits) >= searchLimit
		return found, err
	}, func(found Found, err error) {
		if f.env.Failed(err) {
			return
		}
		f.found, f.at = &found, -1
		f.list.refresh()
		f.list.list.ScrollToTop()
	})
}

// readOn reads older hits. A list of best matches has no next part: its hundred best are shown.
func (f *finder) readOn() {
	if f.loading || !f.found.More || f.found.Best || len(f.found.Hits) == 0 {
		return
	}
	f.loading = true
	q := f.narrow.Query(f.typedWords, f.env.Now(), f.env.Zone, searchLimit)
	q.Before = f.found.Hits[len(f.found.Hits)-1].At.Add(time.Millisecond)
	tasks.Run(f.env.Runner, &f.older, func(ctx context.Context) ([]views.SearchHit, error) { return f.shop.Search(ctx, q) },
		func(hits []views.SearchHit, err error) {
			f.loading = false
			if !f.env.Failed(err) && f.found != nil {
				f.found.Append(hits)
				f.list.refresh()
			}
		})
}

// refresh shows chips and count for what is searched for now.
func (f *finder) refresh() {
	f.head.Hidden = !f.searching()
	if f.head.Hidden {
		return
	}
	w := f.env.Words
	order := "find.newest"
	if f.narrow.Best {
		order = "find.best"
	}
	f.chips.Objects = []fyne.CanvasObject{
		widgets.Chip(w.T(order), false, w.T("find.order"), f.askOrder),
		widgets.Chip(w.T("find.narrow"), false, w.T("find.narrow"), f.askNarrow),
	}
	for _, c := range f.narrow.Chips(w, f.env.Now(), f.env.Zone) {
		f.chips.Add(widgets.Chip(c.Says, true, w.T("find.off", "What", c.Says), func(fyne.CanvasObject) { f.set(c.Off) }))
	}
	hits := 0
	if f.found != nil {
		f.count.SetText(f.found.Says(w))
		hits = len(f.found.Hits)
		if f.at >= 0 {
			f.count.SetText(w.T("find.at", "N", w.Number(f.at+1), "Of", f.found.Says(w)))
		}
	}
	able(f.prev, hits > 0)
	able(f.next, hits > 0)
	able(f.save, hits > 0)
	f.chips.Refresh()
	f.head.Refresh()
}

func able(b *widgets.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// again searches once more for the same, after somebody was erased: nothing of them may stay on the screen meanwhile.
func (f *finder) again() {
	f.found, f.at = nil, -1
	if f.narrow.Person != "" {
		f.narrow.Person, f.narrow.Name = "", ""
	}
	if f.searching() {
		f.find()
	}
}

// set narrows the search anew, at once.
func (f *finder) set(n Narrow) {
	f.narrow = n
	if !f.searching() {
		f.clear()
		return
	}
	f.list.refresh()
	f.find()
}

// Step opens the next hit, or the one before with -1. At the ends it goes on at the other end.
func (f *finder) Step(by int) {
	if f.found == nil || len(f.found.Hits) == 0 {
		return
	}
	n := len(f.found.Hits)
	switch {
	case f.at < 0 && by > 0:
		f.at = 0
	case f.at < 0:
		f.at = n - 1
	default:
		f.at = (f.at + by + n) % n
	}
	f.list.showHitAt(f.at)
}

func (f *finder) askOrder(under fyne.CanvasObject) {
	w := f.env.Words
	item := func(id string, best bool) *fyne.MenuItem {
		i := fyne.NewMenuItem(w.T(id), func() {
			n := f.narrow
			n.Best = best
			f.set(n)
		})
		i.Checked = f.narrow.Best == best
		return i
	}
	widgets.MenuUnder(f.env.Canvas(), under, item("find.newest", false), item("find.best", true))
}

// askNarrow opens the menu of filters. What products there are is read first, beside the window.
func (f *finder) askNarrow(under fyne.CanvasObject) {
	tasks.Run(f.env.Runner, &f.choices, f.shop.PeopleChoices, func(c views.PeopleChoices, err error) {
		if f.env.Failed(err) {
			return
		}
		f.products = c.Products
		widgets.MenuUnder(f.env.Canvas(), under, f.menu()...)
	})
}

func (f *finder) menu() []*fyne.MenuItem {
	w := f.env.Words
	pick := func(says string, change func(*Narrow)) *fyne.MenuItem {
		return fyne.NewMenuItem(says, func() {
			n := f.narrow
			change(&n)
			f.set(n)
		})
	}
	below := func(says string, items ...*fyne.MenuItem) *fyne.MenuItem {
		i := fyne.NewMenuItem(says, nil)
		i.ChildMenu = fyne.NewMenu("", items...)
		i.Disabled = len(items) == 0
		return i
	}
	var when, about []*fyne.MenuItem
	for _, days := range spansOfTime() {
		when = append(when, pick(w.T(daysID(days)), func(n *Narrow) { n.Days, n.From, n.To = days, time.Time{}, time.Time{} }))
	}
	when = append(when, fyne.NewMenuItem(w.T("find.between_ask"), f.askDays))
	for _, p := range f.products {
		about = append(about, pick(p.Name, func(n *Narrow) { n.About, n.Product = p.SKU, p.Name }))
	}
	items := []*fyne.MenuItem{}
	if f.open != "" {
		items = append(items, pick(w.T("find.person", "Name", f.openName), func(n *Narrow) { n.Person, n.Name = f.open, f.openName }))
	}
	return append(items, below(w.T("find.when"), when...),
		below(w.T("find.side"), pick(w.T("find.side_customer"), func(n *Narrow) { n.Side = "customer" }), pick(w.T("find.side_page"), func(n *Narrow) { n.Side = "page" })),
		pick(w.T("find.picture"), func(n *Narrow) { n.Picture = true }), below(w.T("find.about"), about...))
}
