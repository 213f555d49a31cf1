package main

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/waitlists"
)

// lists answers the waiting lists' use cases from canned data.
type lists struct {
	all  []views.WaitingList
	line []views.WaitRow
	err  error
	got  views.ImportResult
	wave *views.Wave
}

func (l *lists) WaitingLists(context.Context) ([]views.WaitingList, error) { return l.all, l.err }
func (l *lists) Waitlist(_ context.Context, sku core.SKU, _ string) ([]views.WaitRow, error) {
	if len(l.all) > 0 && sku == l.all[0].Product.SKU {
		return l.line, nil
	}
	return nil, nil
}
func (l *lists) Rounds(context.Context, core.SKU, string) (views.Rounds, error) {
	r := views.Rounds{PerUnit: 2, Hours: 24, Wave: l.wave}
	if l.wave != nil {
		r.CampaignID = "20"
	}
	return r, nil
}
func (l *lists) NotAsked(context.Context, core.CustomerID, core.SKU, core.MessageID) error {
	return nil
}
func (l *lists) ImportProducts(context.Context, string, func(done, of int)) (views.ImportResult, error) {
	return l.got, nil
}

// asked are the people who ask for the mug, each with a verdict of another kind.
func asked() []views.WaitRow {
	day := 24 * time.Hour
	open := core.Verdict{Action: core.ActionSend, Reasons: []core.Reason{{Code: core.ReasonWindowOpen, At: ago(3 * time.Hour), Until: canned.Add(5*time.Hour + 12*time.Minute)}}}
	reply := core.Verdict{Action: core.ActionHoldForReply, Reasons: []core.Reason{{Code: core.ReasonWindowClosed, At: ago(9 * day)}}}
	later := core.Verdict{Action: core.ActionHoldUntil, EligibleAt: canned.Add(20*time.Hour + 10*time.Minute),
		Reasons: []core.Reason{{Code: core.ReasonCapCustomerWeek, Count: 1, Limit: 1, Until: canned.Add(20*time.Hour + 10*time.Minute)}}}
	stopped := core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonOptedOut, At: ago(51 * day), Quote: "no more messages please"}}}
	doubt := core.Verdict{Action: core.ActionRefuse, Reasons: []core.Reason{{Code: core.ReasonOptOutReview, At: ago(90 * time.Minute)}}}
	quiet := core.Verdict{Action: core.ActionHoldUntil, EligibleAt: canned.Add(9*time.Hour + 40*time.Minute),
		Reasons: []core.Reason{{Code: core.ReasonQuietHours, Until: canned.Add(9*time.Hour + 40*time.Minute)}}}
	rows := []views.WaitRow{}
	for _, p := range []struct {
		id, name, quote string
		days            time.Duration
		verdict         core.Verdict
	}{
		{"p4", "Ana Duarte", "let me know when the blue mug is back, please", 21, open},
		{"p6", "Tom Becker", "two of the blue mugs please", 14, reply},
		{"p12", "Priya Nair", "I will take the blue mug too", 13, later},
		{"p1", "Jonas Weber", "a blue mug with dots", 9, open},
		{"p8", "Sofia Rossi", "another blue mug?", 8, stopped},
		{"p5", "Marta Kowalska", "is the mug coming back", 8, doubt},
		{"p9", "Yuki Tanaka", "one blue mug if you have", 7, quiet},
		{"p7", "Leïla Haddad", "the blue speckled mug, is it back already?", 7, open},
		{"p11", "Ben Okafor", "one blue mug, one candle", 6, reply},
	} {
		rows = append(rows, views.WaitRow{Request: core.Request{CustomerID: core.CustomerID(p.id), SKU: "BLUE-MUG", Quote: p.quote, AskedAt: ago(p.days * day)},
			Position: len(rows) + 1, Name: p.name, Verdict: p.verdict})
	}
	return rows
}

func shelf() []views.WaitingList {
	day := 24 * time.Hour
	one := func(sku core.SKU, name string, variants []string, stock, waiting, open int, first string, days time.Duration) views.WaitingList {
		return views.WaitingList{Product: core.Product{SKU: sku, Name: name, Variants: variants, Stock: stock}, Waiting: waiting, NowOpen: open, First: first, FirstAt: ago(days * day)}
	}
	return []views.WaitingList{
		one("BLUE-MUG", "Blue speckled mug", []string{"0.3 l"}, 0, 9, 3, "Ana Duarte", 21),
		one("APRON", "Linen apron", []string{"S", "M", "L"}, 2, 14, 6, "Tom Becker", 14),
		one("CANDLE-L", "Beeswax candle, large", nil, 0, 9, 3, "Sofia Rossi", 8),
		one("BLANKET-G", "Wool blanket", []string{"grey"}, 11, 7, 4, "Jonas Weber", 9),
		one("SOAP", "Rose soap", nil, 0, 5, 0, "Yuki Tanaka", 24),
		one("VASE", "Green vase", []string{"tall"}, 0, 3, 1, "Ben Okafor", 5),
		one("CANDLE-S", "Beeswax candle, small", nil, 31, 0, 0, "", 0),
		one("BAG", "Market bag", []string{"lilac"}, 24, 0, 0, "", 0),
		one("BLANKET-W", "Wool blanket", []string{"white"}, 6, 0, 0, "", 0),
	}
}

// many are a hundred thousand products.
func many() []views.WaitingList {
	all, goods := make([]views.WaitingList, 0, 100_000), shelf()
	for i := range cap(all) {
		l := goods[i%len(goods)]
		l.Product.Name = fmt.Sprintf("%s no. %d", l.Product.Name, i+1)
		all = append(all, l)
	}
	return all
}

func waitlistStories() []Story {
	var now *waitlists.Screen
	show := func(l *lists) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			now = waitlists.New(e.Env, l, waitlists.Ways{Sending: func(core.CampaignID) {}})
			now.Load()
			return framed(e, "waitlists", now.Content()).Root
		}
	}
	rejected := views.ImportResult{Added: 31, Changed: 2, Requests: 14}
	for i := range 12 {
		rejected.Rejected = append(rejected.Rejected, views.RejectedLine{Line: 4 + 3*i, Why: "the price is not a number: “on request”"})
	}
	nobody, stocked := shelf()[6:], shelf()
	stocked[0].Product.Stock = 2
	wave := views.Wave{Stock: 2, Size: 4, Told: 3, Left: 1, Number: 1}
	return []Story{
		{Name: "waitlists", Make: show(&lists{all: shelf(), line: asked()})},
		{Name: "waitlists-small", Width: 1024, High: 700, Make: show(&lists{all: shelf(), line: asked()})},
		{Name: "waitlists-round", Make: show(&lists{all: stocked, line: asked(), wave: &wave})},
		{Name: "waitlists-first-round", Width: 1024, High: 700, Make: show(&lists{all: stocked, line: asked()})},
		{Name: "waitlists-empty", Make: show(&lists{})},
		{Name: "waitlists-nobody", Make: show(&lists{all: nobody})},
		{Name: "waitlists-many", Make: show(&lists{all: many(), line: asked()})},
		{Name: "waitlists-error", Make: show(&lists{err: core.E(core.CodeDataBusy, "story", "process 4711", nil)})},
		{Name: "waitlists-sheet", Make: show(&lists{all: shelf(), line: asked(), got: rejected}), After: func(Env) { now.Import("from-the-till.xlsx") }},
	}
}
