package store

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
)

// Query asks for messages with words.
type Query struct {
	Words       string
	CustomerID  core.CustomerID // empty: everyone
	After       time.Time       // zero: no bound; At > After
	Before      time.Time       // zero: no bound; At < Before
	Limit       int
	Open, Close string // put around the words in Hit.Snippet
}

// Hit is a message that has the words.
type Hit struct {
	NamedMessage
	Snippet string
}

// snippetWords is how many words a snippet holds at most.
const snippetWords = 16

// Search gives the messages that have all words, newest first. The last word may be the beginning of one. Any text is
// safe: nothing in it is syntax but quotation marks around a phrase. Words without letters or digits find nothing.
func (s *Store) Search(ctx context.Context, q Query) ([]Hit, error) {
	table, match := matchOf(q.Words)
	if match == "" {
		return []Hit{}, nil
	}
	low, high := int64(0), int64(1<<63-1)
	if !q.After.IsZero() {
		low = (toMS(q.After) + 1) << keyBits
	}
	if !q.Before.IsZero() {
		high = toMS(q.Before) << keyBits
	}
	rows, err := s.read.QueryContext(ctx, searchSQL(table, q.CustomerID != ""), q.Open, q.Close, snippetWords, match, low, high, q.CustomerID, q.Limit)
	if err != nil {
		return nil, fault("store.search", err)
	}
	defer func() { _ = rows.Close() }()
	out := []Hit{}
	for rows.Next() {
		var h Hit
		if h.NamedMessage, err = scanMessage(rows, &h.Snippet); err != nil {
			return nil, fault("store.search", err)
		}
		out = append(out, h)
	}
	return out, fault("store.search", rows.Err())
}

// searchSQL orders by the full-text table's rowid, which is time: no sort is needed.
func searchSQL(table string, one bool) string {
	who := `?7 = ''`
	if one {
		who = `m.customer_n = (SELECT n FROM customers WHERE id = ?7)`
	}
	return `
		SELECT ` + messageColumns + `, snippet(` + table + `, 0, ?1, ?2, '…', ?3)
		FROM ` + table + ` f JOIN messages m ON m.key = f.rowid JOIN customers c ON c.n = m.customer_n
		WHERE ` + table + ` MATCH ?4 AND f.rowid >= ?5 AND f.rowid < ?6 AND ` + who + `
		ORDER BY f.rowid DESC LIMIT ?8`
}

// matchOf turns a person's text into an FTS5 expression in which every word is quoted, and says which index serves it:
// the one of words, or the one of letter triples when a script without spaces is in it.
func matchOf(text string) (table, match string) {
	table = "messages_fts"
	least := 1
	if unspaced(text) {
		table, least = "messages_tri", 3
	}
	var terms []string
	for i, part := range strings.Split(strings.ToValidUTF8(text, " "), `"`) {
		phrase := i%2 == 1
		words := strings.FieldsFunc(part, func(r rune) bool {
			return r == 0 || unicode.IsSpace(r) || !phrase && table == "messages_fts" && !unicode.In(r, unicode.L, unicode.N, unicode.M)
		})
		if phrase {
			words = []string{strings.Join(words, " ")}
		}
		for _, w := range words {
			if utf8.RuneCountInString(w) >= least && strings.ContainsFunc(w, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N) }) {
				terms = append(terms, `"`+w+`"`)
			}
		}
	}
	if len(terms) == 0 {
		return table, ""
	}
	if table == "messages_fts" && !strings.HasSuffix(strings.TrimSpace(text), `"`) {
		terms[len(terms)-1] += "*"
	}
	return table, strings.Join(terms, " ")
}
