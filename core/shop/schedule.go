package shop

import (
	"context"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/views"
)

// Release gives the owner's word for messages whose people wrote: they leave at their turn, if the rules let them. It
// gives how many waited for it.
func (s *Shop) Release(ctx context.Context, ids ...core.DeliveryID) (int, error) {
	n, err := s.store.Release(ctx, ids, s.clock.Now())
	if err == nil && n > 0 {
		s.publish(views.Event{Kind: views.EventOutbox})
		s.wake()
	}
	return n, err
}

// ReleaseAll gives the owner's word for everybody of a campaign who has written.
func (s *Shop) ReleaseAll(ctx context.Context, id core.CampaignID) (int, error) {
	all, err := s.Asking(ctx)
	if err != nil {
		return 0, err
	}
	var ids []core.DeliveryID
	for _, a := range all {
		if a.CampaignID == id {
			for _, p := range a.People {
				ids = append(ids, p.DeliveryID)
			}
		}
	}
	return s.Release(ctx, ids...)
}

// DropHeld calls messages off that wait for a time, for their people or for the owner. It gives how many that were.
func (s *Shop) DropHeld(ctx context.Context, ids ...core.DeliveryID) (int, error) {
	n, err := s.store.DropHeld(ctx, ids, s.clock.Now())
	if err == nil && n > 0 {
		s.publish(views.Event{Kind: views.EventOutbox})
	}
	return n, err
}

// Asking lists the campaigns whose people wrote and whose messages need the owner's word, the chat that closes soonest
// first.
func (s *Shop) Asking(ctx context.Context) ([]views.Asking, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	list, err := s.store.Asking(ctx, openSince(rules, now))
	if err != nil {
		return nil, err
	}
	var out []views.Asking
	place := map[core.CampaignID]int{}
	for _, a := range list {
		i, known := place[a.Campaign]
		if !known {
			title, err := s.campaignTitle(ctx, a.Campaign)
			if err != nil {
				return nil, err
			}
			i = len(out)
			place[a.Campaign] = i
			out = append(out, views.Asking{CampaignID: a.Campaign, Title: title})
		}
		out[i].People = append(out[i].People, views.AskingPerson{DeliveryID: a.ID, CustomerID: a.CustomerID, Name: a.Name, WroteAt: a.WroteAt,
			ClosesAt: closesAt(a.WroteAt, rules, now)})
	}
	return out, nil
}

// awayAfter is how late a message must have been dropped for the app to have been closed or the computer asleep: while
// the app runs it looks every minute.
const awayAfter = 5 * time.Minute

// lapsed tells what was dropped since a time because it waited too long.
func (s *Shop) lapsed(ctx context.Context, since time.Time) ([]views.Lapsed, error) {
	list, err := s.store.LapsedSince(ctx, since)
	if err != nil {
		return nil, err
	}
	var out []views.Lapsed
	for _, l := range list {
		title, err := s.campaignTitle(ctx, l.Campaign)
		if err != nil {
			return nil, err
		}
		out = append(out, views.Lapsed{CampaignID: l.Campaign, Title: title, Count: l.Count, Names: l.Names, At: l.NotedAt,
			Away: l.NotedAt.Sub(l.DueAt) > awayAfter})
	}
	return out, nil
}

// resting tells which campaigns paused themselves, with the figures for which they did.
func (s *Shop) resting(ctx context.Context) ([]views.Resting, error) {
	list, err := s.store.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	var out []views.Resting
	for _, c := range list {
		if c.State != core.CampaignPaused || c.Why == "" {
			continue
		}
		r, err := s.restingOf(ctx, c)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (s *Shop) restingOf(ctx context.Context, c core.Campaign) (views.Resting, error) {
	rules, err := s.rules(ctx)
	if err != nil {
		return views.Resting{}, err
	}
	title, err := s.campaignTitle(ctx, c.ID)
	if err != nil {
		return views.Resting{}, err
	}
	h, err := s.store.CampaignHealth(ctx, c.ID)
	return views.Resting{CampaignID: c.ID, Title: title, Why: c.Why, Sent: h.Sent, Stopped: h.OptedOut, Blocked: h.Blocked, Failed: h.Failed,
		Limit: rules.PauseLimit(policy.PauseWhy(c.Why))}, err
}

// campaignTitle names a campaign as windows do; "" for a single message.
func (s *Shop) campaignTitle(ctx context.Context, id core.CampaignID) (string, error) {
	if id == "" {
		return "", nil
	}
	c, err := s.store.Campaign(ctx, id)
	if err != nil {
		return "", err
	}
	if c.Title != "" {
		return c.Title, nil
	}
	return s.title(ctx, c.Kind, c.SKU)
}

// watch notices when the computer slept or its clock was set: more or less time has passed by the clock than by the
// timers, which stand still in a sleeping computer.
type watch struct{ last time.Time }

// How often the clock is looked at, and how far it may be off before that is a jump.
const (
	watchEvery = 5 * time.Second
	watchSlack = 20 * time.Second
)

// jumped is asked every watchEvery with the computer's time.
func (w *watch) jumped(now time.Time) bool {
	now = now.Round(0) // by the clock on the wall: the other one sleeps, too
	last := w.last
	w.last = now
	return !last.IsZero() && (now.Sub(last)-watchEvery).Abs() > watchSlack
}
