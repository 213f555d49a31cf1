package report_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/report"
	"shopbell/core/views"
)

func drawFacts(t *rapid.T) report.Facts {
	key := rapid.Custom(func(t *rapid.T) report.Key {
		return report.Key{Campaign: core.CampaignID(rapid.SampledFrom([]string{"1", "2", "3", "9"}).Draw(t, "campaign")), Arm: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "arm")}
	})
	n := rapid.IntRange(0, 500)
	return report.Facts{
		Counts: rapid.SliceOf(rapid.Custom(func(t *rapid.T) report.Count {
			c := report.Count{Key: key.Draw(t, "key"), State: rapid.SampledFrom(report.States()).Draw(t, "state"), Count: n.Draw(t, "count")}
			if c.State == core.DeliverySent {
				c.AtOnce = rapid.IntRange(0, c.Count).Draw(t, "at once")
			} else {
				c.Reason = rapid.SampledFrom(core.ReasonCodes()).Draw(t, "reason")
			}
			return c
		})).Draw(t, "counts"),
		Answers: rapid.SliceOf(rapid.Custom(func(t *rapid.T) report.Answer {
			return report.Answer{Key: key.Draw(t, "key"), After: time.Duration(rapid.Int64Range(0, int64(report.ReplyWindow)-1).Draw(t, "after"))}
		})).Draw(t, "answers"),
		Losses: rapid.SliceOf(rapid.Custom(func(t *rapid.T) report.Loss {
			return report.Loss{Key: key.Draw(t, "key"), OptedOut: n.Draw(t, "stops"), Blocked: n.Draw(t, "blocks")}
		})).Draw(t, "losses"),
		Sales: rapid.SliceOf(rapid.Custom(func(t *rapid.T) report.Sale {
			return report.Sale{Key: key.Draw(t, "key"), Orders: n.Draw(t, "orders"),
				Revenue: core.Money{Minor: int64(n.Draw(t, "minor")), Currency: rapid.SampledFrom([]string{"", "EUR", "USD"}).Draw(t, "currency")}}
		})).Draw(t, "sales"),
	}
}

// numbers are the figures that are counted, in one order.
func numbers(f views.Figures) []int {
	out := []int{f.Everyone, f.AtOnce, f.Replied24h, f.Replied, f.OptedOut, f.Blocked, f.Redeemed}
	for _, s := range report.States() {
		out = append(out, report.Of(f, s))
	}
	out = append(out, f.Hours[:]...)
	for _, currency := range []string{"EUR", "USD"} {
		minor := int64(0)
		for _, m := range f.Revenue {
			if m.Currency == currency {
				minor += m.Minor
			}
		}
		out = append(out, int(minor))
	}
	return out
}

func plus(a, b []int) []int {
	if a == nil {
		a = make([]int, len(b))
	}
	out := slices.Clone(a)
	for i := range b {
		out[i] += b[i]
	}
	return out
}

// Every headline number is the sum of what stands below it: states of everyone, reasons of what did not arrive, campaigns of
// the total, hours of the first day.
func TestHeadlinesAreSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := drawFacts(t)
		r := report.New([]core.Campaign{{ID: "3"}, {ID: "2"}, {ID: "1"}}, []string{"c", "b", "a"}, facts)
		var all []int
		for _, c := range r.Campaigns {
			all = plus(all, numbers(c.Figures))
			states, reasons, hours := 0, 0, 0
			for _, s := range report.States() {
				states += report.Of(c.Figures, s)
			}
			for _, x := range c.Reasons {
				reasons += x.Count
			}
			for _, h := range c.Hours {
				hours += h
			}
			if states != c.Everyone || reasons != c.Unsent() || hours != c.Replied24h || c.Replied24h > c.Replied || c.AtOnce > c.Sent {
				t.Fatalf("everyone %d, states %d, reasons %d of %d, hours %d of %d", c.Everyone, states, reasons, c.Unsent(), hours, c.Replied24h)
			}
			if len(c.Arms) > 0 {
				alone := report.New([]core.Campaign{c.Campaign}, []string{""}, only(facts, report.Key{Campaign: c.Campaign.ID}))
				parts := numbers(alone.Total)
				for _, a := range c.Arms {
					parts = plus(parts, numbers(a.Figures))
				}
				if !slices.Equal(parts, numbers(c.Figures)) {
					t.Fatalf("the texts add up to %v, the campaign has %v", parts, numbers(c.Figures))
				}
			}
		}
		if !slices.Equal(all, numbers(r.Total)) {
			t.Fatalf("the campaigns add up to %v, the total is %v", all, numbers(r.Total))
		}
	})
}

