package graph

import (
	"context"
	"encoding/json"
	"net/url"
)

// Username gives the page's name in addresses (m.me/NAME), "" when it has chosen none.
func (c *Client) Username(ctx context.Context) (string, error) {
	const op = "graph.username"
	path, err := c.edge(ctx, op, "")
	if err != nil {
		return "", err
	}
	body, err := c.get(ctx, op, path, url.Values{"fields": {"id,username"}}, nil)
	if err != nil {
		return "", err
	}
	var me struct {
		Username text `json:"username"`
	}
	if json.Unmarshal(body, &me) != nil {
		return "", wrap(op, c.unreadable(200, "the answer is no page"))
	}
	return string(me.Username), nil
}
