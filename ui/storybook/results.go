package main

import (
	"context"
	"image"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/campaigns"
	"shopbell/ui/results"
)

// past answers the use cases of results from canned data.
type past struct {
	all    views.Report
	one    views.CampaignReport
	versus []views.Versus
	err    error
}

func (p *past) Report(context.Context) (views.Report, error) { return p.all, p.err }
func (p *past) CampaignReport(context.Context, core.CampaignID) (views.CampaignReport, error) {
	return p.one, p.err
}
func (p *past) Compare(context.Context, core.CampaignID, core.CampaignID) (views.Comparison, error) {
	return views.Comparison{A: p.all.Campaigns[1], B: p.all.Campaigns[0], Versus: twoTexts()}, p.err
}
func (p *past) CompareTexts(views.CampaignReport) []views.Versus       { return p.versus }
func (p *past) SaveReport(context.Context, string, views.Report) error { return nil }
func (p *past) SavePicture(string, image.Image) error                  { return nil }

// twoTexts is a comparison of which one line tells something.
func twoTexts() []views.Versus {
	rate := func(n, of int) views.Rate { return views.Rate{Count: n, Of: of, Share: float64(n) / float64(of)} }
	return []views.Versus{
		{What: "replied", A: rate(31, 240), B: rate(58, 241), Low: 0.043, High: 0.179, Tells: true},
		{What: "opted_out", A: rate(2, 240), B: rate(1, 241), Low: -0.026, High: 0.016},
		{What: "redeemed", A: rate(12, 240), B: rate(19, 241), Low: -0.016, High: 0.076},
	}
}

func pastCampaign(title string, kind core.Kind, sku core.SKU, state core.CampaignState, days, sent, planned, held, refused, unsure, replied, used int) views.CampaignReport {
	return views.CampaignReport{Title: title, Campaign: core.Campaign{ID: core.CampaignID(strconv.Itoa(20 - days)), Kind: kind, SKU: sku, State: state,
		CreatedAt: ago(time.Duration(days)*24*time.Hour + 4*time.Minute)},
		Figures: views.Figures{Sent: sent, Planned: planned, Held: held, Refused: refused, Uncertain: unsure, Everyone: sent + planned + held + refused + unsure, Replied: replied, Redeemed: used}}
}

// autumn is a campaign that has all there is to tell.
func autumn() views.CampaignReport {
	c := pastCampaign("Autumn candles", core.KindPromo, "CANDLE-L", core.CampaignDone, 14, 59, 0, 0, 9, 0, 23, 12)
	c.Campaign.Code = "AUTUMN10"
	c.Lapsed, c.AtOnce, c.Everyone = 160, 41, 228
	c.Replied24h, c.OptedOut, c.ReplyHalf, c.ReplyMost = 19, 1, 38*time.Minute, 29*time.Hour
	c.Revenue = []core.Money{{Minor: 28600, Currency: "EUR"}}
	for h, n := range map[int]int{0: 11, 1: 3, 2: 2, 5: 1, 18: 1, 20: 1} {
		c.Hours[h] = n
	}
	c.Reasons = []views.ReasonCount{{State: core.DeliveryLapsed, Reason: core.ReasonWindowClosed, Count: 148}, {State: core.DeliveryLapsed, Reason: core.ReasonCapCustomerWeek, Count: 12},
		{State: core.DeliveryRefused, Reason: core.ReasonOptedOut, Count: 8}, {State: core.DeliveryRefused, Reason: core.ReasonUnreachable, Count: 1}}
	return c
}

func allCampaigns() views.Report {
	paused := pastCampaign("Linen apron", core.KindNews, "APRON", core.CampaignPaused, 1, 22, 31, 6, 3, 0, 4, 0)
	paused.Campaign.Why = "opt_out_rate"
	advent := pastCampaign("Advent calendar: 24 small things for your loved ones", core.KindNews, "", core.CampaignRunning, 0, 0, 120, 80, 11, 0, 0, 0)
	advent.Campaign.At = canned.Add(8 * 24 * time.Hour)
	r := views.Report{Campaigns: []views.CampaignReport{advent, pastCampaign("Blue speckled mug", core.KindRestock, "BLUE-MUG", core.CampaignRunning, 0, 27, 11, 14, 2, 1, 5, 0), paused,
		pastCampaign("Wool blanket", core.KindRestock, "BLANKET-G", core.CampaignRunning, 3, 12, 0, 20, 2, 0, 7, 0), autumn(),
		pastCampaign("Rose soap", core.KindRestock, "SOAP", core.CampaignCancelled, 20, 8, 0, 0, 31, 0, 1, 0)}}
	for _, c := range r.Campaigns {
		r.Total.Everyone += c.Everyone
		r.Total.Sent += c.Sent
		r.Total.Replied += c.Replied
		r.Total.OptedOut += c.OptedOut
		r.Total.Redeemed += c.Redeemed
		r.Total.Revenue = append(r.Total.Revenue, c.Revenue...)
	}
	return r
}

func resultStories() []Story { return slices.Concat(campaignStories(), oneResultStories()) }

func campaignStories() []Story {
	var shown *campaigns.Screen
	show := func(p *past) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			shown = campaigns.New(e.Env, p, campaigns.Ways{})
			shown.Load()
			return framed(e, "results", shown.Content()).Root
		}
	}
	all := &past{all: allCampaigns()}
	return []Story{
		{Name: "results", Make: show(all)},
		{Name: "results-small", Width: 1024, High: 700, Make: show(all)},
		{Name: "results-compare", Make: show(all), After: func(Env) { shown.Compare() }},
		{Name: "results-empty", Make: show(&past{})},
		{Name: "results-error", Make: show(&past{err: core.E(core.CodeDataBusy, "story", "", nil)})},
	}
}

func oneResultStories() []Story {
	show := func(p *past) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := results.New(e.Env, p, results.Ways{})
			content := framed(e, "results", s.Content())
			s.Open("7")
			return content.Root
		}
	}
	texts := &past{one: autumn(), versus: twoTexts()}
	texts.one.Campaign.Content = core.Content{Texts: map[string]string{"": "Hello {first_name}, autumn is here: ten per cent off every candle until Sunday."},
		Second: map[string]string{"": "{first_name}, it gets dark early. Ten per cent off every candle until Sunday."}}
	begun := pastCampaign("Wool blanket", core.KindRestock, "BLANKET-G", core.CampaignRunning, 0, 3, 0, 20, 2, 0, 0, 0)
	begun.AtOnce = 3
	begun.Reasons = []views.ReasonCount{{State: core.DeliveryHeld, Reason: core.ReasonWindowClosed, Count: 20}, {State: core.DeliveryRefused, Reason: core.ReasonOptOutReview, Count: 2}}
	return []Story{
		{Name: "result", Make: show(&past{one: autumn()})},
		{Name: "result-small", Width: 1024, High: 700, Make: show(&past{one: autumn()})},
		{Name: "result-texts", High: 1100, Width: 1280, Make: show(texts)},
		{Name: "result-begun", Make: show(&past{one: begun})},
		{Name: "result-error", Make: show(&past{err: core.E(core.CodeNotFound, "story", "campaign 7", nil)})},
	}
}
