package graph

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"

	"shopbell/core"
)

// The platform's own page size, and the most that clients are known to get.
const (
	pageSize    = 25
	mostPerPage = 100
	leastAsked  = 5
)

// codeTooMuch is the platform's code for a page that is too heavy to put together; a smaller one is asked for.
const codeTooMuch = 1

// listing is one page of a list. next is empty on the last page.
type listing[T any] struct {
	items []T
	next  string
}

// list reads one page of a list. Cursors are short-lived: they are for the next call, not for storing.
func list[T any](ctx context.Context, c *Client, op, path string, query url.Values, after string, limit int) (listing[T], error) {
	if limit <= 0 {
		limit = pageSize
	}
	limit = min(limit, mostPerPage)
	query.Set("limit", strconv.Itoa(limit))
	if after != "" {
		query.Set("after", after)
	}
	body, err := c.get(ctx, op, path, query, func(e *Error) {
		if e.Code == codeTooMuch {
			limit = max(limit/2, min(limit, leastAsked))
			query.Set("limit", strconv.Itoa(limit))
		}
	})
	if err != nil {
		return listing[T]{}, err
	}
	l, ok := parseList[T](body)
	if !ok {
		return listing[T]{}, wrap(op, c.unreadable(200, "the answer holds no list"))
	}
	if l.next == after {
		l.next = "" // a list that leads back to itself would be read forever
	}
	return l, nil
}

// parseList reads a page. The address of the next page is the server's word and holds the token: only whether there is
// one is taken from it, and the cursor from beside it.
func parseList[T any](body []byte) (listing[T], bool) {
	var page struct {
		Data   *[]json.RawMessage `json:"data"`
		Paging object[struct {
			Cursors object[struct {
				After text `json:"after"`
			}] `json:"cursors"`
			Next text `json:"next"`
		}] `json:"paging"`
	}
	if json.Unmarshal(body, &page) != nil || page.Data == nil {
		return listing[T]{}, false
	}
	l := listing[T]{items: decoded[T](*page.Data)}
	if p := page.Paging.v; p != nil && p.Next != "" && p.Cursors.v != nil {
		l.next = string(p.Cursors.v.After)
	}
	return l, true
}

// segment puts an id into a path, or refuses an empty one.
func segment(op, what, id string) (string, error) {
	if id == "" {
		return "", core.E(core.CodeBadInput, op, "no "+what+" given", nil)
	}
	if id == "." || id == ".." {
		return "", core.E(core.CodeBadInput, op, "that is no "+what, nil)
	}
	return "/" + url.PathEscape(id), nil
}
