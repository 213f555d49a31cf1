package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"shopbell/core"
)

// near is how far apart the download's time of a message and the page's may be.
const near = 2 * time.Second

// beside is what is here of one person around a stretch of time, to compare a download with.
type beside struct {
	byID  map[core.MessageID]row // by heldMark
	same  map[sentence][]row     // ascending in time
	stubs map[int64][]row        // by second
	used  map[int64]bool         // rows that a message of the download stands for; shared with the caller
}

type row struct {
	key      int64
	id       core.MessageID
	fromPage bool
}

func (r row) at() int64 { return r.key >> keyBits }

// exact reports whether the row's time is a download's, to the millisecond.
func (r row) exact() bool { return strings.HasPrefix(string(r.id), ImportPrefix) }

// fromDownload reports whether no page has brought the row yet, also when its time is a coarse one.
func (r row) fromDownload() bool { return r.exact() || strings.HasPrefix(string(r.id), coarsePrefix) }

// coarsePrefix begins the ids of messages from a download's HTML.
const coarsePrefix = "fbh:"

// sentence is what makes two messages of one person say the same.
type sentence struct {
	fromPage bool
	text     string // "" for attachments without words
}

// sentenceOf leaves out what the page and a download write differently: spacing, composed letters, the mark that asks
// for a coloured emoji.
func sentenceOf(m core.Message) sentence {
	text := strings.ReplaceAll(m.Text, "\ufe0f", "")
	return sentence{m.FromPage, norm.NFC.String(strings.Join(strings.Fields(text), " "))}
}

func newBeside(used map[int64]bool) *beside {
	return &beside{byID: map[core.MessageID]row{}, same: map[sentence][]row{}, stubs: map[int64][]row{}, used: used}
}

// messagesBeside loads a person's messages between two times and a little around them. used may be nil.
func messagesBeside(ctx context.Context, q querier, n int64, from, to time.Time, used map[int64]bool) (*beside, error) {
	b := newBeside(used)
	rows, err := q.QueryContext(ctx, `
		SELECT key, id, from_page, text, attachments IS NULL, stub FROM messages WHERE customer_n = ? AND key >= ? AND key < ? ORDER BY key`,
		n, toMS(from.Add(-near))<<keyBits, (toMS(to.Add(near))+1)<<keyBits)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var r row
		var m core.Message
		var bare, stub bool
		if err := rows.Scan(&r.key, &r.id, &m.FromPage, &m.Text, &bare, &stub); err != nil {
			return nil, err
		}
		r.fromPage = m.FromPage
		b.byID[heldMark(r.id)] = r
		switch s := sentenceOf(m); {
		case stub:
			b.stubs[r.at()/1000] = append(b.stubs[r.at()/1000], r)
		case s.text != "" || !bare:
			b.same[s] = append(b.same[s], r)
		}
	}
	return b, rows.Err()
}

// said reports whether a message of a download is here already under another id, and notes that it stands for that one.
func (b *beside) said(m ImportMessage) bool {
	_, ok := b.standsFor(m)
	return ok
}

// standsFor is said, and gives the row.
func (b *beside) standsFor(m ImportMessage) (row, bool) {
	r, ok := b.nearest(m.Message, func(r row) bool { return m.Coarse || !r.exact() || r.at() == toMS(m.At) })
	if ok && b.used != nil {
		b.used[r.key] = true
	}
	return r, ok
}

// imported finds the row of a download that says what the page now brings.
func (b *beside) imported(m core.Message) (row, bool) { return b.nearest(m, row.fromDownload) }

// nearest finds the row nearest in time that says the same, is free and fits.
func (b *beside) nearest(m core.Message, fits func(row) bool) (best row, found bool) {
	if len(b.same) == 0 { // of most threads of a first import
		return row{}, false
	}
	list := b.same[sentenceOf(m)]
	at := toMS(m.At)
	start, _ := slices.BinarySearchFunc(list, at-near.Milliseconds(), func(r row, ms int64) int { return int(r.at() - ms) })
	for _, r := range list[start:] {
		if r.at() > at+near.Milliseconds() {
			break
		}
		if b.used[r.key] || !fits(r) || found && abs(r.at()-at) >= abs(best.at()-at) {
			continue
		}
		best, found = r, true
	}
	return best, found
}

// stub finds a message of which the page told only the id and the second, and takes it. Of a stub that is not the
// page's, the side may be unknown.
func (b *beside) stub(m core.Message) (row, bool) {
	second := toMS(m.At) / 1000
	for i, r := range b.stubs[second] {
		if r.fromPage && !m.FromPage {
			continue
		}
		b.stubs[second] = slices.Delete(b.stubs[second], i, i+1)
		return r, true
	}
	return row{}, false
}

func abs(n int64) int64 { return max(n, -n) }
