package waitlists

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	WaitingLists(ctx context.Context) ([]views.WaitingList, error)
	Waitlist(ctx context.Context, sku core.SKU, variant string) ([]views.WaitRow, error)
	// Rounds tells how the people of a list are told, some at a time.
	Rounds(ctx context.Context, sku core.SKU, variant string) (views.Rounds, error)
	// NotAsked takes a customer off a product's list, since the message did not ask for it.
	NotAsked(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID) error
	screen.Corrections
	ImportProducts(ctx context.Context, path string, told func(done, of int)) (views.ImportResult, error)
}

// Ways lead from this page to others.
type Ways struct {
	Restock func(views.WaitingList)
	Chat    func(core.CustomerID)
	Sending func(core.CampaignID)   // a restock that is under way
	Bring   func(views.WaitingList) // links and posters for a product
	// PickFile asks the owner for a file of products and hands its path on; nil: the toolkit's own dialog.
	PickFile func(then func(path string))
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content fyne.CanvasObject
	search  *widgets.Field
	add     *widgets.Button
	middle  *fyne.Container // table and aside, or why there are none
	beside  *fyne.Container
	body    *fyne.Container // the table, or why nothing was found
	list    *widgets.List
	foot    *widgets.Text
	hero    *widgets.Button
	bring   *widgets.Button
	panel   panel
	people  *widgets.List
	line    *fyne.Container // the people or why there are none

	book   *Book
	found  []int
	chosen *views.WaitingList
	rows   []views.WaitRow
	marks  []bool // who of rows the round reaches
	adding bool   // a sheet is being read
	taking bool   // someone is being taken off the list

	load, find, open, off tasks.Slot
}

// panel is the card of the chosen product.
type panel struct {
	thumb               *widgets.Thumb
	name, stock, asking *widgets.Text
	title, round        *widgets.Text
	look                *widgets.Button // at the restock that is under way
	head                *fyne.Container
}

// searchRest is how long typing rests before a search begins.
const searchRest = 300 * time.Millisecond

// offRest is how long nobody else is taken off a list after one was.
const offRest = 500 * time.Millisecond

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways, book: NewBook(nil)}
	if t.ways.PickFile == nil {
		t.ways.PickFile = t.pickFile
	}
	w := env.Words
	t.search = widgets.NewField(w.T("waitlists.find"))
	t.search.OnChanged = func(string) { env.Runner.Later(&t.find, searchRest, t.findNow) }
	t.add = widgets.NewButton(w.T("waitlists.add"), fynetheme.ContentAddIcon(), widgets.Normal, t.addProducts)
	head := widgets.NewPageHead(w.T("waitlists.title"), w.T("waitlists.sub"), nil, widgets.Sized(t.search, 200, 0), t.add)
	t.list = widgets.NewList(func() fyne.CanvasObject { return newProductRow() }, t.fillProduct)
	env.Copying(t.list, func(row int) []string {
		p := t.book.all[t.found[row]].Product
		return []string{p.Name, string(p.SKU), p.URL}
	})
	t.list.OnChoose = func(row int) { t.choose(t.book.all[t.found[row]]) }
	t.list.OnOpen = func(row int) {
		t.choose(t.book.all[t.found[row]])
		t.restock()
	}
	t.foot = widgets.NewText("", widgets.Quiet())
	t.body = container.NewStack()
	t.beside = widgets.AsideEnd(324, theme.Gap16, widgets.Named{Name: w.T("waitlists.title"), Thing: t.body}, widgets.Named{Name: w.T("waitlists.back"), Thing: t.aside()})
	t.middle = container.NewStack()
	t.content = widgets.Page(head, t.middle, nil)
	return t
}

