package widgets

import (
	"fyne.io/fyne/v2"

	"shopbell/ui/theme"
)

// Offer says something and offers a way on from it, such as to take it back. The way goes with the words.
func (t *Toasts) Offer(tone Tone, icon fyne.Resource, words, way string, do func()) {
	t.Tell(tone, icon, words)
	t.way.SetText(way)
	t.way.OnTapped = func() {
		t.Hide()
		do()
	}
	t.way.Show()
	t.Refresh()
}

// newWay makes the button of Offer, hidden.
func newWay() *Button {
	b := NewButton("", nil, Straight, nil).Tall(theme.HeightRow)
	b.Hide()
	return b
}
