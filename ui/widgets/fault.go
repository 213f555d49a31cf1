package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
)

// Fault says beside a field what is wrong with it and what to do. It takes no room while there is nothing wrong.
type Fault struct {
	Box *fyne.Container // what is put on the screen

	text *Text
}

// NewFault makes one that says nothing.
func NewFault() *Fault {
	f := &Fault{text: NewText("", Style{Size: theme.SizeSecond, Colour: theme.Brick, Flow: Wrap})}
	f.Box = TopLine(theme.Gap8, NewIcon(fynetheme.ErrorIcon(), theme.Brick, 18), f.text, nil)
	f.Box.Hide()
	return f
}

// Set says what is wrong, "" for nothing.
func (f *Fault) Set(words string) {
	f.text.SetText(words)
	if words == "" {
		f.Box.Hide()
	} else {
		f.Box.Show()
	}
}

// Text gives what is said.
func (f *Fault) Text() string { return f.text.String() }
