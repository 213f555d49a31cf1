package practice

import (
	"slices"

	"shopbell/core"
)

// Unsend lets a message be taken back by whoever wrote it: the page goes on listing it, and tells nothing more of it
// (simulator choice: the platform's answer for one message, 9000001, is documented; its list is not).
func (p *Page) Unsend(id core.MessageID) bool {
	return p.onMessage(id, func(t *thread, i int) {
		t.messages[i].kind, t.messages[i].text = kindUnsent, ""
	})
}

// Delete removes a message from the page's inbox: it is listed no more.
func (p *Page) Delete(id core.MessageID) bool {
	return p.onMessage(id, func(t *thread, i int) { t.messages = slices.Delete(t.messages, i, i+1) })
}

// Rename gives a customer another name.
func (p *Page) Rename(customer core.CustomerID, name string) bool {
	return p.change(customer, func(t *thread) { t.name = name })
}

// Leave lets a customer's account be deleted.
func (p *Page) Leave(customer core.CustomerID) bool {
	return p.change(customer, func(t *thread) { t.gone = true })
}

// reacted is one person's reaction.
type reacted struct {
	emoji    string
	fromPage bool
}

// React puts an emoji on a message, in place of an earlier one of the same side; "" takes it away.
func (p *Page) React(id core.MessageID, emoji string, fromPage bool) bool {
	return p.onMessage(id, func(*thread, int) {
		list := slices.DeleteFunc(slices.Clone(p.reactions[id]), func(r reacted) bool { return r.fromPage == fromPage })
		if emoji != "" {
			list = append(list, reacted{emoji, fromPage})
		}
		p.reactions[id] = list
	})
}

func reactionData(list []reacted, t *thread) []object {
	data := []object{}
	for _, r := range list {
		who := party(t)
		if r.fromPage {
			who = pageParty()
		}
		data = append(data, object{"reaction": "other", "emoji": r.emoji, "users": []object{narrow(who, fieldSet{"name": {}})}})
	}
	return data
}

// onMessage reports false when there is no such message.
func (p *Page) onMessage(id core.MessageID, how func(t *thread, index int)) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	t, i, ok := p.messageByID(string(id))
	if ok {
		how(t, i)
	}
	return ok
}
