package restock

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func actions() []core.Action {
	return []core.Action{core.ActionSend, core.ActionHoldUntil, core.ActionHoldForReply, core.ActionRefuse}
}

func planOf(all ...core.Action) views.Plan {
	p := views.Plan{}
	for i, a := range all {
		p.Rows = append(p.Rows, views.PlanRow{CustomerID: core.CustomerID(rune('a' + i%26)), Position: i + 1,
			Verdict: core.Verdict{Action: a, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	return p
}

// The headline is the sum of its tiles, each tile is the number of its rows, and every person is in one tile besides
// "Everyone".
func TestHeadlineIsTheSumOfItsTiles(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		all := rapid.SliceOf(rapid.SampledFrom(actions())).Draw(r, "actions")
		v := NewView(planOf(all...))
		sum, seen := 0, map[int]int{}
		for g := Now; g < groups; g++ {
			sum += v.Count(g)
			for i := range v.Count(g) {
				row := v.Row(g, i)
				seen[row.Position]++
				if groupOf(row.Verdict) != g {
					r.Fatalf("%s stands in group %d", row.Verdict.Action, g)
				}
			}
		}
		if v.Count(Everyone) != sum || sum != len(all) || len(seen) != len(all) {
			r.Fatalf("everyone %d, tiles %d, people %d, seen %d", v.Count(Everyone), sum, len(all), len(seen))
		}
	})
}

func TestButtonSaysWhatItBegins(t *testing.T) {
	w := words.New("en")
	for _, c := range []struct {
		plan []core.Action
		want string
		on   bool
	}{
		{[]core.Action{core.ActionSend, core.ActionHoldUntil, core.ActionSend}, "Send to 2 people now", true},
		{[]core.Action{core.ActionSend}, "Send to 1 person now", true},
		{[]core.Action{core.ActionHoldUntil, core.ActionHoldForReply, core.ActionRefuse}, "Keep 2 messages ready", true},
		{[]core.Action{core.ActionRefuse}, "Nobody to send to", false},
		{nil, "Nobody to send to", false},
	} {
		if got, on := NewView(planOf(c.plan...)).Button(w); got != c.want || on != c.on {
			t.Errorf("%v: %q %v, want %q %v", c.plan, got, on, c.want, c.on)
		}
	}
}

// The foot's numbers are those of the tiles.
func TestFootTellsTheOthers(t *testing.T) {
	bold, more := NewView(planOf(core.ActionHoldUntil, core.ActionHoldForReply, core.ActionHoldForReply, core.ActionRefuse)).Foot(words.New("en"))
	if bold != "Nobody can get it now." || more != "Later by themselves: 1. When they write: 2. Not at all: 1." {
		t.Errorf("%q %q", bold, more)
	}
}

func TestLineSaysWhyAndWhoMustBeDecided(t *testing.T) {
	w := words.New("en")
	row := views.PlanRow{Position: 6, Name: "Marta Kowalska", Quote: "is the mug\ncoming back", AskedAt: noon.AddDate(0, 0, -8),
		Verdict: core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonOptOutReview}}}}
	l := NewLine(w, row, noon, time.UTC)
	if l.Place != "6" || l.Quote != "15 Nov: “is the mug coming back”" || !l.Decide || !strings.HasPrefix(l.Reason, "May have asked to stop") {
		t.Errorf("%+v", l)
	}
	row.Verdict.Reasons, row.Quote = []core.Reason{{Code: core.ReasonOptedOut}}, ""
	if l := NewLine(w, row, noon, time.UTC); l.Decide || l.Quote != "" {
		t.Errorf("%+v", l)
	}
}

func TestStockIsAWholeNumber(t *testing.T) {
	for s, want := range map[string]bool{"0": true, " 6 ": true, "100000": true, "100001": false, "-1": false, "six": false, "": false, "1.5": false} {
		if _, ok := parseStock(s); ok != want {
			t.Errorf("%q taken: %v", s, ok)
		}
	}
}

// What a limit of 0 holds never leaves, so that nobody is told that it goes when they write, and the limit is the reason.
func TestALimitOfNothingIsToldAsSuch(t *testing.T) {
	p := planOf(core.ActionHoldForReply, core.ActionHoldForReply)
	p.Rows[0].Verdict.Reasons = []core.Reason{{Code: core.ReasonWindowClosed}, {Code: core.ReasonCapCustomerDay}}
	p.Rows[1].Verdict.Reasons = []core.Reason{{Code: core.ReasonWindowClosed}, {Code: core.ReasonCapCustomerDay, Count: 1, Limit: 1}}
	v := NewView(p)
	if v.Count(Nothing) != 1 || v.Count(WhenTheyWrite) != 1 {
		t.Errorf("%d not at all, %d when they write", v.Count(Nothing), v.Count(WhenTheyWrite))
	}
	if l := NewLine(words.New("en"), v.Row(Nothing, 0), time.Time{}, time.UTC); l.Reason != "Had 0 in a day, your limit is 0" {
		t.Errorf("because %q", l.Reason)
	}
}
