package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Pill says in a few words where someone or something stands.
type Pill struct {
	widget.BaseWidget
	tone  Tone
	icon  fyne.Resource
	part  float32 // of the time that is left, below 0: no clock
	words *Text

	ground    *canvas.Rectangle
	picture   *Icon
	arc, rest *canvas.Arc
}

// NewPill makes a pill. icon may be nil.
func NewPill(words string, icon fyne.Resource, tone Tone) *Pill {
	p := &Pill{ground: canvas.NewRectangle(nil), arc: canvas.NewDoughnutArc(0, 0, nil), rest: canvas.NewDoughnutArc(0, 360, nil)}
	p.words = NewText("", Style{Size: theme.SizeSmall, Bold: true, Flow: Fit})
	p.picture = NewIcon(nil, theme.Text, 15)
	p.ExtendBaseWidget(p)
	p.Set(words, icon, tone)
	return p
}

// Set changes what the pill says.
func (p *Pill) Set(words string, icon fyne.Resource, tone Tone) {
	p.tone, p.icon, p.part = tone, icon, -1
	p.words.SetText(words)
	p.Refresh()
}

// SetClock shows a little clock of the time that is left, part being 0 to 1, instead of an icon.
func (p *Pill) SetClock(words string, part float32, tone Tone) {
	p.tone, p.icon, p.part = tone, nil, min(max(part, 0), 1)
	p.words.SetText(words)
	p.Refresh()
}

// Text gives the words.
func (p *Pill) Text() string { return p.words.String() }

// AccessibilityLabel gives the words to a screen reader.
func (p *Pill) AccessibilityLabel() string { return p.Text() }

// AccessibilityRole tells a screen reader that this is text.
func (p *Pill) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Refresh paints the pill in the look that is in force.
func (p *Pill) Refresh() {
	p.paint()
	p.BaseWidget.Refresh()
}

func (p *Pill) paint() {
	fill(p.ground, p.tone.soft(), canvas.RadiusMaximum)
	style := Style{Size: theme.SizeSmall, Bold: p.tone != Plain, Colour: p.tone.text(), Flow: Fit}
	p.words.SetStyle(style)
	p.picture.Set(p.icon, p.tone.text())
	p.picture.Hidden = p.icon == nil
	p.arc.Hidden, p.rest.Hidden = p.part < 0, p.part < 0
	p.arc.FillColor, p.rest.FillColor = colour(p.tone.text()), colour(theme.Off)
	p.arc.EndAngle = 360 * p.part
	p.arc.Refresh()
	p.rest.Refresh()
}

// CreateRenderer is called by the toolkit.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	p.paint()
	return &pillRenderer{p: p}
}

type pillRenderer struct{ p *Pill }

func (r *pillRenderer) Destroy() {}
func (r *pillRenderer) Refresh() { r.Layout(r.p.Size()); canvas.Refresh(r.p) }
func (r *pillRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.ground, r.p.rest, r.p.arc, r.p.picture, r.p.words}
}

// lead is the width of what stands before the words.
func (r *pillRenderer) lead() float32 {
	if r.p.icon == nil && r.p.part < 0 {
		return 10
	}
	return 7 + r.p.picture.MinSize().Width + 6
}

func (r *pillRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.lead()+r.p.words.MinSize().Width+10, size(theme.HeightPill))
}

func (r *pillRenderer) Layout(place fyne.Size) {
	// A pill keeps its own height also where a row is taller.
	high := min(place.Height, size(theme.HeightPill))
	top := (place.Height - high) / 2
	r.p.ground.Move(fyne.NewPos(0, top))
	r.p.ground.Resize(fyne.NewSize(place.Width, high))
	side := r.p.picture.MinSize()
	at := fyne.NewPos(7, (place.Height-side.Height)/2)
	r.p.picture.Move(at)
	r.p.picture.Resize(side)
	for _, a := range []*canvas.Arc{r.p.arc, r.p.rest} {
		a.Move(at)
		a.Resize(side)
	}
	m := r.p.words.MinSize()
	r.p.words.Move(fyne.NewPos(r.lead(), (place.Height-m.Height)/2))
	r.p.words.Resize(m)
}

// Badge is a number on the bell's colour, hidden when it is 0.
type Badge struct {
	widget.BaseWidget
	ground *canvas.Rectangle
	words  *Text
}

// NewBadge makes one without a number.
func NewBadge() *Badge {
	b := &Badge{ground: canvas.NewRectangle(nil), words: NewText("", Style{Size: theme.SizeSmall, Bold: true, Colour: theme.OnBell, Flow: Fit})}
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// Set shows a number as written, "" hides the badge.
func (b *Badge) Set(number string) {
	b.words.SetText(number)
	b.Hidden = number == ""
	b.Refresh()
}

// MinSize is a disc, or wider for long numbers.
func (b *Badge) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	m := b.words.MinSize()
	return fyne.NewSize(max(m.Width+12, m.Height+4), m.Height+4)
}

// Refresh paints the badge in the look that is in force.
func (b *Badge) Refresh() {
	fill(b.ground, theme.Bell, canvas.RadiusMaximum)
	b.BaseWidget.Refresh()
}

// CreateRenderer is called by the toolkit.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	fill(b.ground, theme.Bell, canvas.RadiusMaximum)
	return widget.NewSimpleRenderer(container.NewStack(b.ground, container.NewCenter(b.words)))
}
