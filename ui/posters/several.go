package posters

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// few is how many pieces are few.
const few = 3

// Kept says which products are listed, by how many are in stock.
type Kept int

// What may be listed.
const (
	Every  Kept = iota
	Gone        // none in stock
	Scarce      // few or none
)

// Picks are the products of a shop, and those of them that posters are made for.
type Picks struct {
	all    []core.Product
	folded []string // of each: name, number and other names
	picked map[core.SKU]bool
	Listed []core.Product // as Find left it
}

// NewPicks takes the shop's lists, of which a product may have several, and those that are picked already.
func NewPicks(lists []views.WaitingList, picked []core.Product) *Picks {
	p := &Picks{picked: map[core.SKU]bool{}}
	seen := map[core.SKU]bool{}
	for _, l := range lists {
		if !seen[l.Product.SKU] {
			seen[l.Product.SKU] = true
			p.all = append(p.all, l.Product)
			p.folded = append(p.folded, screen.Fold(strings.Join(append([]string{l.Product.Name, string(l.Product.SKU)}, l.Product.Aliases...), " ")))
		}
	}
	for _, one := range picked {
		p.picked[one.SKU] = seen[one.SKU]
	}
	p.Find("", Every)
	return p
}

// Find lists the products that have every word of a search in their name, number or other names.
func (p *Picks) Find(text string, kept Kept) {
	p.Listed = nil
	wanted := strings.Fields(screen.Fold(text))
	for i, one := range p.all {
		if kept == Gone && one.Stock > 0 || kept == Scarce && one.Stock > few {
			continue
		}
		if !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(p.folded[i], word) }) {
			p.Listed = append(p.Listed, one)
		}
	}
}

// Picked tells whether a product is picked.
func (p *Picks) Picked(sku core.SKU) bool { return p.picked[sku] }

// Turn picks a product, or no longer.
func (p *Picks) Turn(sku core.SKU) { p.picked[sku] = !p.picked[sku] }

// Set picks all that are listed, or none of all.
func (p *Picks) Set(listed bool) {
	if !listed {
		clear(p.picked)
		return
	}
	for _, one := range p.Listed {
		p.picked[one.SKU] = true
	}
}

// All gives what is picked, in the order of the shop.
func (p *Picks) All() []core.Product {
	return slices.DeleteFunc(slices.Clone(p.all), func(one core.Product) bool { return !p.picked[one.SKU] })
}

// ChooseSeveral asks for which products posters are made.
func (t *Screen) ChooseSeveral() {
	tasks.Run(t.env.Runner, &t.list, t.shop.WaitingLists, func(lists []views.WaitingList, err error) {
		if !t.env.Failed(err) {
			newChooser(t.env, NewPicks(lists, t.draft.products()), t.Choose)
		}
	})
}

// chooser is the list of products with a mark before each that is picked.
type chooser struct {
	picks  *Picks
	words  *words.Words
	field  *widgets.Field
	stock  *widgets.Choice
	list   *widgets.List
	count  *widgets.Text
	use    *widgets.Button
	foot   *fyne.Container
	shut   func()
	choose func([]core.Product)
	marks  map[*widgets.Row]*widgets.Icon
}

func newChooser(env screen.Env, p *Picks, choose func([]core.Product)) *chooser {
	w := env.Words
	c := &chooser{picks: p, words: w, choose: choose, marks: map[*widgets.Row]*widgets.Icon{}, count: widgets.NewText("", widgets.Quiet().Wrapped())}
	c.field = widgets.NewField(w.T("waitlists.find"))
	c.field.OnChanged = func(string) { c.find() }
	var stock *fyne.Container
	c.stock, stock = widgets.NewChoice([]string{w.T("posters.pick_all"), w.T("posters.pick_gone"), w.T("posters.pick_few", "N", w.Number(few))}, func(string) { c.find() })
	c.list = widgets.NewList(c.row, c.fill)
	c.list.OnChoose = func(row int) {
		p.Turn(p.Listed[row].SKU)
		c.list.ShowChosen(-1)
		c.show()
	}
	these := widgets.NewButton(w.T("posters.pick_these"), nil, widgets.Normal, func() { p.Set(true); c.show() })
	none := widgets.NewButton(w.T("posters.pick_none"), nil, widgets.Normal, func() { p.Set(false); c.show() })
	keep := widgets.NewButton(w.T("posters.pick_keep"), nil, widgets.Normal, nil)
	c.use = widgets.NewButton("", nil, widgets.Main, c.Use)
	c.foot = widgets.Line(0, nil, widgets.NewText("", widgets.Body()), widgets.Side(theme.Gap8, keep, c.use))
	body := widgets.Column(theme.Gap12, widgets.Labelled(w.T("waitlists.col_product"), c.field), widgets.Labelled(w.T("waitlists.col_stock"), stock),
		widgets.Sized(widgets.CardFilling(nil, c.list, nil), 520, 216), widgets.Flowing(theme.Gap8, these, none), c.count, c.foot)
	c.shut = widgets.Over(env.Canvas(), w.T("posters.pick_title"), body, c.field)
	keep.OnTapped = c.shut
	c.stock.SetSelectedIndex(int(Every))
	c.show()
	return c
}

// find lists what the words and the choice say.
func (c *chooser) find() {
	c.picks.Find(c.field.Text, Kept(max(c.stock.SelectedIndex(), 0)))
	c.show()
}

// show brings the marks and the buttons up to date.
func (c *chooser) show() {
	n := len(c.picks.All())
	c.list.SetRows(len(c.picks.Listed))
	c.use.SetText(c.words.N("posters.pick_use", n))
	c.use.SetBusy(n == 0 || n > views.MostPosters)
	c.count.SetText(c.words.T("posters.pick_listed", "N", c.words.Number(len(c.picks.Listed))))
	if n > views.MostPosters {
		c.count.SetText(c.words.T("posters.pick_most", "Most", c.words.Number(views.MostPosters)))
	}
	c.foot.Refresh()
}

// Use makes posters of what is picked.
func (c *chooser) Use() {
	c.shut()
	c.choose(c.picks.All())
}

// row makes an empty row with the mark before it.
func (c *chooser) row() fyne.CanvasObject {
	mark := widgets.NewIcon(fynetheme.CheckButtonIcon(), theme.Text2, 22)
	r := widgets.NewRow(mark)
	c.marks[r] = mark
	return r
}

func (c *chooser) fill(row int, o fyne.CanvasObject) {
	r, one := o.(*widgets.Row), c.picks.Listed[row]
	stock := c.words.N("waitlists.stock", one.Stock)
	if one.Stock == 0 {
		stock = c.words.T("waitlists.stock_none")
	}
	says := c.words.T("posters.pick_off")
	c.marks[r].Set(fynetheme.CheckButtonIcon(), theme.Text2)
	if c.picks.Picked(one.SKU) {
		says = c.words.T("posters.pick_on")
		c.marks[r].Set(fynetheme.CheckButtonCheckedIcon(), theme.Bottle)
	}
	r.SetSays(says)
	r.SetMark(c.list.Marked(row))
	r.Set(one.Name, stock)
}
