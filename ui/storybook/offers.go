package main

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/offers"
	"shopbell/ui/pools"
)

// promotions answers the offers' use cases from canned data.
type promotions struct {
	rows     []views.PlanRow
	warnings []views.Warning
	pools    []views.CodePool
}

func (p *promotions) Rules(context.Context) ([]views.RuleValue, error) { return ruleValues(), nil }

func (p *promotions) Plan(_ context.Context, o views.Order) (views.Plan, error) {
	return views.Plan{Kind: o.Kind, At: canned, Rows: p.rows, Warnings: p.warnings}, nil
}

func (p *promotions) Send(ctx context.Context, o views.Order) (views.Plan, error) {
	return p.Plan(ctx, o)
}

func (p *promotions) Preview(_ context.Context, o views.Order, id core.CustomerID, _ string) (views.Preview, error) {
	out := views.Preview{Form: views.FormText, Most: 2000}
	for _, r := range p.rows {
		if r.CustomerID == id {
			out.CustomerID, out.Name, out.Verdict = id, r.Name, r.Verdict
		}
	}
	fill := strings.NewReplacer("{first_name}", firstName(out.Name+" there"), "{expires}", "Sunday, 6 December", "{shop}", "Tulip Corner")
	out.Text = fill.Replace(o.Content.Texts[""]) + "\n\nReply STOP to get no more of these messages."
	out.Length = len([]rune(out.Text))
	if o.Content.StopReply {
		out.Replies = []string{"Stop messages"}
	}
	title, rest, _ := strings.Cut(fill.Replace(o.Content.Texts[""]), "\n")
	rest = strings.TrimSpace(rest + " Reply STOP to get no more of these messages.")
	switch card := o.Content.Card; {
	case o.Content.Coupon:
		code := o.Code
		if o.Pool != "" {
			code = core.CodeMark
		}
		out.Form, out.Coupon = views.FormCoupon, &core.Coupon{Title: title, Subtitle: rest, Code: code}
	case card != nil && card.Picture != "":
		out.Form, out.Card = views.FormCard, &core.Card{Title: title, Subtitle: rest, Picture: card.Picture, Buttons: card.Buttons}
	}
	return out, nil
}

func (p *promotions) Forecast(context.Context, views.Order) (views.Forecast, error) {
	f := views.Forecast{At: canned, Zone: time.UTC, Everyone: len(p.rows), OnReply: 9, Low: 6, High: 12.4, Lapse: 11, PageCap: 60, PageLeft: 46}
	if len(p.rows) == 0 {
		return views.Forecast{Zone: time.UTC}, nil
	}
	for i, n := range []int{41, 12, 3, 2, 0, 1, 2, 1, 1, 0, 1} {
		f.Days = append(f.Days, views.ForecastDay{Date: canned.Truncate(24*time.Hour).AddDate(0, 0, i), Sure: n, OnReply: float64(i%3) / 2, Left: 60 - n})
	}
	f.Days[0].Left = 5
	f.Delays = []views.ForecastDelay{{Code: core.ReasonCapCustomerWeek, People: 4, Limit: 2, Until: canned.AddDate(0, 0, 3)}}
	f.Crowded = []views.Crowded{{CampaignID: "c9", Title: "Linen apron news", Missed: 5, Later: 14}}
	return f, nil
}

func (p *promotions) Test(context.Context, views.Order) (core.Delivery, error) {
	return core.Delivery{State: core.DeliveryPlanned}, nil
}
func (p *promotions) Myself(context.Context) (core.CustomerID, error)  { return "", nil }
func (p *promotions) SetMyself(context.Context, core.CustomerID) error { return nil }
func (p *promotions) DeleteTemplate(context.Context, string) error     { return nil }
func (p *promotions) Pools(context.Context) ([]views.CodePool, error)  { return p.pools, nil }
func (p *promotions) Segments(context.Context) ([]core.Segment, error) { return segments(), nil }
func (p *promotions) SaveTemplate(context.Context, string, core.Kind, core.Content) error {
	return nil
}

func (p *promotions) Templates(context.Context) ([]views.MessageTemplate, error) {
	return []views.MessageTemplate{{Name: "Winter candles", Kind: core.KindPromo, Content: core.Content{Texts: map[string]string{"": winter}}}}, nil
}

func (p *promotions) PeopleChoices(context.Context) (views.PeopleChoices, error) {
	return views.PeopleChoices{Products: []core.Product{mug()}, Languages: []string{"en", "es", "pt"}}, nil
}

