package waitlists

import (
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// The round reaches those who can be told now, oldest request first, until it is full; the others keep their place.
func TestWhoTheRoundReaches(t *testing.T) {
	now, wait := core.Verdict{Action: core.ActionSend}, core.Verdict{Action: core.ActionHoldForReply}
	rows := []views.WaitRow{{Verdict: now}, {Verdict: wait}, {Verdict: now}, {Verdict: now}}
	under := func(w views.Wave) views.Rounds { return views.Rounds{PerUnit: 2, CampaignID: "c", Wave: &w} }
	for name, c := range map[string]struct {
		rounds views.Rounds
		stock  int
		want   []bool
		says   string
	}{
		"none in stock": {views.Rounds{PerUnit: 2, Hours: 24}, 0, []bool{false, false, false, false}, ""},
		"one in stock":  {views.Rounds{PerUnit: 2, Hours: 24}, 1, []bool{true, false, true, false}, "The first round tells 2 people, the next one follows 24 h later."},
		"one is left in the second round": {under(views.Wave{Stock: 1, Size: 2, Told: 3, Left: 1, Number: 2}), 1, []bool{true, false, false, false},
			"Round 2: 3 people told so far, 2 at a time."},
		"the round is full": {under(views.Wave{Stock: 1, Size: 2, Told: 2, Number: 1, NextAt: noon.Add(3 * time.Hour)}), 1, []bool{true, false, true, false},
			"2 people told so far, 2 at a time. If some are left, the next ones are told: 15:00."},
		"sold out": {under(views.Wave{Size: 2, Told: 2, Number: 1}), 0, []bool{false, false, false, false}, "Sold out: nobody else is told. The others keep their place."},
	} {
		marks, n := inRound(rows, c.rounds, c.stock)
		if !slices.Equal(marks, c.want) || n != len(slices.DeleteFunc(slices.Clone(marks), func(on bool) bool { return !on })) {
			t.Errorf("%s: %v, %d of them", name, marks, n)
		}
		if says := round(words.New("en"), c.rounds, c.stock, noon, time.UTC); says != c.says {
			t.Errorf("%s: %q", name, says)
		}
	}
}

// The panel tells of the round that is under way and leads there.
func TestTheRoundUnderWayIsShown(t *testing.T) {
	wave := views.Wave{Stock: 1, Size: 2, Told: 1, Number: 1}
	s := raised(t, &fake{lists: lists(), rounds: views.Rounds{PerUnit: 2, CampaignID: "20", Wave: &wave}})
	var went core.CampaignID
	s.ways.Sending = func(id core.CampaignID) { went = id }
	s.Load()
	s.FinishAll()
	if s.panel.round.Hidden || s.panel.round.String() != "Round 1: 1 person told so far, 2 at a time." || s.panel.look.Hidden {
		t.Fatalf("%q, hidden %v", s.panel.round.String(), s.panel.look.Hidden)
	}
	s.panel.look.Tapped(nil)
	if went != "20" {
		t.Errorf("led to %q", went)
	}
	s.fake.rounds = views.Rounds{PerUnit: 2}
	s.Load()
	s.FinishAll()
	if !s.panel.look.Hidden {
		t.Error("leads to a restock that is over")
	}
}
