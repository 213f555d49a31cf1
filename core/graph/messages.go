package graph

import (
	"context"
	"encoding/json"
	"net/url"

	"shopbell/core"
)

const (
	plainFields   = "id,created_time,from,to,message,attachments,shares,sticker"
	messageFields = plainFields + ",reactions"
	stubFields    = "id,created_time"
	// detailed is how many of a conversation's newest messages the platform surely tells in full.
	detailed = 20
)

type message struct {
	ID          ident            `json:"id"`
	Created     moment           `json:"created_time"`
	From        object[person]   `json:"from"`
	To          edge[person]     `json:"to"`
	Text        *text            `json:"message"`
	Attachments edge[attachment] `json:"attachments"`
	Shares      edge[share]      `json:"shares"`
	Sticker     text             `json:"sticker"`
	Reactions   *edge[reaction]  `json:"reactions"`
}

// Messages reads one page of a conversation, newest message first. after, next and limit are as for Conversations.
//
// The platform may keep back the details of all but the newest 20 messages. What it only tells to exist comes as a stub
// with DetailUnavailable; whether a stub is from the page, and its customer, may then be unknown (false, empty).
// Messages without an id are left out.
func (c *Client) Messages(ctx context.Context, in core.ConversationID, page core.PageID, after string, limit int) (found []core.Message, next string, err error) {
	const op = "graph.messages"
	if page == "" {
		return nil, "", core.E(core.CodeBadInput, op, "no page given", nil)
	}
	path, err := segment(op, "conversation", string(in))
	if err != nil {
		return nil, "", err
	}
	ask := func(fields string, limit int) (listing[message], error) {
		return list[message](ctx, c, op, path+"/messages", url.Values{"fields": {fields}}, after, limit)
	}
	full := func(limit int) (listing[message], error) {
		return withReactions(c, func(fields string) (listing[message], error) { return ask(fields, limit) })
	}
	l, err := full(limit)
	if ClassOf(err) == ClassDetailUnavailable && (limit <= 0 || limit > detailed) {
		l, err = full(detailed)
	}
	if ClassOf(err) == ClassDetailUnavailable {
		l, err = ask(stubFields, limit)
	}
	if err != nil {
		return nil, "", err
	}
	return messagesOf(l.items, in, page), l.next, nil
}

// Message reads one message in full: above all for the addresses of what hangs on it, which expire. Errors:
// core.CodeNotFound, and core.CodePlatform of ClassDetailUnavailable, for a message that the platform tells no more.
func (c *Client) Message(ctx context.Context, id core.MessageID, page core.PageID) (core.Message, error) {
	const op = "graph.message"
	path, err := segment(op, "message", string(id))
	if err != nil {
		return core.Message{}, err
	}
	body, err := c.get(ctx, op, path, url.Values{"fields": {plainFields}}, nil)
	if err != nil {
		return core.Message{}, err
	}
	var it message
	if json.Unmarshal(body, &it) != nil || core.MessageID(it.ID) != id {
		return core.Message{}, wrap(op, c.unreadable(200, "the answer is not the message that was asked for"))
	}
	return messageOf(it, "", page), nil
}

func messagesOf(items []message, in core.ConversationID, page core.PageID) []core.Message {
	var found []core.Message
	for _, it := range items {
		if it.ID != "" {
			found = append(found, messageOf(it, in, page))
		}
	}
	return found
}

func messageOf(it message, in core.ConversationID, page core.PageID) core.Message {
	m := core.Message{
		ID:             core.MessageID(it.ID),
		ConversationID: in,
		At:             it.Created.Time,
		Attachments:    attachmentsOf(it),
		Reactions:      reactionsOf(it, page),
	}
	if it.Text != nil {
		m.Text = string(*it.Text)
	}
	var knownSide bool
	m.CustomerID, m.FromPage, knownSide = sides(it, page)
	m.DetailUnavailable = !knownSide || it.Text == nil && len(m.Attachments) == 0
	return m
}

// sides tells the customer of a message and who wrote it. Where the sender is left out, the receivers tell.
func sides(it message, page core.PageID) (customer core.CustomerID, fromPage, known bool) {
	if from := it.From.v; from != nil && from.ID != "" {
		known = true
		fromPage = core.PageID(from.ID) == page
		if !fromPage {
			return core.CustomerID(from.ID), false, true
		}
	}
	toPage := false
	for _, p := range it.To {
		switch {
		case core.PageID(p.ID) == page:
			toPage = true
		case p.ID != "" && customer == "":
			customer = core.CustomerID(p.ID)
		}
	}
	if !known {
		fromPage = customer != "" && !toPage
		known = customer != "" || toPage
	}
	return customer, fromPage, known
}
