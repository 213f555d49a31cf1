package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"shopbell/ui/theme"
)

// Numbered is the disc with the number of a step.
func Numbered(number string) *fyne.Container {
	disc := container.NewStack(NewGround(theme.BottleBg, "", canvas.RadiusMaximum), container.NewCenter(
		NewText(number, Style{Bold: true, Colour: theme.Bottle, Flow: Fit})))
	return Sized(disc, grown(28), grown(28))
}
