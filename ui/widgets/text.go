package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/ui/theme"
)

// Flow says what a Text does when it is wider than its place.
type Flow int

// The flows.
const (
	Fit      Flow = iota // takes the width it needs
	Ellipsis             // one line, cut with …
	Wrap                 // as many lines as it needs
)

// Style is how words look.
type Style struct {
	Size   fyne.ThemeSizeName  // "": text
	Colour fyne.ThemeColorName // "": the text colour
	Bold   bool
	Flow   Flow
	Align  fyne.TextAlign
}

// Title is the style of a page's name.
func Title() Style { return Style{Size: theme.SizeTitle, Bold: true, Flow: Ellipsis} }

// Heading is the style of a question or a hero's name.
func Heading() Style { return Style{Size: theme.SizeHeading, Bold: true, Flow: Ellipsis} }

// Head is the style of a card's name.
func Head() Style { return Style{Size: theme.SizeCardHead, Bold: true, Flow: Ellipsis} }

// Figure is the style of a number that stands alone.
func Figure() Style { return Style{Size: theme.SizeFigure, Bold: true} }

// Strong is the style of a row's first line.
func Strong() Style { return Style{Bold: true, Flow: Ellipsis} }

// Body is the style of paragraphs.
func Body() Style { return Style{Flow: Wrap} }

// Quiet is the style of second lines.
func Quiet() Style { return Style{Size: theme.SizeSecond, Colour: theme.Text2, Flow: Ellipsis} }

// Small is the style of captions and times.
func Small() Style { return Style{Size: theme.SizeSmall, Colour: theme.Text2, Flow: Ellipsis} }

// Wrapped is the style in as many lines as it needs.
func (s Style) Wrapped() Style { s.Flow = Wrap; return s }

// Fitted is the style in the width it needs.
func (s Style) Fitted() Style { s.Flow = Fit; return s }

// In is the style in another colour.
func (s Style) In(c fyne.ThemeColorName) Style { s.Colour = c; return s }

// Centred is the style in the middle of its place.
func (s Style) Centred() Style { s.Align = fyne.TextAlignCenter; return s }

// Trailing is the style at the end of its place.
func (s Style) Trailing() Style { s.Align = fyne.TextAlignTrailing; return s }

// Span is a run of words in a text that may look different from the rest: found words, a name.
type Span struct {
	Text   string
	Bold   bool
	Colour fyne.ThemeColorName // "": the text's own
}

// Text shows words. Unlike the toolkit's label it has no margins, so that things align to the pixel, and it is cheap
// enough for long lists.
type Text struct {
	widget.BaseWidget
	style Style
	spans []Span
	lines []line
	back  bool    // the lines run from right to left
	laid  float32 // the width that lines were made for
	wide  float32 // the width of the words unbroken, -1: not measured
}

// NewText shows words in a style.
func NewText(words string, style Style) *Text { return NewSpans([]Span{{Text: words}}, style) }

