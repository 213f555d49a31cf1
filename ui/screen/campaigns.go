package screen

import (
	"context"

	"shopbell/core"
	"shopbell/core/views"
)

// Campaigns is what taking back a campaign needs done.
type Campaigns interface {
	Progress(ctx context.Context, id core.CampaignID) (views.Progress, error)
	// Cancel ends a campaign: what has not left stays unsent. It gives how many that were.
	Cancel(ctx context.Context, id core.CampaignID) (int, error)
}

// TakeBack takes back a campaign of which nothing has left; core.CodeNotFound once something did.
func TakeBack(c Campaigns, id core.CampaignID) func(context.Context) error {
	return func(ctx context.Context) error {
		p, err := c.Progress(ctx, id)
		if err != nil {
			return err
		}
		if p.Sent+p.NotSure+p.ToGo > 0 || p.Campaign.State == core.CampaignCancelled {
			return core.E(core.CodeNotFound, "screen.takeback", "it began", nil)
		}
		_, err = c.Cancel(ctx, id)
		return err
	}
}
