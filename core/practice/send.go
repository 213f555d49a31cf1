package practice

import (
	"encoding/json"
	"net/http"
	"slices"

	"shopbell/core"
)

// send answers POST /{page}/messages. The order of the checks is the platform's as far as it is known: token and
// permission, body, recipient, block, thread control, restriction, tag, window, rate.
func (p *Page) send(c *call, state TokenState) (reply, *refusal) {
	if c.path[0] != "me" && c.path[0] != string(PageID) {
		return reply{}, noSuchObject(c.method, c.path[0])
	}
	if e := needPageToken(state); e != nil {
		return reply{}, e
	}
	if !slices.Contains(permissions(state), "pages_messaging") {
		return reply{}, missingPermission(200, "pages_messaging")
	}
	o, e := readOutgoing(c)
	if e != nil {
		return reply{}, e
	}
	id, e := o.customer()
	if e != nil {
		return reply{}, e
	}
	if e := o.check(); e != nil {
		return reply{}, e
	}
	t := p.byCustomer[core.CustomerID(id)]
	if t == nil || len(t.messages) == 0 {
		return reply{}, noMatchingUser()
	}
	if e := p.reachable(t); e != nil {
		return reply{}, e
	}
	if o.SenderAction != "" {
		if o.SenderAction == "mark_seen" {
			t.unread = 0
		}
		return ok(object{"recipient_id": id})
	}
	if e := p.lane(o, t, c.now); e != nil {
		return reply{}, e
	}
	if !p.opt.NoRateLimits {
		if e := p.rate.send(c.now); e != nil {
			return reply{}, e
		}
	}
	return accepted(id, p.store(t, o, c)), nil
}

// reachable refuses people who cannot be written to at all, whatever the message.
func (p *Page) reachable(t *thread) *refusal {
	switch {
	case !p.seen(t):
		return noRole()
	case t.blocked || t.gone:
		return notAvailable()
	case t.otherApp:
		return otherAppControls()
	}
	return p.restriction
}

// store puts the message into the thread: from here on the customer has it.
func (p *Page) store(t *thread, o *outgoing, c *call) core.MessageID {
	text, k, template := o.Message.content()
	if o.utility != "" { // a template of words alone stands in the history like a text
		text, k = o.utility, kindText
	}
	m := t.add(message{fromPage: true, kind: k, at: c.now, text: text})
	p.order.bump(t, m.at)
	id := p.messageID(t, m.seq)
	p.sent = append(p.sent, Received{
		Customer: t.customer, Text: text, Metadata: o.Message.Metadata, At: m.at, Tag: o.Tag,
		MessagingType: o.MessagingType, Template: template, Code: o.Message.code(), Replies: o.Message.replies(), MessageID: id,
	})
	p.life.received(p, t, m)
	return id
}

func accepted(customer string, id core.MessageID) reply {
	body, err := json.Marshal(struct {
		Recipient string         `json:"recipient_id"`
		Message   core.MessageID `json:"message_id"`
	}{customer, id})
	if err != nil { // two strings always marshal
		panic(err)
	}
	return reply{status: http.StatusOK, body: body}
}
