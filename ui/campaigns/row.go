package campaigns

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// campaignRow is one campaign: what it was, how far it came, and where it stands.
type campaignRow struct {
	widget.BaseWidget
	row   *widgets.Row
	thumb *widgets.Thumb
	count *widgets.Text
	bar   *widgets.Bar
	pill  *widgets.Pill
	end   *fyne.Container
}

func newCampaignRow() *campaignRow {
	r := &campaignRow{thumb: widgets.NewThumb(40), bar: widgets.NewBar(10), pill: widgets.NewPill("", nil, widgets.Plain),
		count: widgets.NewText("", widgets.Small())}
	progress := container.NewCenter(widgets.Sized(widgets.Column(theme.Gap4, r.count, r.bar), 150, 0))
	// The pills' place is of one width, so that the bars stand below each other.
	r.end = container.NewHBox(layout.NewSpacer(), r.pill)
	r.row = widgets.NewRow(r.thumb, progress, widgets.Sized(r.end, 130, 0))
	r.ExtendBaseWidget(r)
	return r
}

func (r *campaignRow) set(env screen.Env, c views.CampaignReport, marked bool) {
	l := NewLine(env.Words, c, env.Now(), env.Zone)
	r.thumb.Set(string(c.Campaign.SKU), l.Title)
	r.count.SetText(l.Count)
	r.bar.Set(c.Everyone, l.Count, widgets.Part{Count: c.Sent, Tone: widgets.Bottle},
		widgets.Part{Count: c.Refused + c.Failed + c.Cancelled + c.Lapsed, Tone: widgets.Stone},
		widgets.Part{Count: c.Uncertain, Tone: widgets.Brass}, widgets.Part{Count: c.Held, Tone: widgets.Slate})
	r.pill.Set(l.Pill, l.icon, l.tone)
	r.end.Refresh() // sets the pill anew: its width changed
	r.row.SetMark(marked)
	r.row.SetSays(l.Count + ", " + l.Pill)
	r.row.Set(l.Title, l.When)
}

// AccessibilityLabel gives the row to a screen reader.
func (r *campaignRow) AccessibilityLabel() string { return r.row.AccessibilityLabel() }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *campaignRow) AccessibilityRole() fyne.AccessibleRole { return r.row.AccessibilityRole() }

// CreateRenderer is called by the toolkit.
func (r *campaignRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.row)
}
