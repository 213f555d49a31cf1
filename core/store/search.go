package store

import (
	"context"
	"strings"
	"time"

	"shopbell/core"
	"shopbell/core/find"
)

// Query asks for messages. Words are read by find.Parse; without any, the other wishes alone decide.
type Query struct {
	Words       string
	CustomerID  core.CustomerID // empty: everyone
	After       time.Time       // zero: no bound; At > After
	Before      time.Time       // zero: no bound; At < Before
	Best        bool            // best match first instead of newest first; needs words
	From        string          // "": both sides, FromCustomer or FromPage
	Picture     bool            // only messages with a picture
	About       core.SKU        // only messages that prove a request for it, or have its name or one of its aliases
	Limit       int
	Open, Close string // put around the words in Hit.Snippet
}

// The sides of Query.From.
const (
	FromCustomer = "customer"
	FromPage     = "page"
)

// Hit is a message that was found.
type Hit struct {
	NamedMessage
	Snippet string
}

// Search gives the messages that have all words, newest first or best match first. Any text is safe. Words without
// letters or digits find nothing; no words at all find what the other wishes say, and nothing when there is none.
// core.CodeBadInput: From is neither side.
func (s *Store) Search(ctx context.Context, q Query) ([]Hit, error) {
	const op = "store.search"
	if q.From != "" && q.From != FromCustomer && q.From != FromPage {
		return nil, core.E(core.CodeBadInput, op, "from "+q.From, nil)
	}
	words := find.Parse(q.Words)
	if words.Empty() && (strings.TrimSpace(q.Words) != "" || q.boundless()) {
		return []Hit{}, nil
	}
	about, err := s.about(ctx, q.About)
	if err != nil {
		return nil, fault(op, err)
	}
	var list []NamedMessage
	read := false
	if words.Broad() && !q.Best && q.readable() {
		if list, read, err = s.ahead(ctx, q, words); err != nil {
			return nil, fault(op, err)
		}
	}
	if !read {
		query, args := searchSQL(q, words.Match(), about)
		if list, err = s.found(ctx, query, args); err != nil {
			return nil, fault(op, err)
		}
	}
	out := make([]Hit, len(list))
	for i, m := range list {
		out[i] = Hit{m, words.Snippet(m.Text, q.Open, q.Close)}
	}
	return out, nil
}

// boundless reports that nothing but words says what to find.
func (q Query) boundless() bool {
	return q.CustomerID == "" && q.After.IsZero() && q.Before.IsZero() && q.From == "" && !q.Picture && q.About == ""
}

// readable reports that the newest messages may be read one by one: nothing but words and time leaves any out.
func (q Query) readable() bool {
	return q.CustomerID == "" && q.From == "" && !q.Picture && q.About == ""
}

func (s *Store) found(ctx context.Context, query string, args []any) ([]NamedMessage, error) {
	rows, err := s.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var out []NamedMessage
	for rows.Next() {
		m, err := scanMessage(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

// about gives the full-text expression of a product's names; `""`, which finds nothing, for one that has none.
func (s *Store) about(ctx context.Context, sku core.SKU) (string, error) {
	if sku == "" {
		return "", nil
	}
	rows, err := s.read.QueryContext(ctx, `
		SELECT name FROM products WHERE sku = ?1 UNION SELECT value FROM products, json_each(aliases) WHERE sku = ?1`, sku)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return "", err
		}
		if m := find.Phrase(name, false); m != "" {
			names = append(names, m)
		}
	}
	if len(names) == 0 {
		names = []string{`""`}
	}
	return strings.Join(names, " OR "), rows.Err()
}

// searchSQL gives the query and its arguments. Newest first needs no sort: the rowid of the full-text index is time. One
// person's messages are gone through by their own index, since there are few of them, everybody's by the full-text one.
func searchSQL(q Query, match, about string) (query string, args []any) {
	return searchColumns(messageColumns, q, match, about)
}

func searchColumns(columns string, q Query, match, about string) (query string, args []any) {
	from, order := `messages m JOIN customers c ON c.n = m.customer_n`, `m.key DESC`
	var where []string
	add := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	key := `m.key`
	if match != "" {
		from, key, order = `messages_fts f JOIN messages m ON m.key = f.rowid JOIN customers c ON c.n = m.customer_n`, `f.rowid`, `f.rowid DESC`
		if q.CustomerID != "" {
			from = `messages m CROSS JOIN messages_fts f ON f.rowid = m.key JOIN customers c ON c.n = m.customer_n`
			key, order = `m.key`, `m.key DESC`
		}
		if q.Picture {
			match = "(" + match + `) AND "` + pictureTerm + `"`
		}
		if q.Best {
			order = `f.rank`
		}
		add(`messages_fts MATCH ?`, match)
	}
	if q.CustomerID != "" {
		add(`m.customer_n = (SELECT n FROM customers WHERE id = ?)`, q.CustomerID)
	}
	if !q.After.IsZero() {
		add(key+` >= ?`, (toMS(q.After)+1)<<keyBits)
	}
	if !q.Before.IsZero() {
		add(key+` < ?`, toMS(q.Before)<<keyBits)
	}
	if q.From != "" {
		add(`m.from_page = ?`, q.From == FromPage)
	}
	if q.Picture && match == "" {
		add(`instr(m.attachments, '"kind":"image"')`)
	}
	if about != "" {
		if match != "" {
			key = `+` + key // a condition only: the full-text index gives the rows, in order
		}
		add(key+` IN (
			SELECT p.key FROM requests r JOIN messages p ON p.id = r.message_id WHERE r.sku = ?
			UNION SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?)`, q.About, about)
	}
	query = `SELECT ` + columns + ` FROM ` + from
	if len(where) > 0 {
		query += ` WHERE ` + strings.Join(where, ` AND `)
	}
	return query + ` ORDER BY ` + order + ` LIMIT ?`, append(args, q.Limit)
}
