package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// List shows rows of one height. Only those in view are made, so that a hundred thousand open at once. Arrows, Home,
// End and the page keys move the keyboard's mark; space or a press chooses a row, Enter opens it.
type List struct {
	widget.List
	OnChoose func(row int) // may be nil
	OnOpen   func(row int) // nil: Enter chooses
	OnFocus  func()        // the keyboard came to the list; may be nil
	// OnMenu gives what the second button of the pointer, the menu key or Shift+F10 opens on a row; may be nil.
	OnMenu func(row int) []*fyne.MenuItem
	OnCopy func(row int) // Ctrl+C on a row; nil: it is the window's

	rows    int
	at      int
	focused bool
	byKey   bool // the toolkit tells of the mark because of a key, not of the pointer
}

var _ fyne.Focusable = (*List)(nil)

// NewList makes an empty list. create makes a row to be filled, update fills it for a place in the list.
func NewList(create func() fyne.CanvasObject, update func(row int, o fyne.CanvasObject)) *List {
	l := &List{}
	l.Length = func() int { return l.rows }
	l.CreateItem = func() fyne.CanvasObject { return newListed(l, create()) }
	l.UpdateItem = func(row widget.ListItemID, o fyne.CanvasObject) {
		if row < l.rows {
			one := o.(*listed)
			one.row = row
			update(row, one.thing)
		}
	}
	l.OnHighlighted = func(row widget.ListItemID) {
		if l.byKey {
			l.at = row
		}
	}
	l.OnSelected = func(row widget.ListItemID) {
		l.at = row
		if l.OnChoose != nil {
			l.OnChoose(row)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetRows tells how many rows there are now, and fills those in view anew.
func (l *List) SetRows(n int) {
	l.rows = n
	if l.at >= n {
		l.at = max(n-1, 0)
		l.Highlight(l.at)
	}
	l.Refresh()
}

// Rows tells how many rows there are.
func (l *List) Rows() int { return l.rows }

// Marked tells whether the keyboard is on a row.
func (l *List) Marked(row int) bool { return l.focused && l.at == row }

// ShowChosen shows a row as the chosen one without telling that it was chosen; a row below 0 shows none.
func (l *List) ShowChosen(row int) {
	chosen := l.OnSelected
	l.OnSelected = nil
	if row < 0 {
		l.UnselectAll()
	} else {
		l.Select(row)
	}
	if row >= 0 && l.page() < 2 { // not laid out yet: it would scroll as if its place stayed that small
		l.MinSize() // the toolkit makes what scrolls only when it is asked for a size
		l.ScrollToTop()
	}
	l.OnSelected = chosen
}

// FocusGained marks the row that the keyboard is on.
func (l *List) FocusGained() {
	l.focused = true
	l.keyed(l.List.FocusGained)
	if l.OnFocus != nil {
		l.OnFocus()
	}
}

// FocusLost takes the mark away.
func (l *List) FocusLost() {
	l.focused = false
	l.List.FocusLost()
}

func (l *List) keyed(f func()) {
	l.byKey = true
	f()
	l.byKey = false
}

// TypedKey moves the mark, opens a row, and hands on what it does not know.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.keyed(func() { l.List.TypedKey(e) })
	case fyne.KeyHome:
		l.mark(0)
	case fyne.KeyEnd:
		l.mark(l.rows - 1)
	case fyne.KeyPageUp:
		l.mark(l.at - l.page())
	case fyne.KeyPageDown:
		l.mark(l.at + l.page())
	case fyne.KeyReturn, fyne.KeyEnter:
		l.open()
	case desktop.KeyMenu:
		l.menuByKey()
	default:
		HandOn(l, e)
	}
}

func (l *List) open() {
	switch {
	case l.at >= l.rows:
	case l.OnOpen != nil:
		l.OnOpen(l.at)
	default:
		l.Select(l.at)
	}
}

func (l *List) mark(row int) {
	if l.rows > 0 {
		l.keyed(func() { l.Highlight(min(max(row, 0), l.rows-1)) })
	}
}

// page is how many rows are in view.
func (l *List) page() int {
	return max(int(l.Size().Height/l.rowHeight()), 1)
}

// rowHeight is how much of the list a row takes, with the gap below it.
func (l *List) rowHeight() float32 {
	return l.CreateItem().MinSize().Height + l.Theme().Size(fynetheme.SizeNamePadding)
}
