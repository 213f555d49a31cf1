package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
)

// Row is one person or thing in a list: a picture, a bold line, a quiet line, and what stands at the end. Its height is
// fixed, so that a list of a hundred thousand opens at once. Words that do not fit end in …; pressing and choosing are
// the list's.
type Row struct {
	widget.BaseWidget
	Title  *Text // the bold line
	Second *Text // the quiet line; empty: the title stands in the middle
	Corner *Text // small, at the end of the first line: a time or a quote

	lead   fyne.CanvasObject
	end    []fyne.CanvasObject
	height fyne.ThemeSizeName
	inset  float32
	mark   *canvas.Rectangle
	marked bool
	says   string
}

// NewRow makes an empty row. lead may be nil; end stands at its end.
func NewRow(lead fyne.CanvasObject, end ...fyne.CanvasObject) *Row {
	r := &Row{lead: lead, end: end, height: theme.HeightList, inset: theme.Gap16, mark: canvas.NewRectangle(nil)}
	r.Title = NewText("", Strong())
	r.Second = NewText("", Quiet())
	r.Corner = NewText("", Small().Trailing())
	r.ExtendBaseWidget(r)
	return r
}

// Inset sets the room left and right and gives the row.
func (r *Row) Inset(room float32) *Row {
	r.inset = room
	return r
}

// Set changes both lines.
func (r *Row) Set(title, second string) *Row {
	r.Title.SetText(title)
	r.Second.SetText(second)
	r.Refresh()
	return r
}

// SetMark shows or hides the mark of the row that the keyboard is on.
func (r *Row) SetMark(on bool) {
	if r.marked != on {
		r.marked = on
		r.Refresh()
	}
}

// SetSays gives a screen reader more than the two lines, such as the verdict.
func (r *Row) SetSays(words string) { r.says = words }

// AccessibilityLabel gives both lines and what else was set.
func (r *Row) AccessibilityLabel() string {
	s := r.Title.String()
	if t := r.Second.String(); t != "" {
		s += ", " + t
	}
	if r.says != "" {
		s += ", " + r.says
	}
	return s
}

// AccessibilityRole tells a screen reader that this holds other things.
func (r *Row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is called by the toolkit.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &rowRenderer{r}
}

type rowRenderer struct{ r *Row }

func (rr *rowRenderer) Destroy() {}

func (rr *rowRenderer) Objects() []fyne.CanvasObject {
	r := rr.r
	objects := []fyne.CanvasObject{r.mark, r.Title, r.Second, r.Corner}
	if r.lead != nil {
		objects = append(objects, r.lead)
	}
	return append(objects, r.end...)
}

func (rr *rowRenderer) Refresh() {
	mark := fyne.ThemeColorName("")
	if rr.r.marked {
		mark = theme.Bottle
	}
	fill(rr.r.mark, mark, 0)
	rr.Layout(rr.r.Size())
	canvas.Refresh(rr.r)
}

func (rr *rowRenderer) MinSize() fyne.Size {
	r := rr.r
	w := 2*r.inset + 80
	if r.lead != nil {
		w += r.lead.MinSize().Width + theme.Gap12
	}
	for _, o := range r.end {
		if o.Visible() {
			w += o.MinSize().Width + theme.Gap12
		}
	}
	return fyne.NewSize(w, size(r.height))
}

func (rr *rowRenderer) Layout(place fyne.Size) {
	r := rr.r
	r.mark.Resize(fyne.NewSize(3, place.Height))
	left := r.inset
	if r.lead != nil {
		m := r.lead.MinSize()
		centre(r.lead, left, m, place.Height)
		left += m.Width + theme.Gap12
	}
	right := place.Width - r.inset
	for i := len(r.end) - 1; i >= 0; i-- {
		o := r.end[i]
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		right -= m.Width
		centre(o, right, m, place.Height)
		right -= theme.Gap12
	}
	rr.words(left, max(right-left, 0), place.Height)
}

// words sets both lines in the middle of the height, the corner beside the first.
func (rr *rowRenderer) words(left, width, height float32) {
	r := rr.r
	title, second := r.Title.MinSize().Height, r.Second.MinSize().Height
	if r.Second.String() == "" {
		second = 0
	}
	top := (height - title - second) / 2
	corner := float32(0)
	if r.Corner.String() != "" {
		corner = min(r.Corner.Natural().Width+1, max(width-min(r.Title.Natural().Width+theme.Gap12, width/2), 0))
		m := r.Corner.MinSize()
		r.Corner.Move(fyne.NewPos(left+width-corner, top+(title-m.Height)/2))
	}
	r.Corner.Resize(fyne.NewSize(corner, r.Corner.MinSize().Height))
	r.Corner.Hidden = corner == 0
	r.Title.Move(fyne.NewPos(left, top))
	r.Title.Resize(fyne.NewSize(max(width-corner-theme.Gap8, 0), title))
	if corner == 0 {
		r.Title.Resize(fyne.NewSize(width, title))
	}
	r.Second.Move(fyne.NewPos(left, top+title))
	r.Second.Resize(fyne.NewSize(width, second))
}

// centre puts a thing at x in the middle of a height.
func centre(o fyne.CanvasObject, x float32, m fyne.Size, height float32) {
	o.Move(fyne.NewPos(x, (height-m.Height)/2))
	o.Resize(m)
}
