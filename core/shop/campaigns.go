package shop

import (
	"context"

	"shopbell/core"
	"shopbell/core/outbox"
	"shopbell/core/store"
	"shopbell/core/views"
)

// Campaigns lists all campaigns with their progress, newest first.
func (s *Shop) Campaigns(ctx context.Context) ([]views.Progress, error) {
	list, err := s.store.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]views.Progress, 0, len(list))
	for _, c := range list {
		p, err := s.progress(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// Progress tells how far a campaign has come.
func (s *Shop) Progress(ctx context.Context, id core.CampaignID) (views.Progress, error) {
	c, err := s.store.Campaign(ctx, id)
	if err != nil {
		return views.Progress{}, err
	}
	return s.progress(ctx, c)
}

func (s *Shop) progress(ctx context.Context, c core.Campaign) (views.Progress, error) {
	p := views.Progress{Campaign: c}
	var err error
	if p.Title, err = s.campaignName(ctx, c); err != nil {
		return p, err
	}
	tally, err := s.store.Tally(ctx, c.ID)
	if err != nil {
		return p, err
	}
	for state, n := range tally {
		p.Everyone += n
		switch state {
		case core.DeliverySent:
			p.Sent += n
		case core.DeliveryPlanned, core.DeliverySending:
			p.ToGo += n
		case core.DeliveryHeld:
			p.Later += n
		case core.DeliveryUncertain:
			p.NotSure += n
		default:
			p.HeldBack += n
		}
	}
	rules, err := s.rules(ctx)
	if err != nil {
		return p, err
	}
	p.PerSecond = rules.Pace
	if c.Kind == core.KindRestock {
		if p.Wave, err = s.waveOf(ctx, c, rules); err != nil {
			return p, err
		}
	}
	h, err := outbox.Halted(ctx, s.store, s.clock.Now())
	p.Halted = h.Code
	return p, err
}

// campaignName is a campaign's title, or its kind where it has none.
func (s *Shop) campaignName(ctx context.Context, c core.Campaign) (string, error) {
	titles, err := s.campaignTitles(ctx, []core.Campaign{c})
	if err != nil {
		return "", err
	}
	if titles[0] == "" {
		return string(c.Kind), nil
	}
	return titles[0], nil
}

// Deliveries lists a campaign's people, newest change first. limit 0: all.
func (s *Shop) Deliveries(ctx context.Context, id core.CampaignID, limit int) ([]views.DeliveryRow, error) {
	list, err := s.store.CampaignDeliveries(ctx, id, limit)
	if err != nil {
		return nil, err
	}
	return s.deliveryRows(ctx, list)
}

// Outbox lists every delivery in the order in which they were made.
func (s *Shop) Outbox(ctx context.Context) ([]views.DeliveryRow, error) {
	list, err := s.store.Deliveries(ctx)
	if err != nil {
		return nil, err
	}
	return s.deliveryRows(ctx, list)
}

func (s *Shop) deliveryRows(ctx context.Context, list []store.NamedDelivery) ([]views.DeliveryRow, error) {
	titles := map[core.SKU]string{}
	out := make([]views.DeliveryRow, len(list))
	for i, d := range list {
		title, ok := titles[d.SKU]
		if !ok && d.SKU != "" {
			var err error
			if title, err = s.title(ctx, d.Kind, d.SKU); err != nil {
				return nil, err
			}
			titles[d.SKU] = title
		}
		out[i] = views.DeliveryRow{Delivery: d.Delivery, Name: d.Name, Product: title, Reason: d.Reason}
	}
	return out, nil
}

// Pause makes a campaign rest; what is under way arrives.
func (s *Shop) Pause(ctx context.Context, id core.CampaignID) error {
	if err := s.store.SetCampaignState(ctx, id, core.CampaignPaused, ""); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventOutbox})
	return nil
}

// Resume lets a paused campaign go on, also one that paused itself: only what happens from now on may pause it again.
func (s *Shop) Resume(ctx context.Context, id core.CampaignID) error {
	if err := s.store.Resume(ctx, id); err != nil {
		return err
	}
	s.publish(views.Event{Kind: views.EventOutbox})
	s.wake()
	return nil
}

// Cancel ends a campaign: what has not left stays unsent. It gives how many that were.
func (s *Shop) Cancel(ctx context.Context, id core.CampaignID) (int, error) {
	n, err := s.store.Cancel(ctx, id, s.clock.Now())
	if err == nil {
		s.publish(views.Event{Kind: views.EventOutbox})
	}
	return n, err
}

// SendReady looks for new messages and sends what may go, at once.
func (s *Shop) SendReady(context.Context) error {
	s.wake()
	return nil
}
