package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Question is asked before something that cannot be taken back. Its buttons say what they do; none says OK.
type Question struct {
	Title string
	Text  string
	Keep  string // the button that changes nothing
	Do    string // the button that does it
	Rank  Rank   // of Do: Main, or Forever
}

// Ask puts a question over the window. The keyboard starts on the button that changes nothing, and Escape is that
// button. It gives what closes the question, for tests and for news that makes it void.
func Ask(c fyne.Canvas, q Question, do func()) (closeIt func()) {
	keep := NewButton(q.Keep, nil, Normal, nil)
	act := NewButton(q.Do, nil, q.Rank, nil)
	body := Column(theme.Gap12, NewText(q.Text, Body().In(theme.Text2)),
		Line(0, nil, NewText("", Body()), Side(theme.Gap8, keep, act)))
	closeIt = Over(c, q.Title, body, keep)
	keep.OnTapped = closeIt
	act.OnTapped = func() {
		closeIt()
		do()
	}
	return closeIt
}

// Over puts a body with a title over the window, dims the rest, and gives what closes it. first gets the keyboard and
// may be nil.
func Over(c fyne.Canvas, title string, body fyne.CanvasObject, first fyne.Focusable) (closeIt func()) {
	return over(c, Column(theme.Gap12, NewText(title, Heading().Wrapped()), body), first)
}

// OverScrolling is Over for a body that may become higher than the window: it scrolls between the title and the foot.
func OverScrolling(c fyne.Canvas, title string, body, foot fyne.CanvasObject, first fyne.Focusable) (closeIt func()) {
	scroll, place := Scrolling(body)
	return over(c, container.New(&tall{c, scroll}, NewText(title, Heading().Wrapped()), place, foot), first)
}

// tall sets a head, a body that scrolls, and a foot below each other, at most as high as the window leaves room for.
type tall struct {
	canvas fyne.Canvas
	body   *container.Scroll
}

// overlayEdge is the room between the edge of a card that lies over the window and what it holds.
const overlayEdge float32 = 20

func (t *tall) MinSize(things []fyne.CanvasObject) fyne.Size {
	ends := things[0].MinSize().Height + things[2].MinSize().Height + 2*theme.Gap12
	body := t.body.Content.MinSize().Height - 2*theme.Gap4
	return fyne.NewSize(things[2].MinSize().Width, min(ends+body, max(t.canvas.Size().Height-2*overlayEdge-2*theme.Gap12, ends)))
}

func (t *tall) Layout(things []fyne.CanvasObject, place fyne.Size) {
	top, foot := heightFor(things[0], place.Width), heightFor(things[2], place.Width)
	for i, at := range [][2]float32{{0, top}, {top + theme.Gap12, place.Height - top - foot - 2*theme.Gap12}, {place.Height - foot, foot}} {
		things[i].Move(fyne.NewPos(0, at[0]))
		things[i].Resize(fyne.NewSize(place.Width, max(at[1], 0)))
	}
}

func over(c fyne.Canvas, inside fyne.CanvasObject, first fyne.Focusable) (closeIt func()) {
	o := &overlay{veil: NewGround(theme.Veil, "", 0)}
	o.card = container.NewStack(NewGround(theme.Card, theme.Edge, theme.RadiusCard), PadAll(inside, overlayEdge))
	o.ExtendBaseWidget(o)
	c.Overlays().Add(o)
	o.Resize(c.Size())
	if first != nil {
		c.Focus(first)
	}
	return func() { c.Overlays().Remove(o) }
}

// overlay is a card in the middle of the dimmed window. It takes every press, so that nothing below it gets one.
type overlay struct {
	widget.BaseWidget
	veil *Ground
	card *fyne.Container
	both *fyne.Container
}

// overlayWidth is the width of a question: lines of about seventy letters.
const overlayWidth float32 = 520

// Tapped does nothing: only the card's own buttons close it.
func (o *overlay) Tapped(*fyne.PointEvent) {}

// CreateRenderer is called by the toolkit.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	o.both = container.New(overlayLayout{}, o.veil, o.card)
	return widget.NewSimpleRenderer(o.both)
}

type overlayLayout struct{}

func (overlayLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (overlayLayout) Layout(things []fyne.CanvasObject, place fyne.Size) {
	things[0].Resize(place)
	w := min(grown(overlayWidth), place.Width-2*theme.Gap24)
	h := min(heightFor(things[1], w), place.Height)
	things[1].Resize(fyne.NewSize(w, h))
	things[1].Move(fyne.NewPos((place.Width-w)/2, (place.Height-h)/2))
}

// FitTop gives the card that lies over the window the height that it needs now: after a part of it was shown or hidden.
func FitTop(c fyne.Canvas) {
	if o, ok := c.Overlays().Top().(*overlay); ok && o.both != nil {
		o.both.Refresh()
	}
}

// CloseTop closes what lies over the window and tells whether there was something.
func CloseTop(c fyne.Canvas) bool {
	top := c.Overlays().Top()
	if top == nil {
		return false
	}
	c.Overlays().Remove(top)
	if v, ok := c.Overlays().Top().(*veil); ok { // it lay under what is closed
		c.Overlays().Remove(v)
	}
	return true
}
