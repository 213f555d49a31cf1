package conversations

import (
	"shopbell/core"
	"shopbell/core/views"
)

// pageSize is how many conversations are read at a time.
const pageSize = 200

// Chats is the part of the list of conversations that was read so far, newest first. Rows are keyed by time and
// customer, so that the next part begins exactly where this one ends, whatever arrived meanwhile.
type Chats struct {
	Filter string      // as of views.ConversationQuery
	Only   core.Filter // in its place unless it is zero
	Rows   []views.ConversationRow
	More   bool // there may be older ones
}

// First asks for the newest part.
func (c *Chats) First() views.ConversationQuery {
	return views.ConversationQuery{Filter: c.Filter, Only: c.Only, Limit: pageSize}
}

// Next asks for the part after what was read.
func (c *Chats) Next() views.ConversationQuery {
	q := c.First()
	if n := len(c.Rows); n > 0 {
		q.BeforeAt, q.BeforeID = c.Rows[n-1].At, c.Rows[n-1].CustomerID
	}
	return q
}

// Append adds the answer to Next.
func (c *Chats) Append(rows []views.ConversationRow) {
	c.Rows, c.More = append(c.Rows, rows...), len(rows) == pageSize
}

// Renew takes a new answer to First and keeps what was read beyond it. Conversations only ever move to the front: what
// stood within the new part and is not in it any more has left this kind.
func (c *Chats) Renew(rows []views.ConversationRow) {
	if len(rows) < pageSize {
		c.Rows, c.More = rows, false
		return
	}
	last, in := rows[len(rows)-1], make(map[core.CustomerID]bool, len(rows))
	for _, r := range rows {
		in[r.CustomerID] = true
	}
	beyond := len(c.Rows)
	for i, r := range c.Rows {
		if !r.At.After(last.At) {
			beyond = i
			break
		}
	}
	if beyond == len(c.Rows) {
		c.Rows, c.More = rows, true
		return
	}
	all := append([]views.ConversationRow{}, rows...)
	for _, r := range c.Rows[beyond:] {
		if !in[r.CustomerID] {
			all = append(all, r)
		}
	}
	c.Rows = all
}

// Place finds a customer's row, -1 when it was not read.
func (c *Chats) Place(id core.CustomerID) int {
	for i, r := range c.Rows {
		if r.CustomerID == id {
			return i
		}
	}
	return -1
}
