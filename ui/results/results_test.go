package results

import (
	"context"
	"errors"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/tasks"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// autumn is a campaign that has all there is to tell.
func autumn() views.CampaignReport {
	f := views.Figures{Everyone: 100, Sent: 59, Held: 30, Refused: 9, Failed: 2, AtOnce: 41, Replied24h: 20, Replied: 23, OptedOut: 1, Redeemed: 12,
		Revenue: []core.Money{{Minor: 28600, Currency: "EUR"}}, ReplyHalf: 12 * time.Minute, ReplyMost: 5 * time.Hour,
		Reasons: []views.ReasonCount{{State: core.DeliveryHeld, Reason: core.ReasonWindowClosed, Count: 30}, {State: core.DeliveryRefused, Reason: core.ReasonOptedOut, Count: 9},
			{State: core.DeliveryFailed, Reason: core.ReasonPlatformError, Count: 2}}}
	f.Hours[0], f.Hours[3] = 15, 5
	return views.CampaignReport{Campaign: core.Campaign{ID: "7", Kind: core.KindPromo, Code: "AUTUMN", State: core.CampaignRunning, CreatedAt: noon.AddDate(0, 0, -14)}, Title: "Autumn candles", Figures: f}
}

func TestFiguresSayWhatTheyCount(t *testing.T) {
	w := words.New("en")
	v := View{CampaignReport: autumn()}
	got := v.Figures(w)
	want := [5]Figure{{"59", "people got it", "41 at once, 18 later"}, {"23", "wrote back", "39% of them"}, {"12", "used the code", "20% of them"},
		{"286.00 EUR", "at the till", "23.83 EUR for each sale"}, {"1", "asked to stop", "1.7% of them"}}
	if got != want {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	v.Blocked, v.Revenue, v.Redeemed = 2, nil, 80 // a code for all, used by friends too
	if got = v.Figures(w); got[2].More != "" || got[3].More != "No sale is noted yet" || !strings.HasPrefix(got[4].More, "2 ") {
		t.Errorf("%+v", got)
	}
	v.Revenue = []core.Money{{Minor: 100, Currency: "CHF"}, {Minor: 200, Currency: "EUR"}}
	if got = v.Figures(w); got[3] != (Figure{"1.00 CHF", "at the till", "and 2.00 EUR"}) {
		t.Errorf("%+v", got[3])
	}
	if got = (View{}).Figures(w); got[0].Number != "0" || got[1].More != "" {
		t.Errorf("nobody: %+v", got)
	}
}

// Whoever answers at once does so within a minute: no language says "within a moment" with the words for a moment alone.
func TestAnswersAtOnceCameWithinAMinute(t *testing.T) {
	v := View{CampaignReport: autumn()}
	v.ReplyHalf, v.ReplyMost, v.Replied24h = time.Second, 20*time.Second, v.Replied
	if got := v.When(words.New("de")); got != "Binnen 1 Min. antwortete die Hälfte, binnen 1 Min. neun von zehn." {
		t.Errorf("%q", got)
	}
}

// The lines of the rest add up to its headline.
func TestRestAddsUp(t *testing.T) {
	w := words.New("en")
	v := View{CampaignReport: autumn()}
	sum := 0
	for _, r := range v.Rest(w) {
		sum += r.Count
		if r.Waits != (r.Count == 30) {
			t.Errorf("%+v", r)
		}
		if r.Why == "" || r.What == "" || strings.HasPrefix(r.Why, "reason.") {
			t.Errorf("%+v says nothing", r)
		}
	}
	if sum != v.Unsent() || sum != 41 {
		t.Errorf("the lines have %d, the headline %d", sum, v.Unsent())
	}
}

func TestOneNextStep(t *testing.T) {
	w := words.New("en")
	for name, c := range map[string]struct {
		change func(*views.CampaignReport)
		way    Way
		say    string
	}{
		"unsure first":     {func(r *views.CampaignReport) { r.Uncertain = 2 }, WaySending, "2 messages are not sure"},
		"then what rests":  {func(r *views.CampaignReport) { r.Campaign.State = core.CampaignPaused }, WaySending, "it rests"},
		"unused codes":     {func(*views.CampaignReport) {}, WayChats, "23 people wrote back. 11 of them did not use the code"},
		"what waits":       {func(r *views.CampaignReport) { r.Redeemed = 23 }, WaySending, "30 messages are kept ready"},
		"who wrote back":   {func(r *views.CampaignReport) { r.Campaign.Code, r.Redeemed, r.Held = "", 0, 0 }, WayChats, "23 people wrote back"},
		"nothing":          {func(r *views.CampaignReport) { *r = views.CampaignReport{} }, WayNone, "nothing to do"},
		"friends used too": {func(r *views.CampaignReport) { r.Redeemed, r.Held = 80, 0 }, WayChats, "23 people wrote back"},
	} {
		r := autumn()
		c.change(&r)
		if got := (View{CampaignReport: r}).Next(w); got.Way != c.way || !strings.Contains(got.Say, c.say) || (got.Button == "") != (c.way == WayNone) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestVersusSaysWhenItCannotTell(t *testing.T) {
	w := words.New("en")
	rate := func(n int, share float64) views.Rate { return views.Rate{Count: n, Of: 100, Share: share} }
	for _, c := range []struct {
		v    views.Versus
		want string
	}{
		{views.Versus{What: "replied", A: rate(23, 0.23), B: rate(28, 0.28), Low: -0.07, High: 0.17}, "cannot tell: A may be ahead by up to 7.0%, B by up to 17%"},
		{views.Versus{What: "opted_out", A: rate(23, 0.23), B: rate(60, 0.6), Low: 0.24, High: 0.48, Tells: true}, "More at B: by 24% to 48%"},
		{views.Versus{What: "redeemed", A: rate(60, 0.6), B: rate(23, 0.23), Low: -0.48, High: -0.24, Tells: true}, "More at A: by 24% to 48%"},
		{views.Versus{What: "replied", A: rate(1, 0.01)}, "Nobody to compare"},
	} {
		if got := NewVersus(w, c.v); !strings.Contains(got.Say, c.want) || strings.HasPrefix(got.What, "results.") {
			t.Errorf("%+v, want %q", got, c.want)
		}
	}
}

// fake answers the page's use cases.
type fake struct {
	report views.CampaignReport
	versus []views.Versus
	err    error
	saved  []string
	wide   int
}

func (f *fake) CampaignReport(context.Context, core.CampaignID) (views.CampaignReport, error) {
	return f.report, f.err
}
func (f *fake) CompareTexts(views.CampaignReport) []views.Versus { return f.versus }
func (f *fake) SaveReport(_ context.Context, path string, r views.Report) error {
	f.saved = append(f.saved, filepath.Ext(path))
	if r.Total.Everyone != r.Campaigns[0].Everyone {
		return errors.New("the total is not the campaign's")
	}
	return nil
}
func (f *fake) SavePicture(path string, p image.Image) error {
	f.saved, f.wide = append(f.saved, filepath.Ext(path)), p.Bounds().Dx()
	return nil
}

func newScreen(t *testing.T, f *fake, ways Ways) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, noon)
	stage.Env.Runner = tasks.Inline()
	s := New(stage.Env, f, ways)
	stage.Show(s.Content(), 1024, 700)
	return s, stage
}

func TestPageLeadsOn(t *testing.T) {
	var went []string
	f := &fake{report: autumn()}
	s, stage := newScreen(t, f, Ways{Back: func() { went = append(went, "back") }, Chats: func() { went = append(went, "chats") },
		Sending: func(id core.CampaignID) { went = append(went, "sending "+string(id)) }})
	s.Open("7")
	if s.head.Title.String() != "Autumn candles" || len(s.body.Objects) != 1 {
		t.Fatalf("the page says %q", s.head.Title.String())
	}
	s.step(s.view.Next(s.env.Words).Way)
	s.step(WaySending)
	s.Leave()
	if !slices.Equal(went, []string{"chats", "sending 7", "back"}) {
		t.Errorf("went %v", went)
	}
	f.err = core.E(core.CodeDataBusy, "test", "", nil)
	s.Load()
	if len(stage.Said) != 1 || s.head.Title.String() != "Autumn candles" {
		t.Error("a failure took away what was read")
	}
	s.Open("8")
	if len(stage.Said) != 1 || s.save.Visible() || s.head.Title.String() != "Result" {
		t.Error("a page that cannot be read does not say so")
	}
}

func TestPictureHoldsTheCharts(t *testing.T) {
	f := &fake{report: autumn()}
	s, stage := newScreen(t, f, Ways{})
	s.Open("7")
	p := Picture(s.env, s.view)
	if p.Bounds().Dx() != 1500 || p.Bounds().Dy() < 600 {
		t.Fatalf("the picture is %v", p.Bounds())
	}
	colours := map[[3]uint32]int{}
	for y := 0; y < p.Bounds().Dy(); y += 4 {
		for x := 0; x < p.Bounds().Dx(); x += 4 {
			r, g, b, _ := p.At(x, y).RGBA()
			colours[[3]uint32{r >> 8, g >> 8, b >> 8}]++
		}
	}
	for name, c := range map[string][3]uint32{"bottle": {0x1D, 0x5C, 0x4A}, "slate": {0x33, 0x69, 0x9E}, "brass": {0xBF, 0x88, 0x1D}} {
		if colours[c] < 100 {
			t.Errorf("%d dots of %s", colours[c], name)
		}
	}
	s.saveAs("x.png", func(_ context.Context, path string) error { return f.SavePicture(path, p) })
	s.saveAs("x.csv", func(ctx context.Context, path string) error {
		return f.SaveReport(ctx, path, views.Report{Campaigns: []views.CampaignReport{f.report}, Total: f.report.Figures})
	})
	if !slices.Equal(f.saved, []string{".png", ".csv"}) || f.wide != 1500 || len(stage.Said) != 2 {
		t.Errorf("saved %v, told %d", f.saved, len(stage.Said))
	}
}
