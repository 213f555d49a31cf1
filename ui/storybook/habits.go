package main

import (
	"context"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/help"
	"shopbell/ui/palette"
	"shopbell/ui/shell"
	"shopbell/ui/today"
)

// habitStories show what lies over every page: the palette and the list of keys.
func habitStories() []Story {
	var front *shell.Shell
	var palettes *palette.Palette
	over := func(e Env) fyne.CanvasObject {
		page := today.New(e.Env, newFake(), today.Ways{})
		page.Load()
		front = framed(e, "today", page.Content())
		palettes = palette.New(e.Env, newFake(), palette.Ways{Commands: func() []palette.Entry {
			all := []palette.Entry{}
			for _, p := range front.Pages() {
				all = append(all, palette.Entry{Says: p.Label, Icon: p.Icon})
			}
			return all
		}})
		return front.Root
	}
	return []Story{
		{Name: "palette", Make: over, After: func(Env) { palettes.Open() }},
		{Name: "palette-found", Width: 1024, High: 700, Make: over, After: func(Env) { palettes.Open(); palettes.Type("mug") }},
		{Name: "keys", Make: over, After: func(e Env) {
			bound := front.Keys(e.Canvas(), shell.Extra{Find: func() {}, Palette: func() {}, Look: func() {}, Restock: func() {}, Offer: func() {}, Size: func(int) {}, Help: func() {}})
			help.Show(e.Env, help.Keys(e.Words, bound, front.Pages(), "Ctrl"))
		}},
	}
}

func (f *fake) WaitingLists(context.Context) ([]views.WaitingList, error) { return f.today.Stock, nil }
func (f *fake) Campaigns(context.Context) ([]views.Progress, error) {
	return []views.Progress{{Campaign: core.Campaign{ID: "c1", State: core.CampaignRunning}, Title: "Linen apron news", ToGo: 8, Everyone: 11, Sent: 3}}, nil
}

func (p *promotions) Kept(context.Context, string) (string, error) { return "", nil }
func (p *promotions) Keep(context.Context, string, string) error   { return nil }

func (f *fake) Heard(context.Context, core.CustomerID) (int, error) { return 0, nil }
func (f *fake) AskedAfterAll(context.Context, core.CustomerID, core.SKU, core.MessageID, int) error {
	return nil
}
func (f *fake) AskReviewAgain(context.Context, core.CustomerID, core.MessageID, int) error {
	return nil
}

func (p *promotions) Progress(context.Context, core.CampaignID) (views.Progress, error) {
	return views.Progress{}, nil
}
func (p *promotions) Cancel(context.Context, core.CampaignID) (int, error) { return 0, nil }

func (p *plans) Progress(context.Context, core.CampaignID) (views.Progress, error) {
	return views.Progress{}, nil
}
func (p *plans) Cancel(context.Context, core.CampaignID) (int, error) { return 0, nil }

func (l *lists) Heard(context.Context, core.CustomerID) (int, error) { return 0, nil }
func (l *lists) AskedAfterAll(context.Context, core.CustomerID, core.SKU, core.MessageID, int) error {
	return nil
}
func (l *lists) AskReviewAgain(context.Context, core.CustomerID, core.MessageID, int) error {
	return nil
}
