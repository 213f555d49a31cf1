// Package widgets holds the parts that Shopbell's windows are made of: buttons, pills, bars, rows, bubbles, cards and
// what frames them. A part knows its look and nothing of shops; every word it shows is given to it.
//
// Like all widgets of the toolkit they are used on the window's goroutine only.
package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/ui/theme"
)

// colour gives a colour of the look that is in force.
func colour(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// size gives a size of the look that is in force.
func size(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }

// Tone is one of the meanings that a colour carries everywhere.
type Tone int

// The tones. Each goes with an icon and words, never alone.
const (
	Plain  Tone = iota
	Bottle      // goes now, went well
	Brass       // later, soon, not sure
	Slate       // when the customer writes
	Stone       // not at all
	Brick       // an error, or a doubt whether someone asked to stop
)

// fill is the strong colour of a tone, for bars and dots.
func (t Tone) fill() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Text, theme.Bottle, theme.Brass, theme.Slate, theme.Stone, theme.Brick}[t]
}

// on is the colour of words on fill.
func (t Tone) on() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Card, theme.OnBottle, theme.OnBrass, theme.OnSlate, theme.OnStone, theme.OnBrick}[t]
}

// soft is the quiet ground of a tone, for pills and strips.
func (t Tone) soft() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Button, theme.BottleBg, theme.BrassBg, theme.SlateBg, theme.StoneBg, theme.BrickBg}[t]
}

// text is the colour of words on soft, on a card or on the page.
func (t Tone) text() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Text, theme.Bottle, theme.BrassText, theme.SlateText, theme.Text2, theme.Brick}[t]
}
