package outbox

import (
	"context"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/store"
)

// restrain pauses the campaigns of a batch whose opt-outs or errors passed the rules' limits.
func (o *Outbox) restrain(ctx context.Context, batch []store.NamedDelivery, rules policy.Rules) error {
	seen := map[core.CampaignID]bool{"": true}
	for _, d := range batch {
		if seen[d.CampaignID] {
			continue
		}
		seen[d.CampaignID] = true
		h, err := o.Store.CampaignHealth(ctx, d.CampaignID)
		if err != nil {
			return err
		}
		why := policy.Pauses(h, rules)
		if why == policy.PauseNot {
			continue
		}
		if err := o.Store.SetCampaignState(ctx, d.CampaignID, core.CampaignPaused, string(why)); err != nil {
			return err
		}
		o.Notify()
	}
	return nil
}
