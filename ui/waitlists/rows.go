package waitlists

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// columns shares the width of a row: picture and name, three numbers, first in line. The header and all rows share it
// alike. Its things are picture, name, second line, stock, asking, now, first, since. Where there is little room, first
// the first in line gives way, then the picture and the stock: the panel has them too.
type columns struct{}

// Widths at the normal size of letters.
const (
	thumbWidth  float32 = 40
	numberWidth float32 = 78
	nowWidth    float32 = 96
	firstWidth  float32 = 150
	roomy       float32 = 560 // a row that has room for the first in line
	tight       float32 = 450 // a row that has no room for the picture and the stock
)

func grown(units float32) float32 { return units * fynetheme.Size(theme.SizeText) / 15 }

func (columns) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*theme.Gap16+grown(thumbWidth+2*numberWidth+nowWidth+80), fynetheme.Size(theme.HeightList))
}

func (columns) Layout(o []fyne.CanvasObject, place fyne.Size) {
	at := func(o fyne.CanvasObject, x, w, y float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(max(w, 0), h))
		h = o.MinSize().Height
		o.Move(fyne.NewPos(x, y-h/2))
		o.Resize(fyne.NewSize(max(w, 0), h))
	}
	middle := place.Height / 2
	lines := func(first, second fyne.CanvasObject, x, w float32) {
		half := first.MinSize().Height / 2
		if t, ok := second.(*widgets.Text); ok && t.String() == "" {
			half = 0
		}
		at(first, x, w, middle-half)
		at(second, x, w, middle+half)
	}
	right := place.Width - theme.Gap16
	wide := place.Width >= grown(roomy)
	if wide {
		w := grown(firstWidth)
		lines(o[6], o[7], right-w, w)
		right -= w + theme.Gap24
	}
	narrow := place.Width < grown(tight)
	for i, hidden := range map[int]bool{0: narrow, 3: narrow, 6: !wide, 7: !wide} {
		hide(o[i], hidden)
	}
	for i, w := range []float32{nowWidth, numberWidth, numberWidth} {
		if o[5-i].Visible() {
			right -= grown(w)
			at(o[5-i], right+theme.Gap4, grown(w)-theme.Gap4, middle)
		}
	}
	left := theme.Gap16
	if !narrow {
		at(o[0], left, grown(thumbWidth), middle)
		left += grown(thumbWidth) + theme.Gap12
	}
	lines(o[1], o[2], left, right-left-theme.Gap8)
}

// hide hides or shows a thing without asking its container to lay itself out again.
func hide(o fyne.CanvasObject, hidden bool) {
	switch o := o.(type) {
	case *widgets.Text:
		o.Hidden = hidden
	case *widgets.Thumb:
		o.Hidden = hidden
	}
}

// header names the columns.
func header(w *words.Words) fyne.CanvasObject {
	small := widgets.Style{Size: theme.SizeSmall, Bold: true, Colour: theme.Text2, Flow: widgets.Wrap}
	word := func(id string, style widgets.Style) fyne.CanvasObject {
		return widgets.NewText(w.T(id), style)
	}
	nothing := func() fyne.CanvasObject { return widgets.NewText("", small) }
	line := container.New(columns{}, widgets.NewThumb(0), word("waitlists.col_product", small), nothing(),
		word("waitlists.col_stock", small.Trailing()), word("waitlists.col_asking", small.Trailing()),
		word("waitlists.col_now", small.Trailing()), word("waitlists.col_first", small), nothing())
	return container.NewStack(widgets.NewGround(theme.Button, "", 0).Top(theme.RadiusCard),
		container.New(lowRow{}, line))
}

// lowRow gives a row the height of a card's head.
type lowRow struct{}

func (lowRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, fynetheme.Size(theme.HeightHeader))
}
func (lowRow) Layout(o []fyne.CanvasObject, place fyne.Size) { o[0].Resize(place) }

// productRow is one product of the list.
type productRow struct {
	widget.BaseWidget
	thumb              *widgets.Thumb
	name, kinds        *widgets.Text
	stock, asking, now *widgets.Text
	first, since       *widgets.Text
	mark               *widgets.Ground
	says               string
}

