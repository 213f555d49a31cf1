package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// The place of a picture in a conversation. It does not depend on the picture, so that nothing moves when it comes.
const (
	PhotoWidth  float32 = 220
	PhotoHeight float32 = 165
	// StickerSide is the same for a sticker.
	StickerSide float32 = 110
)

// Photo is a picture in a place of fixed size. A press opens it larger.
type Photo struct {
	Press *Press // what is put on the screen

	picture *canvas.Image
}

// NewPhoto makes a place for a picture that comes later. says tells a screen reader what it is.
func NewPhoto(width, height float32, says string, tapped func()) *Photo {
	p := &Photo{picture: canvas.NewImageFromImage(nil)}
	p.picture.FillMode = canvas.ImageFillContain
	p.picture.ScaleMode = canvas.ImageScaleSmooth
	p.Press = NewPress(Sized(container.NewStack(NewGround(theme.Page, "", theme.RadiusField), p.picture), grown(width), grown(height)), says, "", tapped)
	return p
}

// Set shows the picture.
func (p *Photo) Set(img image.Image) {
	p.picture.Image = img
	p.picture.Refresh()
}

// ShowPicture puts a picture over the whole window, as large as it fits, and gives what closes it. A press anywhere closes it,
// as does Escape.
func ShowPicture(c fyne.Canvas, img image.Image, closeWord string) (closeIt func()) {
	picture := canvas.NewImageFromImage(img)
	picture.FillMode = canvas.ImageFillContain
	picture.ScaleMode = canvas.ImageScaleSmooth
	l := &lightbox{}
	button := NewButton(closeWord, nil, Normal, func() { c.Overlays().Remove(l) })
	l.things = container.New(lightboxLayout{img.Bounds().Dx(), img.Bounds().Dy()}, NewGround(theme.Veil, "", 0), picture, button)
	l.tapped = button.OnTapped
	l.ExtendBaseWidget(l)
	c.Overlays().Add(l)
	l.Resize(c.Size())
	c.Focus(button)
	return button.OnTapped
}

type lightbox struct {
	widget.BaseWidget
	things *fyne.Container
	tapped func()
}

// Tapped closes the picture.
func (l *lightbox) Tapped(*fyne.PointEvent) { l.tapped() }

// CreateRenderer is called by the toolkit.
func (l *lightbox) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.things) }

// lightboxLayout sets the picture in the middle with the button below it. A small picture is not blown up.
type lightboxLayout struct{ width, height int }

func (lightboxLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l lightboxLayout) Layout(things []fyne.CanvasObject, place fyne.Size) {
	things[0].Resize(place)
	b := things[2].MinSize()
	room := fyne.NewSize(place.Width-2*theme.Gap24, place.Height-b.Height-3*theme.Gap24)
	w, h := max(float32(l.width), 1), max(float32(l.height), 1)
	scale := min(room.Width/w, room.Height/h, 2)
	size := fyne.NewSize(max(w*scale, 1), max(h*scale, 1))
	things[1].Resize(size)
	top := (place.Height - size.Height - theme.Gap24 - b.Height) / 2
	things[1].Move(fyne.NewPos((place.Width-size.Width)/2, top))
	things[2].Resize(b)
	things[2].Move(fyne.NewPos((place.Width-b.Width)/2, top+size.Height+theme.Gap24))
}

// FileRow names something that hangs on a message: an icon, what it is, and a second line, which may be empty.
func FileRow(icon fyne.Resource, title, second string) fyne.CanvasObject {
	words := []fyne.CanvasObject{NewText(title, Body())}
	if second != "" {
		words = append(words, NewText(second, Small()))
	}
	return TopLine(theme.Gap8, NewIcon(icon, theme.Text2, 20), Column(0, words...), nil)
}
