// Package results shows what one campaign brought: five figures, what happened from message to sale, when people wrote
// back, why the rest did not get it, and one next step.
package results

import (
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// View is the report of a campaign, ready to be shown.
type View struct {
	views.CampaignReport
	Versus []views.Versus // of its two texts, empty when it has one
}

// Title names the campaign.
func (v View) Title(w *words.Words) string {
	if v.CampaignReport.Title == "" {
		return w.Kind(v.Campaign.Kind)
	}
	return v.CampaignReport.Title
}

// Sub says what it was, for how many and when.
func (v View) Sub(w *words.Words, now time.Time, zone *time.Location) string {
	return w.N("results.sub", v.Everyone, "Kind", w.Kind(v.Campaign.Kind), "When", w.Moment(v.Campaign.CreatedAt, now, zone))
}

// Figure is a number with what it counts and one line more.
type Figure struct {
	Number, Label, More string
}

// Figures gives the numbers at the top.
func (v View) Figures(w *words.Words) [5]Figure {
	f := [5]Figure{
		{w.Number(v.Sent), w.N("results.got", v.Sent), ""},
		{w.Number(v.Replied), w.T("results.replied"), v.share(w, v.Replied)},
		{w.Number(v.Redeemed), w.T("results.redeemed"), v.share(w, v.Redeemed)},
		{w.Number(0), w.T("results.revenue"), w.T("results.no_sale")},
		{w.Number(v.OptedOut), w.T("results.opted_out"), v.share(w, v.OptedOut)},
	}
	if v.Sent > 0 {
		f[0].More = w.T("results.at_once", "Now", w.Number(v.AtOnce), "Later", w.Number(v.Sent-v.AtOnce))
	}
	if v.Blocked > 0 {
		f[4].More = w.N("results.blocked", v.Blocked)
	}
	if len(v.Revenue) > 0 {
		f[3].Number = w.Money(v.Revenue[0])
		f[3].More = ""
	}
	switch {
	case len(v.Revenue) > 1:
		f[3].More = w.T("results.and_money", "Money", w.Money(v.Revenue[1]))
	case len(v.Revenue) == 1 && v.Redeemed > 0:
		each := v.Revenue[0]
		each.Minor /= int64(v.Redeemed)
		f[3].More = w.T("results.each", "Money", w.Money(each))
	}
	return f
}

// share says which part of those who got it did something.
func (v View) share(w *words.Words, n int) string {
	if v.Sent == 0 || n > v.Sent {
		return ""
	}
	return w.T("results.share", "Percent", w.Percent(float64(n)/float64(v.Sent)))
}

// Step is one stretch of the way from message to sale.
type Step struct {
	Label string
	Count int
	Tone  widgets.Tone
}

// Steps gives the way from message to sale; each is a part of those before it, but for codes that friends used too.
func (v View) Steps(w *words.Words) []Step {
	return []Step{
		{w.T("results.step_got"), v.Sent, widgets.Bottle}, {w.T("results.step_day"), v.Replied24h, widgets.Slate},
		{w.T("results.step_week"), v.Replied, widgets.Slate}, {w.T("results.step_code"), v.Redeemed, widgets.Brass},
	}
}

// When says how long it took people to write back.
func (v View) When(w *words.Words) string {
	if v.Replied == 0 {
		return w.T("results.nobody")
	}
	// "Within a moment" is no sentence in every language; within a minute is as true.
	times := w.T("results.times", "Half", w.Duration(max(v.ReplyHalf, time.Minute)), "Most", w.Duration(max(v.ReplyMost, time.Minute)))
	if later := v.Replied - v.Replied24h; later > 0 {
		return w.T("results.times_later", "Times", times, "Later", w.N("results.later", later))
	}
	return times
}

// Reason is why some people did not get it.
type Reason struct {
	Count int
	State core.DeliveryState
	Why   string
	What  string // what became of their message
	Waits bool   // for the customer's next words
}

// Rest lists why people did not get it, most frequent first.
func (v View) Rest(w *words.Words) []Reason {
	out := make([]Reason, 0, len(v.Reasons))
	for _, r := range v.Reasons {
		x := Reason{Count: r.Count, State: r.State, What: w.State(r.State), Why: w.ReasonOf(r.Reason),
			Waits: r.State == core.DeliveryHeld && r.Reason == core.ReasonWindowClosed}
		switch {
		case r.State == core.DeliveryPlanned || r.State == core.DeliverySending:
			x.Why = w.T("results.turn")
		case r.Reason == "":
			x.Why = x.What
		}
		out = append(out, x)
	}
	return out
}

// Way is where a next step leads.
type Way int

// The ways.
const (
	WayNone Way = iota
	WaySending
	WayChats
)

// Next is the one thing that is worth doing now.
type Next struct {
	Say, Button string
	Way         Way
}

// Next gives the next step: what is unsure before what rests, what rests before what waits, and people who wrote back last.
func (v View) Next(w *words.Words) Next {
	unused := v.Replied - min(v.Redeemed, v.Replied)
	withCode := v.Campaign.Code != "" || v.Campaign.Pool != "" || v.Redeemed > 0
	switch {
	case v.Uncertain > 0:
		return Next{w.N("results.next_unsure", v.Uncertain), w.T("results.see_messages"), WaySending}
	case v.Campaign.State == core.CampaignPaused:
		return Next{w.T("results.next_paused"), w.T("results.see_messages"), WaySending}
	case withCode && unused > 0:
		return Next{w.N("results.next_unused", unused, "Replied", w.N("results.next_replied", v.Replied)), w.T("results.see_chats"), WayChats}
	case v.Held > 0:
		return Next{w.N("results.next_held", v.Held), w.T("results.see_messages"), WaySending}
	case v.Replied > 0:
		return Next{w.N("results.next_replied", v.Replied), w.T("results.see_chats"), WayChats}
	}
	return Next{w.T("results.next_none"), "", WayNone}
}

// VersusLine is one kind of answer to two sides in words.
type VersusLine struct {
	What, A, B, Say string
	Tells           bool
}

// NewVersus words what two texts or campaigns differ in, and says so where the numbers cannot tell.
func NewVersus(w *words.Words, v views.Versus) VersusLine {
	side := func(r views.Rate) string {
		return w.T("results.side_of", "Count", w.Number(r.Count), "Of", w.Number(r.Of), "Percent", w.Percent(r.Share))
	}
	l := VersusLine{What: w.T("results.what_" + v.What), A: side(v.A), B: side(v.B), Tells: v.Tells}
	low, high := max(v.Low, -v.High), max(v.High, -v.Low)
	switch {
	case v.A.Of == 0 || v.B.Of == 0:
		l.Say = w.T("results.versus_nobody")
	case !v.Tells:
		l.Say = w.T("results.versus_unsure", "A", w.Percent(max(-v.Low, 0)), "B", w.Percent(max(v.High, 0)))
	case v.Low > 0:
		l.Say = w.T("results.versus_more", "Side", w.T("results.side_b"), "Low", w.Percent(low), "High", w.Percent(high))
	default:
		l.Say = w.T("results.versus_more", "Side", w.T("results.side_a"), "Low", w.Percent(low), "High", w.Percent(high))
	}
	return l
}
