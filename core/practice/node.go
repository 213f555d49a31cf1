package practice

import (
	"maps"
	"slices"
	"strings"
	"time"

	"shopbell/core"
)

// getPage answers GET /me and GET /{page} with a page's token.
func (p *Page) getPage(c *call) (reply, *refusal) {
	return pick(c, object{
		"id": string(PageID), "name": PageName, "username": "tulipcorner", "category": "Shopping & retail",
		"link": "https://www.facebook.com/tulipcorner", "has_transitioned_to_new_page_experience": true,
	}, "Page")
}

// getOwner answers GET /me with a person's token.
func (p *Page) getOwner(c *call) (reply, *refusal) {
	return pick(c, object{"id": ownerID, "name": ownerName}, "User")
}

// pick answers with the asked fields of a node. A field that the node does not have is refused, as the platform does.
func pick(c *call, all object, node string) (reply, *refusal) {
	fields, e := parseFields(c.query.Get("fields"), "id", "name")
	if e != nil {
		return reply{}, e
	}
	if e := fields.of(node, slices.Collect(maps.Keys(all))...); e != nil {
		return reply{}, e
	}
	return ok(narrow(all, fields))
}

func (p *Page) getAccounts(c *call, state TokenState) (reply, *refusal) {
	if state != TokenOfPerson {
		return reply{}, badParameter("Tried accessing nonexisting field (accounts) on node type (Page)")
	}
	// The person of this token has no task on the page, so there is nothing to pick a page's token from.
	return ok(object{"data": []object{}})
}

func (p *Page) getPermissions(state TokenState) (reply, *refusal) {
	data := []object{}
	for _, name := range permissions(state) {
		data = append(data, object{"permission": name, "status": "granted"})
	}
	if state == TokenNoMessaging {
		data = append(data, object{"permission": "pages_messaging", "status": "declined"})
	}
	return ok(object{"data": data})
}

// debugToken answers GET /debug_token. Bad tokens are described, not refused.
func (p *Page) debugToken(c *call) (reply, *refusal) {
	input := c.query.Get("input_token")
	if input == "" {
		return reply{}, badParameter("The parameter input_token is required")
	}
	s := p.stateOf(input)
	if s == TokenMalformed {
		return ok(object{"data": object{"is_valid": false, "scopes": []string{},
			"error": object{"code": 190, "message": "Invalid OAuth access token."}}})
	}
	issued := p.start.Add(-40 * 24 * time.Hour)
	data := object{
		"app_id": "70001", "application": "Shop Desk", "type": "PAGE", "profile_id": string(PageID), "user_id": ownerID,
		"is_valid": true, "issued_at": issued.Unix(), "expires_at": 0,
		"data_access_expires_at": issued.Add(90 * 24 * time.Hour).Unix(), "scopes": permissions(s),
	}
	if s == TokenOfPerson {
		data["type"] = "USER"
		delete(data, "profile_id")
		data["expires_at"] = p.start.Add(60 * 24 * time.Hour).Unix()
	}
	if e := p.tokenRefusal(s, c.now); e != nil {
		data["is_valid"] = false
		data["error"] = object{"code": e.code, "subcode": e.subcode, "message": e.message}
	}
	return ok(object{"data": data})
}

func (p *Page) getFeatureReview(state TokenState) (reply, *refusal) {
	if e := needPageToken(state); e != nil {
		return reply{}, e
	}
	status := func(has bool) string {
		if has {
			return "approved"
		}
		return "rejected"
	}
	return ok(object{"data": []object{
		{"feature": "human_agent", "status": status(p.opt.HumanAgent)},
		{"feature": "utility_messaging", "status": status(p.opt.Utility)},
	}})
}

// getProfile answers GET /{psid}. People who hide their name give an empty object.
func (p *Page) getProfile(c *call, state TokenState, id string) (reply, *refusal) {
	t := p.visible(id)
	if t == nil || state == TokenOfPerson {
		return reply{}, noSuchObject(c.method, id)
	}
	fields, e := parseFields(c.query.Get("fields"), "first_name", "last_name", "profile_pic")
	if e != nil {
		return reply{}, e
	}
	if e := fields.of("User", "id", "first_name", "last_name", "name", "profile_pic", "locale", "timezone", "gender"); e != nil {
		return reply{}, e
	}
	if t.name == "" || t.gone {
		return ok(object{})
	}
	first, last, _ := strings.Cut(t.name, " ")
	all := object{"id": string(t.customer), "first_name": first, "last_name": last, "name": t.name,
		"profile_pic": p.mediaURL(c, "face", t.index)}
	return ok(narrow(all, fields))
}

// visible finds a person whom this app may see, or nil.
func (p *Page) visible(customer string) *thread {
	if t := p.byCustomer[core.CustomerID(customer)]; t != nil && p.seen(t) {
		return t
	}
	return nil
}

// seen reports whether the app may see a thread: with Standard Access only those of people with a role.
func (p *Page) seen(t *thread) bool { return t.role || !p.opt.StandardAccess }

// needReading refuses tokens that may not read conversations.
func needReading(state TokenState) *refusal {
	if e := needPageToken(state); e != nil {
		return e
	}
	if !slices.Contains(permissions(state), "pages_messaging") {
		return missingPermission(10, "pages_messaging")
	}
	return nil
}
