package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/theme"
)

// NewKeycap shows the key that does the same as what it stands beside.
func NewKeycap(key string) *fyne.Container {
	word := NewText(key, Style{Size: theme.SizeSmall, Colour: theme.Text2, Bold: true, Flow: Fit})
	side := grown(24)
	return container.NewStack(NewGround("", theme.Edge, theme.RadiusField), Sized(container.NewCenter(word), side, side))
}
