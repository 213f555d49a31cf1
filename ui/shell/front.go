package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Awning is the striped roof of the shop front. It is a picture only.
type Awning struct {
	widget.BaseWidget
	height float32
}

// stripeWidth is how wide a stripe is about; stripes share the width evenly.
const stripeWidth = 26

// NewAwning makes one, height units high.
func NewAwning(height float32) *Awning {
	a := &Awning{height: height}
	a.ExtendBaseWidget(a)
	return a
}

// MinSize is as low as a stripe is wide.
func (a *Awning) MinSize() fyne.Size {
	a.ExtendBaseWidget(a)
	return fyne.NewSize(stripeWidth, a.height)
}

// CreateRenderer is called by the toolkit.
func (a *Awning) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	return &awningRenderer{a: a}
}

type awningRenderer struct {
	a       *Awning
	objects []fyne.CanvasObject
}

func (r *awningRenderer) Destroy()                     {}
func (r *awningRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *awningRenderer) MinSize() fyne.Size           { return r.a.MinSize() }
func (r *awningRenderer) Refresh()                     { r.Layout(r.a.Size()); canvas.Refresh(r.a) }

func (r *awningRenderer) Layout(place fyne.Size) {
	n := max(int(place.Width/r.a.height+0.5), 1)
	r.objects = r.objects[:0]
	w := place.Width / float32(n)
	for i := range n {
		name := theme.Bell
		if i%2 == 1 {
			name = theme.Cream
		}
		s := canvas.NewRectangle(fynetheme.Color(name))
		s.BottomLeftCornerRadius, s.BottomRightCornerRadius = w*0.4, w*0.4
		s.Move(fyne.NewPos(float32(i)*w, 0))
		s.Resize(fyne.NewSize(w, place.Height))
		r.objects = append(r.objects, s)
	}
}

// Sign hangs at the foot of the side and tells how the shop is connected.
type Sign struct {
	widget.BaseWidget
	title, sub  *widgets.Text
	dot, nail   *canvas.Circle
	left, right *canvas.Line
	tone        fyne.ThemeColorName
	card        *fyne.Container
}

// NewSign makes an empty sign.
func NewSign() *Sign {
	s := &Sign{tone: theme.Stone, dot: canvas.NewCircle(nil), nail: canvas.NewCircle(nil), left: canvas.NewLine(nil), right: canvas.NewLine(nil)}
	s.title = widgets.NewText("", widgets.Strong().Wrapped())
	s.sub = widgets.NewText("", widgets.Small().Centred().Wrapped())
	head := container.New(lit{s.title}, s.dot, s.title)
	s.card = container.NewStack(widgets.NewGround(theme.Card, theme.Line, theme.RadiusField),
		widgets.Pad(widgets.Column(0, head, s.sub), theme.Gap8, theme.Gap8, 10, theme.Gap8))
	s.ExtendBaseWidget(s)
	return s
}

// lit sets the light before the words, both in the middle. Words that are too long take more lines: whatever the sign says,
// the side stays as wide as it was.
type lit struct{ words *widgets.Text }

// light is how wide the light is.
const light float32 = 10

func (l lit) MinSize([]fyne.CanvasObject) fyne.Size {
	return l.words.MinSize().AddWidthHeight(light+theme.Gap8, 0)
}

func (l lit) Layout(things []fyne.CanvasObject, place fyne.Size) {
	width := min(l.words.Natural().Width, place.Width-light-theme.Gap8)
	x := (place.Width - light - theme.Gap8 - width) / 2
	things[0].Resize(fyne.NewSquareSize(light))
	things[0].Move(fyne.NewPos(x, (l.words.Natural().Height-light)/2))
	l.words.Resize(fyne.NewSize(width, widgets.HeightFor(l.words, width)))
	l.words.Move(fyne.NewPos(x+light+theme.Gap8, 0))
}

// Set changes what the sign says; dot colours its light.
func (s *Sign) Set(title, sub string, dot fyne.ThemeColorName) {
	s.title.SetText(title)
	s.sub.SetText(sub)
	s.sub.Hidden = sub == ""
	s.tone = dot
	s.Refresh()
}

// Text gives both lines.
func (s *Sign) Text() (title, sub string) { return s.title.String(), s.sub.String() }

// AccessibilityLabel gives both lines to a screen reader.
func (s *Sign) AccessibilityLabel() string { return s.title.String() + ". " + s.sub.String() }

// AccessibilityRole tells a screen reader that this is text.
func (s *Sign) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is called by the toolkit.
func (s *Sign) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	r := &signRenderer{s}
	r.paint()
	return r
}

type signRenderer struct{ s *Sign }

// rope is how high the sign's nail is above it.
const rope = 20

func (r *signRenderer) Destroy() {}
func (r *signRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.left, r.s.right, r.s.nail, r.s.card}
}
func (r *signRenderer) MinSize() fyne.Size { return r.s.card.MinSize().Add(fyne.NewSize(0, rope)) }

func (r *signRenderer) Refresh() {
	r.paint()
	r.s.card.Refresh()
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func (r *signRenderer) paint() {
	for _, l := range []*canvas.Line{r.s.left, r.s.right} {
		l.StrokeColor, l.StrokeWidth = fynetheme.Color(theme.SideMuted), 1
		l.Refresh()
	}
	r.s.nail.FillColor, r.s.dot.FillColor = fynetheme.Color(theme.Bell), fynetheme.Color(r.s.tone)
	r.s.nail.Refresh()
	r.s.dot.Refresh()
}

func (r *signRenderer) Layout(place fyne.Size) {
	r.s.card.Move(fyne.NewPos(0, rope))
	r.s.card.Resize(fyne.NewSize(place.Width, max(place.Height-rope, 0)))
	nail := fyne.NewPos(place.Width/2, 4)
	r.s.nail.Move(nail.SubtractXY(3, 3))
	r.s.nail.Resize(fyne.NewSquareSize(6))
	r.s.left.Position1, r.s.left.Position2 = nail, fyne.NewPos(place.Width*0.16, rope)
	r.s.right.Position1, r.s.right.Position2 = nail, fyne.NewPos(place.Width*0.84, rope)
}
