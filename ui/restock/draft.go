package restock

import (
	"strconv"
	"strings"
	"time"

	"shopbell/core/views"
	"shopbell/ui/timing"
)

// Draft is what the owner decides in the review.
type Draft struct {
	list   views.WaitingList
	Stock  int
	Text   string // "": the shop's own words in each customer's language
	Timing timing.Value
}

// maxStock bounds what can be typed; a shop with more of one thing does not need a waiting list.
const maxStock = 100_000

// NewDraft begins with the stock that is known. Something that is back is there at least once.
func NewDraft(l views.WaitingList) Draft { return Draft{list: l, Stock: max(l.Product.Stock, 1)} }

// Order is the draft as the use case takes it.
func (d Draft) Order() views.RestockOrder {
	return views.RestockOrder{SKU: d.list.Product.SKU, Variant: d.list.Variant, Stock: d.Stock, Text: strings.TrimSpace(d.Text),
		At: d.Timing.At, HoldFor: d.Timing.HoldFor, OnReply: d.Timing.OnReply}
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
			r.holdFor = timing.ParseDays(v.Value)
		}
	}
	return r
}
