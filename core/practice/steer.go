package practice

import (
	"time"

	"shopbell/core"
)

// Write lets a customer write now. It gives the id of the message, or "" when there is no such customer. Someone who had
// blocked the page no longer has: nobody can write to a page that they block.
func (p *Page) Write(customer core.CustomerID, text string) core.MessageID {
	return p.note(customer, message{kind: kindText, text: text, at: p.clock.Now()})
}

// WriteAt lets a customer have written at a time.
func (p *Page) WriteAt(customer core.CustomerID, text string, at time.Time) core.MessageID {
	return p.note(customer, message{kind: kindText, text: text, at: at})
}

// WriteSticker lets a customer send a sticker now.
func (p *Page) WriteSticker(customer core.CustomerID) core.MessageID {
	return p.note(customer, message{kind: kindSticker, at: p.clock.Now()})
}

// WritePicture lets a customer send a picture now; caption may be empty.
func (p *Page) WritePicture(customer core.CustomerID, caption string) core.MessageID {
	return p.note(customer, message{kind: kindPicture, text: caption, at: p.clock.Now()})
}

// WriteFromPage lets the shop's owner have written from the page's own inbox, outside any app, at a time.
func (p *Page) WriteFromPage(customer core.CustomerID, text string, at time.Time) core.MessageID {
	return p.note(customer, message{kind: kindText, fromPage: true, text: text, at: at})
}

func (p *Page) note(customer core.CustomerID, m message) core.MessageID {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settle(p.clock.Now())
	t := p.byCustomer[customer]
	if t == nil {
		return ""
	}
	return p.arrive(t, m)
}

// arrive stores a message that did not come through the API.
func (p *Page) arrive(t *thread, m message) core.MessageID {
	m.at = m.at.UTC()
	m = t.add(m)
	if !m.fromPage {
		t.unread++
		t.blocked = false
	}
	if len(t.messages) == 1 || m.at.After(t.updated) {
		p.order.bump(t, m.at)
	}
	return p.messageID(t, m.seq)
}

// AddCustomer adds someone who has not written yet and gives their id. They appear in the list with their first message.
func (p *Page) AddCustomer(name, language string) core.CustomerID {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.newThread(name, language).customer
}

// Block lets a customer block the page.
func (p *Page) Block(customer core.CustomerID) bool {
	return p.change(customer, func(t *thread) { t.blocked = true })
}

// Unblock takes a block back.
func (p *Page) Unblock(customer core.CustomerID) bool {
	return p.change(customer, func(t *thread) { t.blocked = false })
}

// ThreadControl says whether this app has a customer's thread; else another app has it.
func (p *Page) ThreadControl(customer core.CustomerID, ours bool) bool {
	return p.change(customer, func(t *thread) { t.otherApp = !ours })
}

// SetRole says whether a customer has a role on the app, so that Standard Access reaches them.
func (p *Page) SetRole(customer core.CustomerID, role bool) bool {
	return p.change(customer, func(t *thread) { t.role = role })
}

// change reports false when there is no such customer.
func (p *Page) change(customer core.CustomerID, how func(*thread)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	t := p.byCustomer[customer]
	if t == nil {
		return false
	}
	how(t)
	return true
}

// Restrict lets every send be refused with a code, as the platform does with pages that misbehave (368, or 10 with
// 1893063). Code 0 lifts it.
func (p *Page) Restrict(code, subcode int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.restriction = nil
	if code != 0 {
		p.restriction = restricted(code, subcode)
	}
}
