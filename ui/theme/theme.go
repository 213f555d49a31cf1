// Package theme is Shopbell's look: its colours by day and night, letters, sizes and icons. Widgets ask it by name, so
// that a change of the look is a change here alone. A *Theme never changes after New.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/assets"
)

// Mode says who decides between day and night.
type Mode string

// The modes.
const (
	ModeSystem Mode = "system" // as the computer is set
	ModeDay    Mode = "day"
	ModeNight  Mode = "night"
)

// Theme is a look for the whole app.
type Theme struct {
	mode          Mode
	scale         float32
	regular, bold fyne.Resource
}

// New makes a look. scale is the size of letters and of what holds them, 1 being normal; it is kept in 0.9 to 1.5.
func New(mode Mode, scale float32) *Theme {
	return &Theme{
		mode:    mode,
		scale:   min(max(scale, 0.9), 1.5),
		regular: fyne.NewStaticResource("ShopbellSans-Regular.ttf", assets.LettersRegular),
		bold:    fyne.NewStaticResource("ShopbellSans-Bold.ttf", assets.LettersBold),
	}
}

// Color gives a colour by name. Names that only a toolkit of a later time knows fall back to its own look.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.mode {
	case ModeDay:
		variant = fynetheme.VariantLight
	case ModeNight:
		variant = fynetheme.VariantDark
	}
	p, ok := palette(name)
	switch {
	case !ok:
		return fynetheme.DefaultTheme().Color(name, variant)
	case variant == fynetheme.VariantDark:
		return p.night
	}
	return p.day
}

// Font gives Lato, with Thai letters added to it, for prose; symbols and fixed-width text stay the toolkit's.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return fynetheme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	}
	return t.regular
}

// Icon gives the toolkit's icons; Shopbell's own are made by the function Icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Size gives a size by name, in units that the screen's scale turns into pixels.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if v, grows, ok := size(name); ok {
		if grows {
			return v * t.scale
		}
		return v
	}
	return fynetheme.DefaultTheme().Size(name)
}
