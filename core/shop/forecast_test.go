package shop

import (
	"math"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// A forecast over the real store says what the outbox then does, and adds up.
func TestForecastTellsWhatThenHappens(t *testing.T) {
	s := newScene(t, practice.Options{})
	s.must(s.SetRules(t.Context(), map[string]string{"page_day": "10"}))
	order := views.Order{Kind: core.KindNews, Text: "Our new mugs are here, {first_name}!"}
	f, err := s.Forecast(t.Context(), order)
	s.must(err)
	plan, err := s.Plan(t.Context(), order)
	s.must(err)
	if sum := float64(f.Now+f.Later+f.Refused) + f.OnReply + f.Lapse; math.Abs(sum-float64(f.Everyone)) > 1e-6 || f.Everyone != len(plan.Rows) {
		t.Errorf("%+v is not %d", f, len(plan.Rows))
	}
	if f.Now != plan.Send || f.Refused != plan.Refuse || f.Now != 10 || f.PageLeft != 10 || f.PageCap != 10 {
		t.Errorf("%d now, %d refused; the plan says %d and %d", f.Now, f.Refused, plan.Send, plan.Refuse)
	}
	if f.OnReply <= 0 || f.Low > f.OnReply || f.High < f.OnReply || len(f.Delays) == 0 || f.Delays[0].Code != core.ReasonCapPageDay {
		t.Errorf("replies %.1f (%.1f to %.1f), delays %+v", f.OnReply, f.Low, f.High, f.Delays)
	}
	_, err = s.Send(t.Context(), order)
	s.must(err)
	s.look()
	if n := len(s.page.Log()); n != f.Days[0].Sure {
		t.Errorf("%d went today, the forecast said %d", n, f.Days[0].Sure)
	}
	s.hours(24)
	if n := len(s.page.Log()) - f.Days[0].Sure; n < f.Days[1].Sure {
		t.Errorf("%d went the next day, the forecast was sure of %d", n, f.Days[1].Sure)
	}
}

// What is booked for tomorrow loses its place to an offer today, and the forecast names it.
func TestForecastNamesWhatIsCrowdedOut(t *testing.T) {
	s, ids := waitingShop(t, 4)
	at := s.Now().Add(20 * time.Hour)
	booked, err := s.Send(t.Context(), views.Order{Kind: core.KindNews, Text: "Tomorrow is market day.", Title: "Market day", At: at})
	s.must(err)
	if booked.HoldUntil != len(ids) {
		t.Fatalf("booked %+v", booked)
	}
	f, err := s.Forecast(t.Context(), views.Order{Kind: core.KindRestock, SKU: "LAMP", Stock: 1})
	s.must(err)
	if f.Now != 2 || len(f.Crowded) != 1 || f.Crowded[0].Title != "Market day" || f.Crowded[0].Missed != 2 || f.Crowded[0].Later != 0 {
		t.Errorf("%d now, crowded %+v", f.Now, f.Crowded)
	}
	if list, _ := s.Outbox(t.Context()); len(list) != len(ids) {
		t.Error("a forecast kept something")
	}
}
