package shop

import (
	"cmp"
	"fmt"
	"strings"

	"shopbell/core"
	"shopbell/core/catalogue"
	"shopbell/core/views"
)

// tidyReceipt writes the amounts of a receipt, which come as people write them ("12,50 €"), as the platform takes them,
// and reckons the total where none is told: the sum of the lines. An amount that is none in the receipt's currency stays
// as it is, and the first such is given as bad.
func tidyReceipt(r core.Receipt) (_ core.Receipt, bad string) {
	tidy := func(s string) (core.Money, string) {
		m, err := catalogue.Amount(s, r.Currency)
		if err != nil || m.Currency != r.Currency || strings.TrimSpace(s) == "" {
			if bad == "" {
				bad = cmp.Or(s, "…")
			}
			return core.Money{}, s
		}
		return m, m.Decimal()
	}
	r.Currency = strings.ToUpper(strings.TrimSpace(r.Currency))
	items := make([]core.ReceiptItem, len(r.Items))
	sum := core.Money{Currency: r.Currency}
	for i, it := range r.Items {
		var price core.Money
		price, it.Price = tidy(it.Price)
		sum.Minor += price.Minor
		items[i] = it
	}
	r.Items = items
	if strings.TrimSpace(r.Total) != "" {
		_, r.Total = tidy(r.Total)
	} else if len(items) > 0 {
		r.Total = sum.Decimal()
	}
	return r, bad
}

// warnOfReceipt tells an amount of the receipt that the platform would not take.
func (p *planning) warnOfReceipt() {
	if p.badAmount != "" {
		p.warnings = append(p.warnings, views.Warning{Code: views.WarnBadAmount, Detail: p.badAmount})
	}
}

// prepareReceipt tidies the receipt and says the same in plain words where the owner wrote none.
func (p *planning) prepareReceipt() error {
	var r core.Receipt
	r, p.badAmount = tidyReceipt(*p.order.Receipt)
	for _, needed := range []struct{ is, name string }{{r.Order, "the number of the order"}, {r.Recipient, "the customer's name"},
		{r.Currency, "a currency"}, {r.Payment, "how it was paid"}, {r.Total, "a total, or lines"}} {
		if strings.TrimSpace(needed.is) == "" {
			return core.E(core.CodeBadInput, "shop.receipt", "a receipt needs "+needed.name, nil)
		}
	}
	p.order.Receipt = &r
	if len(p.order.Content.Texts) == 0 {
		p.setText(receiptText(r))
	}
	return nil
}

// receiptText says the same as a receipt in plain words.
func receiptText(r core.Receipt) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.Order)
	for _, it := range r.Items {
		if it.Quantity > 0 {
			fmt.Fprintf(&b, "%d × ", it.Quantity)
		}
		fmt.Fprintf(&b, "%s  %s %s\n", it.Title, it.Price, r.Currency)
	}
	fmt.Fprintf(&b, "= %s %s", r.Total, r.Currency)
	return b.String()
}
