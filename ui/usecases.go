package ui

import (
	"context"

	"shopbell/core/views"
	"shopbell/ui/answers"
	"shopbell/ui/campaigns"
	"shopbell/ui/conversations"
	"shopbell/ui/importing"
	"shopbell/ui/offers"
	"shopbell/ui/palette"
	"shopbell/ui/pools"
	"shopbell/ui/posters"
	"shopbell/ui/profile"
	"shopbell/ui/restock"
	"shopbell/ui/results"
	"shopbell/ui/rules"
	"shopbell/ui/sending"
	"shopbell/ui/settings"
	"shopbell/ui/today"
	"shopbell/ui/waitlists"
)

// UseCases is all that the windows need done. *shop.Shop does it; each page names its own part.
type UseCases interface {
	today.Shop
	conversations.Shop
	waitlists.Shop
	restock.Shop
	offers.Shop
	pools.Shop
	posters.Shop
	profile.Shop
	answers.Shop
	sending.Shop
	campaigns.Shop
	results.Shop
	rules.Shop
	settings.Shop
	importing.Shop
	palette.Shop

	Status(context.Context) (views.Status, error)
	Sync(ctx context.Context, full bool, progress func(views.SyncProgress)) (views.SyncResult, error)
	// StopLooking ends the look for new messages that is under way; the next one goes on from there.
	StopLooking()
	// Subscribe calls a function after each commit, from any goroutine, until cancelled.
	Subscribe(func(views.Event)) (cancel func())
}
