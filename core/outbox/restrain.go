package outbox

import (
	"context"

	"shopbell/core"
	"shopbell/core/policy"
)

// restrain pauses those of some campaigns whose opt-outs, blocks or errors passed the rules' limits. It reports whether
// one of them is to be looked at again although nothing else goes wrong, since it is too early to judge it.
func (o *Outbox) restrain(ctx context.Context, campaigns map[core.CampaignID]bool, rules policy.Rules) (early bool, err error) {
	for id := range campaigns {
		if id == "" { // single messages
			continue
		}
		one, err := o.restrainOne(ctx, id, rules)
		if err != nil {
			return early, err
		}
		early = early || one
	}
	return early, nil
}

// restrainAll does the same for every campaign that has something to send now. A run begins with it: people may have
// asked to stop since the last message of a campaign left.
func (o *Outbox) restrainAll(ctx context.Context) error {
	rules, err := o.Rules(ctx)
	if err != nil {
		return err
	}
	running, err := o.Store.Running(ctx, o.Clock.Now())
	if err != nil {
		return err
	}
	for _, id := range running {
		if _, err := o.restrainOne(ctx, id, rules); err != nil {
			return err
		}
	}
	return nil
}

func (o *Outbox) restrainOne(ctx context.Context, id core.CampaignID, rules policy.Rules) (early bool, err error) {
	h, err := o.Store.CampaignHealth(ctx, id)
	if err != nil {
		return false, err
	}
	before, err := o.Store.Forgiven(ctx, id)
	if err != nil {
		return false, err
	}
	why := policy.Pauses(h.Since(before), rules)
	if why == policy.PauseNot {
		return h.Since(before).Early(), nil
	}
	if err := o.Store.SetCampaignState(ctx, id, core.CampaignPaused, string(why)); err != nil {
		return false, err
	}
	o.Notify()
	return false, nil
}