// aside shows the chosen product and its line.
func (t *Screen) aside() fyne.CanvasObject {
	w := t.env.Words
	p := &t.panel
	p.thumb = widgets.NewThumb(76)
	p.name = widgets.NewText("", widgets.Heading().Wrapped())
	p.stock, p.asking = widgets.NewText("", widgets.Quiet().Wrapped()), widgets.NewText("", widgets.Quiet().Wrapped())
	p.title, p.round = widgets.NewText("", widgets.Head()), widgets.NewText("", widgets.Small().Wrapped())
	p.look = widgets.NewButton(w.T("waitlists.round_look"), nil, widgets.Link, nil)
	t.hero = widgets.NewButton(w.T("waitlists.back"), theme.Icon(theme.IconBell), widgets.Main, t.restock).Tall(theme.HeightHero)
	t.hero.Disable()
	t.bring = widgets.NewButton(w.T("waitlists.bring"), theme.Icon(theme.IconPeople), widgets.Normal, t.bringIn)
	t.bring.Disable()
	about := widgets.Card(widgets.CardBody(theme.Gap12, widgets.Pad(widgets.Line(theme.Gap16, p.thumb, widgets.Column(2, p.name, p.stock, p.asking), nil), theme.Gap4, 0, 0, 0),
		t.hero, widgets.NewText(w.T("waitlists.back_note"), widgets.Small().Centred().Wrapped()), t.bring))
	t.people = widgets.NewList(func() fyne.CanvasObject { return newPersonRow(t.env.Words.T("asked.not")) }, t.fillPerson)
	t.people.HideSeparators = true
	t.env.Copying(t.people, func(row int) []string { return []string{t.rows[row].Name, t.rows[row].Quote} })
	t.people.OnChoose = func(row int) {
		t.people.ShowChosen(-1)
		if t.ways.Chat != nil {
			t.ways.Chat(t.rows[row].CustomerID)
		}
	}
	t.line = container.NewStack()
	p.head = widgets.Pad(widgets.Column(2, p.title, p.round, widgets.Side(0, p.look)), theme.Gap12, theme.Gap16, theme.Gap8, theme.Gap16)
	// In a low window with large letters the card and the people are higher than their place: then they scroll.
	_, aside := widgets.Scrolling(widgets.Frame(widgets.Pad(about, 0, 0, theme.Gap12, 0), nil, nil, nil, widgets.CardFilling(p.head, t.line, nil)))
	return aside
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Find gives the keyboard to the search.
func (t *Screen) Find() { t.env.Canvas().Focus(t.search) }

// Restock opens the review for the chosen product.
func (t *Screen) Restock() { t.restock() }

// Tick brings what may go now up to the minute.
func (t *Screen) Tick() { t.loadLine() }

// Load reads all lists anew. The search and the chosen product stay.
func (t *Screen) Load() {
	work := func(ctx context.Context) (*Book, error) {
		all, err := t.shop.WaitingLists(ctx)
		return NewBook(all), err
	}
	tasks.Run(t.env.Runner, &t.load, work, func(b *Book, err error) {
		if err != nil {
			t.showFault(err)
			return
		}
		t.book = b
		t.foot.SetText(foot(t.env.Words, b))
		t.findNow()
	})
}

// findNow looks for the words in the search field.
func (t *Screen) findNow() {
	book, words := t.book, t.search.Text
	work := func(context.Context) ([]int, error) { return book.Find(words), nil }
	tasks.Run(t.env.Runner, &t.find, work, func(found []int, _ error) {
		if book == t.book {
			t.show(found)
		}
	})
}

// show fills the table with the products found and keeps the chosen one chosen.
func (t *Screen) show(found []int) {
	t.found = found
	t.list.SetRows(len(found))
	w := t.env.Words
	switch {
	case t.book.Len() == 0:
		way := widgets.NewButton(w.T("waitlists.add"), fynetheme.ContentAddIcon(), widgets.Main, t.addProducts)
		t.set(t.middle, cardOf(widgets.Empty(theme.Icon(theme.IconBox), w.T("waitlists.none"), w.T("waitlists.none_why"), way)))
	case len(found) == 0:
		way := widgets.NewButton(w.T("waitlists.find_all"), nil, widgets.Normal, func() { t.search.SetText("") })
		t.set(t.middle, t.beside)
		t.set(t.body, cardOf(widgets.Empty(fynetheme.SearchIcon(), w.T("waitlists.not_found", "Words", t.search.Text), w.T("waitlists.not_found_why"), way)))
	default:
		foot := widgets.Column(0, widgets.Rule(), widgets.Pad(t.foot, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
		t.set(t.middle, t.beside)
		t.set(t.body, widgets.CardFilling(header(w), t.list, foot))
	}
	t.keepChosen()
}

// keepChosen shows the product that was chosen, or the first one when it is gone.
func (t *Screen) keepChosen() {
	row := -1
	if t.chosen != nil {
		row = place(t.book, t.found, t.chosen.Product.SKU, t.chosen.Variant)
	}
	if row < 0 && len(t.found) > 0 {
		row = 0
	}
	t.list.ShowChosen(row)
	if row < 0 {
		t.chosen = nil
		t.hero.Disable()
		t.bring.Disable()
		t.showLine(lineUp{})
		return
	}
	t.choose(t.book.all[t.found[row]])
}

func (t *Screen) choose(l views.WaitingList) {
	same := t.chosen != nil && t.chosen.Product.SKU == l.Product.SKU && t.chosen.Variant == l.Variant
	t.chosen = &l
	p := NewPanel(t.env.Words, l)
	t.panel.thumb.Set(p.ID, p.Name)
	t.panel.name.SetText(p.Name)
	t.panel.stock.SetText(p.Stock)
	t.panel.asking.SetText(p.Asking)
	t.bring.Enable()
	if l.Waiting == 0 {
		t.hero.Disable()
	} else {
		t.hero.Enable()
	}
	if !same {
		t.showLine(lineUp{})
	}
	t.content.Refresh()
	t.loadLine()
}

// loadLine reads the people of the chosen product.
func (t *Screen) loadLine() {
	if t.chosen == nil {
		return
	}
	sku, variant := t.chosen.Product.SKU, t.chosen.Variant
	work := func(ctx context.Context) (line lineUp, err error) {
		if line.rows, err = t.shop.Waitlist(ctx, sku, variant); err != nil {
			return line, err
		}
		line.rounds, err = t.shop.Rounds(ctx, sku, variant)
		return line, err
	}
	tasks.Run(t.env.Runner, &t.open, work, func(line lineUp, err error) {
		if !t.env.Failed(err) {
			t.showLine(line)
		}
	})
}

// lineUp is the people of a product in their order, and how they are told.
type lineUp struct {
	rows   []views.WaitRow
	rounds views.Rounds
}

func (t *Screen) showLine(line lineUp) {
	t.rows = line.rows
	stock := 0
	if t.chosen != nil {
		stock = t.chosen.Product.Stock
	}
	marks, reached := inRound(line.rows, line.rounds, stock)
	t.marks = marks
	t.people.SetRows(len(line.rows))
	w := t.env.Words
	title := w.T("waitlists.line")
	switch {
	case reached > 0:
		title = w.T("waitlists.line_round", "Of", w.Number(len(line.rows)), "N", w.Number(reached))
	case len(line.rows) > 0:
		title = w.T("waitlists.line_of", "N", w.Number(len(line.rows)))
	}
	p := &t.panel
	p.title.SetText(title)
	p.round.SetText(round(w, line.rounds, stock, t.env.Now(), t.env.Zone))
	p.round.Hidden = p.round.String() == "" || len(line.rows) == 0 && line.rounds.Wave == nil
	p.look.Hidden = line.rounds.CampaignID == "" || t.ways.Sending == nil
	p.look.OnTapped = func() { t.ways.Sending(line.rounds.CampaignID) }
	p.head.Refresh()
	switch {
	case t.chosen == nil:
		t.set(t.line)
	case len(line.rows) == 0 && t.chosen.Waiting == 0:
		t.set(t.line, widgets.PadAll(widgets.Empty(theme.Icon(theme.IconPeople), w.T("waitlists.nobody_waits"), w.T("waitlists.nobody_waits_why"), nil), theme.Gap12))
	default:
		t.set(t.line, t.people)
	}
}

func (t *Screen) fillProduct(row int, o fyne.CanvasObject) {
	l := t.book.all[t.found[row]]
	o.(*productRow).set(string(l.Product.SKU), NewLine(t.env.Words, l, t.env.Now(), t.env.Zone), t.list.Marked(row))
}

func (t *Screen) fillPerson(row int, o fyne.CanvasObject) {
	p := NewPerson(t.env.Words, t.rows[row], t.env.Now(), t.env.Zone)
	p.InRound = t.marks[row]
	r := o.(*personRow)
	r.set(t.env, p, t.people.Marked(row))
	r.off.OnTapped = func() { t.notAsked(p) }
}

// notAsked takes a person off the list whose words did not ask for the product. One is taken off at a time, so that the
// second press of a double click does not take the next one, who moved up.
func (t *Screen) notAsked(p Person) {
	if t.taking || t.chosen == nil {
		return
	}
	t.taking = true
	said := t.env.Words.T("asked.off", "Name", screen.First(p.Name), "Product", t.panel.name.String())
	off := screen.Correct(t.shop, p.ID, func(ctx context.Context) error { return t.shop.NotAsked(ctx, p.ID, p.Row.SKU, p.Row.MessageID) },
		func(ctx context.Context, heard int) error {
			return t.shop.AskedAfterAll(ctx, p.ID, p.Row.SKU, p.Row.MessageID, heard)
		})
	tasks.Do(t.env.Runner, &t.off, off.Do, func(err error) {
		t.env.Runner.Later(&t.off, offRest, func() { t.taking = false })
		if !t.env.Failed(err) {
			t.env.DoneFor(screen.Step{Did: said, Back: off.Back})
		}
		t.Load()
	})
}

func (t *Screen) restock() {
	if t.chosen != nil && t.chosen.Waiting > 0 && t.ways.Restock != nil {
		t.ways.Restock(*t.chosen)
	}
}

func (t *Screen) bringIn() {
	if t.chosen != nil && t.ways.Bring != nil {
		t.ways.Bring(*t.chosen)
	}
}

// showFault says why there is no table. What was read before stays.
func (t *Screen) showFault(err error) {
	if t.book.Len() > 0 {
		t.env.Failed(err)
		return
	}
	s := t.env.Words.Error(err)
	way := widgets.NewButton(t.env.Words.T("waitlists.again"), fynetheme.ViewRefreshIcon(), widgets.Normal, t.Load)
	t.set(t.middle, cardOf(widgets.Empty(fynetheme.ErrorIcon(), s.What, s.Do, way)))
}

// cardOf frames one thing in a card as high as its place.
func cardOf(o fyne.CanvasObject) fyne.CanvasObject { return widgets.CardFilling(nil, o, nil) }

func (t *Screen) set(c *fyne.Container, things ...fyne.CanvasObject) {
	c.Objects = things
	c.Refresh()
}
