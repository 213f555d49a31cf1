package forecast

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/policy"
)

// served is a history as the engine itself would have made it under rules: every message that went is marked as sent.
func served(h History, r policy.Rules, now time.Time) History {
	run := replay{history: h, list: h.Wanted, now: now, server: newServer(r, policy.Page{}), got: Replayed{ByReason: map[core.ReasonCode]int{}}}
	for n, w := range h.Wanted {
		run.server.add(w.At, n, n)
	}
	for {
		it, more := run.server.next()
		if !more {
			return h
		}
		before := run.got.WouldSend
		run.serve(it)
		if run.got.WouldSend > before {
			h.Wanted[it.n].State = core.DeliverySent
		}
	}
}

// weekly is a shop that sends everybody an offer every two days; customers write every day or every week.
func weekly(r policy.Rules, now time.Time) History {
	h := History{Lives: map[core.CustomerID]Life{}}
	start := now.AddDate(0, 0, -60)
	for c := range 20 {
		var l Life
		for t := start; t.Before(now); t = t.Add(time.Duration(1+c%2*6) * 24 * time.Hour) {
			l.Inbound = append(l.Inbound, t)
		}
		h.Lives[core.CustomerID(fmt.Sprint(c))] = l
	}
	for k := range 20 {
		at := start.Add(time.Duration(k)*48*time.Hour + 2*time.Hour)
		for c := range 20 {
			h.Wanted = append(h.Wanted, Wanted{Customer: core.CustomerID(fmt.Sprint(c)), At: at, State: core.DeliveryHeld,
				Message: policy.Message{Kind: core.KindNews, Campaign: core.CampaignID(fmt.Sprint(k)), TextKey: fmt.Sprint("news", k), LapsesAt: at.Add(r.HoldFor)}})
		}
	}
	return served(h, r, now)
}

func all(r Replayed) int { return r.WouldSend + r.WouldHold + r.WouldRefuse }

func TestTheSameRulesGiveTheSame(t *testing.T) {
	rules := policy.Defaults(time.UTC)
	h := weekly(rules, friday)
	got := WhatIf(h, rules, rules, friday)
	if got.Sent == 0 || got.WouldSend != got.Sent || all(got) != len(h.Wanted) {
		t.Errorf("%+v of %d", got, len(h.Wanted))
	}
}

func TestOtherRules(t *testing.T) {
	rules := policy.Defaults(time.UTC)
	h := weekly(rules, friday)
	base := WhatIf(h, rules, rules, friday)
	strict := rules
	strict.CustomerWeek, strict.Customer30d = 1, 1
	less := WhatIf(h, rules, strict, friday)
	if less.WouldSend >= base.WouldSend || less.Sent != base.Sent || less.WouldSend > 20*3 {
		t.Errorf("one in 30 days: %+v, before %+v", less, base)
	}
	loose := rules
	loose.CustomerDay, loose.CustomerWeek, loose.Customer30d, loose.MinGap = 100, 100, 100, 0
	more := WhatIf(h, rules, loose, friday)
	if more.WouldSend <= base.WouldSend {
		t.Errorf("without caps: %+v, before %+v", more, base)
	}
	none := rules
	none.PageDay = 0
	if got := WhatIf(h, rules, none, friday); got.WouldSend != 0 || all(got) != len(h.Wanted) {
		t.Errorf("a page that may send nothing: %+v", got)
	}
	short := rules
	short.HoldFor = time.Hour
	if got := WhatIf(h, rules, short, friday); got.ByReason[core.ReasonLapsed] <= base.ByReason[core.ReasonLapsed] {
		t.Errorf("an hour's patience: %+v, before %+v", got, base)
	}
}

func TestWhatNoRuleChanges(t *testing.T) {
	rules := policy.Defaults(time.UTC)
	wrote := map[core.CustomerID]Life{"a": {Inbound: []time.Time{friday.Add(-time.Hour)}},
		"b": {Inbound: []time.Time{friday.Add(-time.Hour)}, OptOuts: []core.OptOut{{State: core.OptOutStopped, At: friday.Add(-30 * time.Minute)}}}}
	m := policy.Message{Kind: core.KindNews}
	h := History{Lives: wrote, Wanted: []Wanted{
		{Customer: "a", Message: m, At: friday.Add(-10 * time.Minute), State: core.DeliveryRefused, Fixed: core.ReasonBadText},
		{Customer: "a", Message: m, At: friday.Add(-9 * time.Minute), State: core.DeliveryFailed, Failed: core.ReasonPlatformError},
		{Customer: "b", Message: m, At: friday.Add(-8 * time.Minute), State: core.DeliveryRefused},
		{Customer: "a", Message: m, At: friday.Add(-7 * time.Minute), Cancel: friday.Add(-8 * time.Minute), State: core.DeliveryCancelled},
		{Customer: "a", Message: m, At: friday.Add(-6 * time.Minute), State: core.DeliverySent},
	}}
	got := WhatIf(h, rules, rules, friday)
	if got.Sent != 1 || got.WouldSend != 1 || got.WouldRefuse != 4 || got.ByReason[core.ReasonBadText] != 1 || got.ByReason[core.ReasonPlatformError] != 1 ||
		got.ByReason[core.ReasonOptedOut] != 1 || got.ByReason[core.ReasonCancelled] != 1 {
		t.Errorf("%+v", got)
	}
}

// A stricter cap of a person never lets more through to anybody, and everything is accounted for.
func TestWhatIfAccountsForAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rules := policy.Defaults(time.UTC)
		rules.MinGap = time.Duration(rapid.IntRange(0, 100).Draw(t, "gap")) * time.Hour
		h := weekly(rules, friday)
		other := rules
		other.CustomerDay = rapid.IntRange(0, 2).Draw(t, "day")
		other.Customer30d = rapid.IntRange(0, 4).Draw(t, "month")
		other.QuietTo = time.Duration(rapid.IntRange(0, 23).Draw(t, "quiet")) * time.Hour
		got := WhatIf(h, rules, other, friday)
		reasons := 0
		for _, n := range got.ByReason {
			reasons += n
		}
		if all(got) != len(h.Wanted) || reasons != got.WouldHold+got.WouldRefuse {
			t.Errorf("%+v of %d", got, len(h.Wanted))
		}
	})
}
