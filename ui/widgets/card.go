package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Ground is a rectangle in a colour of the look, with an edge if wanted. It follows a change of the look.
type Ground struct {
	widget.BaseWidget
	rect       *canvas.Rectangle
	fill, edge fyne.ThemeColorName // "" for none
}

// NewGround makes one. fill and edge may be "".
func NewGround(fill, edge fyne.ThemeColorName, radius float32) *Ground {
	g := &Ground{rect: canvas.NewRectangle(nil), fill: fill, edge: edge}
	g.rect.CornerRadius = radius
	g.ExtendBaseWidget(g)
	return g
}

// Top rounds the upper corners only, for heads of cards, and gives the ground.
func (g *Ground) Top(radius float32) *Ground {
	g.rect.CornerRadius = 0
	g.rect.TopLeftCornerRadius, g.rect.TopRightCornerRadius = radius, radius
	return g
}

// Set changes the colours.
func (g *Ground) Set(fill, edge fyne.ThemeColorName) {
	g.fill, g.edge = fill, edge
	g.Refresh()
}

// MinSize is nothing: a ground takes the size of what stands on it.
func (g *Ground) MinSize() fyne.Size { g.ExtendBaseWidget(g); return fyne.Size{} }

// Refresh paints it in the look that is in force.
func (g *Ground) Refresh() {
	g.paint()
	g.BaseWidget.Refresh()
}

func (g *Ground) paint() {
	fill(g.rect, g.fill, g.rect.CornerRadius)
	g.rect.StrokeWidth = 0
	if g.edge != "" {
		g.rect.StrokeColor, g.rect.StrokeWidth = colour(g.edge), 1
	}
	g.rect.Refresh()
}

// CreateRenderer is called by the toolkit.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	g.paint()
	return widget.NewSimpleRenderer(g.rect)
}

// On puts a thing on a ground of a colour.
func On(fill fyne.ThemeColorName, o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewGround(fill, "", 0), o)
}

// Card frames things that belong together, below each other without gaps.
func Card(things ...fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewGround(theme.Card, theme.Line, theme.RadiusCard), PadAll(Column(0, things...), 1))
}

// CardFilling frames a head and a body that takes the rest of the height: a list. foot may be nil.
func CardFilling(head, body, foot fyne.CanvasObject) *fyne.Container {
	return container.NewStack(NewGround(theme.Card, theme.Line, theme.RadiusCard),
		PadAll(Frame(head, foot, nil, nil, body), 1))
}

// CardHead is the first line of a card. icon and end may be nil.
func CardHead(icon fyne.Resource, tone Tone, title string, end fyne.CanvasObject) *fyne.Container {
	var start fyne.CanvasObject
	if icon != nil {
		start = NewIcon(icon, tone.text(), 20)
	}
	head := Line(theme.Gap12, start, NewText(title, Head().Wrapped()), end)
	return Sized(Pad(head, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16), 0, size(theme.HeightHeader))
}

// CardBody gives things in a card the room they need from its edge.
func CardBody(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return Pad(Column(gap, things...), theme.Gap12, theme.Gap16, theme.Gap16, theme.Gap16)
}

// Rule is the thin line between things.
func Rule() fyne.CanvasObject { return widget.NewSeparator() }

// Rows sets things below each other with a thin line above each that is shown.
func Rows(things ...fyne.CanvasObject) *fyne.Container {
	with := make([]fyne.CanvasObject, 0, 2*len(things))
	for _, o := range things {
		with = append(with, Rule(), o)
	}
	return container.New(ruled{}, with...)
}

// ruled is a column of lines and things by turns, in which a line goes with the thing below it.
type ruled struct{ column }

func (r ruled) MinSize(things []fyne.CanvasObject) fyne.Size {
	r.hide(things)
	return r.column.MinSize(things)
}

func (r ruled) Layout(things []fyne.CanvasObject, place fyne.Size) {
	r.hide(things)
	r.column.Layout(things, place)
}

func (ruled) hide(things []fyne.CanvasObject) {
	for i := 1; i < len(things); i += 2 {
		switch {
		case things[i].Visible() && !things[i-1].Visible():
			things[i-1].Show()
		case !things[i].Visible() && things[i-1].Visible():
			things[i-1].Hide()
		}
	}
}

// Quote shows a customer's own words, with the bell's bar beside them. They are never translated.
func Quote(words string) *fyne.Container {
	bar := Sized(NewGround(theme.Bell, "", 0), 3, 0)
	text := Pad(NewText(words, Style{Size: theme.SizeSecond, Flow: Wrap}), 2, 0, 2, 10)
	return Frame(nil, nil, bar, nil, text)
}

// Empty says why there is nothing yet, and gives one way on, which may be nil.
func Empty(icon fyne.Resource, title, why string, way *Button) *fyne.Container {
	things := []fyne.CanvasObject{
		container.NewCenter(NewIcon(icon, theme.Edge, 36)),
		NewText(title, Heading().Centred().Wrapped()),
		NewText(why, Quiet().Centred().Wrapped()),
	}
	if way != nil {
		things = append(things, container.NewCenter(way))
	}
	return container.New(middle{}, Column(theme.Gap8, things...))
}

// middle sets a thing into the middle of its place, at most as wide as two short lines need.
type middle struct{}

const middleWidth float32 = 340

func (middle) MinSize(things []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(min(things[0].MinSize().Width, grown(middleWidth)), things[0].MinSize().Height)
}

func (middle) Layout(things []fyne.CanvasObject, place fyne.Size) {
	w := min(place.Width, grown(middleWidth))
	h := heightFor(things[0], w)
	things[0].Resize(fyne.NewSize(w, h))
	things[0].Move(fyne.NewPos((place.Width-w)/2, max((place.Height-h)/2, 0)))
}

// Scrolling lets a thing scroll up and down where it is higher than its place. The bar stands beside the thing, not on
// it, and edges of cards keep their room from the clipping.
func Scrolling(o fyne.CanvasObject) (*container.Scroll, *fyne.Container) {
	s := container.NewVScroll(Pad(o, theme.Gap4, theme.Gap12, theme.Gap4, theme.Gap4))
	return s, Pad(s, -theme.Gap4, -theme.Gap12, -theme.Gap4, -theme.Gap4)
}
