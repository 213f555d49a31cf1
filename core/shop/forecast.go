package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/forecast"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// Forecast tells day by day how an order would go, by what is known and by how often each customer has written, and which
// earlier campaigns it would crowd out. It sends and stores nothing. Promo codes that are short are told by the plan; the
// forecast takes them to be there.
func (s *Shop) Forecast(ctx context.Context, o views.Order) (views.Forecast, error) {
	p, err := s.planning(ctx, o)
	if err != nil {
		return views.Forecast{}, err
	}
	plan, err := p.plan(ctx)
	if err != nil {
		return views.Forecast{}, err
	}
	ask := forecast.Plan{Page: p.page, Rules: p.rules, Now: p.campaign.CreatedAt}
	noText := p.planned(plan, &ask)
	if ask.Booked, err = s.store.Booked(ctx, ask.Now, p.rules); err != nil {
		return views.Forecast{}, err
	}
	if err := s.habits(ctx, &ask); err != nil {
		return views.Forecast{}, err
	}
	if ask.Waves, err = s.bookedWaves(ctx, ask.Booked, p.rules, ask.Now); err != nil {
		return views.Forecast{}, err
	}
	a := forecast.Ahead(ask)
	out := views.Forecast{At: ask.Now, Zone: p.rules.Zone, Everyone: a.Everyone + noText, Now: a.Now, Later: a.Later, OnReply: a.Replies, Low: a.Low, High: a.High,
		Lapse: a.Lapse, Refused: a.Refused + noText, PageCap: p.rules.PageDay, PageLeft: a.Left}
	for _, d := range a.Days {
		out.Days = append(out.Days, views.ForecastDay{Date: d.Date, Sure: d.Sure, OnReply: d.Replies, Others: d.Others, Left: d.Left})
	}
	for _, d := range a.Delays {
		out.Delays = append(out.Delays, views.ForecastDelay(d))
	}
	for _, c := range a.Crowded {
		title, err := s.campaignTitle(ctx, c.Campaign)
		if err != nil {
			return out, err
		}
		out.Crowded = append(out.Crowded, views.Crowded{CampaignID: c.Campaign, Title: title, Later: c.Later, Missed: c.Missed})
	}
	return out, nil
}

// planned asks about every row of a plan, and gives how many have no text that could leave.
func (p *planning) planned(plan views.Plan, ask *forecast.Plan) (noText int) {
	m := policy.Message{Kind: p.order.Kind, SKU: p.product.SKU, Variant: p.order.Variant, Code: p.campaign.Code,
		CodeExpires: p.campaign.CodeExpires, LapsesAt: p.campaign.HoldUntil, NotBefore: p.order.At}
	row := 0
	for i := range p.people {
		who := &p.people[i]
		if !p.chosen(who.ID) {
			continue
		}
		r := &plan.Rows[row]
		row++
		if r.Verdict.Action == core.ActionRefuse && r.Verdict.Reasons[0].Code == core.ReasonBadText {
			noText++
			continue
		}
		mine := m
		if len(who.Past) > 0 {
			mine.TextKey = compose.TextKey(r.Text)
		}
		ask.People = append(ask.People, forecast.Planned{Message: mine, Customer: who.Customer, At: p.order.At})
	}
	return noText
}

// habits fills in how often everybody writes.
func (s *Shop) habits(ctx context.Context, ask *forecast.Plan) error {
	ids := make([]core.CustomerID, 0, len(ask.People)+len(ask.Booked))
	for _, x := range ask.People {
		ids = append(ids, x.Customer.ID)
	}
	for _, b := range ask.Booked {
		ids = append(ids, b.Customer.ID)
	}
	all, err := s.store.Habits(ctx, ids, ask.Now)
	for i := range ask.People {
		ask.People[i].Habit = all[ask.People[i].Customer.ID]
	}
	for i := range ask.Booked {
		ask.Booked[i].Habit = all[ask.Booked[i].Customer.ID]
	}
	return err
}

// bookedWaves loads how far the restocks among the earlier campaigns have come.
func (s *Shop) bookedWaves(ctx context.Context, booked []forecast.Booked, r policy.Rules, now time.Time) (map[core.CampaignID]policy.Wave, error) {
	out := map[core.CampaignID]policy.Wave{}
	for _, b := range booked {
		id := b.Message.Campaign
		if _, known := out[id]; known || b.Message.Kind != core.KindRestock {
			continue
		}
		c, err := s.store.Campaign(ctx, id)
		if err != nil {
			return nil, err
		}
		w, err := s.store.WaveOf(ctx, c, r, now)
		if err != nil {
			return nil, err
		}
		out[id] = *w
	}
	return out, nil
}
