package campaigns

import (
	"context"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/tasks"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func campaign(id core.CampaignID, state core.CampaignState, sent, planned, held int) views.CampaignReport {
	return views.CampaignReport{Title: "Blue mug", Campaign: core.Campaign{ID: id, Kind: core.KindRestock, State: state, CreatedAt: noon.AddDate(0, 0, -14)},
		Figures: views.Figures{Sent: sent, Planned: planned, Held: held, Refused: 2, Everyone: sent + planned + held + 2}}
}

func TestLineSaysWhatWhenAndHowFar(t *testing.T) {
	w := words.New("en")
	why := campaign("a", core.CampaignPaused, 27, 11, 0)
	why.Campaign.Why = "opt_out_rate"
	brought := campaign("a", core.CampaignDone, 27, 0, 0)
	brought.Replied, brought.Redeemed = 9, 3
	later := campaign("a", core.CampaignRunning, 0, 11, 3)
	later.Campaign.At = noon.Add(26 * time.Hour)
	const when = "Back in stock, 9 November, 12:00"
	for _, c := range []struct {
		r          views.CampaignReport
		pill, when string
		going      bool
	}{
		{campaign("a", core.CampaignRunning, 27, 11, 0), "Sending", when, true}, {campaign("a", core.CampaignRunning, 27, 0, 3), "Kept ready", when, false},
		{campaign("a", core.CampaignRunning, 27, 0, 0), "Done", when, false}, {campaign("a", core.CampaignPaused, 27, 11, 0), "Paused", when, true},
		{campaign("a", core.CampaignCancelled, 27, 0, 0), "Stopped", when, false}, {why, "Paused", when + ". Paused by Shopbell: many asked to stop.", true},
		{brought, "Done", when + ". 9 wrote back. 3 codes used.", false}, {later, "Planned", when + ". Begins: tomorrow, 14:00.", true},
	} {
		if l := NewLine(w, c.r, noon, time.UTC); l.Pill != c.pill || l.When != c.when || going(phaseOf(c.r, noon)) != c.going {
			t.Errorf("%+v, want %s, %q", l, c.pill, c.when)
		}
	}
	if l := NewLine(w, campaign("a", core.CampaignRunning, 27, 11, 1), noon, time.UTC); l.Count != "27 of 41 sent" {
		t.Errorf("count %q", l.Count)
	}
}

type fake struct {
	report   views.Report
	err      error
	compared [][2]core.CampaignID
	saved    string
}

func (f *fake) Report(context.Context) (views.Report, error) { return f.report, f.err }
func (f *fake) SaveReport(_ context.Context, path string, _ views.Report) error {
	f.saved = path
	return f.err
}
func (f *fake) Compare(_ context.Context, a, b core.CampaignID) (views.Comparison, error) {
	f.compared = append(f.compared, [2]core.CampaignID{a, b})
	return views.Comparison{Versus: []views.Versus{{What: "replied", A: views.Rate{Count: 1, Of: 5, Share: 0.2}, B: views.Rate{Count: 2, Of: 5, Share: 0.4}}}}, f.err
}

func newScreen(t *testing.T, f *fake, ways Ways) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, noon)
	stage.Env.Runner = tasks.Inline()
	s := New(stage.Env, f, ways)
	stage.Show(s.Content(), 1024, 700)
	return s, stage
}

func two() views.Report {
	a, b := campaign("2", core.CampaignDone, 5, 0, 0), campaign("1", core.CampaignRunning, 7, 1, 0)
	return views.Report{Campaigns: []views.CampaignReport{a, b}, Total: views.Figures{Everyone: 17, Sent: 12, Replied: 4, Revenue: []core.Money{{Minor: 100, Currency: "CHF"}, {Minor: 2450, Currency: "EUR"}}}}
}

func TestCampaignLeadsToItsPage(t *testing.T) {
	f := &fake{report: two()}
	var going, result []core.CampaignID
	s, stage := newScreen(t, f, Ways{Going: func(id core.CampaignID) { going = append(going, id) }, Result: func(id core.CampaignID) { result = append(result, id) }})
	s.Load()
	if s.figures[0].Number() != "12" || s.figures[1].Number() != "4" || s.figures[4].Number() != "24.50 EUR" || s.list.Rows() != 2 {
		t.Errorf("%s sent in %d rows, %s at the till", s.figures[0].Number(), s.list.Rows(), s.figures[4].Number())
	}
	s.list.Select(0)
	s.list.Select(1)
	s.list.Select(1)
	if len(result) != 1 || result[0] != "2" || len(going) != 2 || going[1] != "1" {
		t.Errorf("went to results of %v and to %v under way", result, going)
	}
	f.err = core.E(core.CodeDataBusy, "test", "", nil)
	s.Load()
	if len(stage.Said) != 1 || s.list.Rows() != 2 {
		t.Error("a failure took away what was read")
	}
	f.report, f.err = views.Report{}, nil
	s.Load()
	if s.middle.Objects[0] == s.table || s.compare.Visible() || s.save.Visible() {
		t.Error("no results, yet a table")
	}
}

func TestTwoSideBySide(t *testing.T) {
	f := &fake{report: two()}
	s, stage := newScreen(t, f, Ways{})
	s.Compare()
	if s.env.Canvas().Overlays().Top() != nil {
		t.Fatal("nothing is read yet, yet it compares")
	}
	s.Load()
	s.Compare()
	if s.env.Canvas().Overlays().Top() == nil || len(f.compared) != 1 || f.compared[0] != [2]core.CampaignID{"1", "2"} {
		t.Errorf("compared %v", f.compared)
	}
	Save(s.env, f, "there.csv", f.report)
	if f.saved != "there.csv" || len(stage.Said) != 1 {
		t.Errorf("saved %q, told %d", f.saved, len(stage.Said))
	}
}

// News that come while all is read are read once more, after it.
func TestBurstOfNewsIsShown(t *testing.T) {
	stage := screentest.New(t, noon)
	s := New(stage.Env, &fake{report: two()}, Ways{})
	for range 5 {
		s.Load()
	}
	if stage.Waiting() != 1 {
		t.Fatalf("%d readings at once", stage.Waiting())
	}
	stage.Finish(0)
	if s.list.Rows() != 2 || stage.Waiting() != 1 {
		t.Errorf("%d rows, then %d readings", s.list.Rows(), stage.Waiting())
	}
	stage.Finish(0)
	if stage.Waiting() != 0 {
		t.Error("it never ends")
	}
}
