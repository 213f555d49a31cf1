package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// AsideEnd sets an aside of a width at the end of a main thing, both as high as the place. The width grows with the
// letters, and gives way where the main thing would get less than three fifths.
func AsideEnd(width, gap float32, main, aside fyne.CanvasObject) *fyne.Container {
	return container.New(asideLayout{width: width, gap: gap, end: true}, main, aside)
}

// AsideStart sets it before the main thing.
func AsideStart(width, gap float32, aside, main fyne.CanvasObject) *fyne.Container {
	return container.New(asideLayout{width: width, gap: gap}, main, aside)
}

type asideLayout struct {
	width, gap float32
	end        bool
}

func (a asideLayout) MinSize(things []fyne.CanvasObject) fyne.Size {
	main, aside := things[0].MinSize(), things[1].MinSize()
	return fyne.NewSize(main.Width+a.gap+aside.Width, max(main.Height, aside.Height))
}

func (a asideLayout) Layout(things []fyne.CanvasObject, place fyne.Size) {
	w := min(grown(a.width), (place.Width-a.gap)*2/5)
	x, at := w+a.gap, float32(0)
	if a.end {
		x, at = 0, place.Width-w
	}
	things[0].Move(fyne.NewPos(x, 0))
	things[0].Resize(fyne.NewSize(place.Width-w-a.gap, place.Height))
	things[1].Move(fyne.NewPos(at, 0))
	things[1].Resize(fyne.NewSize(w, place.Height))
}
