package practice

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
)

// Page sizes (simulator choice: clients are seen to ask for up to 100, more is cut).
const (
	defaultPageSize = 25
	maxPageSize     = 100
	// maxNested is how many messages one listing may expand before the platform asks for less (simulator choice).
	maxNested = 2500
)

// platformTime is how the REST side writes times.
const platformTime = "2006-01-02T15:04:05-0700"

func wire(t time.Time) string { return t.UTC().Format(platformTime) }

// pageSize reads a limit.
func pageSize(text string) (int, *refusal) {
	if text == "" {
		return defaultPageSize, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, badParameter("Param limit must be a positive integer")
	}
	return min(n, maxPageSize), nil
}

// getConversations answers GET /{page}/conversations, newest activity first, by cursor only.
func (p *Page) getConversations(c *call, state TokenState) (reply, *refusal) {
	if e := p.mayRead(c, state); e != nil {
		return reply{}, e
	}
	fields, e := conversationFields(c)
	if e != nil {
		return reply{}, e
	}
	limit, e := pageSize(c.query.Get("limit"))
	if e != nil {
		return reply{}, e
	}
	if m, has := fields["messages"]; has && limit*nestedSize(m) > maxNested {
		return reply{}, tooMuchData()
	}
	if !strings.EqualFold(c.query.Get("platform"), "messenger") && c.query.Get("platform") != "" || !inInbox(c.query.Get("folder")) {
		return ok(object{"data": []object{}})
	}
	if id := c.query.Get("user_id"); id != "" {
		data := []object{}
		if t := p.visible(id); t != nil && len(t.messages) > 0 {
			data = append(data, p.conversation(c, t, fields))
		}
		return ok(object{"data": data})
	}
	at := p.order.first
	if after := c.query.Get("after"); after != "" {
		if at, e = p.afterCursor(after); e != nil {
			return reply{}, e
		}
	}
	return p.listing(c, at, limit, fields)
}

// inInbox: every practice conversation lies in the inbox.
func inInbox(folder string) bool { return folder == "" || strings.EqualFold(folder, "inbox") }

func (p *Page) listing(c *call, at *thread, limit int, fields fieldSet) (reply, *refusal) {
	data := make([]object, 0, limit)
	var first, last *thread
	for ; at != nil && len(data) < limit; at = at.older {
		if !p.seen(at) {
			continue
		}
		if first == nil {
			first = at
		}
		last = at
		data = append(data, p.conversation(c, at, fields))
	}
	out := object{"data": data}
	if last != nil {
		more := false
		for ; at != nil && !more; at = at.older {
			more = p.seen(at)
		}
		out["paging"] = paging(c, p.threadCursor(first), p.threadCursor(last), more)
	}
	return ok(out)
}

// paging holds the cursors and, while there is more, the next address. Like the platform's, that address holds the
// token: a client that follows it is seen in Requests.
func paging(c *call, before, after string, more bool) object {
	out := object{"cursors": object{"before": before, "after": after}}
	if more {
		q := url.Values{}
		for k, v := range c.query {
			q[k] = v
		}
		q.Set("access_token", c.token)
		q.Set("after", after)
		out["next"] = "http://" + c.host + c.full + "?" + q.Encode()
	}
	return out
}

// threadCursor points behind a thread in the listing. Cursors hold for the life of the page (simulator choice).
func (p *Page) threadCursor(t *thread) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "c|%d|%d|%d|%d", p.start.UnixNano(), t.updated.UnixNano(), t.rank, t.index))
}

func (p *Page) afterCursor(text string) (*thread, *refusal) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	var start, updated int64
	var rank uint64
	var index uint32
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "c|%d|%d|%d|%d", &start, &updated, &rank, &index)
	}
	if err != nil || start != p.start.UnixNano() || int(index) >= len(p.threads) {
		return nil, badCursor()
	}
	return p.order.after(time.Unix(0, updated), rank, p.threads[index]), nil
}

func badCursor() *refusal { return badParameter("Invalid cursors values in after parameter") }

// getConversation answers GET /{t_…}.
func (p *Page) getConversation(c *call, state TokenState, id string) (reply, *refusal) {
	if e := p.mayRead(c, state); e != nil {
		return reply{}, e
	}
	t, e := p.opened(c, id)
	if e != nil {
		return reply{}, e
	}
	fields, e := conversationFields(c)
	if e != nil {
		return reply{}, e
	}
	return ok(p.conversation(c, t, fields))
}

// opened finds a conversation that this app may see. There is none before the customer's first message.
func (p *Page) opened(c *call, id string) (*thread, *refusal) {
	t := p.byConversation[core.ConversationID(id)]
	if t == nil || !p.seen(t) || len(t.messages) == 0 {
		return nil, noSuchObject(c.method, id)
	}
	return t, nil
}

// conversationFields reads the fields parameter of a call for conversations, nested fields of messages included.
func conversationFields(c *call) (fieldSet, *refusal) {
	fields, e := parseFields(c.query.Get("fields"), "id", "updated_time")
	if e != nil {
		return nil, e
	}
	if e := fields.of("UnifiedThread", "id", "updated_time", "snippet", "unread_count", "message_count", "can_reply",
		"participants", "senders", "former_participants", "name", "link", "folder", "is_subscribed", "is_owner",
		"scoped_thread_key", "wallpaper", "messages"); e != nil {
		return nil, e
	}
	return fields, fields["messages"].sub.ofMessage()
}

// mayRead checks token, permission and the rate of the Conversations API.
func (p *Page) mayRead(c *call, state TokenState) *refusal {
	if e := needReading(state); e != nil {
		return e
	}
	if p.opt.NoRateLimits {
		return nil
	}
	return p.rate.conversationCall(c.now)
}

// conversation gives the asked fields of a thread.
func (p *Page) conversation(c *call, t *thread, fields fieldSet) object {
	out := object{"id": string(t.id)}
	for name, spec := range fields {
		switch name {
		case "updated_time":
			out[name] = wire(t.updated)
		case "snippet":
			out[name] = snippet(t)
		case "unread_count":
			out[name] = t.unread
		case "message_count":
			out[name] = len(t.messages)
		case "can_reply":
			// The platform does not tell who blocked a page; it tells of accounts that are gone (simulator choice).
			out[name] = !t.gone
		case "link":
			out[name] = "/" + string(PageID) + "/inbox/" + string(t.customer) + "/"
		case "is_subscribed":
			out[name] = true
		case "folder":
			out[name] = "inbox"
		case "participants", "senders":
			out[name] = object{"data": []object{narrow(party(t), spec.sub), narrow(pageParty(), spec.sub)}}
		case "messages":
			out[name] = p.messageList(c, t, spec)
		}
	}
	return out
}

// party is a customer as the platform lists one: without a name where there is none.
func party(t *thread) object {
	out := object{"id": string(t.customer), "email": string(t.customer) + "@facebook.com"}
	switch {
	case t.gone:
		out["name"] = "Facebook User"
	case t.name != "":
		out["name"] = t.name
	}
	return out
}

func pageParty() object {
	return object{"id": string(PageID), "name": PageName, "email": string(PageID) + "@facebook.com"}
}

// snippetLength is in runes (simulator choice).
const snippetLength = 100

func snippet(t *thread) string {
	if len(t.messages) == 0 {
		return ""
	}
	r := []rune(t.messages[len(t.messages)-1].text)
	return string(r[:min(len(r), snippetLength)])
}
