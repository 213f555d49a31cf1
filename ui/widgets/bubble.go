package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// BubbleKind says whose words a bubble holds and what became of them.
type BubbleKind int

// The kinds of bubbles.
const (
	BubbleIn    BubbleKind = iota // the customer's words
	BubbleProof                   // the customer's words that prove a wish or a stop
	BubbleOut                     // ours, sent
	BubbleKept                    // ours, not sent yet
)

// Bubble is one message, at the side of who wrote it, with a caption below.
type Bubble struct {
	widget.BaseWidget
	kind    BubbleKind
	words   *Text
	caption *Text
	icon    *Icon
	ground  *canvas.Rectangle
	parts   []fyne.CanvasObject
	reacts  *Text
	menu    func(*fyne.PointEvent)
}

// NewBubble shows a message. caption stands below it with an icon, which may be nil; captionTone colours both.
func NewBubble(kind BubbleKind, words []Span, caption string, icon fyne.Resource, captionTone Tone) *Bubble {
	b := &Bubble{kind: kind, ground: canvas.NewRectangle(nil)}
	b.words = NewSpans(words, Body())
	ink := theme.Text2
	if captionTone != Plain {
		ink = captionTone.text()
	}
	b.caption = NewText(caption, Small().In(ink).Wrapped())
	b.icon = NewIcon(icon, ink, 15)
	b.icon.Hidden = icon == nil
	b.reacts = NewText("", Small().Wrapped())
	b.ExtendBaseWidget(b)
	return b
}

// Attach puts what hangs on the message below its words.
func (b *Bubble) Attach(parts ...fyne.CanvasObject) { b.parts = parts }

// SetReactions shows the emojis that were put on the message, under it.
func (b *Bubble) SetReactions(words string) { b.reacts.SetText(words) }

// OnMenu sets what a press with the second button opens, such as "Copy".
func (b *Bubble) OnMenu(open func(*fyne.PointEvent)) { b.menu = open }

// TappedSecondary opens the menu.
func (b *Bubble) TappedSecondary(e *fyne.PointEvent) {
	if b.menu != nil {
		b.menu(e)
	}
}

// Text gives the words of the message.
func (b *Bubble) Text() string { return b.words.String() }

// AccessibilityLabel gives words and caption.
func (b *Bubble) AccessibilityLabel() string {
	said := b.words.String() + ". " + b.caption.String()
	if r := b.reacts.String(); r != "" {
		said += ". " + r
	}
	return said
}

// AccessibilityRole tells a screen reader that this is text.
func (b *Bubble) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is called by the toolkit.
func (b *Bubble) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &bubbleRenderer{b}
	r.paint()
	return r
}

type bubbleRenderer struct{ b *Bubble }

// Room inside a bubble, and the share of the width it takes at most.
const (
	bubbleX     float32 = 13
	bubbleY     float32 = 9
	bubbleShare float32 = 0.74
	captionGap  float32 = 3
	partGap     float32 = 7   // between the words and what hangs on them
	partWidth   float32 = 250 // of what hangs on a message and takes any width
)

func (r *bubbleRenderer) Destroy() {}
func (r *bubbleRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.b.ground, r.b.words, r.b.icon, r.b.caption, r.b.reacts}, r.b.parts...)
}

func (r *bubbleRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *bubbleRenderer) paint() {
	g := r.b.ground
	g.StrokeColor, g.StrokeWidth = color.Transparent, 0
	switch r.b.kind {
	case BubbleIn:
		fill(g, theme.Button, theme.RadiusBubble)
	case BubbleOut:
		fill(g, theme.BottleBg, theme.RadiusBubble)
	case BubbleProof:
		g.StrokeColor, g.StrokeWidth = colour(theme.Bell), 2
		fill(g, theme.Button, theme.RadiusBubble)
	case BubbleKept:
		g.StrokeColor, g.StrokeWidth = colour(theme.Edge), 1
		fill(g, theme.Card, theme.RadiusBubble)
	}
}

