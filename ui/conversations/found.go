package conversations

import (
	"slices"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Found is what a search found: people by name, then messages.
type Found struct {
	Words  string
	Best   bool
	People []views.ConversationRow
	Hits   []views.SearchHit
	More   bool // there may be more messages
}

// Rows counts people and messages.
func (f Found) Rows() int { return len(f.People) + len(f.Hits) }

// Append adds the answer to a query that began at the oldest message of this one. Messages of that very time come twice
// and are kept once.
func (f *Found) Append(hits []views.SearchHit) {
	known := make(map[core.MessageID]bool, len(f.Hits))
	for _, h := range f.Hits {
		known[h.MessageID] = true
	}
	fresh := 0
	for _, h := range hits {
		if !known[h.MessageID] {
			f.Hits = append(f.Hits, h)
			fresh++
		}
	}
	f.More = len(hits) >= searchLimit && fresh > 0
}

// Says tells how much was found.
func (f Found) Says(w *words.Words) string {
	switch {
	case len(f.Hits) == 0 && len(f.People) > 0:
		return w.N("find.names", len(f.People))
	case f.More && f.Best:
		return w.T("find.best_most", "N", w.Number(len(f.Hits)))
	case f.More:
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

// foundWords gives the words that a snippet marks, each once, the longest first.
func foundWords(marked string) []string {
	var all []string
	for {
		_, rest, found := strings.Cut(marked, views.SnippetOpen)
		if !found {
			break
		}
		var hit string
		hit, marked, _ = strings.Cut(rest, views.SnippetClose)
		if hit != "" && !slices.Contains(all, hit) {
			all = append(all, hit)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// lit cuts a message into runs, with the found words lit.
func lit(text string, found []string) []widgets.Span {
	var all []widgets.Span
	for text != "" {
		at, word := len(text), ""
		for _, f := range found {
			if i := strings.Index(text, f); i >= 0 && i < at {
				at, word = i, f
			}
		}
		if at > 0 {
			all = append(all, widgets.Span{Text: text[:at]})
		}
		if word != "" {
			all = append(all, widgets.Found(word))
		}
		text = text[at+len(word):]
	}
	return all
}

// Search as you type rests this long after a key, and reads so many messages at a time and so many people.
const (
	searchRest  = 200 * time.Millisecond
	searchLimit = 100
	namesLimit  = 3
)
