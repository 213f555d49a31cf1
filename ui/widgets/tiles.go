package widgets

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Tiles sets tiles side by side, equally wide where each then has room for its longest word. Else the wide ones take
// from the narrow ones, and where that does not do they go on in a new row: a word is never broken.
func Tiles(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(&tiles{gap: gap}, things...)
}

type tiles struct{ gap, width float32 }

func (t *tiles) MinSize(things []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(widestOf(things), t.place(things, t.width, false))
}

func (t *tiles) Layout(things []fyne.CanvasObject, place fyne.Size) {
	t.width = place.Width
	t.place(things, place.Width, true)
}

// place gives the height that the rows need in a width, 0 being not known yet, and moves the tiles there when told.
func (t *tiles) place(things []fyne.CanvasObject, width float32, move bool) float32 {
	if len(things) == 0 {
		return 0
	}
	each := len(things)
	if width > 0 && t.sum(things) > width {
		each = min(max(int((width+t.gap)/(widestOf(things)+t.gap)), 1), each)
	}
	y := float32(0)
	for start := 0; start < len(things); start += each {
		row := things[start:min(start+each, len(things))]
		widths := t.share(row, each, width)
		high, x := float32(0), float32(0)
		for i, o := range row {
			h := o.MinSize().Height
			if width > 0 {
				h = heightFor(o, widths[i])
			}
			high = max(high, h)
		}
		for i, o := range row {
			if move {
				o.Move(fyne.NewPos(x, y))
				o.Resize(fyne.NewSize(widths[i], high))
			}
			x += widths[i] + t.gap
		}
		y += high + t.gap
	}
	return y - t.gap
}

// sum is the width that all need in one row.
func (t *tiles) sum(things []fyne.CanvasObject) float32 {
	sum := t.gap * float32(len(things)-1)
	for _, o := range things {
		sum += o.MinSize().Width
	}
	return sum
}

// share gives the widths of a row that holds up to each tiles: equal ones, or what each needs and an equal part of the rest.
func (t *tiles) share(row []fyne.CanvasObject, each int, width float32) []float32 {
	equal := (width - t.gap*float32(each-1)) / float32(each)
	rest := (width - t.sum(row)) / float32(len(row))
	widths := make([]float32, len(row))
	for i, o := range row {
		widths[i] = max(equal, 0)
		if widestOf(row) > equal && rest >= 0 {
			widths[i] = o.MinSize().Width + rest
		}
	}
	return widths
}

func widestOf(things []fyne.CanvasObject) float32 {
	w := float32(0)
	for _, o := range things {
		w = max(w, o.MinSize().Width)
	}
	return w
}

// unbroken gives a wrapped text no less width than its longest word.
func unbroken(t *Text) *fyne.Container { return container.New(longestWord{}, t) }

type longestWord struct{}

func (longestWord) MinSize(things []fyne.CanvasObject) fyne.Size {
	t, w := things[0].(*Text), float32(0)
	m := t.measure()
	for _, word := range splitWords(t.spans, true) {
		w = max(w, m(strings.TrimRightFunc(word.Text, unicode.IsSpace), word.Bold))
	}
	return fyne.NewSize(w+1, t.MinSize().Height)
}

func (longestWord) Layout(things []fyne.CanvasObject, place fyne.Size) { things[0].Resize(place) }
