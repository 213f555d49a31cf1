package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Veil dims the window and draws the edge of what the toolkit will lay over its middle, which has neither: a dialog of
// files of that size. It gives what takes the veil away.
func Veil(c fyne.Canvas, size fyne.Size) (away func()) {
	v := &veil{size: size}
	v.ExtendBaseWidget(v)
	c.Overlays().Add(v)
	v.Resize(c.Size())
	return func() { c.Overlays().Remove(v) }
}

type veil struct {
	widget.BaseWidget
	size fyne.Size
}

// CreateRenderer is called by the toolkit.
func (v *veil) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(aroundMiddle(v.size), NewGround(theme.Veil, "", 0), NewGround(theme.Card, theme.Edge, theme.RadiusCard)))
}

// edge is how wide the edge shows around what lies over it.
const edge float32 = 1

// aroundMiddle sets the second of two things around the middle.
type aroundMiddle fyne.Size

func (aroundMiddle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (a aroundMiddle) Layout(things []fyne.CanvasObject, place fyne.Size) {
	things[0].Resize(place)
	size := fyne.Size(a).AddWidthHeight(2*edge, 2*edge)
	things[1].Resize(size)
	things[1].Move(fyne.NewPos((place.Width-size.Width)/2, (place.Height-size.Height)/2))
}
