package practice

import (
	"net/http"
	"slices"
	"time"
)

// The windows after a customer's last message (Send a Message, May 2026).
const (
	window           = 24 * time.Hour
	humanAgentWindow = 7 * 24 * time.Hour
)

// deadTags were removed on 27 April 2026, or are for other pages than a shop's.
var deadTags = [...]string{"CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE", "CUSTOMER_FEEDBACK",
	"NON_PROMOTIONAL_SUBSCRIPTION"}

// lane decides whether a message may go to a person now. Only the person's own messages open the window, since the
// practice page has no links or buttons that would.
func (p *Page) lane(o *outgoing, t *thread, now time.Time) *refusal {
	switch o.MessagingType {
	case "MESSAGE_TAG":
		return p.tagLane(o.Tag, t, now)
	case "UTILITY":
		var e *refusal
		o.utility, e = p.utility(o, now)
		return e
	}
	// Exactly 24 hours is closed (simulator choice).
	if t.lastInbound.IsZero() || now.Sub(t.lastInbound) >= window {
		return outsideWindow()
	}
	return nil
}

func (p *Page) tagLane(tag string, t *thread, now time.Time) *refusal {
	switch {
	case slices.Contains(deadTags[:], tag):
		return badParameter("Message tag " + tag + " is no longer supported.")
	case tag != "HUMAN_AGENT":
		return badParameter("Param tag must be one of {HUMAN_AGENT}")
	case !p.opt.HumanAgent:
		e := refuse(10, 0, "(#10) This app does not have the Human Agent feature required to use this message tag.")
		e.status = http.StatusForbidden
		return e
	case t.lastInbound.IsZero() || now.Sub(t.lastInbound) > humanAgentWindow:
		return outsideWindow()
	}
	return nil
}
