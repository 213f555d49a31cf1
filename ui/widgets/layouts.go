package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"shopbell/ui/theme"
)

// Column sets things below each other with a gap. Each thing first learns its width and then says its height, so that
// wrapped text takes the lines it needs.
func Column(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap}, things...)
}

type column struct{ gap float32 }

func (c column) MinSize(things []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range things {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		n++
	}
	s.Height += c.gap * float32(max(n-1, 0))
	return s
}

func (c column) Layout(things []fyne.CanvasObject, place fyne.Size) {
	y := float32(0)
	for _, o := range things {
		if !o.Visible() {
			continue
		}
		h := heightFor(o, place.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(place.Width, h))
		y += h + c.gap
	}
}

// HeightFor is the height that a thing needs in a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 { return heightFor(o, width) }

// heightFor is the height that a thing needs in a width.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, max(o.Size().Height, 1)))
	}
	return o.MinSize().Height
}

// Line sets things side by side: start and end as wide as they need, the middle takes the rest. All stand in the middle
// of the height. Any may be nil.
func Line(gap float32, start, middle, end fyne.CanvasObject) *fyne.Container {
	l := &lineLayout{gap: gap, start: start, middle: middle, end: end}
	things := []fyne.CanvasObject{}
	for _, o := range []fyne.CanvasObject{start, middle, end} {
		if o != nil {
			things = append(things, o)
		}
	}
	return container.New(l, things...)
}

// TopLine is Line with all things at the top of the height.
func TopLine(gap float32, start, middle, end fyne.CanvasObject) *fyne.Container {
	c := Line(gap, start, middle, end)
	c.Layout.(*lineLayout).top = true
	return c
}

type lineLayout struct {
	gap                float32
	start, middle, end fyne.CanvasObject
	top                bool
}

func shown(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

func (l *lineLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range []fyne.CanvasObject{l.start, l.middle, l.end} {
		if !shown(o) {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += l.gap * float32(max(n-1, 0))
	return s
}

func (l *lineLayout) Layout(_ []fyne.CanvasObject, place fyne.Size) {
	left, right := float32(0), place.Width
	put := func(o fyne.CanvasObject, x, w float32) {
		h := heightFor(o, w)
		y := (place.Height - h) / 2
		if l.top {
			y = 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	if shown(l.start) {
		w := l.start.MinSize().Width
		put(l.start, 0, w)
		left = w + l.gap
	}
	if shown(l.end) {
		w := l.end.MinSize().Width
		right -= w
		put(l.end, right, w)
		right -= l.gap
	}
	if shown(l.middle) {
		put(l.middle, left, max(right-left, 0))
	}
}

// Side sets things side by side with a gap, each as wide as it needs and in the middle of the height.
func Side(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(side{gap}, things...)
}

type side struct{ gap float32 }

func (s side) MinSize(things []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	n := 0
	for _, o := range things {
		if !o.Visible() {
			continue
		}
		c := o.MinSize()
		m.Width += c.Width
		m.Height = max(m.Height, c.Height)
		n++
	}
	m.Width += s.gap * float32(max(n-1, 0))
	return m
}

func (s side) Layout(things []fyne.CanvasObject, place fyne.Size) {
	x := float32(0)
	for _, o := range things {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		o.Move(fyne.NewPos(x, (place.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + s.gap
	}
}

// Pad leaves room around a thing.
func Pad(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// PadAll leaves the same room on all sides of a thing.
func PadAll(o fyne.CanvasObject, room float32) *fyne.Container { return Pad(o, room, room, room, room) }

// Sized gives a thing at least a width and a height; 0 leaves its own.
func Sized(o fyne.CanvasObject, width, height float32) *fyne.Container {
	return container.New(sized{width, height}, o)
}

type sized struct{ width, height float32 }

func (s sized) MinSize(things []fyne.CanvasObject) fyne.Size {
	return things[0].MinSize().Max(fyne.NewSize(s.width, s.height))
}

func (s sized) Layout(things []fyne.CanvasObject, place fyne.Size) { things[0].Resize(place) }

// Parts shares the width between things in equal parts with a gap.
func Parts(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(parts{gap}, things...)
}

type parts struct{ gap float32 }

func (p parts) MinSize(things []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range things {
		s = s.Max(o.MinSize())
	}
	n := float32(len(things))
	return fyne.NewSize(s.Width*n+p.gap*(n-1), s.Height)
}

func (p parts) Layout(things []fyne.CanvasObject, place fyne.Size) {
	n := float32(len(things))
	w := (place.Width - p.gap*(n-1)) / n
	for i, o := range things {
		o.Move(fyne.NewPos(float32(i)*(w+p.gap), 0))
		o.Resize(fyne.NewSize(w, place.Height))
	}
}

// Ends sets one thing at the top and one at the foot of the height, and right below each other where both just fit.
func Ends(gap float32, top, foot fyne.CanvasObject) *fyne.Container {
	return container.New(ends{column{gap}}, top, foot)
}

type ends struct{ column }

func (e ends) Layout(things []fyne.CanvasObject, place fyne.Size) {
	e.column.Layout(things, place)
	foot := things[1]
	foot.Move(fyne.NewPos(0, max(foot.Position().Y, place.Height-foot.Size().Height)))
}

// AtEnd sets things at the end of the width.
func AtEnd(things ...fyne.CanvasObject) *fyne.Container {
	return Line(0, nil, container.NewWithoutLayout(), Side(theme.Gap8, things...))
}
