// Package campaigns lists what the shop has sent, newest first: each campaign with where it stands and what it brought, and
// all of them together. Two of them can be set side by side.
package campaigns

import (
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// phaseScheduled is a campaign whose time has not come. It has no phase of its own elsewhere: nothing of it moves yet.
const phaseScheduled screen.Phase = "scheduled"

// phaseOf tells where a campaign stands.
func phaseOf(r views.CampaignReport, now time.Time) screen.Phase {
	p := screen.PhaseOf(views.Progress{Campaign: r.Campaign, ToGo: r.Planned + r.Sending, Later: r.Held, NotSure: r.Uncertain})
	if (p == screen.PhaseRunning || p == screen.PhaseWaiting) && r.Campaign.At.After(now) && r.Sent+r.Sending+r.Uncertain == 0 {
		return phaseScheduled
	}
	return p
}

// going reports whether a campaign is better shown under way than by its result.
func going(p screen.Phase) bool {
	return p == screen.PhaseRunning || p == screen.PhasePaused || p == phaseScheduled
}

// Line is what the row of a campaign says.
type Line struct {
	Title, When string
	Count, Pill string

	icon fyne.Resource
	tone widgets.Tone
}

// NewLine words a campaign's row.
func NewLine(w *words.Words, r views.CampaignReport, now time.Time, zone *time.Location) Line {
	phase := phaseOf(r, now)
	l := Line{Title: r.Title, Pill: w.T("campaigns.state_" + string(phase)),
		When:  w.T("campaigns.when", "Kind", w.Kind(r.Campaign.Kind), "When", w.Moment(r.Campaign.CreatedAt, now, zone)),
		Count: w.T("campaigns.count", "Sent", w.Number(r.Sent), "Of", w.Number(r.Everyone))}
	if l.Title == "" {
		l.Title = w.Kind(r.Campaign.Kind)
	}
	if more := outcome(w, r, phase, now, zone); more != "" {
		l.When = w.T("campaigns.when_more", "When", l.When, "More", more)
	}
	l.icon, l.tone = look(phase)
	return l
}

// outcome says in a few words why a campaign rests, when it begins, or what it brought.
func outcome(w *words.Words, r views.CampaignReport, phase screen.Phase, now time.Time, zone *time.Location) string {
	why := "campaigns.why_" + r.Campaign.Why
	switch {
	case phase == phaseScheduled:
		return w.T("campaigns.begins", "When", w.Within(r.Campaign.At, now, zone))
	case phase == screen.PhasePaused && r.Campaign.Why != "" && w.Has(why):
		return w.T(why)
	case r.Redeemed > 0:
		return w.T("campaigns.replied_redeemed", "Replied", w.N("campaigns.replied_n", r.Replied), "Redeemed", w.N("campaigns.redeemed_n", r.Redeemed))
	case r.Replied > 0:
		return w.N("campaigns.replied_n", r.Replied)
	}
	return ""
}

func look(p screen.Phase) (fyne.Resource, widgets.Tone) {
	if p == phaseScheduled {
		return theme.Icon(theme.IconClock), widgets.Slate
	}
	return screen.PhaseLook(p)
}