// NewSpans shows runs of words in a style.
func NewSpans(spans []Span, style Style) *Text {
	t := &Text{style: style, spans: visible(spans), laid: -1, wide: -1}
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the words.
func (t *Text) SetText(words string) {
	words = core.Visible(words)
	if len(t.spans) == 1 && t.spans[0] == (Span{Text: words}) {
		return
	}
	t.SetSpans([]Span{{Text: words}})
}

// SetSpans changes the words to runs.
func (t *Text) SetSpans(spans []Span) {
	t.spans = visible(spans)
	t.Refresh()
}

// visible makes words that may be a customer's safe to show. It is done here, where all words of the windows pass.
func visible(spans []Span) []Span {
	out := make([]Span, len(spans))
	for i, s := range spans {
		s.Text = core.Visible(s.Text)
		out[i] = s
	}
	return out
}

// SetStyle changes how the words look.
func (t *Text) SetStyle(s Style) {
	if t.style != s {
		t.style = s
		t.Refresh()
	}
}

// String gives the words.
func (t *Text) String() string {
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// AccessibilityLabel gives the words to a screen reader.
func (t *Text) AccessibilityLabel() string { return t.String() }

// AccessibilityRole tells a screen reader that this is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Refresh lays the words out anew, for new words or a new look.
func (t *Text) Refresh() {
	t.laid, t.wide = -1, -1
	t.BaseWidget.Refresh()
}

// MinSize of a wrapped text is for the width it has now, as that of the toolkit's label is.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	width := t.Size().Width
	switch t.style.Flow {
	case Fit:
		t.layOut(0)
		return fyne.NewSize(t.natural(), t.height())
	case Ellipsis:
		return fyne.NewSize(min(t.natural(), 3*t.textSize()), t.lineHeight())
	}
	if width <= 0 {
		return fyne.NewSize(min(t.natural(), 8*t.textSize()), t.lineHeight())
	}
	t.layOut(width)
	return fyne.NewSize(min(t.natural(), 8*t.textSize()), t.height())
}

// Natural is the size of the words in as few lines as they have themselves.
func (t *Text) Natural() fyne.Size { return fyne.NewSize(t.natural(), t.lineHeight()) }

func (t *Text) natural() float32 {
	if t.wide < 0 {
		t.wide = widest(breakLines(heads(t.spans), t.measure(), 0))
	}
	return t.wide
}

func (t *Text) textSize() float32 {
	if t.style.Size == "" {
		return size(theme.SizeText)
	}
	return size(t.style.Size)
}

// lineHeight is a little more than the letters' own, as paragraphs need.
func (t *Text) lineHeight() float32 {
	return float32(int(fyne.MeasureText("Mg", t.textSize(), fyne.TextStyle{}).Height*1.06 + 0.5))
}

func (t *Text) height() float32 { return float32(max(len(t.lines), 1)) * t.lineHeight() }

func (t *Text) measure() measure {
	s := t.textSize()
	return func(words string, bold bool) float32 {
		return fyne.MeasureText(words, s, fyne.TextStyle{Bold: bold || t.style.Bold}).Width
	}
}

// layOut breaks the words into lines for a width; 0 is without bound.
func (t *Text) layOut(width float32) {
	if t.laid == width {
		return
	}
	t.laid = width
	switch t.style.Flow {
	case Wrap:
		t.lines = breakLines(t.spans, t.measure(), width)
	case Ellipsis:
		t.lines = []line{cutLine(t.spans, t.measure(), width)}
	default:
		t.lines = breakLines(t.spans, t.measure(), 0)
	}
	t.lines, t.back = inOrder(t.lines, t.measure())
}

// CreateRenderer is called by the toolkit.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &textRenderer{t: t}
}

type textRenderer struct {
	t       *Text
	objects []fyne.CanvasObject
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) MinSize() fyne.Size           { return r.t.MinSize() }

func (r *textRenderer) Refresh() {
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *textRenderer) Layout(place fyne.Size) {
	t := r.t
	width := place.Width
	if t.style.Flow == Fit {
		width = 0
	}
	t.layOut(width)
	n, high, most := 0, t.lineHeight(), widest(t.lines)
	for i, l := range t.lines {
		x := float32(0)
		switch {
		case t.style.Align == fyne.TextAlignCenter:
			x = max(0, (place.Width-l.width)/2)
		case t.style.Align == fyne.TextAlignTrailing:
			x = max(0, place.Width-l.width)
		case t.back:
			x = most - l.width
		}
		for _, p := range l.pieces {
			piece := r.piece(n)
			n++
			piece.Text, piece.TextSize, piece.TextStyle = p.text, t.textSize(), fyne.TextStyle{Bold: p.bold || t.style.Bold}
			piece.Color = colour(firstColour(p.colour, t.style.Colour, theme.Text))
			piece.Move(fyne.NewPos(x+p.x, float32(i)*high))
			piece.Resize(fyne.NewSize(p.width, high))
			piece.Refresh()
		}
	}
	r.objects = r.objects[:n]
}

// piece reuses the i-th run of letters on the canvas, or makes it.
func (r *textRenderer) piece(i int) *canvas.Text {
	if i < len(r.objects) {
		return r.objects[i].(*canvas.Text)
	}
	piece := canvas.NewText("", nil)
	r.objects = append(r.objects, piece)
	return piece
}

func firstColour(names ...fyne.ThemeColorName) fyne.ThemeColorName {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

// Found is a run of words that a search found.
func Found(words string) Span { return Span{Text: words, Bold: true, Colour: theme.Bottle} }
