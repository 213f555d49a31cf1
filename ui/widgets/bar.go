package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Part is one stretch of a bar.
type Part struct {
	Count int
	Tone  Tone
	Label string // inside the bar, "" for none
}

// Bar shows how a whole splits: who gets a message when, how much of a limit is used, how far sending has come. What the
// parts leave of Whole is the empty ground.
type Bar struct {
	widget.BaseWidget
	parts  []Part
	whole  int
	says   string
	height float32
	ground *canvas.Rectangle
}

// NewBar makes an empty bar, height units high: 36 with numbers inside, 12 as a gauge.
func NewBar(height float32) *Bar {
	b := &Bar{height: height, ground: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// Set shows parts of a whole. A whole below the sum of the parts counts as that sum. says tells the same to a screen
// reader.
func (b *Bar) Set(whole int, says string, parts ...Part) {
	sum := 0
	for _, p := range parts {
		sum += p.Count
	}
	b.parts, b.whole, b.says = parts, max(whole, sum), says
	b.Refresh()
}

// AccessibilityLabel gives the parts in words.
func (b *Bar) AccessibilityLabel() string { return b.says }

// AccessibilityRole tells a screen reader that this is text.
func (b *Bar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize grows with the letters.
func (b *Bar) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSize(120, grown(b.height))
}

// CreateRenderer is called by the toolkit.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &barRenderer{b: b}
	r.Refresh()
	return r
}

type barRenderer struct {
	b       *Bar
	stretch []*canvas.Rectangle
	labels  []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *barRenderer) MinSize() fyne.Size           { return r.b.MinSize() }

func (r *barRenderer) Refresh() {
	fill(r.b.ground, theme.Button, r.radius())
	r.objects, r.stretch, r.labels = []fyne.CanvasObject{r.b.ground}, nil, nil
	for _, p := range r.b.parts {
		rect := canvas.NewRectangle(colour(p.Tone.fill()))
		text := canvas.NewText(p.Label, colour(p.Tone.on()))
		text.TextSize, text.TextStyle.Bold, text.Alignment = size(theme.SizeText), true, fyne.TextAlignCenter
		r.stretch, r.labels = append(r.stretch, rect), append(r.labels, text)
		r.objects = append(r.objects, rect, text)
	}
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *barRenderer) radius() float32 { return min(theme.RadiusField, grown(r.b.height)/2) }

func (r *barRenderer) Layout(place fyne.Size) {
	r.b.ground.Resize(place)
	widths := r.b.widths(place.Width)
	first, last := -1, -1
	total := 0
	for i, w := range widths {
		total += r.b.parts[i].Count
		if w > 0 && first < 0 {
			first = i
		}
		if w > 0 {
			last = i
		}
	}
	x := float32(0)
	for i, rect := range r.stretch {
		w := widths[i]
		rect.Hidden = w <= 0
		gap := float32(2)
		if i == last {
			gap = 0
		}
		rect.Move(fyne.NewPos(x, 0))
		rect.Resize(fyne.NewSize(max(w-gap, 0), place.Height))
		left, right := float32(0), float32(0)
		if i == first {
			left = r.radius()
		}
		if i == last && total == r.b.whole {
			right = r.radius()
		}
		rect.TopLeftCornerRadius, rect.BottomLeftCornerRadius = left, left
		rect.TopRightCornerRadius, rect.BottomRightCornerRadius = right, right
		m := r.labels[i].MinSize()
		r.labels[i].Hidden = m.Width+4 > w
		r.labels[i].Move(fyne.NewPos(x, (place.Height-m.Height)/2))
		r.labels[i].Resize(fyne.NewSize(w-gap, m.Height))
		x += w
	}
}

// least is the width below which a part that is there would not be seen.
const least float32 = 6

// widths shares the width by count. A part that is there is at least a little wide; the widest parts give way for it.
func (b *Bar) widths(width float32) []float32 {
	w := make([]float32, len(b.parts))
	if b.whole == 0 || width <= 0 {
		return w
	}
	over, room := float32(0), float32(0)
	for i, p := range b.parts {
		w[i] = width * float32(p.Count) / float32(b.whole)
		switch {
		case p.Count > 0 && w[i] < least:
			over += least - w[i]
			w[i] = least
		case w[i] > least:
			room += w[i] - least
		}
	}
	for i := range w {
		if w[i] > least && room > 0 {
			w[i] -= min(over, room) * (w[i] - least) / room
		}
	}
	return w
}
