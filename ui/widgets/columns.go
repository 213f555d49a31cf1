package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Columns shows numbers as columns side by side, with the number on top of each that is not nothing and a word below some.
// There is no grid: the numbers say more.
type Columns struct {
	widget.BaseWidget
	values []int
	marks  []string // a word below a column, "" for none
	tone   Tone
	number func(int) string
	says   string
	height float32
}

// NewColumns makes columns that take at least a height, number and mark included.
func NewColumns(tone Tone, height float32) *Columns {
	c := &Columns{tone: tone, height: height}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows values, with a mark below each or "". number writes a value, says tells the same to a screen reader.
func (c *Columns) Set(values []int, marks []string, number func(int) string, says string) {
	c.values, c.marks, c.number, c.says = values, marks, number, says
	c.Refresh()
}

// AccessibilityLabel gives the numbers in words.
func (c *Columns) AccessibilityLabel() string { return c.says }

// AccessibilityRole tells a screen reader that this is text.
func (c *Columns) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize grows with the letters.
func (c *Columns) MinSize() fyne.Size {
	c.ExtendBaseWidget(c)
	return fyne.NewSize(float32(len(c.values))*8, grown(c.height))
}

// CreateRenderer is called by the toolkit.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &columnsRenderer{c: c, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type columnsRenderer struct {
	c              *Columns
	ground         *canvas.Rectangle // the line that they stand on
	bars           []*canvas.Rectangle
	numbers, marks []*canvas.Text
	objects        []fyne.CanvasObject
}

func (r *columnsRenderer) Destroy()                     {}
func (r *columnsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *columnsRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

func (r *columnsRenderer) Refresh() {
	r.ground.FillColor = colour(theme.Edge)
	r.objects = []fyne.CanvasObject{r.ground}
	r.bars, r.numbers, r.marks = nil, nil, nil
	for i, v := range r.c.values {
		bar := canvas.NewRectangle(colour(r.c.tone.fill()))
		bar.TopLeftCornerRadius, bar.TopRightCornerRadius = 3, 3
		number, mark := canvas.NewText("", colour(theme.Text)), canvas.NewText("", colour(theme.Text2))
		if v > 0 {
			number.Text = r.c.number(v)
		}
		if i < len(r.c.marks) {
			mark.Text = Seen(r.c.marks[i])
		}
		number.TextSize, mark.TextSize = size(theme.SizeSmall), size(theme.SizeSmall)
		number.TextStyle.Bold = true
		number.Alignment = fyne.TextAlignCenter
		r.bars, r.numbers, r.marks = append(r.bars, bar), append(r.numbers, number), append(r.marks, mark)
		r.objects = append(r.objects, bar, number, mark)
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

// Layout sets the columns apart by half of their width. A number that does not fit between its neighbours' numbers is left
// out; the highest one is always told. Of the marks, every second, third or so stands where all have no room.
func (r *columnsRenderer) Layout(place fyne.Size) {
	n := len(r.bars)
	if n == 0 {
		return
	}
	line := canvas.NewText("Mg", nil)
	line.TextSize = size(theme.SizeSmall)
	letters := line.MinSize().Height
	base := max(place.Height-letters-4, 0)
	r.ground.Move(fyne.NewPos(0, base))
	r.ground.Resize(fyne.NewSize(place.Width, 1))
	most := 1
	for _, v := range r.c.values {
		most = max(most, v)
	}
	step := place.Width / float32(n)
	free := float32(0) // from where numbers may stand
	at, stands := r.marksAt(step, place.Width)
	for i, bar := range r.bars {
		v := r.c.values[i]
		h := max(base-letters, 0) * float32(v) / float32(most)
		x := float32(i) * step
		bar.Hidden = v == 0
		bar.Move(fyne.NewPos(x+step/6, base-max(h, 2)))
		bar.Resize(fyne.NewSize(step*2/3, max(h, 2)))
		m := r.numbers[i].MinSize()
		left := min(max(x+step/2-m.Width/2, 0), max(place.Width-m.Width, 0))
		r.numbers[i].Hidden = v == 0 || left < free && v < most
		if !r.numbers[i].Hidden {
			free = left + m.Width + 1
		}
		r.numbers[i].Move(fyne.NewPos(left, base-max(h, 2)-letters))
		r.numbers[i].Resize(m)
		r.marks[i].Hidden = !stands[i]
		r.marks[i].Move(fyne.NewPos(at[i], base+4))
		r.marks[i].Resize(r.marks[i].MinSize())
	}
}

// marksAt gives from where each mark stands, and which of them do: the first and every second, third or so after it, the
// most for which none runs into the next.
func (r *columnsRenderer) marksAt(step, width float32) (at []float32, stands []bool) {
	var marked []int // columns
	at, stands = make([]float32, len(r.marks)), make([]bool, len(r.marks))
	for i, m := range r.marks {
		at[i] = min(float32(i)*step+step/6, max(width-m.MinSize().Width, 0))
		if m.Text != "" {
			marked = append(marked, i)
		}
	}
	fits := func(every int) bool {
		free := float32(0)
		for n := 0; n < len(marked); n += every {
			i := marked[n]
			if at[i] < free {
				return false
			}
			free = at[i] + r.marks[i].MinSize().Width + theme.Gap4
		}
		return true
	}
	every := 1
	for every < len(marked) && !fits(every) {
		every++
	}
	for n := 0; n < len(marked); n += every {
		stands[marked[n]] = true
	}
	return at, stands
}
