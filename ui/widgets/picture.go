package widgets

import (
	"hash/fnv"
	"strings"
	"unicode"

	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Icon shows an icon in a colour of the look.
type Icon struct {
	widget.BaseWidget
	glyph  glyph
	icon   fyne.Resource
	colour fyne.ThemeColorName
	side   float32 // grows with the letters
}

// NewIcon shows an icon, side units wide at the normal size of letters.
func NewIcon(icon fyne.Resource, colour fyne.ThemeColorName, side float32) *Icon {
	i := &Icon{glyph: newGlyph(), icon: icon, colour: colour, side: side}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes the icon and its colour.
func (i *Icon) Set(icon fyne.Resource, colour fyne.ThemeColorName) {
	i.icon, i.colour = icon, colour
	i.Refresh()
}

// Refresh paints the icon in the look that is in force.
func (i *Icon) Refresh() {
	i.glyph.show(i.icon, i.colour)
	i.BaseWidget.Refresh()
}

// MinSize grows with the letters.
func (i *Icon) MinSize() fyne.Size {
	i.ExtendBaseWidget(i)
	return fyne.NewSquareSize(grown(i.side))
}

// grown is a length that grows as the letters do.
func grown(units float32) float32 { return units * size(theme.SizeText) / 15 }

// Grown is a length that grows as the letters do, for what holds them.
func Grown(units float32) float32 { return grown(units) }

// CreateRenderer is called by the toolkit.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	i.glyph.show(i.icon, i.colour)
	return widget.NewSimpleRenderer(i.glyph.image)
}

// Avatar stands for a person: the initials on a colour that stays theirs.
type Avatar struct {
	widget.BaseWidget
	disc     *canvas.Rectangle
	initials *Text
	side     float32
}

// NewAvatar makes one, side units wide, for nobody yet.
func NewAvatar(side float32) *Avatar {
	a := &Avatar{disc: canvas.NewRectangle(nil), side: side}
	letters := theme.SizeSmall
	if side > 44 {
		letters = theme.SizeHeading
	}
	a.initials = NewText("", Style{Size: letters, Bold: true, Colour: avatarInk, Align: fyne.TextAlignCenter, Flow: Fit})
	a.ExtendBaseWidget(a)
	return a
}

// avatarInk is white by day and by night, since the discs stay dark.
const avatarInk = theme.AvatarInk

// Set shows a person. id keeps the colour when the name changes.
func (a *Avatar) Set(id, name string) {
	a.initials.SetText(Initials(name))
	a.disc.FillColor = personColour(id)
	a.Refresh()
}

// MinSize grows with the letters.
func (a *Avatar) MinSize() fyne.Size {
	a.ExtendBaseWidget(a)
	return fyne.NewSquareSize(grown(a.side))
}

// CreateRenderer is called by the toolkit.
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	a.disc.CornerRadius = canvas.RadiusMaximum
	return widget.NewSimpleRenderer(container.NewStack(a.disc, container.NewCenter(a.initials)))
}

// Initials gives the first letters of the first and the last word of a name, "?" when there is none.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) == 0 {
		return "?"
	}
	first := firstLetter(words[0])
	if len(words) == 1 {
		return first
	}
	return first + firstLetter(words[len(words)-1])
}

func firstLetter(word string) string {
	for _, r := range word {
		return string(unicode.ToUpper(r))
	}
	return ""
}

// personColour gives one of six dark colours, on each of which white reads at 6.2 or better.
func personColour(id string) color.Color {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return theme.PersonColours()[h.Sum32()%6]
}

// Thumb stands for a product: its first letters on a quiet ground.
type Thumb struct {
	widget.BaseWidget
	ground *Ground
	mark   *Text
	side   float32
}

// NewThumb makes one, side units wide, for nothing yet.
func NewThumb(side float32) *Thumb {
	letters := theme.SizeSecond
	if side > 60 {
		letters = theme.SizeTitle
	}
	t := &Thumb{ground: NewGround("", "", theme.RadiusField), side: side,
		mark: NewText("", Style{Size: letters, Bold: true, Flow: Fit, Align: fyne.TextAlignCenter})}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows a product. id keeps the colour when the name changes.
func (t *Thumb) Set(id, name string) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	tone := [...]Tone{Slate, Brass, Bottle, Stone}[h.Sum32()%4]
	t.mark.SetText(Initials(name))
	t.mark.SetStyle(t.mark.style.In(tone.text()))
	t.ground.Set(tone.soft(), "")
	t.Refresh()
}

// MinSize grows with the letters.
func (t *Thumb) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	return fyne.NewSquareSize(grown(t.side))
}

// CreateRenderer is called by the toolkit.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return widget.NewSimpleRenderer(container.NewStack(t.ground, container.NewCenter(t.mark)))
}

// ToneIcon shows an icon in the colour that words of a tone have.
func ToneIcon(icon fyne.Resource, tone Tone, side float32) *Icon {
	return NewIcon(icon, tone.text(), side)
}
