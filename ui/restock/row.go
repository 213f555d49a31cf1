package restock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// personRow is one person of the plan.
type personRow struct {
	widget.BaseWidget
	row    *widgets.Row
	place  *widgets.Text
	avatar *widgets.Avatar
	pill   *widgets.Pill
	decide *widgets.Button
}

func newPersonRow(env screen.Env) *personRow {
	r := &personRow{place: widgets.NewText("", widgets.Quiet().Trailing()), avatar: widgets.NewAvatar(34), pill: widgets.NewPill("", nil, widgets.Plain),
		decide: widgets.NewButton(env.Words.T("restock.decide"), nil, widgets.Normal, nil).Tall(theme.HeightRow)}
	r.row = widgets.NewRow(widgets.Side(theme.Gap12, widgets.Sized(r.place, 26, 0), r.avatar), r.pill, r.decide).Inset(theme.Gap12)
	r.ExtendBaseWidget(r)
	return r
}

func (r *personRow) set(env screen.Env, p views.PlanRow, marked bool, decide func()) {
	l := NewLine(env.Words, p, env.Now(), env.Zone)
	says, icon, tone := env.Verdict(p.Verdict)
	r.place.SetText(l.Place)
	r.avatar.Set(string(p.CustomerID), l.Name)
	r.pill.Set(says, icon, tone)
	r.pill.Hidden, r.decide.Hidden = l.Decide, !l.Decide
	r.decide.OnTapped = decide
	r.row.Corner.SetText(l.Quote)
	r.row.SetMark(marked)
	r.row.SetSays(says + ", " + l.Quote)
	r.row.Set(l.Name, l.Reason)
}

// AccessibilityLabel gives the row to a screen reader.
func (r *personRow) AccessibilityLabel() string { return r.row.AccessibilityLabel() }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *personRow) AccessibilityRole() fyne.AccessibleRole { return r.row.AccessibilityRole() }

// CreateRenderer is called by the toolkit.
func (r *personRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.row)
}
