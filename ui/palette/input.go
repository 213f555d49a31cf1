package palette

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// input is the field of the palette: arrows move in the list below it, Escape closes it.
type input struct {
	widgets.Field
	moved func(by int)
	left  func()
}

func newInput(hint string) *input {
	i := &input{}
	i.PlaceHolder = hint
	i.Icon = fynetheme.SearchIcon()
	i.ExtendBaseWidget(i)
	return i
}

// TypedKey moves in the list, closes, or edits the words.
func (i *input) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		i.moved(1)
	case fyne.KeyUp:
		i.moved(-1)
	case fyne.KeyPageDown:
		i.moved(shownRows)
	case fyne.KeyPageUp:
		i.moved(-shownRows)
	case fyne.KeyEscape:
		i.left()
	default:
		i.Entry.TypedKey(e)
	}
}

// row is a line of the palette.
type row struct {
	widget.BaseWidget
	line *widgets.Row
	icon *widgets.Icon
}

func newRow() *row {
	r := &row{icon: widgets.NewIcon(nil, theme.Text2, 20)}
	r.line = widgets.NewRow(r.icon).Inset(theme.Gap12)
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(e Entry, marked bool) {
	r.icon.Set(e.Icon, theme.Text2)
	r.line.Corner.SetText(e.Key)
	r.line.SetMark(marked)
	r.line.Set(e.Says, e.More)
}

// CreateRenderer is called by the toolkit.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.line)
}
