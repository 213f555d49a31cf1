package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// listed is one row of a list as the pointer meets it: a press chooses the row, a press with the second button opens its
// menu. The toolkit's own row knows the first alone, and what knows the second takes both.
type listed struct {
	widget.BaseWidget
	list  *List
	row   int
	thing fyne.CanvasObject
}

func newListed(l *List, thing fyne.CanvasObject) *listed {
	o := &listed{list: l, thing: thing}
	o.ExtendBaseWidget(o)
	return o
}

// CreateRenderer is called by the toolkit.
func (o *listed) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.thing) }

// Tapped chooses the row and gives the keyboard to the list.
func (o *listed) Tapped(*fyne.PointEvent) {
	o.focus()
	o.list.Select(o.row)
}

// TappedSecondary opens the menu of the row.
func (o *listed) TappedSecondary(e *fyne.PointEvent) {
	o.focus()
	o.list.menu(o.row, e.AbsolutePosition)
}

func (o *listed) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o.list); c != nil {
		c.Focus(o.list)
	}
	o.list.mark(o.row)
}

// menu opens the menu of a row, if it has one.
func (l *List) menu(row int, at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(l)
	if l.OnMenu == nil || row >= l.rows || c == nil {
		return
	}
	if items := l.OnMenu(row); len(items) > 0 {
		MenuAt(c, at, items...)
	}
}

// menuByKey opens the menu of the row that the keyboard is on, over it.
func (l *List) menuByKey() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	below := float32(l.at+1)*l.rowHeight() - l.GetScrollOffset()
	l.menu(l.at, at.AddXY(menuInset, min(max(below, 0), l.Size().Height)))
}

// menuInset is how far right of the list's edge its menu opens by the key.
const menuInset float32 = 16

// TypedShortcut copies the row that the keyboard is on, opens its menu, and hands everything else on to the window.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if _, is := s.(*fyne.ShortcutCopy); is && l.OnCopy != nil && l.at < l.rows {
		l.OnCopy(l.at)
		return
	}
	if c, is := s.(*desktop.CustomShortcut); is && c.KeyName == fyne.KeyF10 && c.Modifier == fyne.KeyModifierShift {
		l.menuByKey()
		return
	}
	if c, is := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); is {
		c.TypedShortcut(s)
	}
}
