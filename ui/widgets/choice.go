package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Choice is a field in which one of several options is chosen. It shows letters that run from right to left in their
// order, and hands the keys that do the same everywhere on to the window.
type Choice struct {
	widget.Select
	words []string // the options as they were given; the toolkit has them as they are seen
}

// NewChoice makes a field to choose from, with an edge, which the toolkit's own lacks.
func NewChoice(options []string, changed func(string)) (*Choice, *fyne.Container) {
	c := &Choice{}
	c.OnChanged, c.PlaceHolder = changed, " "
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	return c, Sized(container.NewStack(c, NewGround("", theme.Edge, theme.RadiusField)), 0, fieldHeight())
}

// SetOptions changes what there is to choose from.
func (c *Choice) SetOptions(options []string) {
	seen := make([]string, len(options))
	for i, o := range options {
		seen[i] = Seen(o)
	}
	c.words = options
	c.Select.SetOptions(seen)
}

// SetSelected chooses an option by its words.
func (c *Choice) SetSelected(option string) { c.Select.SetSelected(Seen(option)) }

// Chosen gives the words of the chosen option, "" for none.
func (c *Choice) Chosen() string {
	if i := c.SelectedIndex(); i >= 0 {
		return c.words[i]
	}
	return ""
}

// TypedKey opens the options with Enter too, and hands on what the toolkit's own would swallow.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		c.Tapped(nil)
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		c.Select.TypedKey(e)
	default:
		HandOn(c, e)
	}
}

// Choose selects an option without telling that it changed.
func Choose(c *Choice, option string) {
	changed := c.OnChanged
	c.OnChanged = nil
	c.SetSelected(option)
	c.OnChanged = changed
}
