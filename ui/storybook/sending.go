package main

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/sending"
	"shopbell/ui/widgets"
)

// campaign answers the use cases of sending from canned data.
type campaign struct {
	p    views.Progress
	rows []views.DeliveryRow
}

func (c *campaign) Progress(context.Context, core.CampaignID) (views.Progress, error) {
	return c.p, nil
}
func (c *campaign) Deliveries(context.Context, core.CampaignID, int) ([]views.DeliveryRow, error) {
	return c.rows, nil
}
func (c *campaign) Pause(context.Context, core.CampaignID) error         { return nil }
func (c *campaign) Resume(context.Context, core.CampaignID) error        { return nil }
func (c *campaign) Cancel(context.Context, core.CampaignID) (int, error) { return 0, nil }
func (c *campaign) EndHalt(context.Context) error                        { return nil }

// underWay is a campaign of which 27 messages have left.
func underWay(change func(*campaign)) *campaign {
	c := &campaign{p: views.Progress{Title: "Blue speckled mug", Campaign: core.Campaign{ID: "c1", Kind: core.KindRestock, State: core.CampaignRunning,
		CreatedAt: ago(4 * time.Minute)}, Everyone: 55, Sent: 27, ToGo: 11, Later: 14, HeldBack: 2, NotSure: 1, PerSecond: 0.5,
		Wave: &views.Wave{Stock: 20, Size: 40, Told: 27, Number: 1, NextAt: canned.Add(24 * time.Hour)}}}
	add := func(id core.CustomerID, name string, s core.DeliveryState, r core.Reason, due time.Time) {
		c.rows = append(c.rows, views.DeliveryRow{Delivery: core.Delivery{CustomerID: id, State: s, UpdatedAt: ago(time.Duration(len(c.rows)) * 2 * time.Second), DueAt: due}, Name: name, Reason: r})
	}
	took := core.Reason{Code: core.ReasonAccepted}
	add("p1", "Jonas Weber", core.DeliverySending, core.Reason{Code: core.ReasonWindowOpen, Until: canned.Add(38 * time.Minute)}, time.Time{})
	add("p10", "Olga Petrova", core.DeliveryUncertain, core.Reason{Code: core.ReasonNoAnswer}, time.Time{})
	add("p2", "Inês Duarte", core.DeliveryRefused, core.Reason{Code: core.ReasonOptedOut, At: ago(time.Minute)}, time.Time{})
	add("p12", "Priya Nair", core.DeliverySent, took, time.Time{})
	add("p3", "Noah Lindqvist", core.DeliverySent, took, time.Time{})
	add("p11", "Ben Okafor", core.DeliveryFailed, core.Reason{Code: core.ReasonUnreachable}, time.Time{})
	add("p4", "Ana Duarte", core.DeliverySent, took, time.Time{})
	add("p9", "Yuki Tanaka", core.DeliveryHeld, core.Reason{Code: core.ReasonQuietHours, Until: canned.Add(9*time.Hour + 40*time.Minute)}, canned.Add(9*time.Hour+40*time.Minute))
	add("p6", "Tom Becker", core.DeliveryHeld, core.Reason{Code: core.ReasonWindowClosed, At: ago(9 * 24 * time.Hour)}, time.Time{})
	add("p8", "Sofia Rossi", core.DeliveryPlanned, core.Reason{Code: core.ReasonWindowOpen}, time.Time{})
	for i := len(c.rows); i < c.p.Everyone; i++ {
		p := people()[i%len(people())]
		add(core.CustomerID(p.id), p.name, core.DeliverySent, took, time.Time{})
	}
	change(c)
	return c
}

func sendingStories() []Story {
	var now *sending.Screen
	show := func(change func(*campaign)) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			now = sending.New(e.Env, underWay(change), sending.Ways{})
			now.Open("c1")
			return framed(e, "results", now.Content()).Root
		}
	}
	plain := func(*campaign) {}
	return []Story{
		{Name: "sending", Make: show(plain)},
		{Name: "sending-small", Width: 1024, High: 700, Make: show(plain)},
		{Name: "sending-stop", Make: show(plain), After: func(e Env) {
			text, do := sending.View{Progress: underWay(plain).p}.Question(e.Words)
			widgets.Ask(e.Window.Canvas(), widgets.Question{Title: e.Words.T("sending.stop_title"), Text: text, Keep: e.Words.T("sending.stop_keep"), Do: do, Rank: widgets.Main}, func() {})
		}},
		{Name: "sending-paused", Make: show(func(c *campaign) { c.p.Campaign.State, c.p.Campaign.Why = core.CampaignPaused, "opt_out_rate" })},
		{Name: "sending-halted", Make: show(func(c *campaign) { c.p.Halted = core.CodeTokenInvalid })},
		{Name: "sending-done", Make: show(func(c *campaign) {
			c.p.Campaign.State, c.p.Sent, c.p.ToGo, c.p.Later, c.p.NotSure = core.CampaignDone, 53, 0, 0, 0
			c.rows = c.rows[2:6]
		})},
		{Name: "sending-many", Make: show(func(c *campaign) { c.p.Sent, c.p.ToGo, c.p.PerSecond = 81_204, 18_769, 10 })},
	}
}
