package main

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"shopbell/ui/theme"
)

// Every word of every story reads on the ground that it stands on there, by day and by night: at 4.5 or better, and what
// cannot be pressed now at 2.5. Unlike a list of pairs this misses none that is in use.
func TestEveryWordReads(t *testing.T) {
	app := test.NewTempApp(t)
	for _, l := range looks()[:2] {
		th := theme.New(l.mode, l.scale)
		app.Settings().SetTheme(th)
		off := th.Color(theme.Off, app.Settings().ThemeVariant())
		seen := map[string]bool{}
		for _, s := range stories() {
			win := raise(s, l)
			for _, layer := range append([]fyne.CanvasObject{win.Content()}, win.Canvas().Overlays().List()...) {
				g := grounds{page: th.Color(theme.Page, app.Settings().ThemeVariant()), within: placeOf(fyne.NewPos(0, 0), win.Canvas().Size())}
				g.walk(layer, fyne.NewPos(0, 0), func(text *canvas.Text, ground color.Color) {
					least := 4.5
					if text.Color == off {
						least = 2.5
					}
					pair := fmt.Sprint(text.Color, ground)
					if got := theme.Contrast(text.Color, ground); got < least && !seen[pair] {
						seen[pair] = true
						t.Errorf("%s%s: %q reads at %.2f, %v on %v", s.Name, l.suffix, text.Text, got, text.Color, ground)
					}
				})
			}
			win.Close()
		}
	}
}

// grounds follows what is painted, from the ground up.
type grounds struct {
	page   color.Color
	fills  []fill
	within place // what is seen of what scrolls
}

// fill is a painted place.
type fill struct {
	place
	colour color.Color
}

func (p place) has(x, y float32) bool {
	return x >= p.left && x <= p.right && y >= p.top && y <= p.bottom
}

// under is the colour that was painted last at a place.
func (g *grounds) under(x, y float32) color.Color {
	for i := len(g.fills) - 1; i >= 0; i-- {
		if f := g.fills[i]; f.has(x, y) {
			return f.colour
		}
	}
	return g.page
}

// paint notes a colour, mixed with what is below it as far as that shines through.
func (g *grounds) paint(at fyne.Position, size fyne.Size, c color.Color) {
	if c == nil {
		return
	}
	r, gr, b, a := c.RGBA()
	if a == 0 {
		return
	}
	br, bg, bb, _ := g.under(at.X+size.Width/2, at.Y+size.Height/2).RGBA()
	rest := 0xffff - a
	g.fills = append(g.fills, fill{placeOf(at, size), color.RGBA64{uint16(r + br*rest/0xffff), uint16(gr + bg*rest/0xffff), uint16(b + bb*rest/0xffff), 0xffff}})
}

func (g *grounds) walk(o fyne.CanvasObject, at fyne.Position, visit func(*canvas.Text, color.Color)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Rectangle:
		g.paint(at, o.Size(), o.FillColor)
	case *canvas.Circle:
		g.paint(at, o.Size(), o.FillColor)
	case *canvas.Text:
		x, y := at.X+o.MinSize().Width/2, at.Y+o.MinSize().Height/2
		if o.Text != "" && g.within.has(x, y) {
			visit(o, g.under(x, y))
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			g.walk(child, at, visit)
		}
	case *container.Scroll:
		outer := g.within
		g.within = placeOf(at, o.Size()).in(outer)
		g.walk(o.Content, at, visit)
		g.within = outer
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			g.walk(child, at, visit)
		}
	}
}