func (p *promotions) PeopleNamed(_ context.Context, text string, _ int) ([]views.ConversationRow, error) {
	var out []views.ConversationRow
	for _, one := range people() {
		if text != "" && strings.Contains(one.name, text) {
			out = append(out, views.ConversationRow{CustomerID: core.CustomerID(one.id), Name: one.name, Snippet: one.says})
		}
	}
	return out, nil
}

func (p *promotions) PasteCodes(context.Context, string, string, time.Time) (views.CodesAdded, error) {
	return views.CodesAdded{Pool: "WINTER10", Added: 20}, nil
}

func (p *promotions) ReadCodes(context.Context, string, string, time.Time) (views.CodesAdded, error) {
	return views.CodesAdded{Pool: "WINTER10", Added: 20}, nil
}

func (p *promotions) GenerateCodes(_ context.Context, pool string, n int, _ time.Time) (views.CodesAdded, error) {
	return views.CodesAdded{Pool: pool, Added: n}, nil
}

func segments() []core.Segment {
	return []core.Segment{{Name: "Asked for a candle", Filter: core.Filter{Asked: "CANDLE-L"}}}
}

const winter = "Hi {first_name}, the winter candles are here. With this code you get 10% off until {expires}. Just show it at the till: {code}"

func tills() []views.CodePool {
	return []views.CodePool{
		{Name: "WINTER10", Expires: time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC), Total: 200, Free: 140, Taken: 60},
		{Name: "Thank you", Total: 50, Free: 4, Taken: 46},
		{Name: "Summer", Expires: ago(1900 * time.Hour), Total: 100, Free: 31, Taken: 69},
	}
}

func offerStories() []Story {
	var now *offers.Screen
	var codes *pools.Screen
	show := func(p *promotions) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			now = offers.New(e.Env, p, offers.Ways{})
			now.Load()
			return framed(e, "offers", now.Content()).Root
		}
	}
	showPools := func(p *promotions) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			codes = pools.New(e.Env, p, nil)
			codes.Load()
			return framed(e, "offers", codes.Content()).Root
		}
	}
	any := func(core.Verdict) bool { return true }
	all := &promotions{rows: planned(6, any), pools: tills()}
	write := func(change func(*offers.Draft)) func(Env) {
		return func(Env) {
			d := offers.NewDraft()
			d.Texts[offers.Place{}] = winter
			d.Codes, d.Pool, d.Title = offers.CodesPool, "WINTER10", "Winter candles"
			if change != nil {
				change(&d)
			}
			now.Begin(d)
		}
	}
	short := &promotions{rows: all.rows, pools: tills(), warnings: []views.Warning{{Code: views.WarnCodesShort, Count: 79, Limit: 140},
		{Code: views.WarnMissingName, Count: 3}, {Code: views.WarnUnknownField, Detail: "{colour}", Language: "es"}}}
	return []Story{
		{Name: "offer", Make: show(all), After: write(nil)},
		{Name: "offer-small", Width: 1024, High: 700, Make: show(all), After: write(nil)},
		{Name: "offer-wide", Width: 1920, High: 1200, Make: show(short), After: write(func(d *offers.Draft) { d.AddLanguage("es"); d.Compare(true); d.Coupon = true })},
		{Name: "offer-empty", Make: show(&promotions{})},
		{Name: "offer-warnings", Width: 1280, High: 1200, Make: show(short), After: write(nil)},
		{Name: "offer-news", Make: show(all), After: write(func(d *offers.Draft) {
			d.Kind, d.Picture, d.Link, d.Button = core.KindNews, "https://tulip.example/candles.jpg", "https://tulip.example/candles", "See the candles"
			d.Texts[offers.Place{}] = "The winter candles are here, {first_name}.\nBeeswax, made in town, from 9 €."
		})},
		{Name: "offer-order", Make: show(&promotions{rows: planned(1, func(v core.Verdict) bool { return v.Action == core.ActionSend })[:1]}), After: write(func(d *offers.Draft) {
			d.Kind, d.Who = core.KindOrder, offers.Who{Person: "p1", Name: "Jonas Weber"}
			d.Texts[offers.Place{}] = "Your blanket left today, {first_name}. It takes two days."
		})},
		{Name: "offer-people", Make: show(all), After: func(e Env) { write(nil)(e); now.ShowPeople() }},
		{Name: "offer-many", Make: show(&promotions{rows: planned(11_112, any), pools: tills()}), After: write(nil)},
		{Name: "pools", Make: showPools(all)},
		{Name: "pools-small", Width: 1024, High: 700, Make: showPools(all)},
		{Name: "pools-empty", Make: showPools(&promotions{})},
	}
}
