package restock

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shopbell/core/views"
)

const day = 24 * time.Hour

// Draft is what the owner decides in the review.
type Draft struct {
	list    views.WaitingList
	Stock   int
	Text    string        // "": the shop's own words in each customer's language
	HoldFor time.Duration // 0: as the rules say
}

// maxStock bounds what can be typed; a shop with more of one thing does not need a waiting list.
const maxStock = 100_000

// NewDraft begins with the stock that is known. Something that is back is there at least once.
func NewDraft(l views.WaitingList) Draft { return Draft{list: l, Stock: max(l.Product.Stock, 1)} }

// Order is the draft as the use case takes it.
func (d Draft) Order() views.RestockOrder {
	return views.RestockOrder{SKU: d.list.Product.SKU, Variant: d.list.Variant, Stock: d.Stock, Text: strings.TrimSpace(d.Text), HoldFor: d.HoldFor}
}

// parseStock reads a stock figure: digits alone, at most maxStock.
func parseStock(s string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0 && n <= maxStock
}

// rules are the shop's own values that the review names.
type rules struct {
	perUnit int
	holdFor time.Duration
}

func readRules(all []views.RuleValue) rules {
	var r rules
	for _, v := range all {
		switch v.Name {
		case "restock_per_unit":
			r.perUnit, _ = strconv.Atoi(v.Value)
		case "hold_for":
			r.holdFor = parseDays(v.Value)
		}
	}
	return r
}

// parseDays reads "14d" or a duration such as "36h" or "1d12h"; 0 for anything else.
func parseDays(s string) time.Duration {
	var d time.Duration
	if days, rest, ok := strings.Cut(s, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil {
			return 0
		}
		if d, s = time.Duration(n)*day, rest; s == "" {
			return d
		}
	}
	more, err := time.ParseDuration(s)
	if err != nil {
		return 0
	}
	return d + more
}

// keepChoices lists for how long messages may be kept, shortest first, the shop's own time among them.
func keepChoices(own time.Duration) []time.Duration {
	all := []time.Duration{3 * day, 7 * day, 14 * day, 30 * day}
	if own > 0 && !slices.Contains(all, own) {
		all = append(all, own)
		slices.Sort(all)
	}
	return all
}
