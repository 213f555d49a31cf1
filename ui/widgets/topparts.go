package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// TopParts shares the width between things in equal parts with a gap, each as high as it needs. Where a part would be
// narrower than least, which grows with the letters, they stand below each other.
func TopParts(gap, least float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(&topParts{parts: parts{gap}, least: least}, things...)
}

type topParts struct {
	parts
	least float32
	below bool // they stood below each other when last laid out
}

func (p *topParts) MinSize(things []fyne.CanvasObject) fyne.Size {
	if p.below {
		return column{p.gap}.MinSize(things)
	}
	return fyne.NewSize(widestOf(things), p.parts.MinSize(things).Height)
}

func (p *topParts) Layout(things []fyne.CanvasObject, place fyne.Size) {
	n := float32(len(things))
	w := (place.Width - p.gap*(n-1)) / n
	p.below = w < grown(p.least)
	if p.below {
		column{p.gap}.Layout(things, place)
		return
	}
	for i, o := range things {
		o.Resize(fyne.NewSize(w, heightFor(o, w)))
		o.Move(fyne.NewPos(float32(i)*(w+p.gap), 0))
	}
}
