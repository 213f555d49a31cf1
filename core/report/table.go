package report

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// Table is a report for spreadsheet programs.
type Table struct {
	Heads   []string // stable words
	Numbers []bool   // columns of nothing but numbers
	Rows    [][]string
}

// wordColumns are how many columns stand before the numbers.
const wordColumns = 6

// NewTable gives a row for each campaign and, below it, for each of its texts; the sum of the campaigns comes last. There
// is a column for each state, each reason that occurs and each currency. Times are RFC 3339 in UTC.
func NewTable(r views.Report) Table {
	b := tabler{reasons: reasonsOf(r), currencies: currenciesOf(r)}
	t := Table{Heads: b.heads()}
	t.Numbers = make([]bool, len(t.Heads))
	for i := wordColumns; i < len(t.Heads); i++ {
		t.Numbers[i] = true
	}
	for _, c := range r.Campaigns {
		about := []string{string(c.Campaign.ID), c.Title, string(c.Campaign.Kind), string(c.Campaign.State), c.Campaign.CreatedAt.UTC().Format(time.RFC3339)}
		t.Rows = append(t.Rows, append(about, append([]string{""}, b.figures(c.Figures)...)...))
		for _, a := range c.Arms {
			t.Rows = append(t.Rows, append(slices.Clone(about[:wordColumns-1]), append([]string{a.Arm}, b.figures(a.Figures)...)...))
		}
	}
	t.Rows = append(t.Rows, append([]string{"", "all", "", "", "", ""}, b.figures(r.Total)...))
	return t
}

type tabler struct {
	reasons    []views.ReasonCount // without counts
	currencies []string
}

func (b tabler) heads() []string {
	heads := []string{"campaign_id", "title", "kind", "state", "created_at", "text", "everyone"}
	for _, s := range States() {
		heads = append(heads, string(s))
	}
	heads = append(heads, "sent_at_once", "replied_24h", "replied", "reply_half_minutes", "reply_most_minutes", "opted_out", "blocked", "redeemed")
	for _, c := range b.currencies {
		heads = append(heads, "revenue_"+c)
	}
	for _, x := range b.reasons {
		heads = append(heads, string(x.State)+":"+string(x.Reason))
	}
	return heads
}

func (b tabler) figures(f views.Figures) []string {
	numbers := []int{f.Everyone}
	for _, s := range States() {
		numbers = append(numbers, Of(f, s))
	}
	numbers = append(numbers, f.AtOnce, f.Replied24h, f.Replied, minutes(f.ReplyHalf), minutes(f.ReplyMost), f.OptedOut, f.Blocked, f.Redeemed)
	var out []string
	for _, n := range numbers {
		out = append(out, strconv.Itoa(n))
	}
	for _, c := range b.currencies {
		m := core.Money{Currency: c}
		for _, have := range f.Revenue {
			if have.Currency == c {
				m = have
			}
		}
		out = append(out, m.Decimal())
	}
	for _, x := range b.reasons {
		n := 0
		for _, have := range f.Reasons {
			if have.State == x.State && have.Reason == x.Reason {
				n = have.Count
			}
		}
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// reasonsOf lists the states with the reasons that occur, each once.
func reasonsOf(r views.Report) []views.ReasonCount {
	out := []views.ReasonCount{}
	for _, c := range r.Campaigns {
		for _, x := range c.Reasons {
			x.Count = 0
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	slices.SortFunc(out, func(a, b views.ReasonCount) int {
		return cmp.Or(cmp.Compare(a.State, b.State), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

func currenciesOf(r views.Report) []string {
	out := []string{}
	for _, c := range r.Campaigns {
		for _, m := range c.Revenue {
			if !slices.Contains(out, m.Currency) {
				out = append(out, m.Currency)
			}
		}
	}
	slices.Sort(out)
	return out
}
