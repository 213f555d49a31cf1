package sending

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// messageRow is one message of the campaign.
type messageRow struct {
	widget.BaseWidget
	row    *widgets.Row
	when   *widgets.Text
	avatar *widgets.Avatar
	pill   *widgets.Pill
}

func newMessageRow() *messageRow {
	r := &messageRow{when: widgets.NewText("", widgets.Quiet()), avatar: widgets.NewAvatar(34), pill: widgets.NewPill("", nil, widgets.Plain)}
	r.row = widgets.NewRow(widgets.Side(theme.Gap12, widgets.Sized(r.when, 68, 0), r.avatar), r.pill)
	r.ExtendBaseWidget(r)
	return r
}

func (r *messageRow) set(env screen.Env, d views.DeliveryRow, rests, marked bool) {
	l := NewLine(env.Words, d, env.Now(), env.Zone)
	r.when.SetText(l.When)
	r.avatar.Set(string(d.CustomerID), l.Name)
	says, icon, tone := look(env, d, rests)
	r.pill.Set(says, icon, tone)
	r.row.SetMark(marked)
	r.row.SetSays(says + ", " + l.When)
	r.row.Set(l.Name, l.Why)
}

// look words the pill: a kept message says when it goes, and none says that it goes now while all rest.
func look(env screen.Env, d views.DeliveryRow, rests bool) (string, fyne.Resource, widgets.Tone) {
	switch {
	case d.State == core.DeliveryHeld && d.DueAt.IsZero():
		return env.Verdict(core.Verdict{Action: core.ActionHoldForReply})
	case d.State == core.DeliveryHeld && d.DueAt.After(env.Now()):
		return env.Verdict(core.Verdict{Action: core.ActionHoldUntil, EligibleAt: d.DueAt})
	case d.State == core.DeliveryHeld: // its time has come
		d.State = core.DeliveryPlanned
	}
	if rests && d.State == core.DeliveryPlanned {
		d.State = core.DeliveryHeld
	}
	icon, tone := screen.StateLook(d.State)
	return env.Words.State(d.State), icon, tone
}

// AccessibilityLabel gives the row to a screen reader.
func (r *messageRow) AccessibilityLabel() string { return r.row.AccessibilityLabel() }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *messageRow) AccessibilityRole() fyne.AccessibleRole { return r.row.AccessibilityRole() }

// CreateRenderer is called by the toolkit.
func (r *messageRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.row)
}
