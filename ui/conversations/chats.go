package conversations

import (
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// pageSize is how many conversations are read at a time.
const pageSize = 200

// Chats is the part of the list of conversations that was read so far, newest first. Rows are keyed by time and
// customer, so that the next part begins exactly where this one ends, whatever arrived meanwhile.
type Chats struct {
	Filter string // as of views.ConversationQuery
	Rows   []views.ConversationRow
	More   bool // there may be older ones
}

// First asks for the newest part.
func (c *Chats) First() views.ConversationQuery {
	return views.ConversationQuery{Filter: c.Filter, Limit: pageSize}
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

// Found is what a search found.
type Found struct {
	Words string
	Hits  []views.SearchHit
}

// Says tells how much was found.
func (f Found) Says(w *words.Words) string {
	if len(f.Hits) >= searchLimit {
		return w.T("conversations.found_most", "N", w.Number(len(f.Hits)))
	}
	people := map[core.CustomerID]bool{}
	for _, h := range f.Hits {
		people[h.CustomerID] = true
	}
	return w.N("conversations.found", len(f.Hits), "People", w.N("conversations.people", len(people)))
}

// spans cuts a text with marks around found words into runs.
func spans(marked string) []widgets.Span {
	var all []widgets.Span
	for marked != "" {
		before, rest, found := strings.Cut(marked, views.SnippetOpen)
		if before != "" {
			all = append(all, widgets.Span{Text: before})
		}
		if !found {
			break
		}
		hit, after, _ := strings.Cut(rest, views.SnippetClose)
		if hit != "" {
			all = append(all, widgets.Found(hit))
		}
		marked = after
	}
	return all
}

// beforeHit is how many letters of a snippet stand before the first found word, so that it is seen in a narrow row.
const beforeHit = 14

// nearHit cuts the start of a snippet whose first found word stands far behind, at a blank where there is one.
func nearHit(marked string) string {
	at := strings.Index(marked, views.SnippetOpen)
	if at < 0 {
		return marked
	}
	before := []rune(marked[:at])
	if len(before) <= beforeHit {
		return marked
	}
	kept := string(before[len(before)-beforeHit:])
	if _, rest, blank := strings.Cut(kept, " "); blank {
		kept = rest
	}
	return "…" + kept + marked[at:]
}

// Search as you type rests this long after a key, and gives this many messages at most.
const (
	searchRest  = 300 * time.Millisecond
	searchLimit = 100
)
