package results

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func campaign(id core.CampaignID, state core.CampaignState, sent, toGo, later int) views.Progress {
	return views.Progress{Title: "Blue mug", Campaign: core.Campaign{ID: id, Kind: core.KindRestock, State: state, CreatedAt: noon.AddDate(0, 0, -14)},
		Sent: sent, ToGo: toGo, Later: later, HeldBack: 2, Everyone: sent + toGo + later + 2}
}

// The figures at the top are the sums of the rows below.
func TestFiguresAreTheSumsOfTheRows(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 1000)
		all := rapid.SliceOf(rapid.Custom(func(r *rapid.T) views.Progress {
			return views.Progress{Sent: n.Draw(r, "sent"), ToGo: n.Draw(r, "to go"), Later: n.Draw(r, "later"), HeldBack: n.Draw(r, "held"), NotSure: n.Draw(r, "unsure")}
		})).Draw(r, "campaigns")
		sum, people := NewSum(all), 0
		for _, p := range all {
			people += everyone(p)
		}
		if sum.Everyone() != people || sum.Campaigns != len(all) {
			r.Fatalf("%d people, the rows have %d", sum.Everyone(), people)
		}
	})
}

func TestLineSaysWhatWhenAndHowFar(t *testing.T) {
	w := words.New("en")
	for _, c := range []struct {
		p    views.Progress
		pill string
	}{
		{campaign("a", core.CampaignRunning, 27, 11, 0), "Sending"}, {campaign("a", core.CampaignRunning, 27, 0, 3), "Kept ready"},
		{campaign("a", core.CampaignRunning, 27, 0, 0), "Done"}, {campaign("a", core.CampaignPaused, 27, 11, 0), "Paused"},
		{campaign("a", core.CampaignCancelled, 27, 0, 0), "Stopped"}, {campaign("a", core.CampaignDone, 27, 0, 0), "Done"},
	} {
		if l := NewLine(w, c.p, noon, time.UTC); l.Pill != c.pill || l.When != "Back in stock, 9 November, 12:00" {
			t.Errorf("%+v, want %s", l, c.pill)
		}
	}
	if l := NewLine(w, campaign("a", core.CampaignRunning, 27, 11, 1), noon, time.UTC); l.Count != "27 of 41 sent" {
		t.Errorf("count %q", l.Count)
	}
}

type fake struct {
	all []views.Progress
	err error
}

func (f *fake) Campaigns(context.Context) ([]views.Progress, error) { return f.all, f.err }

func TestCampaignLeadsToItsPage(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	win := test.NewTempWindow(t, nil)
	f, said, went, lists := &fake{all: []views.Progress{campaign("a", core.CampaignDone, 5, 0, 0), campaign("b", core.CampaignRunning, 7, 1, 0)}}, 0, []core.CampaignID{}, 0
	env := screen.Env{Words: words.New("en"), Runner: tasks.Inline(), Clock: core.NewFakeClock(noon), Zone: time.UTC, Window: win,
		Say: func(widgets.Tone, fyne.Resource, string) { said++ }}
	s := New(env, f, Ways{Campaign: func(id core.CampaignID) { went = append(went, id) }, Lists: func() { lists++ }})
	win.SetContent(s.Content())
	win.Resize(fyne.NewSize(1024, 700))
	s.Load()
	if s.figures[0].Number() != "12" || s.list.Rows() != 2 {
		t.Errorf("%s sent in %d rows", s.figures[0].Number(), s.list.Rows())
	}
	s.list.Select(1)
	s.list.Select(1)
	if len(went) != 2 || went[1] != "b" {
		t.Errorf("went %v", went)
	}
	f.err = core.E(core.CodeDataBusy, "test", "", nil)
	s.Load()
	if said != 1 || s.list.Rows() != 2 {
		t.Error("a failure took away what was read")
	}
	f.all, f.err = nil, nil
	s.Load()
	if s.middle.Objects[0] == s.table {
		t.Error("no results, yet a table")
	}
}
