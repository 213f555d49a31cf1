// Package results lists what the shop has sent: each campaign with how many people have the message, and all of them
// together.
package results

import (
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Sum is what all campaigns did together.
type Sum struct {
	Campaigns, Sent, ToGo, Later, HeldBack, NotSure int
}

// NewSum adds up the rows that are listed.
func NewSum(all []views.Progress) Sum {
	s := Sum{Campaigns: len(all)}
	for _, p := range all {
		s.Sent += p.Sent
		s.ToGo += p.ToGo
		s.Later += p.Later
		s.HeldBack += p.HeldBack
		s.NotSure += p.NotSure
	}
	return s
}

// Everyone is how many messages there are in all states.
func (s Sum) Everyone() int { return s.Sent + s.ToGo + s.Later + s.HeldBack + s.NotSure }

// Line is what the row of a campaign says.
type Line struct {
	ID          core.CampaignID
	Title, When string
	Count, Pill string

	icon fyne.Resource
	tone widgets.Tone
}

// NewLine words a campaign's row.
func NewLine(w *words.Words, p views.Progress, now time.Time, zone *time.Location) Line {
	phase := screen.PhaseOf(p)
	l := Line{ID: p.Campaign.ID, Title: p.Title, Pill: w.T("results.state_" + string(phase)),
		When:  w.T("results.when", "Kind", w.Kind(p.Campaign.Kind), "When", w.Moment(p.Campaign.CreatedAt, now, zone)),
		Count: w.T("results.count", "Sent", w.Number(p.Sent), "Of", w.Number(everyone(p)))}
	if l.Title == "" {
		l.Title = w.Kind(p.Campaign.Kind)
	}
	l.icon, l.tone = screen.PhaseLook(phase)
	return l
}

func everyone(p views.Progress) int { return NewSum([]views.Progress{p}).Everyone() }
