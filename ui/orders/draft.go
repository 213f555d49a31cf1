package orders

import (
	"regexp"
	"strings"

	"shopbell/core"
	"shopbell/core/views"
)

// Way is what an order update is made of.
type Way int

// The ways.
const (
	WayText     Way = iota // a message in the owner's words
	WayReceipt             // the platform's own form of an invoice
	WayTemplate            // a template that the platform approved, which goes while the chat is closed too
)

// Draft is an order update while it is written. The zero Draft is an empty message.
type Draft struct {
	Way      Way
	Text     string
	Receipt  Receipt
	Template views.UtilityTemplate // of WayTemplate
	Values   []string              // of the template's places, in their order
}

// Receipt is what the owner fills in; its total is reckoned.
type Receipt struct {
	Number, Paid, Currency string
	Lines                  []Line
}

// Line is one thing that was bought.
type Line struct{ What, Price string }

// filled gives the lines in which something stands.
func (r Receipt) filled() []core.ReceiptItem {
	var out []core.ReceiptItem
	for _, l := range r.Lines {
		if what, price := strings.TrimSpace(l.What), strings.TrimSpace(l.Price); what != "" || price != "" {
			out = append(out, core.ReceiptItem{Title: what, Price: price})
		}
	}
	return out
}

// Ready reports whether everything that is needed was filled in.
func (d Draft) Ready() bool {
	needed := []string{d.Text}
	switch d.Way {
	case WayReceipt:
		needed = []string{d.Receipt.Number, d.Receipt.Paid, d.Receipt.Currency}
		items := d.Receipt.filled()
		for _, it := range items {
			needed = append(needed, it.Title, it.Price)
		}
		if len(items) == 0 {
			return false
		}
	case WayTemplate:
		needed = d.Values
	}
	for _, s := range needed {
		if strings.TrimSpace(s) == "" {
			return false
		}
	}
	return true
}

// Order is the draft for a customer as the use cases take it.
func (d Draft) Order(id core.CustomerID, name string) views.Order {
	o := views.Order{Kind: core.KindOrder, CustomerID: id}
	switch d.Way {
	case WayText:
		o.Text = d.Text
	case WayReceipt:
		o.Receipt = &core.Receipt{Recipient: name, Order: strings.TrimSpace(d.Receipt.Number), Payment: strings.TrimSpace(d.Receipt.Paid),
			Currency: d.Receipt.Currency, Items: d.Receipt.filled()}
	case WayTemplate:
		o.Utility = &core.Utility{Name: d.Template.Name, Language: d.Template.Language, Values: d.values()}
	}
	return o
}

// numbered tells a place that has a number from one that has a name.
var numbered = regexp.MustCompile(`^\d+$`)

// values are the template's values as they are sent: with the names of their places where these have names.
func (d Draft) values() []core.UtilityValue {
	var out []core.UtilityValue
	for i, place := range d.Template.Places() {
		v := core.UtilityValue{Text: strings.TrimSpace(d.Values[i])}
		if !numbered.MatchString(place) {
			v.Name = place
		}
		out = append(out, v)
	}
	return out
}

// Sketch is what the customer would read of a template that is not filled in yet: dots stand in its empty places.
func (d Draft) Sketch() string {
	values := d.values()
	for i := range values {
		if values[i].Text == "" {
			values[i].Text = "…"
		}
	}
	return d.Template.Filled(values)
}

// Choose takes a template, with empty places.
func (d *Draft) Choose(t views.UtilityTemplate) {
	d.Way = WayTemplate
	if d.Template.Name != t.Name || d.Template.Language != t.Language || len(d.Values) != len(t.Places()) {
		d.Values = make([]string, len(t.Places()))
	}
	d.Template = t
}
