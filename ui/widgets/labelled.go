package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/theme"
)

// labelWidth is that of a label beside its field, and labelRoom the width of a form below which labels stand above.
const (
	labelWidth float32 = 116
	labelRoom  float32 = 440
)

// Labelled sets a label beside the things that it names, which stand below each other, and above them where the place is
// narrow.
func Labelled(label string, things ...fyne.CanvasObject) *fyne.Container {
	name := Pad(NewText(label, Strong().Wrapped()), theme.Gap8, 0, 0, 0)
	return container.New(&labelled{}, name, Column(theme.Gap8, things...))
}

type labelled struct{ width float32 }

func (l *labelled) beside() bool { return l.width >= grown(labelRoom) }

func (l *labelled) MinSize(things []fyne.CanvasObject) fyne.Size {
	name, body := things[0].MinSize(), things[1].MinSize()
	if l.beside() {
		return fyne.NewSize(body.Width, max(name.Height, body.Height))
	}
	return fyne.NewSize(body.Width, name.Height+theme.Gap4+body.Height)
}

func (l *labelled) Layout(things []fyne.CanvasObject, place fyne.Size) {
	l.width = place.Width
	x, y := float32(0), float32(0)
	if l.beside() {
		x = grown(labelWidth) + theme.Gap12
		things[0].Resize(fyne.NewSize(grown(labelWidth), heightFor(things[0], grown(labelWidth))))
	} else {
		h := heightFor(things[0], place.Width)
		things[0].Resize(fyne.NewSize(place.Width, h))
		y = h + theme.Gap4
	}
	things[0].Move(fyne.NewPos(0, 0))
	things[1].Move(fyne.NewPos(x, y))
	things[1].Resize(fyne.NewSize(place.Width-x, heightFor(things[1], place.Width-x)))
}
