package graph

import (
	"context"
	"net/url"

	"shopbell/core"
)

const conversationFields = "id,updated_time,snippet,unread_count,message_count,can_reply,participants"

type person struct {
	ID   ident `json:"id"`
	Name text  `json:"name"`
}

type conversation struct {
	ID           ident        `json:"id"`
	Updated      moment       `json:"updated_time"`
	Snippet      text         `json:"snippet"`
	Unread       number       `json:"unread_count"`
	Count        number       `json:"message_count"`
	CanReply     *flag        `json:"can_reply"`
	Participants edge[person] `json:"participants"`
	Senders      edge[person] `json:"senders"`
}

// Conversations reads one page of the page's conversations, newest activity first. after is empty or the next of the
// call before; next is empty when there are no more. limit is at most 100; 0 asks for the platform's own size.
// Conversations without an id are left out.
func (c *Client) Conversations(ctx context.Context, after string, limit int) (found []core.Conversation, next string, err error) {
	return c.conversations(ctx, "graph.conversations", url.Values{}, after, limit)
}

// ConversationOf reads the conversation with one customer. CodeNotFound when there is none.
func (c *Client) ConversationOf(ctx context.Context, customer core.CustomerID) (core.Conversation, error) {
	const op = "graph.conversation"
	if customer == "" {
		return core.Conversation{}, core.E(core.CodeBadInput, op, "no customer given", nil)
	}
	found, _, err := c.conversations(ctx, op, url.Values{"user_id": {string(customer)}}, "", 1)
	if err != nil {
		return core.Conversation{}, err
	}
	for _, one := range found {
		if one.CustomerID == customer || one.CustomerID == "" {
			one.CustomerID = customer
			return one, nil
		}
	}
	return core.Conversation{}, core.E(core.CodeNotFound, op, "conversation", nil)
}

func (c *Client) conversations(ctx context.Context, op string, query url.Values, after string, limit int) ([]core.Conversation, string, error) {
	page, err := c.self(ctx)
	if err != nil {
		return nil, "", err
	}
	path, err := segment(op, "page", string(page))
	if err != nil {
		return nil, "", err
	}
	query.Set("platform", "messenger")
	query.Set("fields", conversationFields)
	l, err := list[conversation](ctx, c, op, path+"/conversations", query, after, limit)
	if err != nil {
		return nil, "", err
	}
	return conversationsOf(l.items, page), l.next, nil
}

func conversationsOf(items []conversation, page core.PageID) []core.Conversation {
	var found []core.Conversation
	for _, it := range items {
		if it.ID == "" {
			continue
		}
		one := core.Conversation{
			ID:        core.ConversationID(it.ID),
			UpdatedAt: it.Updated.Time,
			Snippet:   string(it.Snippet),
			Unread:    int(max(it.Unread.whole(), 0)),
			Count:     int(max(it.Count.whole(), 0)),
			CanReply:  it.CanReply == nil || bool(*it.CanReply), // not told: the send itself will say
		}
		for _, p := range append(it.Participants, it.Senders...) {
			if p.ID != "" && core.PageID(p.ID) != page {
				one.CustomerID, one.Name = core.CustomerID(p.ID), string(p.Name)
				break
			}
		}
		found = append(found, one)
	}
	return found
}
