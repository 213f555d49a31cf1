package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Flowing sets things side by side and goes on in a new row when the width is used up.
func Flowing(gap float32, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowing{gap: gap}, things...)
}

// Reading is Flowing for the words and fields of a sentence: each row is set the way in which the sentence is read.
func Reading(gap float32, sentence string, things ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowing{gap: gap, back: backward(sentence)}, things...)
}

type flowing struct {
	gap, width float32
	back       bool // rows run from right to left
}

func (f *flowing) MinSize(things []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, o := range things {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, f.place(things, f.width, false))
}

func (f *flowing) Layout(things []fyne.CanvasObject, place fyne.Size) {
	f.width = place.Width
	f.place(things, place.Width, true)
}

// place gives the height that the rows need in a width, 0 being without bound, and moves the things there when told.
func (f *flowing) place(things []fyne.CanvasObject, width float32, move bool) float32 {
	y, high := float32(0), float32(0)
	for start := 0; start < len(things); {
		end, x := start, float32(0)
		high = 0
		for ; end < len(things); end++ {
			if !things[end].Visible() {
				continue
			}
			m := things[end].MinSize()
			if x > 0 && width > 0 && x+m.Width > width {
				break
			}
			x += m.Width + f.gap
			high = max(high, m.Height)
		}
		if move {
			row := things[start:end]
			if f.back {
				row = slices.Clone(row)
				slices.Reverse(row)
			}
			f.row(row, y, high)
		}
		y += high + f.gap
		start = end
	}
	return max(y-f.gap, 0)
}

// row sets things side by side in the middle of a row's height.
func (f *flowing) row(things []fyne.CanvasObject, y, high float32) {
	x := float32(0)
	for _, o := range things {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		o.Move(fyne.NewPos(x, y+(high-m.Height)/2))
		o.Resize(m)
		x += m.Width + f.gap
	}
}