// inner is the width of the words, and of what hangs on them, in a place.
func (r *bubbleRenderer) inner(width float32) float32 {
	most := max(width*bubbleShare-2*bubbleX, 40)
	wide := float32(0)
	if r.hasWords() {
		wide = r.b.words.Natural().Width + 1
	}
	for _, p := range r.b.parts {
		wide = max(wide, r.partWidth(p))
	}
	return min(wide, most)
}

// hasWords is false for a message that consists of what hangs on it.
func (r *bubbleRenderer) hasWords() bool { return r.b.words.String() != "" || len(r.b.parts) == 0 }

// partWidth is how wide a part wants to be: a picture as it is, all else as wide as such things are.
func (r *bubbleRenderer) partWidth(p fyne.CanvasObject) float32 {
	if press, ok := p.(*Press); ok {
		return press.MinSize().Width
	}
	return max(p.MinSize().Width, grown(partWidth))
}

// body is the height of all that stands in the bubble.
func (r *bubbleRenderer) body(w float32) float32 {
	h := float32(0)
	if r.hasWords() {
		h = heightFor(r.b.words, w)
	}
	for _, p := range r.b.parts {
		if h > 0 {
			h += partGap
		}
		h += heightFor(p, min(r.partWidth(p), w))
	}
	return h
}

func (r *bubbleRenderer) MinSize() fyne.Size {
	width := r.b.Size().Width
	if width <= 0 {
		width = 300
	}
	h := r.body(r.inner(width)) + 2*bubbleY
	if r.b.caption.String() != "" {
		h += captionGap + heightFor(r.b.caption, r.captionWidth(width))
	}
	if r.b.reacts.String() != "" {
		h += captionGap + heightFor(r.b.reacts, r.reactsWidth(width))
	}
	return fyne.NewSize(160, h)
}

func (r *bubbleRenderer) reactsWidth(width float32) float32 {
	return min(r.b.reacts.Natural().Width+1, width)
}

func (r *bubbleRenderer) captionWidth(width float32) float32 {
	lead := float32(0)
	if r.b.icon.Visible() {
		lead = r.b.icon.MinSize().Width + 6
	}
	return min(r.b.caption.Natural().Width+1, width-lead)
}

func (r *bubbleRenderer) Layout(place fyne.Size) {
	out := r.b.kind == BubbleOut || r.b.kind == BubbleKept
	at := func(w float32) float32 {
		if out {
			return place.Width - w
		}
		return 0
	}
	w := r.inner(place.Width)
	h := r.body(w)
	x := at(w + 2*bubbleX)
	r.b.ground.Move(fyne.NewPos(x, 0))
	r.b.ground.Resize(fyne.NewSize(w+2*bubbleX, h+2*bubbleY))
	r.inside(x+bubbleX, w)
	y := h + 2*bubbleY + captionGap
	if r.b.reacts.String() != "" {
		rw := r.reactsWidth(place.Width)
		rh := heightFor(r.b.reacts, rw)
		r.b.reacts.Move(fyne.NewPos(at(rw), y))
		r.b.reacts.Resize(fyne.NewSize(rw, rh))
		y += rh + captionGap
	}
	cw := r.captionWidth(place.Width)
	ch := heightFor(r.b.caption, cw)
	lead := float32(0)
	if r.b.icon.Visible() {
		m := r.b.icon.MinSize()
		lead = m.Width + 6
		r.b.icon.Move(fyne.NewPos(at(cw+lead), y+(ch-m.Height)/2))
		r.b.icon.Resize(m)
	}
	r.b.caption.Move(fyne.NewPos(at(cw+lead)+lead, y))
	r.b.caption.Resize(fyne.NewSize(cw, ch))
}

// inside sets words and parts below each other.
func (r *bubbleRenderer) inside(x, w float32) {
	y := bubbleY
	r.b.words.Hidden = !r.hasWords()
	if r.hasWords() {
		h := heightFor(r.b.words, w)
		r.b.words.Move(fyne.NewPos(x, y))
		r.b.words.Resize(fyne.NewSize(w, h))
		y += h + partGap
	}
	for _, p := range r.b.parts {
		pw := min(r.partWidth(p), w)
		h := heightFor(p, pw)
		p.Move(fyne.NewPos(x, y))
		p.Resize(fyne.NewSize(pw, h))
		y += h + partGap
	}
}
