package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
)

// toastTime is how long a toast stays: long enough to read two lines twice.
const toastTime = 6 * time.Second

// Toasts tell at the top of the window what was done. Each stays a while or until the next; nothing that needs an
// answer is told this way.
type Toasts struct {
	widget.BaseWidget
	runner *tasks.Runner
	slot   tasks.Slot
	words  *Text
	icon   *Icon
	ground *Ground
	way    *Button // see Offer
}

// NewToasts makes the place for them, hidden until Tell.
func NewToasts(runner *tasks.Runner) *Toasts {
	t := &Toasts{runner: runner, words: NewText("", Style{Size: theme.SizeSecond, Flow: Fit}), icon: NewIcon(nil, theme.Text, 18),
		ground: NewGround(theme.BottleBg, theme.Bottle, theme.RadiusField), way: newWay()}
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Tell says something.
func (t *Toasts) Tell(tone Tone, icon fyne.Resource, words string) {
	t.words.SetText(words)
	t.icon.Set(icon, tone.text())
	t.ground.Set(tone.soft(), tone.text())
	t.way.Hide()
	t.Hidden = false
	t.Refresh()
	t.runner.Later(&t.slot, toastTime, t.Hide)
}

// Text gives what is told.
func (t *Toasts) Text() string { return t.words.String() }

// CreateRenderer is called by the toolkit.
func (t *Toasts) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return widget.NewSimpleRenderer(container.NewStack(t.ground,
		Pad(Side(theme.Gap12, t.icon, t.words, t.way), 10, theme.Gap16, 10, theme.Gap16)))
}
