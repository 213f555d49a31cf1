package practice

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

func nestedSize(s fieldSpec) int {
	if s.limit == 0 {
		return defaultPageSize
	}
	return min(s.limit, maxPageSize)
}

// messageList is the messages edge as a nested field. Its cursors work on the edge itself.
func (p *Page) messageList(c *call, t *thread, spec fieldSpec) object {
	fields := spec.sub
	if fields == nil {
		fields = fieldSet{"id": {}, "created_time": {}}
	}
	from := len(t.messages) - 1
	if spec.after != "" {
		if i, e := p.afterMessage(t, spec.after); e == nil {
			from = i
		}
	}
	data, first, last, more := p.messageData(c, t, from, nestedSize(spec), fields)
	out := object{"data": data}
	if len(data) > 0 {
		inner := *c
		inner.full, inner.query = "/"+string(t.id)+"/messages", nil
		out["paging"] = paging(&inner, p.messageCursor(t, first), p.messageCursor(t, last), more)
	}
	return out
}

// getMessages answers GET /{t_…}/messages, newest first.
func (p *Page) getMessages(c *call, state TokenState, id string) (reply, *refusal) {
	if e := p.mayRead(c, state); e != nil {
		return reply{}, e
	}
	t, e := p.opened(c, id)
	if e != nil {
		return reply{}, e
	}
	fields, e := messageFields(c)
	if e != nil {
		return reply{}, e
	}
	limit, e := pageSize(c.query.Get("limit"))
	if e != nil {
		return reply{}, e
	}
	from := len(t.messages) - 1
	if after := c.query.Get("after"); after != "" {
		if from, e = p.afterMessage(t, after); e != nil {
			return reply{}, e
		}
	}
	data, first, last, more := p.messageData(c, t, from, limit, fields)
	out := object{"data": data}
	if len(data) > 0 {
		out["paging"] = paging(c, p.messageCursor(t, first), p.messageCursor(t, last), more)
	}
	return ok(out)
}

func messageFields(c *call) (fieldSet, *refusal) {
	fields, e := parseFields(c.query.Get("fields"), "id", "created_time")
	if e != nil {
		return nil, e
	}
	return fields, fields.ofMessage()
}

func (s fieldSet) ofMessage() *refusal {
	return s.of("Message", "id", "created_time", "from", "to", "message", "attachments", "shares", "sticker", "tags",
		"reply_to", "reactions", "is_unsupported", "story")
}

// messageData gives up to limit messages from an index backwards, and the numbers of the first and last of them.
func (p *Page) messageData(c *call, t *thread, from, limit int, fields fieldSet) (data []object, first, last uint32, more bool) {
	data = make([]object, 0, min(limit, max(0, from+1)))
	for i := from; i >= 0 && len(data) < limit; i-- {
		if len(data) == 0 {
			first = t.messages[i].seq
		}
		last = t.messages[i].seq
		data = append(data, p.message(c, t, i, fields))
	}
	return data, first, last, from+1 > len(data)
}

func (p *Page) messageCursor(t *thread, seq uint32) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "m|%d|%d|%d", p.start.UnixNano(), t.index, seq))
}

// afterMessage gives the index of the first message behind a cursor.
func (p *Page) afterMessage(t *thread, text string) (int, *refusal) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	var start int64
	var index, seq uint32
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "m|%d|%d|%d", &start, &index, &seq)
	}
	if err != nil || start != p.start.UnixNano() || index != t.index {
		return 0, badCursor()
	}
	i := t.position(seq)
	if i < 0 {
		return 0, badCursor()
	}
	return i - 1, nil
}

// detailed reports whether the page still tells more than id and time of a message: it does for the newest ones.
func (p *Page) detailed(t *thread, index int) bool {
	return len(t.messages)-index <= p.opt.detailLimit()
}

// getMessage answers GET /{m_…}.
func (p *Page) getMessage(c *call, state TokenState, id string) (reply, *refusal) {
	if e := p.mayRead(c, state); e != nil {
		return reply{}, e
	}
	t, i, found := p.messageByID(id)
	if !found || !p.seen(t) {
		return reply{}, noSuchObject(c.method, id)
	}
	if !p.detailed(t, i) || t.messages[i].kind == kindUnsent {
		return reply{}, deletedMessage()
	}
	fields, e := messageFields(c)
	if e != nil {
		return reply{}, e
	}
	return ok(p.message(c, t, i, fields))
}

// message gives the asked fields of a message; of old ones id and time alone.
func (p *Page) message(c *call, t *thread, index int, fields fieldSet) object {
	m := t.messages[index]
	out := object{"id": string(p.messageID(t, m.seq))}
	if fields.has("created_time") {
		out["created_time"] = wire(m.at)
	}
	if !p.detailed(t, index) || m.kind == kindUnsent {
		return out
	}
	from, to := party(t), pageParty()
	if m.fromPage {
		from, to = to, from
	}
	for name, spec := range fields {
		switch name {
		case "from":
			out[name] = narrow(from, spec.sub)
		case "to":
			out[name] = object{"data": []object{narrow(to, spec.sub)}}
		case "message":
			out[name] = m.body()
		case "sticker":
			if m.kind == kindSticker {
				out[name] = p.mediaURL(c, "sticker", m.seq)
			}
		case "attachments":
			if a := p.attachment(c, t, m); a != nil {
				out[name] = object{"data": []object{narrow(a, spec.sub)}}
			}
		case "reactions":
			if list, ever := p.reactions[p.messageID(t, m.seq)]; ever {
				out[name] = object{"data": reactionData(list, t)}
			}
		case "tags":
			out[name] = object{"data": messageTags(m)}
		}
	}
	return out
}

func messageTags(m message) []object {
	if m.fromPage {
		return []object{{"name": "inbox"}, {"name": "read"}, {"name": "sent"}, {"name": "source:web"}}
	}
	return []object{{"name": "inbox"}, {"name": "source:mobile"}}
}

// body is the text of a message. That of a template stands in what hangs on it (Utility messages, March 2026).
func (m message) body() string {
	if m.kind == kindTemplate {
		return ""
	}
	return m.text
}

// attachment is what hangs on a message, or nil.
func (p *Page) attachment(c *call, t *thread, m message) object {
	switch m.kind {
	case kindPicture:
		n := t.index<<12 ^ m.seq
		picture := p.mediaURL(c, "picture", n)
		return object{
			"id": strconv.FormatUint(3_300_000+uint64(t.index)<<16+uint64(m.seq), 10), "mime_type": "image/png",
			"name": "IMG_" + strconv.Itoa(2000+int(m.seq)) + ".png", "size": len(mediaPicture(mediaNumber(mediaName("picture", n)))),
			"image_data": object{"width": mediaSize, "height": mediaSize, "max_width": mediaSize, "max_height": mediaSize,
				"url": picture, "preview_url": picture, "image_type": 1, "render_as_sticker": false},
		}
	case kindTemplate:
		title, subtitle, _ := strings.Cut(m.text, "\n")
		return object{"id": strconv.FormatUint(4_400_000+uint64(t.index)<<16+uint64(m.seq), 10),
			"generic_template": object{"title": title, "subtitle": subtitle}}
	}
	return nil
}
