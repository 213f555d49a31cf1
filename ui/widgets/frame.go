package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Frame sets a body between things at its edges without gaps; it takes the room that they leave. Any edge may be nil. The
// keyboard goes through them as they are read.
func Frame(top, bottom, left, right, body fyne.CanvasObject) *fyne.Container {
	f := &frame{top: top, bottom: bottom, left: left, right: right, body: body}
	things := []fyne.CanvasObject{}
	for _, o := range []fyne.CanvasObject{top, left, body, right, bottom} {
		if o != nil {
			things = append(things, o)
		}
	}
	return container.New(f, things...)
}

type frame struct{ top, bottom, left, right, body fyne.CanvasObject }

func (f *frame) MinSize([]fyne.CanvasObject) fyne.Size {
	s := f.body.MinSize()
	for _, o := range []fyne.CanvasObject{f.left, f.right} {
		if shown(o) {
			m := o.MinSize()
			s.Width += m.Width
			s.Height = max(s.Height, m.Height)
		}
	}
	for _, o := range []fyne.CanvasObject{f.top, f.bottom} {
		if shown(o) {
			m := o.MinSize()
			s.Height += m.Height
			s.Width = max(s.Width, m.Width)
		}
	}
	return s
}

func (f *frame) Layout(_ []fyne.CanvasObject, place fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	}
	top, bottom, left, right := float32(0), place.Height, float32(0), place.Width
	if shown(f.top) {
		top = heightFor(f.top, place.Width)
		put(f.top, 0, 0, place.Width, top)
	}
	if shown(f.bottom) {
		bottom -= heightFor(f.bottom, place.Width)
		put(f.bottom, 0, bottom, place.Width, place.Height-bottom)
	}
	if shown(f.left) {
		left = f.left.MinSize().Width
		put(f.left, 0, top, left, bottom-top)
	}
	if shown(f.right) {
		right -= f.right.MinSize().Width
		put(f.right, right, top, place.Width-right, bottom-top)
	}
	put(f.body, left, top, right-left, bottom-top)
}
