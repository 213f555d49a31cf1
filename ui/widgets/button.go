package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Rank says how much a button weighs on its screen.
type Rank int

// The ranks. A screen has at most one Main.
const (
	Normal   Rank = iota
	Main          // the one thing that the screen is for
	Subtle        // no ground: an action beside others
	Link          // words in bottle, inside text and card heads
	Low           // small quiet words: a correction beside what it corrects
	Forever       // cannot be taken back, inside its question
	Grave         // opens such a question
	Straight      // main words on a strip or a soft ground
)

// Button is pressed with the pointer, the space bar or Enter. Its focus is a ring around it, since a fill would spoil
// the contrast of its words.
type Button struct {
	widget.DisableableWidget
	OnTapped func()

	words  string
	says   string // for screen readers, where an icon stands for words
	icon   fyne.Resource
	rank   Rank
	height fyne.ThemeSizeName

	hovered, focused, pressed bool
	busy                      bool
}

var (
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Disableable   = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
	_ desktop.Mouseable  = (*Button)(nil)
	_ fyne.Accessible    = (*Button)(nil)
)

// NewButton makes a button of normal height. icon may be nil, words may be "" when an icon says it all.
func NewButton(words string, icon fyne.Resource, rank Rank, tapped func()) *Button {
	b := &Button{OnTapped: tapped, words: words, icon: icon, rank: rank, height: theme.HeightButton}
	b.ExtendBaseWidget(b)
	return b
}

// Tall sets the button's height by name and gives the button.
func (b *Button) Tall(height fyne.ThemeSizeName) *Button {
	b.height = height
	b.Refresh()
	return b
}

// SetText changes the words.
func (b *Button) SetText(words string) {
	if b.words != words {
		b.words = words
		b.Refresh()
	}
}

// Text gives the words.
func (b *Button) Text() string { return b.words }

// SetIcon changes the icon.
func (b *Button) SetIcon(icon fyne.Resource) {
	b.icon = icon
	b.Refresh()
}

// SetBusy locks the button while what it began is under way. Its words stay.
func (b *Button) SetBusy(busy bool) {
	b.busy = busy
	if busy {
		b.Disable()
	} else {
		b.Enable()
	}
}

// Saying sets what screen readers say of a button that has an icon only, and gives the button.
func (b *Button) Saying(words string) *Button {
	b.says = words
	return b
}

// AccessibilityLabel gives the words to a screen reader.
func (b *Button) AccessibilityLabel() string {
	if b.words == "" {
		return b.says
	}
	return b.words
}

// AccessibilityRole tells a screen reader that this is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained draws the ring.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost takes the ring away.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune hands letters on to the window: a button takes none.
func (b *Button) TypedRune(r rune) { HandOnRune(b, r) }

// TypedKey presses the button with space or Enter and hands every other key on to the window.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		HandOn(b, e)
	}
}

// HandOn gives a key that a focused thing does not use to its window, which closes, goes back or shows the keys.
func HandOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// HandOnRune does the same with a letter, for pages that are answered with one.
func HandOnRune(o fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// MouseIn shades the button.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.tip(true)
	b.Refresh()
}

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (b *Button) MouseOut() {
	b.hovered, b.pressed = false, false
	b.tip(false)
	b.Refresh()
}

// MouseDown deepens the shade.
func (b *Button) MouseDown(*desktop.MouseEvent) {
	b.pressed = true
	b.tip(false)
	b.Refresh()
}

// MouseUp takes the deep shade away.
func (b *Button) MouseUp(*desktop.MouseEvent) { b.pressed = false; b.Refresh() }

// Cursor is a hand on a button that can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// colours gives the button's ground ("" for none) and the colour of its words.
func (b *Button) colours() (ground, words fyne.ThemeColorName) {
	switch {
	case b.Disabled() && (b.rank == Link || b.rank == Low || b.rank == Subtle || b.rank == Straight):
		return "", theme.Off
	case b.Disabled():
		return theme.Button, theme.Off
	}
	switch b.rank {
	case Main:
		return theme.Bottle, theme.OnBottle
	case Subtle, Straight:
		return "", theme.Text
	case Link:
		return "", theme.Bottle
	case Low:
		return "", theme.Text2
	case Forever:
		return theme.Brick, theme.OnBrick
	case Grave:
		return theme.Button, theme.Brick
	}
	return theme.Button, theme.Text
}

