package outbox

import (
	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/store"
)

// outgoing makes the request for a delivery that was reserved: by its lane, with what hangs on it, and with its code in
// the place of the mark.
func outgoing(d store.NamedDelivery) graph.Outgoing {
	out := graph.Outgoing{To: d.CustomerID, Type: graph.Update, Text: d.Text, Metadata: "shopbell:" + string(d.ID)}
	switch {
	case d.Lane == core.LaneHumanAgent:
		out.Type, out.Tag = graph.Tagged, graph.TagHumanAgent
	case d.Lane == core.LaneUtility && d.Rich != nil && d.Rich.Utility != nil:
		out.Type, out.Text, out.Template = graph.Utility, "", template(*d.Rich.Utility)
		return out
	case d.Kind == core.KindReply || d.Kind == core.KindConfirm || d.Kind == core.KindAnswer:
		out.Type = graph.Response
	}
	if d.Rich != nil {
		out.Coupon, out.Card, out.Receipt, out.Replies = coupon(d), card(d), d.Rich.Receipt, d.Rich.Replies
	}
	return out
}

func coupon(d store.NamedDelivery) *core.Coupon {
	if d.Rich.Coupon == nil {
		return nil
	}
	c := *d.Rich.Coupon
	c.Title, c.Subtitle, c.Code = core.FillCode(c.Title, d.Code), core.FillCode(c.Subtitle, d.Code), core.FillCode(c.Code, d.Code)
	return &c
}

func card(d store.NamedDelivery) *core.Card {
	if d.Rich.Card == nil {
		return nil
	}
	c := *d.Rich.Card
	c.Title, c.Subtitle = core.FillCode(c.Title, d.Code), core.FillCode(c.Subtitle, d.Code)
	return &c
}

func template(u core.Utility) *graph.Template {
	t := &graph.Template{Name: u.Name, Language: u.Language}
	if len(u.Values) > 0 {
		body := graph.Component{Type: "body"}
		for _, v := range u.Values {
			body.Parameters = append(body.Parameters, graph.Parameter{Type: "text", Name: v.Name, Text: v.Text})
		}
		t.Components = []graph.Component{body}
	}
	return t
}
