package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"time"

	"shopbell/core"
)

// Needed lists the permissions that Shopbell cannot do without.
func Needed() []string {
	return []string{"pages_messaging", "pages_manage_metadata", "pages_read_engagement"}
}

type self struct {
	ID       ident `json:"id"`
	Name     text  `json:"name"`
	Category text  `json:"category"`
}

// Me asks whose token this is. It is the cheapest check of a token: CodeTokenInvalid when it is dead,
// CodeTokenNotPage when it belongs to a person.
//
// A page has a category and no list of accounts; with a person it is the other way round.
func (c *Client) Me(ctx context.Context) (core.Page, error) {
	const op = "graph.me"
	me, err := c.me(ctx, op, "id,name,category")
	refused := ClassOf(err) == ClassBug || ClassOf(err) == ClassNotFound
	if refused {
		me, err = c.me(ctx, op, "id,name")
	}
	if err != nil {
		return core.Page{}, err
	}
	if me.Category == "" {
		person, err := c.hasAccounts(ctx, op, refused)
		if err != nil {
			return core.Page{}, err
		}
		if person {
			return core.Page{}, core.E(core.CodeTokenNotPage, op, string(me.Name), nil)
		}
	}
	page := core.Page{ID: core.PageID(me.ID), Name: string(me.Name)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.page == "" {
		c.page = page.ID
	}
	return page, nil
}

func (c *Client) me(ctx context.Context, op, fields string) (self, error) {
	body, err := c.get(ctx, op, "/me", url.Values{"fields": {fields}}, nil)
	if err != nil {
		return self{}, err
	}
	var me self
	if json.Unmarshal(body, &me) != nil || me.ID == "" {
		return self{}, wrap(op, c.unreadable(200, "the answer names no page"))
	}
	return me, nil
}

// hasAccounts looks for the list of pages that a person has. Where the category was refused an empty list proves a
// person too: a page has no such list at all.
func (c *Client) hasAccounts(ctx context.Context, op string, categoryRefused bool) (bool, error) {
	found, err := list[self](ctx, c, op, "/me/accounts", url.Values{"fields": {"id"}}, "", 1)
	switch {
	case err == nil:
		return categoryRefused || len(found.items) > 0, nil
	case unanswered(err):
		return false, err
	}
	return false, nil
}

// codeNoPath is how the platform also says that an address leads nowhere; its first meaning is a missing token.
const codeNoPath = 2500

// unanswered reports whether err kept a question from being answered, rather than answering that there is no such thing.
func unanswered(err error) bool {
	var e *Error
	if errors.As(err, &e) && e.Code == codeNoPath {
		return false
	}
	switch ClassOf(err) {
	case ClassAuth, ClassOffline, ClassIntercepted, ClassRate, ClassTransient, ClassUnreadable, ClassCancelled:
		return true
	}
	return false
}

// self gives the id of the page, asking for it once when it was not configured.
func (c *Client) self(ctx context.Context) (core.PageID, error) {
	if id := c.known(); id != "" {
		return id, nil
	}
	page, err := c.Me(ctx)
	return page.ID, err
}

func (c *Client) known() core.PageID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.page
}

// Permissions tells what the token may do. granted is nil when the platform does not list it for this kind of token;
// then a read of the conversations is tried, and missing names every needed permission when that is refused, since
// the platform's code does not say which one it was. missing is nil when none is known to be.
//
// expires is always the zero time, for "not told": the platform gives a token's expiry only to a request with the
// token in its address, and Shopbell never writes a token there. A page's token from a long-lived login has none.
func (c *Client) Permissions(ctx context.Context) (granted, missing []string, expires time.Time, err error) {
	const op = "graph.permissions"
	type permission struct {
		Name   text `json:"permission"`
		Status text `json:"status"`
	}
	found, err := list[permission](ctx, c, op, "/me/permissions", url.Values{}, "", mostPerPage)
	if err == nil && len(found.items) > 0 {
		for _, p := range found.items {
			if p.Status == "granted" {
				granted = append(granted, string(p.Name))
			}
		}
		return granted, lacking(granted), time.Time{}, nil
	}
	if unanswered(err) {
		return nil, nil, time.Time{}, err
	}
	_, _, err = c.Conversations(ctx, "", 1)
	if ClassOf(err) == ClassPermission {
		return nil, Needed(), time.Time{}, nil
	}
	return nil, nil, time.Time{}, err
}

func lacking(granted []string) (missing []string) {
	for _, p := range Needed() {
		if !slices.Contains(granted, p) {
			missing = append(missing, p)
		}
	}
	return missing
}
