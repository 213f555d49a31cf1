package main

import (
	"context"
	"strings"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/conversations"
	"shopbell/ui/orders"
)

// ordering opens the order update of the open customer, filled in.
func ordering(s *conversations.Screen, draft orders.Draft) {
	f := s.AskOrder()
	f.Begin(draft)
	f.Reckon()
}

func receipt() orders.Draft {
	return orders.Draft{Way: orders.WayReceipt, Receipt: orders.Receipt{Number: "566701", Paid: "cash", Currency: "EUR",
		Lines: []orders.Line{{What: "2 × Blue speckled mug", Price: "49.00"}, {What: "Wrapped as a present", Price: "2.00"}}}}
}

func template() orders.Draft {
	d := orders.Draft{}
	d.Choose(utilityTemplates()[0])
	d.Values = []string{"566701", "Friday"}
	return d
}

func utilityTemplates() []views.UtilityTemplate {
	return []views.UtilityTemplate{{Name: "order_shipped", Language: "en", Body: "Your order {{1}} is on its way. It should be with you on {{2}}.", State: "APPROVED"}}
}

func (f *fake) OrderWays(context.Context) (views.OrderWays, error) {
	return views.OrderWays{Closed: true, Templates: utilityTemplates(), Currency: "EUR"}, nil
}

// Preview gives a verdict by how long ago the customer wrote.
func (f *fake) Preview(_ context.Context, o views.Order, id core.CustomerID, _ string) (views.Preview, error) {
	p := views.Preview{CustomerID: id, Form: views.FormText, Text: strings.ReplaceAll(o.Text, "{first_name}", "Ana")}
	switch {
	case o.Receipt != nil:
		r := *o.Receipt
		r.Total = "51.00"
		p.Form, p.Receipt = views.FormReceipt, &r
	case o.Utility != nil:
		p.Text = utilityTemplates()[0].Filled(o.Utility.Values)
	}
	p.Verdict = core.Verdict{Action: core.ActionSend, Reasons: []core.Reason{{Code: core.ReasonWindowOpen, At: ago(people()[3].wrote), Until: closes(people()[3].wrote)}}}
	if id == "p3" {
		p.Verdict = core.Verdict{Action: core.ActionHoldForReply, Reasons: []core.Reason{{Code: core.ReasonWindowClosed, At: ago(people()[2].wrote * 3)}}}
		if o.Utility != nil {
			p.Verdict = core.Verdict{Action: core.ActionSend, Reasons: []core.Reason{{Code: core.ReasonUtility}}}
		}
	}
	return p, nil
}

func (f *fake) Send(context.Context, views.Order) (views.Plan, error) {
	return views.Plan{Send: 1}, nil
}
