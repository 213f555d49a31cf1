package pools

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// few is how many codes are few enough to tell of.
const few = 10

// line words a pool: how its codes stand, and what is left of them.
func line(w *words.Words, p views.CodePool, now time.Time, zone *time.Location) (second, left string, tone widgets.Tone) {
	second = w.T("pools.used", "Taken", w.Number(p.Taken), "Total", w.Number(p.Total))
	left, tone = w.N("pools.left", p.Free), widgets.Bottle
	if p.Free <= few {
		tone = widgets.Brass
	}
	if p.Expires.IsZero() {
		return second, left, tone
	}
	last := w.Date(p.Expires.Add(-time.Millisecond), now, zone)
	if !now.Before(p.Expires) {
		return second, w.T("pools.ended", "Date", last), widgets.Stone
	}
	return w.T("pools.used_until", "Taken", w.Number(p.Taken), "Total", w.Number(p.Total), "Date", last), left, tone
}

// mostLines is how many lines that are no codes are named.
const mostLines = 5

// told says what adding brought, with the lines that were not taken.
func told(w *words.Words, a views.CodesAdded) string {
	parts := []string{w.N("pools.added", a.Added, "Pool", a.Pool)}
	if a.Here > 0 {
		parts = append(parts, w.N("pools.here", a.Here))
	}
	if n := len(a.Rejected) + a.RejectedMore; n > 0 {
		var which []string
		for _, r := range a.Rejected[:min(len(a.Rejected), mostLines)] {
			which = append(which, w.Number(r.Line))
		}
		if n > mostLines {
			which = append(which, "…")
		}
		parts = append(parts, w.N("pools.rejected", n, "Lines", strings.Join(which, ", ")))
	}
	return strings.Join(parts, " ")
}

// poolRow is one pool.
type poolRow struct {
	widget.BaseWidget
	row  *widgets.Row
	pill *widgets.Pill
}

func newPoolRow() *poolRow {
	r := &poolRow{pill: widgets.NewPill("", nil, widgets.Plain)}
	r.row = widgets.NewRow(widgets.ToneIcon(theme.Icon(theme.IconTicket), widgets.Plain, 22), r.pill)
	r.ExtendBaseWidget(r)
	return r
}

func (r *poolRow) set(env screen.Env, p views.CodePool) {
	second, left, tone := line(env.Words, p, env.Now(), env.Zone)
	r.pill.Set(left, nil, tone)
	r.row.SetSays(left)
	r.row.Set(p.Name, second)
}

// AccessibilityLabel gives the row to a screen reader.
func (r *poolRow) AccessibilityLabel() string { return r.row.AccessibilityLabel() }

// AccessibilityRole tells a screen reader that this holds other things.
func (r *poolRow) AccessibilityRole() fyne.AccessibleRole { return r.row.AccessibilityRole() }

// CreateRenderer is called by the toolkit.
func (r *poolRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(r.row)
}
