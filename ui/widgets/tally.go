package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"shopbell/ui/theme"
)

// Tally is a number with a dot of its meaning and what it counts below: a tile that is read, not pressed.
type Tally struct {
	Box *fyne.Container // what is put on the screen

	number, label *Text
	dot           *canvas.Circle
	tone          Tone
}

// NewTally makes one without a number.
func NewTally(tone Tone) *Tally {
	f := &Tally{tone: tone, dot: canvas.NewCircle(nil)}
	f.number = NewText("", Style{Size: theme.SizeTitle, Bold: true, Flow: Fit})
	f.label = NewText("", Quiet().Wrapped())
	f.Box = Pad(Column(0, Side(theme.Gap8, Sized(f.dot, 10, 10), f.number), unbroken(f.label)), theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap8)
	return f
}

// Set changes number and label, as written.
func (f *Tally) Set(number, label string) {
	f.number.SetText(number)
	f.label.SetText(label)
	f.dot.FillColor = colour(f.tone.fill())
	f.Box.Refresh()
}

// Number gives the number as written.
func (f *Tally) Number() string { return f.number.String() }
