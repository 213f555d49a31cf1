package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
)

// tipRest is how long the pointer rests on a thing before its tip comes up.
const tipRest = 600 * time.Millisecond

// Tips shows short words beside what has an icon only, while the pointer rests on it. It lies over a window's content, as
// one of the things of its container; where there is none, nothing is shown.
type Tips struct {
	widget.BaseWidget
	runner *tasks.Runner
	slot   tasks.Slot
	words  *Text
}

// NewTips makes the place for them.
func NewTips(runner *tasks.Runner) *Tips {
	t := &Tips{runner: runner, words: NewText("", Style{Size: theme.SizeSmall, Flow: Fit})}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Text gives the words that are shown, "" while none are.
func (t *Tips) Text() string {
	if !t.Visible() {
		return ""
	}
	return t.words.String()
}

// CreateRenderer is called by the toolkit.
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return widget.NewSimpleRenderer(container.NewStack(NewGround(theme.Card, theme.Edge, theme.RadiusField), Pad(t.words, theme.Gap4, theme.Gap8, theme.Gap4, theme.Gap8)))
}

// soon shows words beside a thing when the pointer rests there.
func (t *Tips) soon(o fyne.CanvasObject, words string) {
	t.runner.Later(&t.slot, tipRest, func() { t.show(o, words) })
}

// gone takes them away.
func (t *Tips) gone() {
	t.slot.Cancel()
	t.Hide()
}

// show puts the words below a thing, or above it where there is no room, inside the window.
func (t *Tips) show(o fyne.CanvasObject, words string) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(o)
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	t.words.SetText(words)
	size, room, at := t.MinSize(), c.Size(), d.AbsolutePositionForObject(o)
	y := at.Y + o.Size().Height + theme.Gap4
	if y+size.Height > room.Height {
		y = at.Y - size.Height - theme.Gap4
	}
	t.Resize(size)
	t.Move(fyne.NewPos(max(min(at.X, room.Width-size.Width-theme.Gap4), 0), max(y, 0)))
	t.Show()
}

// tipsOver finds the place for tips of the window that a thing stands in, nil where there is none.
func tipsOver(o fyne.CanvasObject) *Tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	content, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range content.Objects {
		if t, ok := o.(*Tips); ok {
			return t
		}
	}
	return nil
}

// tip shows or takes away the words of a button that has an icon only.
func (b *Button) tip(on bool) {
	if b.words != "" || b.says == "" {
		return
	}
	switch t := tipsOver(b); {
	case t == nil:
	case on:
		t.soon(b, b.says)
	default:
		t.gone()
	}
}
