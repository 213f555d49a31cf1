package main

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/results"
)

// past answers the results' use case from canned data.
type past struct {
	all []views.Progress
	err error
}

func (p *past) Campaigns(context.Context) ([]views.Progress, error) { return p.all, p.err }

func resultStories() []Story {
	show := func(p *past) func(Env) fyne.CanvasObject {
		return func(e Env) fyne.CanvasObject {
			s := results.New(e.Env, p, results.Ways{})
			s.Load()
			return framed(e, "results", s.Content()).Root
		}
	}
	one := func(title string, sku core.SKU, state core.CampaignState, days, sent, toGo, later, held, unsure int) views.Progress {
		return views.Progress{Title: title, Campaign: core.Campaign{ID: core.CampaignID(sku), Kind: core.KindRestock, SKU: sku, State: state,
			CreatedAt: ago(time.Duration(days)*24*time.Hour + 4*time.Minute)}, Sent: sent, ToGo: toGo, Later: later, HeldBack: held, NotSure: unsure}
	}
	all := []views.Progress{
		one("Blue speckled mug", "BLUE-MUG", core.CampaignRunning, 0, 27, 11, 14, 2, 1),
		one("Linen apron", "APRON", core.CampaignPaused, 1, 22, 31, 6, 3, 0),
		one("Wool blanket", "BLANKET-G", core.CampaignRunning, 3, 12, 0, 20, 2, 0),
		one("Beeswax candle, large", "CANDLE-L", core.CampaignDone, 14, 59, 0, 0, 9, 0),
		one("Rose soap", "SOAP", core.CampaignCancelled, 20, 8, 0, 0, 31, 0),
	}
	return []Story{
		{Name: "results", Make: show(&past{all: all})},
		{Name: "results-small", Width: 1024, High: 700, Make: show(&past{all: all})},
		{Name: "results-empty", Make: show(&past{})},
		{Name: "results-error", Make: show(&past{err: core.E(core.CodeDataBusy, "story", "", nil)})},
	}
}
