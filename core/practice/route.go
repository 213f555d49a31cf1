package practice

import (
	"encoding/json"
	"net/http"
	"strings"
)

// route answers one call. It holds the page's lock for the whole answer, so that a reader sees no half-made send.
func (p *Page) route(c *call) (reply, *refusal) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settle(c.now)
	state, e := p.authenticate(c.token, c.now)
	if e != nil {
		return reply{}, e
	}
	if !p.opt.NoRateLimits {
		if e := p.rate.spend(c.now, len(p.threads)); e != nil {
			return reply{}, e
		}
	}
	if len(c.path) == 2 && c.path[1] == "messenger_profile" && (c.path[0] == "me" || c.path[0] == string(PageID)) {
		return p.profile(c, state)
	}
	switch c.method {
	case http.MethodGet:
		return p.routeGet(c, state)
	case http.MethodPost:
		if len(c.path) == 2 && c.path[1] == "messages" {
			return p.send(c, state)
		}
		if len(c.path) == 2 && c.path[1] == "message_templates" {
			return p.createTemplate(c, state)
		}
		if len(c.path) == 1 {
			return reply{}, noSuchObject(c.method, c.path[0])
		}
	}
	return reply{}, unknownPath(c.full)
}

func (p *Page) routeGet(c *call, state TokenState) (reply, *refusal) {
	switch len(c.path) {
	case 1:
		return p.getNode(c, state, c.path[0])
	case 2:
		return p.getEdge(c, state, c.path[0], c.path[1])
	}
	return reply{}, unknownPath(c.full)
}

func (p *Page) getNode(c *call, state TokenState, id string) (reply, *refusal) {
	switch {
	case id == "me" && state == TokenOfPerson:
		return p.getOwner(c)
	case id == "me" || id == string(PageID):
		return p.getPage(c)
	case id == "debug_token":
		return p.debugToken(c)
	case strings.HasPrefix(id, messagePrefix):
		return p.getMessage(c, state, id)
	case strings.HasPrefix(id, "t_"):
		return p.getConversation(c, state, id)
	}
	return p.getProfile(c, state, id)
}

func (p *Page) getEdge(c *call, state TokenState, id, edge string) (reply, *refusal) {
	me := id == "me" || id == string(PageID)
	switch {
	case edge == "messages" && strings.HasPrefix(id, "t_"):
		return p.getMessages(c, state, id)
	case edge == "conversations" && me:
		return p.getConversations(c, state)
	case edge == "accounts" && id == "me":
		return p.getAccounts(c, state)
	case edge == "permissions" && id == "me":
		return p.getPermissions(state)
	case edge == "messaging_feature_review" && me:
		return p.getFeatureReview(state)
	case edge == "message_templates" && me:
		return p.getTemplates(c, state)
	case me:
		return reply{}, refuse(2500, 0, "Unknown path components: /"+edge)
	}
	return reply{}, noSuchObject(c.method, id)
}

// object is a JSON object of an answer.
type object map[string]any

func ok(v any) (reply, *refusal) {
	body, err := json.Marshal(v)
	if err != nil { // objects of strings and numbers always marshal
		panic(err)
	}
	return reply{status: http.StatusOK, body: body}, nil
}
