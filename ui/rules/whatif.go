package rules

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// replay tells what the changes would have made of the last days. It runs by itself once the typing rests, beside the
// window; an answer to an older question is dropped.
type replay struct {
	says  *widgets.Text
	box   *fyne.Container
	asked map[string]string // the changes that it is about

	rest, work tasks.Slot
}

func (t *Screen) replayBox() fyne.CanvasObject {
	t.replay.says = widgets.NewText("", widgets.Quiet().Wrapped())
	t.replay.box = widgets.Pad(t.replay.says, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16)
	t.replay.box.Hide()
	return t.replay.box
}

// reckon begins to reckon anew when the changes are others than those that it told of.
func (t *Screen) reckon() {
	values := t.sheet.Values()
	if len(values) == 0 || !t.sheet.Good() {
		t.replay.rest.Cancel()
		t.replay.work.Cancel()
		t.replay.asked = nil
		t.replay.box.Hide()
		return
	}
	if maps.Equal(values, t.replay.asked) {
		return
	}
	t.replay.asked = values
	t.tell(t.env.Words.T("rules.whatif_busy"))
	t.env.Runner.Later(&t.replay.rest, typingRest, func() { t.ask(values) })
}

func (t *Screen) ask(values map[string]string) {
	work := func(ctx context.Context) (views.WhatIf, error) { return t.shop.WhatIf(ctx, values) }
	tasks.Run(t.env.Runner, &t.replay.work, work, func(got views.WhatIf, err error) {
		if err != nil { // the fields or saving say what is wrong with a value
			t.replay.box.Hide()
		} else {
			t.tell(Replayed(t.env.Words, got))
		}
		t.content.Refresh()
	})
}

func (t *Screen) tell(s string) {
	t.replay.says.SetText(s)
	t.replay.box.Show()
}

// Replayed words what the changes would have made of the last days. Where the replay of today's rules differs from what
// went, since a line was cut or the owner stepped in, the changes are compared with the replay.
func Replayed(w *words.Words, got views.WhatIf) string {
	if got.Sent+got.WouldSend+got.WouldHold+got.WouldRefuse == 0 {
		return w.T("rules.whatif_none", "Days", w.Number(got.Days))
	}
	would := got.Sent + got.WouldSend - got.Same
	return w.N("rules.whatif", got.Sent, "Days", w.Number(got.Days), "Would", w.Number(max(would, 0)))
}