func newProductRow() *productRow {
	number := widgets.Style{Flow: widgets.Ellipsis, Align: fyne.TextAlignTrailing}
	r := &productRow{thumb: widgets.NewThumb(thumbWidth), name: widgets.NewText("", widgets.Strong()), kinds: widgets.NewText("", widgets.Quiet()),
		stock: widgets.NewText("", number), asking: widgets.NewText("", number), now: widgets.NewText("", number),
		first: widgets.NewText("", widgets.Style{Flow: widgets.Ellipsis}), since: widgets.NewText("", widgets.Small()), mark: widgets.NewGround("", "", 0)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *productRow) set(id string, l Line, marked bool) {
	r.thumb.Set(id, l.Name)
	r.name.SetText(l.Name)
	r.kinds.SetText(l.Kinds)
	r.stock.SetText(l.Stock)
	r.asking.SetText(l.Asking)
	r.now.SetText(l.Now)
	r.first.SetText(l.First)
	r.since.SetText(l.Since)
	number := widgets.Style{Flow: widgets.Ellipsis, Align: fyne.TextAlignTrailing}
	strong := func(on bool, c fyne.ThemeColorName) widgets.Style {
		if !on {
			return number
		}
		s := number.In(c)
		s.Bold = true
		return s
	}
	r.stock.SetStyle(strong(l.None, theme.Brick))
	r.now.SetStyle(strong(l.Tell, theme.Bottle))
	r.says = l.Name + ", " + l.Kinds + ", " + l.Stock + ", " + l.Asking + ", " + l.Now + ", " + l.First
	setMark(r.mark, marked)
	r.Refresh()
}

func setMark(g *widgets.Ground, on bool) {
	if on {
		g.Set(theme.Bottle, "")
	} else {
		g.Set("", "")
	}
}

// AccessibilityLabel gives the row to a screen reader.
func (r *productRow) AccessibilityLabel() string { return r.says }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *productRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is called by the toolkit.
func (r *productRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	line := container.New(columns{}, r.thumb, r.name, r.kinds, r.stock, r.asking, r.now, r.first, r.since)
	return widget.NewSimpleRenderer(container.New(markLayout{}, r.mark, line))
}

// markLayout sets the keyboard's mark at the edge of a row.
type markLayout struct{}

func (markLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

func (markLayout) Layout(o []fyne.CanvasObject, place fyne.Size) {
	o[0].Resize(fyne.NewSize(3, place.Height))
	o[1].Resize(place)
}

// personRow is one person of the line: place, name and verdict above, their words below, and the way to say that these
// words did not ask for it.
type personRow struct {
	widget.BaseWidget
	place, name, quote *widgets.Text
	pill               *widgets.Pill
	off                *widgets.Button
	mark               *widgets.Ground
}

func newPersonRow(off string) *personRow {
	r := &personRow{off: widgets.NewButton(off, fynetheme.CancelIcon(), widgets.Low, nil), place: widgets.NewText("", widgets.Quiet().Trailing()), name: widgets.NewText("", widgets.Strong()),
		quote: widgets.NewText("", widgets.Quiet()), pill: widgets.NewPill("", nil, widgets.Plain), mark: widgets.NewGround("", "", 0)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *personRow) set(env screen.Env, p Person, marked bool) {
	r.place.SetText(p.Place)
	place := widgets.Quiet().Trailing()
	if p.InRound {
		place.Bold, place.Colour = true, theme.Bottle
	}
	r.place.SetStyle(place)
	r.name.SetText(p.Name)
	r.quote.SetText(p.Quote)
	says, icon, tone := env.Verdict(p.Row.Verdict)
	if len(p.Row.Verdict.Reasons) > 0 && p.Row.Verdict.Reasons[0].Code == core.ReasonOptOutReview {
		says, icon, tone = env.Words.T("waitlists.decide"), fynetheme.QuestionIcon(), widgets.Brick
	}
	r.pill.Set(says, icon, tone)
	setMark(r.mark, marked)
	r.Refresh()
}

// AccessibilityLabel gives the row to a screen reader.
func (r *personRow) AccessibilityLabel() string {
	return r.place.String() + ", " + r.name.String() + ", " + r.pill.Text() + ", " + r.quote.String()
}

// AccessibilityRole tells a screen reader that this holds other things.
func (r *personRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer is called by the toolkit.
func (r *personRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(container.New(personLayout{}, r.mark, r.place, r.name, r.pill, r.quote, r.off))
}

type personLayout struct{}

func (personLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(grown(200), fynetheme.Size(theme.HeightList)+o[5].MinSize().Height)
}

func (personLayout) Layout(o []fyne.CanvasObject, place fyne.Size) {
	mark, number, name, pill, quote, off := o[0], o[1], o[2], o[3], o[4], o[5]
	mark.Resize(fyne.NewSize(3, place.Height))
	first, second := name.MinSize().Height, quote.MinSize().Height
	high := pill.MinSize()
	last := off.MinSize()
	top := (place.Height - max(first, high.Height) - second - last.Height) / 2
	line := top + max(first, high.Height)/2
	number.Resize(fyne.NewSize(grown(32), number.MinSize().Height))
	number.Move(fyne.NewPos(theme.Gap4, line-number.MinSize().Height/2))
	left, right := theme.Gap4+grown(32)+theme.Gap8, place.Width-theme.Gap12
	pill.Resize(high)
	pill.Move(fyne.NewPos(right-high.Width, line-high.Height/2))
	name.Resize(fyne.NewSize(max(right-high.Width-theme.Gap8-left, 0), first))
	name.Move(fyne.NewPos(left, line-first/2))
	quote.Resize(fyne.NewSize(max(right-left, 0), second))
	quote.Move(fyne.NewPos(left, line+max(first, high.Height)/2))
	off.Resize(last)
	off.Move(fyne.NewPos(left, quote.Position().Y+second))
}
