package screen

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Phase is where a campaign stands as a person sees it.
type Phase string

// The phases.
const (
	PhaseRunning   Phase = "running"
	PhaseWaiting   Phase = "waiting" // it runs, and has nobody to send to just now
	PhasePaused    Phase = "paused"
	PhaseCancelled Phase = "cancelled"
	PhaseDone      Phase = "done"
)

// PhaseOf tells where a campaign stands.
func PhaseOf(p views.Progress) Phase {
	switch {
	case p.Campaign.State != core.CampaignRunning:
		return Phase(p.Campaign.State)
	case p.ToGo > 0 || p.NotSure > 0:
		return PhaseRunning
	case p.Later > 0:
		return PhaseWaiting
	}
	return PhaseDone
}

// PhaseLook gives the icon and the tone that a phase has everywhere.
func PhaseLook(p Phase) (fyne.Resource, widgets.Tone) {
	switch p {
	case PhaseRunning:
		return fynetheme.MailSendIcon(), widgets.Bottle
	case PhaseWaiting:
		return theme.Icon(theme.IconClock), widgets.Brass
	case PhasePaused:
		return fynetheme.MediaPauseIcon(), widgets.Brass
	case PhaseDone:
		return theme.Icon(theme.IconOK), widgets.Bottle
	}
	return theme.Icon(theme.IconStop), widgets.Stone
}
