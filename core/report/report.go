// Package report makes the figures of campaigns: what became of each message, who answered and when, who asked to stop,
// which codes were used, and whether two texts really differ.
//
// Pure functions of what the store tells, safe from any goroutine.
package report

import (
	"cmp"
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// ReplyWindow is how long a customer's message counts as an answer to an offer.
const ReplyWindow = 7 * 24 * time.Hour

// AtOnce is until when after a campaign was made a message counts as sent at once.
const AtOnce = time.Hour

// Key names one text of one campaign.
type Key struct {
	Campaign core.CampaignID
	Arm      string // "A" or "B", "" for the only one
}

// Facts are what the store tells of campaigns.
type Facts struct {
	Counts  []Count
	Answers []Answer
	Losses  []Loss
	Sales   []Sale
}

// Count is how many deliveries are in a state for a reason.
type Count struct {
	Key
	State  core.DeliveryState
	Reason core.ReasonCode // "" for sent
	Count  int
	AtOnce int // of sent ones: see AtOnce
}

// Answer is a customer's first message after an offer, before the next one and within ReplyWindow.
type Answer struct {
	Key
	After time.Duration
}

// Loss is people who asked to stop, or could not be reached any more, after an offer and before the next one.
type Loss struct {
	Key
	OptedOut, Blocked int
}

// Sale is orders with a code, in one currency.
type Sale struct {
	Key
	Orders  int
	Revenue core.Money // no currency: no amounts were told
}

// New makes the report of campaigns in the given order. Facts of other campaigns are left out, so that the totals are the
// sums of the rows.
func New(campaigns []core.Campaign, titles []string, f Facts) views.Report {
	sums := map[Key]*sum{}
	at := func(k Key) *sum {
		if sums[k] == nil {
			sums[k] = &sum{}
		}
		return sums[k]
	}
	for _, c := range f.Counts {
		at(c.Key).count(c)
	}
	for _, a := range f.Answers {
		at(a.Key).answers = append(at(a.Key).answers, a.After)
	}
	for _, l := range f.Losses {
		s := at(l.Key)
		s.OptedOut += l.OptedOut
		s.Blocked += l.Blocked
	}
	for _, x := range f.Sales {
		s := at(x.Key)
		s.Redeemed += x.Orders
		s.Revenue = addMoney(s.Revenue, x.Revenue)
	}
	arms := map[core.CampaignID][]string{}
	for k := range sums {
		arms[k.Campaign] = append(arms[k.Campaign], k.Arm)
	}
	var out views.Report
	total := &sum{}
	for i, c := range campaigns {
		r, s := one(c, titles[i], arms[c.ID], sums)
		out.Campaigns = append(out.Campaigns, r)
		total.add(s)
	}
	out.Total = total.figures()
	return out
}

// one makes the report of a campaign from the sums of its texts.
func one(c core.Campaign, title string, arms []string, sums map[Key]*sum) (views.CampaignReport, *sum) {
	r := views.CampaignReport{Campaign: c, Title: title}
	all := &sum{}
	slices.Sort(arms)
	for _, arm := range arms {
		s := sums[Key{c.ID, arm}]
		all.add(s)
		if arm != "" {
			r.Arms = append(r.Arms, views.ArmReport{Arm: arm, Figures: s.figures()})
		}
	}
	r.Figures = all.figures()
	return r, all
}

// sum adds up facts.
type sum struct {
	views.Figures
	answers []time.Duration
}

func (s *sum) count(c Count) {
	s.Everyone += c.Count
	s.AtOnce += c.AtOnce
	if n := s.state(c.State); n != nil {
		*n += c.Count
	}
	if c.State != core.DeliverySent {
		s.reason(views.ReasonCount{State: c.State, Reason: c.Reason, Count: c.Count})
	}
}

// state gives the figure of a state.
func (s *sum) state(state core.DeliveryState) *int {
	switch state {
	case core.DeliveryPlanned:
		return &s.Planned
	case core.DeliverySending:
		return &s.Sending
	case core.DeliverySent:
		return &s.Sent
	case core.DeliveryHeld:
		return &s.Held
	case core.DeliveryRefused:
		return &s.Refused
	case core.DeliveryFailed:
		return &s.Failed
	case core.DeliveryUncertain:
		return &s.Uncertain
	case core.DeliveryCancelled:
		return &s.Cancelled
	case core.DeliveryLapsed:
		return &s.Lapsed
	}
	return nil
}

func (s *sum) reason(r views.ReasonCount) {
	for i, have := range s.Reasons {
		if have.State == r.State && have.Reason == r.Reason {
			s.Reasons[i].Count += r.Count
			return
		}
	}
	s.Reasons = append(s.Reasons, r)
}

func (s *sum) add(o *sum) {
	s.Everyone += o.Everyone
	s.AtOnce += o.AtOnce
	for _, state := range States() {
		*s.state(state) += *o.state(state)
	}
	for _, r := range o.Reasons {
		s.reason(r)
	}
	s.OptedOut += o.OptedOut
	s.Blocked += o.Blocked
	s.Redeemed += o.Redeemed
	for _, m := range o.Revenue {
		s.Revenue = addMoney(s.Revenue, m)
	}
	s.answers = append(s.answers, o.answers...)
}

// States lists the states that add up to everyone, in the order of a table.
func States() []core.DeliveryState {
	return []core.DeliveryState{core.DeliverySent, core.DeliveryPlanned, core.DeliverySending, core.DeliveryHeld, core.DeliveryUncertain,
		core.DeliveryRefused, core.DeliveryFailed, core.DeliveryCancelled, core.DeliveryLapsed}
}

// Of gives the figure of a state.
func Of(f views.Figures, state core.DeliveryState) int {
	s := sum{Figures: f}
	if n := s.state(state); n != nil {
		return *n
	}
	return 0
}

// figures finishes a sum. The sum itself stays as it is.
func (s *sum) figures() views.Figures {
	f := s.Figures
	f.Reasons = slices.Clone(s.Reasons)
	f.Revenue = slices.Clone(s.Revenue)
	slices.SortFunc(f.Reasons, func(a, b views.ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.State, b.State), cmp.Compare(a.Reason, b.Reason))
	})
	f.Replied24h, f.Replied, f.Hours = 0, len(s.answers), [24]int{}
	for _, after := range s.answers {
		if after < 24*time.Hour {
			f.Replied24h++
			f.Hours[int(after/time.Hour)]++
		}
	}
	times := slices.Sorted(slices.Values(s.answers))
	f.ReplyHalf, f.ReplyMost = quantile(times, 0.5), quantile(times, 0.9)
	return f
}

// quantile gives the smallest of sorted times within which at least a share of all lie; 0 for none.
func quantile(sorted []time.Duration, share float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	i := int(share*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}

// addMoney adds an amount to the sum of its currency. An amount without a currency is none.
func addMoney(list []core.Money, m core.Money) []core.Money {
	if m.Currency == "" {
		return list
	}
	i, found := slices.BinarySearchFunc(list, m.Currency, func(have core.Money, currency string) int { return cmp.Compare(have.Currency, currency) })
	if !found {
		return slices.Insert(list, i, m)
	}
	list[i].Minor += m.Minor
	return list
}

// AddMoney gives the sums of amounts by currency, by its name.
func AddMoney(amounts ...core.Money) []core.Money {
	var out []core.Money
	for _, m := range amounts {
		out = addMoney(out, m)
	}
	return out
}
