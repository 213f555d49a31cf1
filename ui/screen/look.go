package screen

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// ActionLook gives the icon and the tone that an action has everywhere.
func ActionLook(a core.Action) (fyne.Resource, widgets.Tone) {
	switch a {
	case core.ActionSend:
		return theme.Icon(theme.IconOK), widgets.Bottle
	case core.ActionHoldUntil:
		return theme.Icon(theme.IconClock), widgets.Brass
	case core.ActionHoldForReply:
		return theme.Icon(theme.IconWait), widgets.Slate
	}
	return theme.Icon(theme.IconStop), widgets.Stone
}

// StateLook gives the icon and the tone that a delivery's state has everywhere.
func StateLook(s core.DeliveryState) (fyne.Resource, widgets.Tone) {
	switch s {
	case core.DeliverySent:
		return theme.Icon(theme.IconOK), widgets.Bottle
	case core.DeliveryPlanned, core.DeliverySending:
		return fynetheme.MailSendIcon(), widgets.Bottle
	case core.DeliveryHeld:
		return theme.Icon(theme.IconClock), widgets.Brass
	case core.DeliveryUncertain:
		return fynetheme.QuestionIcon(), widgets.Brass
	case core.DeliveryFailed:
		return fynetheme.ErrorIcon(), widgets.Brick
	case core.DeliveryRefused:
		return theme.Icon(theme.IconStop), widgets.Stone
	}
	return nil, widgets.Plain
}

// soon is the time left below which an open chat is shown in brass.
const soon = 3 * time.Hour

// Countdown sets a pill to the time that a chat stays open for offers: a little clock of what is left of the 24 hours. It
// gives false, and leaves the pill, when the chat is closed.
func (e Env) Countdown(p *widgets.Pill, id string, closesAt time.Time) bool {
	left := closesAt.Sub(e.Now())
	if left <= 0 {
		return false
	}
	tone := widgets.Bottle
	if left < soon {
		tone = widgets.Brass
	}
	p.SetClock(e.Words.T(id, "Left", e.Words.Duration(left)), float32(left)/float32(24*time.Hour), tone)
	return true
}
