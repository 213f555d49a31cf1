package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// What the report says is what the practice page's own log and its people did.
func TestReportAgreesWithThePage(t *testing.T) {
	s := newScene(t, practice.Options{})
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "MUG-BLUE", Stock: 4})
	s.must(err)
	s.must1(s.RunOutbox(t.Context()))
	log := s.page.Log()
	if len(log) < 4 {
		t.Fatalf("%d were reached", len(log))
	}
	s.clock.Advance(20 * time.Minute)
	s.page.Write(log[0].Customer, "Lovely, I take one")
	s.page.Write(log[1].Customer, "STOP")
	s.clock.Advance(40 * time.Hour)
	s.page.Write(log[2].Customer, "Is it still there?")
	s.must1(s.Sync(t.Context(), false, nil))
	r := s.campaignReport(plan.CampaignID)
	if r.Sent != len(log) || r.Everyone != len(plan.Rows) || r.Refused != plan.Refuse || r.Held != plan.HoldUntil+plan.HoldForReply {
		t.Errorf("%+v for a plan of %d, %d in the page's log", r.Figures, len(plan.Rows), len(log))
	}
	if r.Replied != 3 || r.Replied24h != 2 || r.Hours[0] != 2 || r.OptedOut != 1 || r.ReplyHalf < 19*time.Minute || r.ReplyHalf > 20*time.Minute || r.ReplyMost < 40*time.Hour {
		t.Errorf("answers %d, in a day %d, stops %d, half within %v, most within %v", r.Replied, r.Replied24h, r.OptedOut, r.ReplyHalf, r.ReplyMost)
	}
	all, err := s.Report(t.Context())
	s.must(err)
	if len(all.Campaigns) != 1 || all.Total.Sent != r.Sent || all.Total.Replied != 3 || r.Title != all.Campaigns[0].Title || r.Title == "" {
		t.Errorf("all: %+v", all)
	}
	if _, err := s.CampaignReport(t.Context(), "99"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("no campaign gave %v", err)
	}
	both, err := s.Compare(t.Context(), plan.CampaignID, plan.CampaignID)
	s.must(err)
	for _, v := range both.Versus {
		if v.Tells || v.A != v.B {
			t.Errorf("a campaign differs from itself: %+v", v)
		}
	}
}

func TestTitlesOfCampaigns(t *testing.T) {
	names := map[core.SKU]string{"MUG": "Blue mug"}
	for _, c := range []struct {
		c    core.Campaign
		want string
	}{
		{core.Campaign{Title: "Autumn", SKU: "MUG"}, "Autumn"}, {core.Campaign{SKU: "MUG"}, "Blue mug"}, {core.Campaign{SKU: "GONE"}, "GONE"}, {core.Campaign{}, ""},
		{core.Campaign{Text: "Ten percent off everything until Sunday, for you alone"}, "Ten percent off everything until Sunday…"},
		{core.Campaign{Text: "Hi {first_name}, ten per cent off until {expires}: {code}"}, "Hi …, ten per cent off until …: …"},
	} {
		if got := campaignTitle(c.c, names); got != c.want {
			t.Errorf("%+v is called %q, want %q", c.c, got, c.want)
		}
	}
	if got := openingWords(strings.Repeat("x", 60)); got != strings.Repeat("x", 40)+"…" {
		t.Errorf("one long word gave %q", got)
	}
}
