// Package restock is the review before people are told that something is back: how many there are, the words, and for
// every person what happens with the message and why. Nothing is sent or kept until the owner presses the button.
package restock

import (
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Group is a part of the people in a plan.
type Group int

// The groups, in the order of the bar and its tiles.
const (
	Everyone Group = iota
	Now
	Later
	WhenTheyWrite
	Nothing
	groups // how many there are
)

// Tone is the colour that a group has everywhere.
func (g Group) Tone() widgets.Tone {
	return [groups]widgets.Tone{widgets.Plain, widgets.Bottle, widgets.Brass, widgets.Slate, widgets.Stone}[g]
}

// groupOf tells to which group a verdict belongs. What a limit of 0 holds does not leave when they write either.
func groupOf(v core.Verdict) Group {
	if _, never := v.Main(); never {
		return Nothing
	}
	switch v.Action {
	case core.ActionSend:
		return Now
	case core.ActionHoldUntil:
		return Later
	case core.ActionHoldForReply:
		return WhenTheyWrite
	}
	return Nothing
}

// View is a plan, ready to be shown. It counts the rows itself, so that every number is the sum of what stands below it.
type View struct {
	plan views.Plan
	rows [groups][]int // places in the plan
}

// NewView sorts a plan's rows into groups; within each they keep the order in which people are served.
func NewView(p views.Plan) *View {
	v := &View{plan: p}
	for i, r := range p.Rows {
		g := groupOf(r.Verdict)
		v.rows[g] = append(v.rows[g], i)
		v.rows[Everyone] = append(v.rows[Everyone], i)
	}
	return v
}

// Count is how many people a group has.
func (v *View) Count(g Group) int { return len(v.rows[g]) }

// Row gives the i-th person of a group.
func (v *View) Row(g Group, i int) views.PlanRow { return v.plan.Rows[v.rows[g][i]] }

// Kept is how many messages are kept for later.
func (v *View) Kept() int { return v.Count(Later) + v.Count(WhenTheyWrite) }

// Button words the button that begins it, and tells whether there is anything to begin.
func (v *View) Button(w *words.Words) (label string, on bool) {
	switch {
	case v.Count(Now) > 0:
		return w.N("restock.send", v.Count(Now)), true
	case v.Kept() > 0:
		return w.N("restock.keep", v.Kept()), true
	}
	return w.T("restock.send_none"), false
}

// Foot says in bold where things stand, and then what happens with the others.
func (v *View) Foot(w *words.Words) (bold, more string) {
	more = w.T("restock.foot", "Later", w.Number(v.Count(Later)), "Reply", w.Number(v.Count(WhenTheyWrite)), "Nothing", w.Number(v.Count(Nothing)))
	if v.Count(Now) == 0 {
		return w.T("restock.foot_nobody"), more
	}
	return w.T("restock.foot_unsent"), more
}

// Says gives the whole bar in words.
func (v *View) Says(w *words.Words) string {
	return w.T("restock.bar", "Now", w.Number(v.Count(Now)), "Later", w.Number(v.Count(Later)),
		"Reply", w.Number(v.Count(WhenTheyWrite)), "Nothing", w.Number(v.Count(Nothing)))
}

// Fill shows in a bar how the people split.
func (v *View) Fill(bar *widgets.Bar, w *words.Words) {
	parts := []widgets.Part{}
	for g := Now; g < groups; g++ {
		parts = append(parts, widgets.Part{Count: v.Count(g), Tone: g.Tone(), Label: w.Number(v.Count(g))})
	}
	bar.Set(v.Count(Everyone), v.Says(w), parts...)
}

// Line is what the row of a person says.
type Line struct {
	Place, Name, Quote, Reason string
	Decide                     bool // the owner must say whether this person asked to stop
}

// NewLine words a person's row.
func NewLine(w *words.Words, r views.PlanRow, now time.Time, zone *time.Location) Line {
	l := Line{Place: w.Number(r.Position), Name: screen.Name(w, r.Name), Quote: quote(w, r, now, zone)}
	if len(r.Verdict.Reasons) > 0 {
		first, _ := r.Verdict.Main()
		l.Reason = w.Reason(first, now, zone)
		l.Decide = first.Code == core.ReasonOptOutReview
	}
	return l
}

// quote is the person's own words with their day, in one line, "" when there are none.
func quote(w *words.Words, r views.PlanRow, now time.Time, zone *time.Location) string {
	said := strings.Join(strings.Fields(r.Quote), " ")
	if said == "" {
		return ""
	}
	return w.T("restock.quote", "Date", w.ShortDate(r.AskedAt, now, zone), "Quote", said)
}
