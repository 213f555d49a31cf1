package graph

import (
	"context"
	"fmt"
	"net/url"

	"shopbell/core"
)

// recent is a conversation of the list with its newest messages.
type recent struct {
	conversation
	Messages edge[message] `json:"messages"`
}

// Recent reads one page of the list like Conversations, with up to newest messages of each conversation, newest first.
// One request tells what changed and mostly also what was said, which matters at two reads a second.
//
// newest is 1 to 20, the messages that the platform surely tells in full. The platform asks for less when conversations ×
// messages get too many (code 1); then fewer conversations come. Where it tells no details of the messages at all,
// Newest is empty and Messages has the rest.
func (c *Client) Recent(ctx context.Context, after string, limit, newest int) (found []core.Listed, next string, err error) {
	const op = "graph.recent"
	page, err := c.self(ctx)
	if err != nil {
		return nil, "", err
	}
	path, err := segment(op, "page", string(page))
	if err != nil {
		return nil, "", err
	}
	newest = min(max(newest, 1), detailed)
	ask := func(fields string) (listing[recent], error) {
		return list[recent](ctx, c, op, path+"/conversations", url.Values{"platform": {"messenger"}, "fields": {fields}}, after, limit)
	}
	l, err := withReactions(c, func(fields string) (listing[recent], error) {
		return ask(fmt.Sprintf("%s,messages.limit(%d){%s}", conversationFields, newest, fields))
	})
	if ClassOf(err) == ClassDetailUnavailable {
		l, err = ask(conversationFields)
	}
	if err != nil {
		return nil, "", err
	}
	for _, it := range l.items {
		for _, one := range conversationsOf([]conversation{it.conversation}, page) {
			found = append(found, core.Listed{Conversation: one, Newest: messagesOf(it.Messages, one.ID, page)})
		}
	}
	return found, l.next, nil
}