// only gives the facts of one text.
func only(f report.Facts, k report.Key) report.Facts {
	f.Counts = slices.DeleteFunc(slices.Clone(f.Counts), func(x report.Count) bool { return x.Key != k })
	f.Answers = slices.DeleteFunc(slices.Clone(f.Answers), func(x report.Answer) bool { return x.Key != k })
	f.Losses = slices.DeleteFunc(slices.Clone(f.Losses), func(x report.Loss) bool { return x.Key != k })
	f.Sales = slices.DeleteFunc(slices.Clone(f.Sales), func(x report.Sale) bool { return x.Key != k })
	return f
}

func TestTimeToAnswer(t *testing.T) {
	facts := report.Facts{}
	for i := range 10 {
		facts.Answers = append(facts.Answers, report.Answer{Key: report.Key{Campaign: "1"}, After: time.Duration(10-i) * time.Minute})
	}
	got := report.New([]core.Campaign{{ID: "1"}}, []string{""}, facts).Total
	if got.ReplyHalf != 5*time.Minute || got.ReplyMost != 9*time.Minute {
		t.Errorf("half within %v, nine of ten within %v", got.ReplyHalf, got.ReplyMost)
	}
	facts.Answers = facts.Answers[:1]
	got = report.New([]core.Campaign{{ID: "1"}}, []string{""}, facts).Total
	if got.ReplyHalf != 10*time.Minute || got.ReplyMost != 10*time.Minute {
		t.Errorf("one answer: half within %v, nine of ten within %v", got.ReplyHalf, got.ReplyMost)
	}
}

// The examples of Newcombe's paper (Statistics in Medicine 17, 1998), method 10.
func TestIntervalsAsPublished(t *testing.T) {
	for _, c := range []struct {
		a, m, b, n int
		low, high  float64
	}{
		{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062},
		{5, 56, 0, 29, -0.0381, 0.1926}, {0, 10, 0, 20, -0.1611, 0.2775}, {10, 10, 0, 20, 0.6791, 1}, {10, 10, 0, 10, 0.6075, 1},
	} {
		low, high, tells := report.Between(report.NewRate(c.b, c.n), report.NewRate(c.a, c.m))
		if math.Abs(low-c.low) > 0.00006 || math.Abs(high-c.high) > 0.00006 || tells != (c.low > 0) {
			t.Errorf("%d/%d - %d/%d: %.4f to %.4f (%v), published %.4f to %.4f", c.a, c.m, c.b, c.n, low, high, tells, c.low, c.high)
		}
	}
	if r := report.NewRate(81, 263); math.Abs(r.Low-0.2553) > 0.00006 || math.Abs(r.High-0.3662) > 0.00006 {
		t.Errorf("81 of 263: %.4f to %.4f", r.Low, r.High)
	}
}

func TestNobodyTellsNothing(t *testing.T) {
	if _, _, tells := report.Between(report.NewRate(0, 0), report.NewRate(5, 5)); tells {
		t.Error("one side has nobody, yet it tells")
	}
	if r := report.NewRate(0, 0); r.Low != 0 || r.High != 1 || r.Share != 0 {
		t.Errorf("nobody: %+v", r)
	}
}

// A text that is no different is called different in about one of twenty pairs, as promised, and in no more.
func TestIntervalsHoldWhatTheyPromise(t *testing.T) {
	const sent = 60
	for _, p := range []float64{0.02, 0.1, 0.3} {
		wrong := 0.0
		for i := range sent + 1 {
			for j := range sent + 1 {
				if _, _, tells := report.Between(report.NewRate(i, sent), report.NewRate(j, sent)); tells {
					wrong += binomial(sent, i, p) * binomial(sent, j, p)
				}
			}
		}
		if wrong > 0.055 {
			t.Errorf("a share of %v is called different in %.3f of all pairs", p, wrong)
		}
	}
}

func binomial(n, k int, p float64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return math.Exp(a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log(1-p))
}

func TestCompareNeverPassesTheWhole(t *testing.T) {
	for _, v := range report.Compare(views.Figures{Sent: 10, Redeemed: 25}, views.Figures{Sent: 10, Replied: 2}) {
		if v.A.Count > v.A.Of || v.A.High > 1 || v.Low < -1 || v.High > 1 {
			t.Errorf("%+v", v)
		}
	}
}
