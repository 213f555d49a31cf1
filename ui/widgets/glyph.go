package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"shopbell/ui/theme"
)

// glyph is the picture of an icon in a colour of the look. The toolkit reads the icon's file anew at each refresh, which
// takes as long as everything else of a row together: here it is read only when icon or colour are other than before.
type glyph struct {
	image  *canvas.Image
	name   string      // of the icon that is shown
	colour color.Color // that it has
}

func newGlyph() glyph {
	g := glyph{image: canvas.NewImageFromResource(nil)}
	g.image.FillMode = canvas.ImageFillContain
	return g
}

// show changes the icon, nil for none, and its colour.
func (g *glyph) show(icon fyne.Resource, name fyne.ThemeColorName) {
	g.image.Hidden = icon == nil
	if icon == nil {
		return
	}
	now := colour(name)
	if g.name == icon.Name() && g.colour == now {
		return
	}
	g.name, g.colour = icon.Name(), now
	g.image.Resource = theme.Coloured(icon, name)
	g.image.Refresh()
}
