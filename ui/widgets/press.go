package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Press makes anything pressable: a tile, an entry of the side. Its ground shows whether it is chosen, the pointer is
// over it, or the keyboard is on it.
type Press struct {
	widget.BaseWidget
	OnTapped func()

	content        fyne.CanvasObject
	says           string
	chosenGround   fyne.ThemeColorName
	focusEdge      fyne.ThemeColorName
	chosen         bool
	hovered, focus bool
}

var (
	_ fyne.Tappable      = (*Press)(nil)
	_ fyne.Focusable     = (*Press)(nil)
	_ desktop.Hoverable  = (*Press)(nil)
	_ desktop.Cursorable = (*Press)(nil)
)

// NewPress makes content pressable. chosenGround is its ground while it is chosen; says is read by screen readers.
func NewPress(content fyne.CanvasObject, says string, chosenGround fyne.ThemeColorName, tapped func()) *Press {
	p := &Press{OnTapped: tapped, content: content, says: says, chosenGround: chosenGround, focusEdge: theme.Text}
	p.ExtendBaseWidget(p)
	return p
}

// OnSide gives the focus the colour that shows on the shop front, and gives the thing.
func (p *Press) OnSide() *Press {
	p.focusEdge = theme.Bell
	return p
}

// SetChosen shows that it is the chosen one.
func (p *Press) SetChosen(on bool) {
	p.chosen = on
	p.Refresh()
}

// SetSays changes what screen readers say.
func (p *Press) SetSays(words string) { p.says = words }

// AccessibilityLabel is read by screen readers.
func (p *Press) AccessibilityLabel() string { return p.says }

// AccessibilityRole tells a screen reader that this is pressed.
func (p *Press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped presses it.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnTapped != nil {
		p.OnTapped()
	}
}

// FocusGained shows the keyboard's edge.
func (p *Press) FocusGained() { p.focus = true; p.Refresh() }

// FocusLost hides it.
func (p *Press) FocusLost() { p.focus = false; p.Refresh() }

// TypedRune hands letters on to the window.
func (p *Press) TypedRune(r rune) { HandOnRune(p, r) }

// TypedKey presses it with space or Enter and hands other keys on.
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.Tapped(nil)
	default:
		HandOn(p, e)
	}
}

// MouseIn shades it.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved does nothing.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (p *Press) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor is a hand.
func (p *Press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is called by the toolkit.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &pressRenderer{p: p, ground: canvas.NewRectangle(nil), shade: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type pressRenderer struct {
	p             *Press
	ground, shade *canvas.Rectangle
}

func (r *pressRenderer) Destroy() {}
func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.shade, r.p.content}
}
func (r *pressRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }

func (r *pressRenderer) Layout(place fyne.Size) {
	for _, o := range r.Objects() {
		o.Resize(place)
	}
}

func (r *pressRenderer) Refresh() {
	ground, shade := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if r.p.chosen {
		ground = r.p.chosenGround
	}
	if r.p.hovered {
		shade = "hover"
	}
	fill(r.ground, ground, theme.RadiusField)
	fill(r.shade, shade, theme.RadiusField)
	r.ground.StrokeColor, r.ground.StrokeWidth = color.Transparent, 2
	if r.p.focus {
		r.ground.StrokeColor = colour(r.p.focusEdge)
	}
	r.ground.Refresh()
	r.p.content.Refresh()
	canvas.Refresh(r.p)
}

// Tile shows how many of a list are of one kind, and chooses them when pressed.
type Tile struct {
	Press *Press // what is put on the screen

	number, label *Text
	dot           *canvas.Circle
	tone          Tone
}

// NewTile makes a tile without a number.
func NewTile(tone Tone, tapped func()) *Tile {
	t := &Tile{tone: tone, dot: canvas.NewCircle(nil)}
	t.number = NewText("", Style{Size: theme.SizeTitle, Bold: true, Flow: Fit})
	t.label = NewText("", Quiet().Wrapped())
	dot := Sized(t.dot, 10, 10)
	body := Pad(Column(0, Side(theme.Gap8, dot, t.number), unbroken(t.label)), theme.Gap8, theme.Gap4, theme.Gap8, theme.Gap8)
	t.Press = NewPress(body, "", theme.Button, tapped)
	return t
}

// Set changes number and label, as written.
func (t *Tile) Set(number, label string) {
	t.number.SetText(number)
	t.number.SetStyle(Style{Size: theme.SizeTitle, Bold: true, Flow: Fit})
	if len([]rune(number)) > longNumber {
		t.number.SetStyle(Style{Size: theme.SizeHeading, Bold: true, Flow: Fit})
	}
	t.label.SetText(label)
	t.dot.FillColor = colour(t.tone.fill())
	t.Press.SetSays(number + " " + label)
	t.dot.Refresh()
}

// SetChosen shows that the list holds this kind only.
func (t *Tile) SetChosen(on bool) { t.Press.SetChosen(on) }

// longNumber is from how many letters on a number is written smaller, so that five tiles stand side by side.
const longNumber = 5

// Number gives the number as written.
func (t *Tile) Number() string { return t.number.String() }
