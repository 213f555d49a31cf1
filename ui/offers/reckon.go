package offers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/restock"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// changed makes preview, plan and forecast anew once the typing rests. The button is locked until then: its number is no
// longer true.
func (t *Screen) changed() {
	t.stale = true
	t.planning.Cancel()
	t.forecast.Cancel()
	t.lock()
	t.keepSoon()
	t.env.Runner.Later(&t.typing, typingRest, t.Reckon)
}

// planText stands in a plan for words that are not written yet, so that who would get them is told from the beginning.
const planText = "…"

// missing names what the owner still has to say before anything can be sent, "" for nothing.
func (t *Screen) missing() string {
	switch d := t.draft; {
	case !d.Ready():
		return "offers.who_first"
	case !d.Begun():
		return "offers.write_first"
	case d.Kind == core.KindPromo && d.Codes == CodesOne && d.Code == "":
		return "offers.code_first"
	case t.form.endsBad.Text() != "":
		return "offers.day_first"
	case !t.form.timing.Good():
		return "offers.time_first"
	}
	return ""
}

// planned is a plan with what its page shows of it, made beside the window.
type planned struct {
	plan views.Plan
	view *restock.View
}

// Reckon makes the plan anew, beside the window, then preview and forecast.
func (t *Screen) Reckon() {
	t.typing.Cancel()
	if !t.draft.Ready() || !t.form.timing.Good() {
		t.planning.Cancel()
		t.stale = true
		t.lock()
		t.sayFoot(t.env.Words.T(t.missing()), "", false)
		return
	}
	order := t.draft.Order()
	written := t.draft.Begun()
	if !written {
		order.Content.Texts, order.Content.Second = map[string]string{"": planText}, nil
	}
	work := func(ctx context.Context) (planned, error) {
		p, err := t.shop.Plan(ctx, order)
		return planned{p, restock.NewView(p)}, err
	}
	tasks.Run(t.env.Runner, &t.planning, work, func(p planned, err error) {
		if err != nil {
			t.stale = true
			t.lock()
			s := t.env.Words.Error(err)
			t.sayFoot(s.What, s.Do, true)
			return
		}
		t.arrived(p, written)
		t.reckonAhead(order)
	})
}

// arrived shows a new plan. When the button's words changed under the owner, it takes no press for a moment.
func (t *Screen) arrived(p planned, written bool) {
	w := t.env.Words
	t.view, t.warned = p.view, p.plan.Warnings
	if !written {
		t.warned = nil
	}
	t.showWarnings()
	t.form.people.SetText(w.N("offers.people", t.view.Count(restock.Everyone)))
	t.shown = min(t.shown, max(t.view.Count(restock.Everyone)-1, 0))
	t.people.Show(t.view)
	t.showCounts()
	label, on := button(w, t.view)
	changed := t.label != "" && t.label != label
	if t.plannedAt.IsZero() {
		t.plannedAt = t.env.Now()
	}
	t.label, t.stale, t.nobody = label, false, !on
	t.send.SetText(label)
	t.lock()
	if changed {
		t.resting = true
		t.lock()
		t.env.Runner.Later(&t.rest, changeRest, func() {
			t.resting = false
			t.lock()
		})
	}
	t.showFoot()
	t.reckonPreview()
}

// showFoot says where things stand.
func (t *Screen) showFoot() {
	w := t.env.Words
	more := counts(w, t.view)
	switch id := t.missing(); {
	case id != "":
		t.sayFoot(w.T(id), more, false)
	case blocked(t.warned):
		t.sayFoot(w.T("offers.mend_first"), w.T("offers.mend_where"), false)
	default:
		t.sayFoot(w.T("offers.unsent"), more, false)
	}
}

func (t *Screen) sayFoot(bold, more string, fault bool) {
	icon, ink := fynetheme.InfoIcon(), theme.Text
	if fault {
		icon, ink = fynetheme.ErrorIcon(), theme.Brick
	}
	t.footer.Set(icon, ink)
	t.foot.SetSpans([]widgets.Span{{Text: bold, Bold: true}, {Text: " " + more, Colour: theme.Text2}})
	t.content.Refresh()
}

// showWarnings lists what would hurt below the words: what keeps the message from leaving first.
func (t *Screen) showWarnings() {
	w := t.env.Words
	all := slices.Clone(t.warned)
	slices.SortStableFunc(all, func(a, b views.Warning) int {
		switch {
		case a.Code.Blocks() == b.Code.Blocks():
			return 0
		case a.Code.Blocks():
			return -1
		}
		return 1
	})
	rows := []fyne.CanvasObject{}
	for _, v := range all {
		icon, ink := fynetheme.WarningIcon(), theme.BrassText
		if v.Code.Blocks() {
			icon, ink = fynetheme.ErrorIcon(), theme.Brick
		}
		rows = append(rows, widgets.TopLine(theme.Gap8, widgets.NewIcon(icon, ink, 18), widgets.NewText(warningLine(w, v), widgets.Quiet().Wrapped().In(ink)), nil))
	}
	t.form.warnings.Objects = rows
	t.form.warnings.Refresh()
}

// reckonAhead asks how the days to come would go.
func (t *Screen) reckonAhead(o views.Order) {
	if t.draft.ToOne() {
		t.forecast.Cancel()
		t.ahead.clear()
		t.content.Refresh()
		return
	}
	tasks.Run(t.env.Runner, &t.forecast, func(ctx context.Context) (views.Forecast, error) { return t.shop.Forecast(ctx, o) },
		func(f views.Forecast, err error) {
			if err != nil {
				t.ahead.clear() // the plan told what is wrong
			} else {
				t.showAhead(f)
			}
			t.content.Refresh()
			t.aside.Refresh() // now that the new lines know their width
		})
}

// reckonPreview asks how the message looks to the person who is shown, or to nobody in particular.
func (t *Screen) reckonPreview() {
	if !t.draft.Begun() {
		t.preview.Cancel()
		t.showPreview(views.Preview{})
		return
	}
	order, id := t.draft.Order(), core.CustomerID("")
	if t.view.Count(restock.Everyone) > 0 {
		id = t.view.Row(restock.Everyone, t.shown).CustomerID
	}
	tasks.Run(t.env.Runner, &t.preview, func(ctx context.Context) (views.Preview, error) { return t.shop.Preview(ctx, order, id, t.place.Lang) },
		func(p views.Preview, err error) {
			if !t.env.Failed(err) {
				t.showPreview(p)
			}
		})
}