// CreateRenderer is called by the toolkit.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{b: b, ring: canvas.NewRectangle(nil), ground: canvas.NewRectangle(nil), shade: canvas.NewRectangle(nil),
		icon: newGlyph(), words: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b                   *Button
	ring, ground, shade *canvas.Rectangle
	icon                glyph
	words               *canvas.Text
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.ground, r.shade, r.icon.image, r.words}
}

// margin is the room beside the words.
func (r *buttonRenderer) margin() float32 {
	switch {
	case r.b.rank == Link, r.b.rank == Low:
		return 0
	case r.b.words == "" && r.b.height == theme.HeightPill:
		return theme.Gap4
	case r.b.words == "":
		return theme.Gap8
	case r.b.height == theme.HeightRow:
		return theme.Gap12
	}
	return 14
}

func (r *buttonRenderer) letters() float32 {
	switch {
	case r.b.height == theme.HeightHero:
		return size(theme.SizeHeading)
	case r.b.rank == Link:
		return size(theme.SizeSecond)
	case r.b.rank == Low:
		return size(theme.SizeSmall)
	}
	return size(theme.SizeText)
}

func (r *buttonRenderer) style() fyne.TextStyle { return fyne.TextStyle{Bold: r.b.rank != Low} }

func (r *buttonRenderer) iconSide() float32 {
	if r.b.height == theme.HeightPill || r.b.rank == Low {
		return r.letters()
	}
	return r.letters() * 1.3
}

// iconGap is the room between icon and words.
func (r *buttonRenderer) iconGap() float32 {
	if r.b.rank == Low {
		return theme.Gap4
	}
	return theme.Gap8
}

func (r *buttonRenderer) inside() fyne.Size {
	s := fyne.MeasureText(r.b.words, r.letters(), r.style())
	if r.b.words == "" {
		s.Width = 0
	}
	if r.b.icon != nil {
		s.Width += r.iconSide()
		if r.b.words != "" {
			s.Width += r.iconGap()
		}
	}
	return s
}

func (r *buttonRenderer) MinSize() fyne.Size {
	in := r.inside()
	if r.b.rank == Link || r.b.rank == Low {
		return fyne.NewSize(in.Width, in.Height+4)
	}
	return fyne.NewSize(in.Width+2*r.margin(), size(r.b.height))
}

func (r *buttonRenderer) Layout(place fyne.Size) {
	r.ground.Resize(place)
	r.shade.Resize(place)
	r.ring.Move(fyne.NewPos(-4, -4))
	r.ring.Resize(place.Add(fyne.NewSize(8, 8)))
	in := r.inside()
	x := (place.Width - in.Width) / 2
	if r.b.icon != nil {
		side := r.iconSide()
		r.icon.image.Move(fyne.NewPos(x, (place.Height-side)/2))
		r.icon.image.Resize(fyne.NewSquareSize(side))
		x += side + r.iconGap()
	}
	r.words.Move(fyne.NewPos(x, (place.Height-in.Height)/2))
	r.words.Resize(fyne.NewSize(in.Width, in.Height))
}

func (r *buttonRenderer) Refresh() {
	ground, words := r.b.colours()
	fill(r.ground, ground, theme.RadiusField)
	shade := fyne.ThemeColorName("")
	switch {
	case r.b.Disabled():
	case r.b.pressed:
		shade = "pressed"
	case r.b.hovered:
		shade = "hover"
	}
	fill(r.shade, shade, theme.RadiusField)
	r.ring.FillColor, r.ring.StrokeColor, r.ring.StrokeWidth = color.Transparent, color.Transparent, 2
	r.ring.CornerRadius = theme.RadiusField + 4
	if r.b.focused {
		r.ring.StrokeColor = colour(theme.Text)
	}
	r.ring.Refresh()
	r.words.Text, r.words.TextSize, r.words.Color = Seen(r.b.words), r.letters(), colour(words)
	r.words.TextStyle = r.style()
	r.words.Refresh()
	r.icon.show(r.b.icon, words)
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// fill paints a rectangle in a colour of the look, "" for none.
func fill(r *canvas.Rectangle, name fyne.ThemeColorName, radius float32) {
	r.FillColor = color.Transparent
	if name != "" {
		r.FillColor = colour(name)
	}
	r.CornerRadius = radius
	r.Refresh()
}
