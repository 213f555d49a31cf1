package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/store"
	"shopbell/core/views"
)

// How much of each list Today shows, and how soon a chat must close to be there.
const (
	todayClosing = 50
	todayStock   = 10
	closesSoon   = 6 * time.Hour
)

// Today gathers what needs the owner, what is lost first on top.
func (s *Shop) Today(ctx context.Context) (views.Today, error) {
	var t views.Today
	rules, err := s.rules(ctx)
	if err != nil {
		return t, err
	}
	if t.Status, err = s.Status(ctx); err != nil {
		return t, err
	}
	now := s.clock.Now()
	closing, err := s.store.Closing(ctx, openSince(rules, now), todayClosing)
	if err != nil {
		return t, err
	}
	for _, c := range closing {
		if at := closesAt(c.LastInboundAt, rules, now); at.Sub(now) <= closesSoon {
			t.Closing = append(t.Closing, views.ClosingChat{CustomerID: c.ID, Name: c.Name, Snippet: c.LastText, ClosesAt: at})
		}
	}
	reviews, err := s.store.Reviews(ctx)
	if err != nil {
		return t, err
	}
	for _, r := range reviews {
		t.Reviews = append(t.Reviews, review(r))
	}
	if t.Stock, err = s.waitingLists(ctx, func(w store.WaitingList) bool { return w.Waiting > 0 }); err != nil {
		return t, err
	}
	t.Stock = t.Stock[:min(len(t.Stock), todayStock)]
	if err := s.pending(ctx, &t, now); err != nil {
		return t, err
	}
	if t.Uncertain, err = s.uncertain(ctx); err != nil {
		return t, err
	}
	t.Done.Since = dayBefore(now, rules.Zone)
	if err := s.ahead(ctx, &t); err != nil {
		return t, err
	}
	if t.Answers, err = s.answersNeeded(ctx, now); err != nil {
		return t, err
	}
	d, err := s.store.DoneSince(ctx, t.Done.Since)
	t.Done.Sent, t.Done.Held, t.Done.Stopped, t.Done.Answered = d.Sent, d.Held, d.Stopped, d.Answered
	return t, err
}

// ahead tells what waits for the owner's word, what rests, and what was dropped since yesterday.
func (s *Shop) ahead(ctx context.Context, t *views.Today) error {
	var err error
	if t.Asking, err = s.Asking(ctx); err != nil {
		return err
	}
	if t.Resting, err = s.resting(ctx); err != nil {
		return err
	}
	if t.Back, err = s.BackInStock(ctx); err != nil {
		return err
	}
	t.Lapsed, err = s.lapsed(ctx, t.Done.Since)
	return err
}

// dayBefore gives the beginning of yesterday in the shop's zone.
func dayBefore(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	return time.Date(local.Year(), local.Month(), local.Day()-1, 0, 0, 0, 0, zone).UTC()
}

func (s *Shop) pending(ctx context.Context, t *views.Today, now time.Time) error {
	ready, later, err := s.store.Pending(ctx, now)
	if err != nil {
		return err
	}
	t.Ready = ready
	for _, l := range later {
		title := ""
		if l.Campaign != "" {
			c, err := s.store.Campaign(ctx, l.Campaign)
			if err != nil {
				return err
			}
			if title, err = s.campaignName(ctx, c); err != nil {
				return err
			}
		}
		t.Later = append(t.Later, views.Later{CampaignID: l.Campaign, Title: title, Count: l.Count, At: l.At})
	}
	return nil
}

// uncertain lists what could not be settled for longer than an answer takes.
func (s *Shop) uncertain(ctx context.Context) ([]views.DeliveryRow, error) {
	list, err := s.store.Unsettled(ctx)
	if err != nil {
		return nil, err
	}
	var out []views.DeliveryRow
	for _, d := range list {
		if d.State == core.DeliveryUncertain {
			out = append(out, views.DeliveryRow{Delivery: d.Delivery, Name: d.Name, Reason: d.Reason})
		}
	}
	return out, nil
}

func review(o store.NamedOptOut) views.Review {
	return views.Review{CustomerID: o.CustomerID, MessageID: o.MessageID, Name: o.Name, Quote: o.Quote, Words: o.Words, SKU: o.SKU, At: o.At}
}
