package restock

import (
	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// People shows how the people of a plan split, and each of them with the verdict and its reason.
type People struct {
	Card     fyne.CanvasObject
	OnChoose func(views.PlanRow)
	OnOpen   func(core.CustomerID) // leads to the person's chat
	OnFocus  func()                // the keyboard came to the list

	env   screen.Env
	view  *View
	bar   *widgets.Bar
	tiles [groups]*widgets.Tile
	list  *widgets.List
	group Group
}

// NewPeople makes one without a plan. The three functions may be nil.
func NewPeople(env screen.Env) *People {
	p := &People{env: env, view: NewView(views.Plan{}), bar: widgets.NewBar(36)}
	tiles := []fyne.CanvasObject{}
	for g := range groups {
		p.tiles[g] = widgets.NewTile(g.Tone(), func() { p.filter(g) })
		tiles = append(tiles, p.tiles[g].Press)
	}
	p.list = widgets.NewList(func() fyne.CanvasObject { return newPersonRow(env) }, p.fill)
	env.Copying(p.list, func(i int) []string {
		r := p.view.Row(p.group, i)
		return []string{r.Name, r.Quote, r.Text}
	})
	p.list.OnFocus = func() {
		if p.OnFocus != nil {
			p.OnFocus()
		}
	}
	p.list.OnChoose = func(row int) {
		if p.OnChoose != nil {
			p.OnChoose(p.view.Row(p.group, row))
		}
	}
	p.list.OnOpen = func(row int) { p.chat(p.view.Row(p.group, row).CustomerID) }
	head := widgets.Column(0, widgets.Column(theme.Gap8, widgets.Pad(p.bar, theme.Gap16, theme.Gap16, 0, theme.Gap16), widgets.Pad(widgets.Tiles(theme.Gap4, tiles...), 0, theme.Gap8, theme.Gap8, theme.Gap8)), widgets.Rule())
	p.Card = widgets.CardFilling(head, p.list, nil)
	return p
}

// Begin shows everyone, and nobody chosen.
func (p *People) Begin() {
	p.list.ShowChosen(-1)
	p.filter(Everyone)
}

// Show fills bar, tiles and list with a plan.
func (p *People) Show(v *View) {
	w := p.env.Words
	p.view = v
	for g := range groups {
		p.tiles[g].Set(w.Number(v.Count(g)), w.N([groups]string{"restock.everyone", "restock.now", "restock.later", "restock.reply", "restock.nothing"}[g], v.Count(g)))
	}
	v.Fill(p.bar, w)
	p.filter(p.group)
}

// Focus gives the keyboard to the list.
func (p *People) Focus() { p.env.Canvas().Focus(p.list) }

// filter shows one group of people in the list.
func (p *People) filter(g Group) {
	p.group = g
	for i := range groups {
		p.tiles[i].SetChosen(i == g)
	}
	p.list.SetRows(p.view.Count(g))
}

func (p *People) fill(i int, o fyne.CanvasObject) {
	r := p.view.Row(p.group, i)
	o.(*personRow).set(p.env, r, p.list.Marked(i), func() { p.chat(r.CustomerID) })
}

func (p *People) chat(id core.CustomerID) {
	if p.OnOpen != nil {
		p.OnOpen(id)
	}
}
