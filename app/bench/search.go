package main

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"shopbell/core"
	"shopbell/core/find"
	"shopbell/core/store"
)

// page is how many messages a search and a page of a conversation give.
const page = 50

const bareSearch = `
	SELECT m.id, c.id, c.name, m.from_page, m.at_ms, m.text, m.attachments, m.stub
	FROM messages_fts f JOIN messages m ON m.key = f.rowid JOIN customers c ON c.n = m.customer_n
	WHERE messages_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?`

// search measures searches as one types, against the same SQL run bare, and a page of a conversation.
func (b *bench) search(ctx context.Context) (err error) {
	s, err := store.OpenReader(ctx, b.store())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	bare, err := sql.Open("sqlite3", "file:"+filepath.Join(b.store(), store.FileName)+"?mode=ro&_query_only=1&_stmt_cache_size=50")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.Close()) }()
	var all, allBare times
	for _, kind := range typing(200) {
		var ours, theirs times
		for i, words := range kind.words {
			measure := []func() error{
				func() error { return ours.of(func() error { return find50(ctx, s, words, false) }) },
				func() error { return theirs.of(func() error { return bare50(ctx, bare, words) }) },
			}
			if i%2 == 1 { // whoever comes second finds the pages in memory
				slices.Reverse(measure)
			}
			for _, m := range measure {
				if err := m(); err != nil {
					return err
				}
			}
		}
		b.table.add("newest first: "+kind.name, "", "p50 %s, p99 %s ms; bare %s, %s", ours.at(50), ours.at(99), theirs.at(50), theirs.at(99))
		all, allBare = append(all, ours...), append(allBare, theirs...)
	}
	b.table.add("newest first: all", "p99 <= 30 ms", "p50 %s, p99 %s ms", all.at(50), all.at(99))
	b.table.add("newest first: against bare SQL", "<= 1.5x", "p50 %.2fx, p99 %.2fx, sum %.2fx", ratio(all, allBare, 50), ratio(all, allBare, 99), all.sum()/allBare.sum())
	var best times
	for _, words := range slices.Concat([]string{"the", "you", "de la", "blue mug", "th", "ist die"}, typing(20)[3].words) {
		if err := best.of(func() error { return find50(ctx, s, words, true) }); err != nil {
			return err
		}
	}
	b.table.add("best match", "<= 300 ms", "p50 %s, worst %s ms", best.at(50), best.at(100))
	return b.pages(ctx, s)
}

func find50(ctx context.Context, s *store.Store, words string, best bool) error {
	_, err := s.Search(ctx, store.Query{Words: words, Best: best, Limit: page, Open: "\x02", Close: "\x03"})
	return err
}

func bare50(ctx context.Context, db *sql.DB, words string) error {
	rows, err := db.QueryContext(ctx, bareSearch, find.Parse(words).Match(), page)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var id, customer, name, text string
	var fromPage, stub bool
	var at int64
	var attachments sql.NullString
	for rows.Next() {
		if err := rows.Scan(&id, &customer, &name, &fromPage, &at, &text, &attachments, &stub); err != nil {
			return err
		}
	}
	return rows.Err()
}

// pages opens conversations at their newest message and at the one before the first page.
func (b *bench) pages(ctx context.Context, s *store.Store) error {
	people, err := s.Customers(ctx, store.CustomerQuery{Limit: 300})
	if err != nil {
		return err
	}
	var t times
	for _, p := range people {
		var list []core.Message
		err := t.of(func() (err error) {
			list, err = s.Conversation(ctx, p.ID, time.Time{}, "", page)
			return err
		})
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return errors.New("a conversation without messages")
		}
	}
	b.table.add("a page of a conversation", "<= 5 ms", "p50 %s, p99 %s ms", t.at(50), t.at(99))
	return nil
}

// kind is one way of searching.
type kind struct {
	name  string
	words []string
}

// typing gives n searches of each kind, in the languages of the messages.
func typing(n int) []kind {
	w := newWriter(7)
	pick := func() (string, int) {
		for {
			if l := w.tongue(); !languages[l].solid {
				return w.word(w.words[l]), l
			}
		}
	}
	kinds := []kind{{name: "two letters"}, {name: "three letters"}, {name: "a word"}, {name: "two words"}, {name: "a rare word"}, {name: "Thai, Chinese, Japanese"}}
	for range n {
		word, l := pick()
		letters := []rune(word)
		other := w.word(w.words[l])
		solid := len(languages) - 1 - w.IntN(3)
		for i, words := range []string{string(letters[:min(2, len(letters))]), string(letters[:min(3, len(letters))]), word, other + " " + word,
			w.words[l][1000+w.IntN(rare-1000)], w.word(w.words[solid])} {
			kinds[i].words = append(kinds[i].words, words)
		}
	}
	return kinds
}

// times are durations of one kind of work.
type times []time.Duration

func (t *times) of(f func() error) error {
	began := time.Now()
	err := f()
	*t = append(*t, time.Since(began))
	return err
}

// percentile gives the time in which so many of a hundred were done.
func (t times) percentile(p int) time.Duration {
	sorted := slices.Sorted(slices.Values(t))
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

// at gives a percentile in milliseconds.
func (t times) at(p int) string {
	return strconv.FormatFloat(float64(t.percentile(p).Microseconds())/1000, 'f', 2, 64)
}

func (t times) sum() float64 {
	var s time.Duration
	for _, d := range t {
		s += d
	}
	return s.Seconds()
}

func ratio(ours, theirs times, p int) float64 {
	return ours.percentile(p).Seconds() / theirs.percentile(p).Seconds()
}
