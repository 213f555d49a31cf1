// Package sending shows a campaign under way: how far it has come, what became of each message and why, and the ways to
// pause and to stop it.
package sending

import (
	"math"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// Part is one of the numbers that a campaign splits into.
type Part int

// The parts, in the order of the figures. All but Everyone add up to it.
const (
	Everyone Part = iota
	Sent
	ToGo
	Later
	HeldBack
	NotSure
	parts // how many there are
)

// View is a campaign's progress, ready to be shown.
type View struct {
	views.Progress
	Still bool // nothing leaves now: there is no line, or no access key that works
}

// rests reports whether nothing of a campaign that is under way leaves now.
func (v View) rests() bool {
	return v.Halted != "" || v.Still || v.Campaign.State == core.CampaignPaused
}

// Counts gives the number of each part. Everyone is the sum of the others, never a number of its own.
func (v View) Counts() [parts]int {
	c := [parts]int{Sent: v.Sent, ToGo: v.ToGo, Later: v.Later, HeldBack: v.HeldBack, NotSure: v.NotSure}
	for p := Sent; p < parts; p++ {
		c[Everyone] += c[p]
	}
	return c
}

// Rest is how many people do not get the message if it stops here.
func (v View) Rest() int { return v.ToGo + v.Later }

// Open reports whether the campaign can still be paused and stopped.
func (v View) Open() bool {
	return v.Campaign.State == core.CampaignRunning || v.Campaign.State == core.CampaignPaused
}

// Title names the campaign and where it stands.
func (v View) Title(w *words.Words) string {
	phase := screen.PhaseOf(v.Progress)
	if phase == screen.PhaseRunning && v.rests() {
		phase = screen.PhaseWaiting
	}
	return w.T("sending.title_"+string(phase), "Title", v.Progress.Title)
}

// Headline says how many have the message.
func (v View) Headline(w *words.Words) string {
	return w.T("sending.headline", "Sent", w.Number(v.Sent), "Of", w.Number(v.Counts()[Everyone]))
}

// Stands says what goes on and what comes next.
func (v View) Stands(w *words.Words) string {
	phase := screen.PhaseOf(v.Progress)
	switch phase {
	case screen.PhaseRunning:
		if v.rests() {
			return w.T("sending.stands_halted")
		}
		if v.PerSecond <= 0 || v.ToGo == 0 {
			return ""
		}
		left := time.Duration(math.Ceil(float64(v.ToGo)/v.PerSecond)) * time.Second
		if left < time.Minute {
			return w.T("sending.left", "Time", w.Seconds(left))
		}
		return w.T("sending.left", "Time", w.Duration(left+time.Minute-1))
	case screen.PhasePaused:
		if why := "sending.paused_" + v.Campaign.Why; v.Campaign.Why != "" && w.Has(why) {
			return w.T(why)
		}
	}
	return w.T("sending.stands_" + string(phase))
}

// Round says how a restock goes from one group of people to the next, "" for anything else.
func (v View) Round(w *words.Words, now time.Time, zone *time.Location) string {
	if !v.Open() {
		return ""
	}
	return screen.Round(w, v.Wave, now, zone)
}

// Question is what is asked before the rest of the campaign is stopped.
func (v View) Question(w *words.Words) (text, do string) {
	return w.T("sending.stop_text", "Have", w.N("sending.stop_have", v.Sent), "Rest", w.N("sending.stop_rest", v.Rest())), w.N("sending.stop_do", v.Rest())
}

// Says gives all numbers in words, for screen readers.
func (v View) Says(w *words.Words) string {
	return w.T("sending.bar", "Sent", w.Number(v.Sent), "ToGo", w.Number(v.ToGo), "Later", w.Number(v.Later),
		"HeldBack", w.Number(v.HeldBack), "NotSure", w.Number(v.NotSure))
}

// Line is what the row of a message says.
type Line struct {
	When, Name, Why string
}

// NewLine words a message's row.
func NewLine(w *words.Words, d views.DeliveryRow, now time.Time, zone *time.Location) Line {
	return Line{When: w.ListTime(d.UpdatedAt, now, zone), Name: screen.Name(w, d.Name), Why: why(w, d, now, zone)}
}

func why(w *words.Words, d views.DeliveryRow, now time.Time, zone *time.Location) string {
	switch {
	case d.State == core.DeliveryHeld && !d.DueAt.IsZero() && d.Reason.Code == core.ReasonWindowClosed:
		return w.T("sending.wrote_back") // the reason is of the time before they wrote
	case d.State == core.DeliveryPlanned:
		return w.T("sending.turn")
	case d.State == core.DeliveryUncertain:
		return w.T("sending.unsure")
	case d.State == core.DeliverySent && d.Code != "":
		return w.T("sending.code", "Code", d.Code)
	case d.Reason.Code == "":
		return ""
	}
	return w.Reason(d.Reason, now, zone)
}
