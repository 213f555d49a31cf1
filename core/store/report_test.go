package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
	"shopbell/core/report"
)

// tells sends an offer to people who may have it now, at a time.
func tells(t *testing.T, s *Store, sku core.SKU, at time.Time, ids ...core.CustomerID) core.CampaignID {
	t.Helper()
	var drafts []Draft
	for _, id := range ids {
		drafts = append(drafts, Draft{CustomerID: id, Text: "back, " + string(id), TextKey: string(sku + "_" + core.SKU(id)),
			Verdict: core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	id, err := s.AddCampaign(t.Context(), core.Campaign{Kind: core.KindNews, SKU: sku, Text: string(sku), CreatedAt: at}, at, drafts)
	if err != nil {
		t.Fatal(err)
	}
	rules := policy.Defaults(time.UTC)
	rules.QuietTo, rules.MinGap, rules.CustomerDay, rules.CustomerWeek, rules.Customer30d = rules.QuietFrom, 0, 100, 100, 100
	going, _ := reserve(t, s, at, rules)
	settleSent(t, s, going, at.Add(300*time.Millisecond))
	return id
}

// figures gives the report of one campaign.
func figures(t *testing.T, s *Store, id core.CampaignID) (f report.Facts, all report.Facts) {
	t.Helper()
	f, err := s.ReportFacts(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if all, err = s.ReportFacts(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	return f, all
}

// answers gives the times to answer of a campaign, from its own report and from that of all, which must agree.
func answers(t *testing.T, s *Store, id core.CampaignID) []time.Duration {
	t.Helper()
	f, all := figures(t, s, id)
	var out []time.Duration
	for _, a := range f.Answers {
		out = append(out, a.After)
	}
	n := 0
	for _, a := range all.Answers {
		if a.Campaign == id {
			n++
		}
	}
	if n != len(out) {
		t.Errorf("campaign %s has %d answers alone and %d among all", id, len(out), n)
	}
	return out
}

func TestAnAnswerBelongsToTheNewestOfferBeforeIt(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"), says("b", noon.Add(-time.Hour), "hello"))
	first := tells(t, s, "ONE", noon, "a", "b")
	second := tells(t, s, "TWO", noon.Add(2*time.Hour), "a")
	apply(t, s, noon.Add(5*time.Hour), says("a", noon.Add(3*time.Hour), "lovely"), says("b", noon.Add(4*time.Hour), "thank you"))
	apply(t, s, noon.Add(6*time.Hour), says("b", noon.Add(5*time.Hour), "and another word"))
	if got := answers(t, s, first); len(got) != 1 || got[0] != 4*time.Hour {
		t.Errorf("the first offer was answered after %v, want b's 4h", got)
	}
	if got := answers(t, s, second); len(got) != 1 || got[0] != time.Hour {
		t.Errorf("the second offer was answered after %v, want a's 1h", got)
	}
}

func TestAnAnswerComesWithinSevenDays(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"), says("b", noon.Add(-time.Hour), "hello"))
	id := tells(t, s, "ONE", noon, "a", "b")
	week := noon.Add(7 * 24 * time.Hour)
	apply(t, s, week.Add(time.Hour), says("a", week.Add(-time.Second), "in time"), says("b", week, "too late"))
	if got := answers(t, s, id); len(got) != 1 || got[0] != 7*24*time.Hour-time.Second {
		t.Errorf("answered after %v", got)
	}
}

// The platform tells whole seconds: an answer may bear a time before the offer. What the offer rested on is no answer.
func TestAnAnswerInTheSecondOfTheOffer(t *testing.T) {
	s := open(t)
	at := noon.Add(700 * time.Millisecond)
	apply(t, s, noon, says("quick", noon.Add(-time.Hour), "hello"), says("woke", noon, "are you open?"))
	id := tells(t, s, "ONE", at, "quick", "woke")
	apply(t, s, at.Add(time.Second), says("quick", noon, "an answer within the same second"))
	if got := answers(t, s, id); len(got) != 1 || got[0] != 0 {
		t.Fatalf("answered after %v, want once, at once", got)
	}
	apply(t, s, at.Add(time.Minute), says("woke", noon.Add(30*time.Second), "thank you"))
	if got := answers(t, s, id); len(got) != 2 || got[0]+got[1] != 30*time.Second-700*time.Millisecond {
		t.Errorf("answered after %v, want also after 29.3 s", got)
	}
}

func TestStopsAndBlocksAreBlamedOnTheNewestOffer(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"), says("b", noon.Add(-time.Hour), "hello"), says("never", noon.Add(-time.Hour), "stop", reads(core.ReadStop)))
	first := tells(t, s, "ONE", noon, "a", "b")
	second := tells(t, s, "TWO", noon.Add(time.Hour), "a")
	apply(t, s, noon.Add(2*time.Hour), says("a", noon.Add(90*time.Minute), "stop", reads(core.ReadStop)))
	// b has blocked the page: the next message meets it.
	third, err := s.AddCampaign(t.Context(), core.Campaign{Kind: core.KindNews, SKU: "X", CreatedAt: noon.Add(3 * time.Hour)}, noon, []Draft{{CustomerID: "b", Text: "x", TextKey: "x",
		Verdict: core.Verdict{Action: core.ActionSend, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}}})
	if err != nil {
		t.Fatal(err)
	}
	rules := policy.Defaults(time.UTC)
	rules.MinGap, rules.CustomerDay, rules.CustomerWeek = 0, 100, 100
	going, _ := reserve(t, s, noon.Add(3*time.Hour), rules)
	if len(going) != 1 {
		t.Fatalf("%d are going", len(going))
	}
	if err := s.Settle(t.Context(), []Outcome{{ID: going[0].ID, State: core.DeliveryRefused, Unreachable: true, Reason: core.Reason{Code: core.ReasonUnreachable}}}, noon.Add(3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[core.CampaignID]report.Loss{first: {Blocked: 1}, second: {OptedOut: 1}, third: {}} {
		f, all := figures(t, s, id)
		for _, list := range [][]report.Loss{f.Losses, all.Losses} {
			var got report.Loss
			for _, l := range list {
				if l.Campaign == id {
					got = report.Loss{OptedOut: got.OptedOut + l.OptedOut, Blocked: got.Blocked + l.Blocked}
				}
			}
			if got != want {
				t.Errorf("campaign %s: %+v, want %+v", id, got, want)
			}
		}
	}
	f, _ := figures(t, s, third)
	if len(f.Counts) != 1 || f.Counts[0].State != core.DeliveryRefused || f.Counts[0].Reason != core.ReasonUnreachable {
		t.Errorf("the third has %+v", f.Counts)
	}
}

func TestUnknownCampaignHasNoFacts(t *testing.T) {
	s := open(t)
	f, err := s.ReportFacts(t.Context(), "no number")
	if err != nil || len(f.Counts) != 0 {
		t.Errorf("%+v, %v", f, err)
	}
}

// An answer is found by its customer and time, a loss by its customer's offers: no part reads all messages.
func TestReportUsesIndexes(t *testing.T) {
	s := open(t)
	for name, c := range map[string]struct {
		plan string
		want []string
	}{
		"answers": {explain(t, s, reportAnswersSQL, 0, 1), []string{"SEARCH m USING INDEX messages_by_customer (customer_n=? AND rowid>? AND rowid<?)"}},
		"losses":  {explain(t, s, reportLossesSQL, 0), []string{"SEARCH x USING INDEX deliveries_past (customer_n=? AND reserved_ms<?)", "SEARCH d USING INTEGER PRIMARY KEY"}},
		"sales":   {explain(t, s, reportSalesSQL, 0), []string{"SEARCH d USING INDEX deliveries_once (campaign_id=? AND customer_n=?)"}},
	} {
		for _, want := range c.want {
			if !strings.Contains(c.plan, want) {
				t.Errorf("%s does not use its index, want %q:\n%s", name, want, c.plan)
			}
		}
		if strings.Contains(c.plan, "SCAN m") {
			t.Errorf("%s reads all messages:\n%s", name, c.plan)
		}
	}
}

// manyOffers is a store with 200 campaigns to 100,000 people in all, a fourth of whom answer.
func manyOffers(tb testing.TB) *Store {
	tb.Helper()
	s, err := Open(tb.Context(), tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	err = s.change(tb.Context(), "bench", func(tx *sql.Tx) error { return fillOffers(tb.Context(), tx) })
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func fillOffers(ctx context.Context, tx *sql.Tx) error {
	const day = int64(24 * time.Hour / time.Millisecond)
	from := toMS(noon) - 300*day
	for _, q := range []struct {
		text string
		args []any
	}{
		{`WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 25000)
			INSERT INTO customers (n, id, hash, last_in_ms, unreachable_ms) SELECT n, 'c' || n, CAST('h' || n AS BLOB), ?1, iif(n % 100 = 0, ?1, 0) FROM i`, []any{toMS(noon)}},
		{`WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 200)
			INSERT INTO campaigns (id, kind, code, state, created_ms) SELECT n, 'promo', 'CODE' || n, 'done', ?1 + n * ?2 FROM i`, []any{from, day}},
		{`WITH RECURSIVE i (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 99999)
			INSERT INTO deliveries (id, campaign_id, customer_n, kind, state, reason, text, code, created_ms, reserved_ms, updated_ms, message_id)
			SELECT n + 1, n / 500 + 1, n % 25000 + 1, 'promo', iif(n % 10 = 7, 'refused', iif(n % 10 = 8, 'lapsed', 'sent')),
				iif(n % 10 = 7, '{"code":"opted_out","at":"2026-01-01T00:00:00Z","quote":"please stop"}', iif(n % 10 = 8, '{"code":"lapsed"}', '{"code":"accepted","evidence":"m_12345"}')),
				'Hello Ana, the blue speckled mug is back. Use your code until Sunday. Reply STOP to get no more.', 'CODE' || (n / 500 + 1),
				?1 + (n / 500 + 1) * ?2, ?1 + (n / 500 + 1) * ?2 + n % 500 * 100, 0, 'm_' || n FROM i`, []any{from, day}},
		{`INSERT INTO messages (key, id, customer_n, from_page, text) SELECT (reserved_ms << 6) + id % 64, message_id, customer_n, 1, 'the text of the offer stands here too' FROM deliveries WHERE state = 'sent'`, nil},
		{`INSERT INTO messages (key, id, customer_n, from_page, text)
			SELECT ((reserved_ms + id * 7919 % 144000000) << 6) + id % 64, 'r_' || id, customer_n, 0, 'thank you for telling me' FROM deliveries WHERE state = 'sent' AND id % 4 = 0`, nil},
		{`INSERT INTO optouts (hash, state, at_ms) SELECT hash, 'stopped', ?1 FROM customers WHERE n % 50 = 0`, []any{toMS(noon)}},
		{`INSERT INTO purchases (code, order_ref, campaign_id, customer_n, at_ms, amount_minor, currency)
			SELECT code, 'o' || id, campaign_id, customer_n, reserved_ms, 2450, 'EUR' FROM deliveries WHERE state = 'sent' AND id % 12 = 0`, nil},
	} {
		if _, err := tx.ExecContext(ctx, q.text, q.args...); err != nil {
			return fmt.Errorf("%s: %w", q.text, err)
		}
	}
	return nil
}

// BenchmarkReport: all figures of 200 campaigns with 100,000 deliveries, beside the bare SQL of its two largest parts.
func BenchmarkReport(b *testing.B) {
	s := manyOffers(b)
	b.Run("shopbell/all", func(b *testing.B) {
		for b.Loop() {
			list, err := s.Campaigns(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			f, err := s.ReportFacts(b.Context(), "")
			if err != nil {
				b.Fatal(err)
			}
			r := report.New(list, make([]string, len(list)), f)
			if r.Total.Everyone != 100_000 || r.Total.Sent != 80_000 || r.Total.Replied == 0 || r.Total.Redeemed == 0 || r.Total.OptedOut == 0 {
				b.Fatalf("%+v", r.Total)
			}
		}
	})
	b.Run("shopbell/one", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.ReportFacts(b.Context(), "100"); err != nil {
				b.Fatal(err)
			}
		}
	})
	bare := func(name, query string, args ...any) {
		b.Run("bare/"+name, func(b *testing.B) {
			for b.Loop() {
				rows, err := s.read.Query(query, args...)
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() { // the driver reads every column of a row
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	bare("counts", reportCountsSQL, 0, report.AtOnce.Milliseconds())
	bare("answers", reportAnswersSQL, 0, report.ReplyWindow.Milliseconds())
}
