package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Split sets a main thing beside an aside of a width, both as high as they need. The aside goes below the main thing
// where that would become too narrow.
func Split(width, gap float32, main, aside fyne.CanvasObject) *fyne.Container {
	return container.New(split{width, gap}, main, aside)
}

type split struct{ aside, gap float32 }

// narrowMain is the least width of a main thing that has an aside at its side. It grows with the letters.
const narrowMain float32 = 420

func (s split) beside(width float32) bool { return width-grown(s.aside)-s.gap >= grown(narrowMain) }

func (s split) MinSize(things []fyne.CanvasObject) fyne.Size {
	main, aside := things[0].MinSize(), things[1].MinSize()
	if now := things[1].Position(); now.Y > 0 {
		return fyne.NewSize(max(main.Width, aside.Width), main.Height+s.gap+aside.Height)
	}
	return fyne.NewSize(max(main.Width, aside.Width), max(main.Height, aside.Height))
}

func (s split) Layout(things []fyne.CanvasObject, place fyne.Size) {
	main, aside := things[0], things[1]
	if !s.beside(place.Width) {
		h := heightFor(main, place.Width)
		main.Resize(fyne.NewSize(place.Width, h))
		aside.Move(fyne.NewPos(0, h+s.gap))
		aside.Resize(fyne.NewSize(place.Width, heightFor(aside, place.Width)))
		return
	}
	w := grown(s.aside)
	left := place.Width - w - s.gap
	main.Resize(fyne.NewSize(left, heightFor(main, left)))
	aside.Move(fyne.NewPos(left+s.gap, 0))
	aside.Resize(fyne.NewSize(w, heightFor(aside, w)))
}
