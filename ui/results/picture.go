package results

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// pictureWidth is that of a picture, in the toolkit's units; half as many dots again, so that it stays sharp when it is shown
// large. More would hold up the window while it is drawn.
const (
	pictureWidth float32 = 1000
	pictureScale float32 = 1.5
)

// Picture draws a campaign's figures and charts in the look that is in force, with the very parts of the page.
func Picture(env screen.Env, v View) image.Image {
	w := env.Words
	head := widgets.Column(2, widgets.NewText(v.Title(w), widgets.Title()), widgets.NewText(v.Sub(w, env.Now(), env.Zone), widgets.Quiet()))
	body := widgets.PadAll(widgets.Column(theme.Gap16, append([]fyne.CanvasObject{head}, charts(env, v)...)...), theme.Gap24)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(pictureScale)
	c.SetContent(widgets.On(theme.Page, body))
	// Wrapped words know their height only once they know their width.
	for range 2 {
		c.Resize(fyne.NewSize(pictureWidth, widgets.HeightFor(body, pictureWidth)))
	}
	return c.Capture()
}
