package find

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopbell/core/fold"
)

// span is a stretch of a text, in bytes.
type span struct{ from, to int }

// A snippet holds about snippetLength runes, and begins at most snippetBefore runes before what was found.
const (
	snippetLength = 120
	snippetBefore = 40
)

// Snippet gives the part of a text in which most of the query stands, with open and close around what was found. Of a
// text that has these marks itself they are left out.
func (q Query) Snippet(text, open, close string) string {
	found := q.spans(text)
	from, to := part(text, found)
	var b strings.Builder
	b.Grow(to - from + len(found)*(len(open)+len(close)) + 6)
	if from > 0 {
		b.WriteString("…")
	}
	marks := strings.NewReplacer(open, "", close, "")
	plain := func(s string) { _, _ = marks.WriteString(&b, s) } // a Builder takes everything
	if open == "" || close == "" || !strings.Contains(text, open) && !strings.Contains(text, close) {
		plain = func(s string) { b.WriteString(s) }
	}
	at := from
	for _, f := range found {
		if f.to <= from || f.from >= to {
			continue
		}
		f = span{max(f.from, from), min(f.to, to)}
		plain(text[at:f.from])
		b.WriteString(open)
		plain(text[f.from:f.to])
		b.WriteString(close)
		at = f.to
	}
	plain(text[at:to])
	if to < len(text) {
		b.WriteString("…")
	}
	return b.String()
}

// spans gives where the phrases stand, in order and without overlaps.
func (q Query) spans(text string) []span {
	terms := fold.Terms(text)
	var out []span
	for _, p := range q.phrases {
		for i := p.next(terms, 0); i >= 0; i = p.next(terms, i+1) {
			last := terms[i+len(p.terms)-1]
			end := last.End
			if p.begin && last.Solid {
				end = last.First
			}
			out = append(out, span{terms[i].Start, end})
		}
	}
	slices.SortFunc(out, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	n := 0
	for _, s := range out {
		if n > 0 && s.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out[n] = s
		n++
	}
	return out[:n]
}

// part gives which stretch of a text a snippet shows: all of a short one, else the stretch with most of what was found.
func part(text string, found []span) (from, to int) {
	if len(text) <= snippetLength || utf8.RuneCountInString(text) <= snippetLength {
		return 0, len(text)
	}
	most := 0
	for i, f := range found {
		start := wordStart(text, back(text, f.from, snippetBefore), f.from)
		end := forth(text, start, snippetLength)
		n := 0
		for _, other := range found[i:] {
			if other.to <= end {
				n++
			}
		}
		if n > most {
			most, from = n, start
		}
	}
	to = forth(text, from, snippetLength)
	if to < len(text) {
		to = wordEnd(text, to, from)
	}
	return from, to
}

// back and forth move a place by so many runes.
func back(text string, at, runes int) int {
	for ; at > 0 && runes > 0; runes-- {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return at
}

func forth(text string, at, runes int) int {
	for ; at < len(text) && runes > 0; runes-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// wordStart moves a place on to where a word begins, unless there is no space before limit.
func wordStart(text string, at, limit int) int {
	if at == 0 {
		return 0
	}
	if i := strings.IndexFunc(text[at:limit], unicode.IsSpace); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[at+i:])
		return at + i + size
	}
	return whole(text, at)
}

// wordEnd moves a place back to where a word ends, unless that would leave less than half.
func wordEnd(text string, at, from int) int {
	if i := strings.LastIndexFunc(text[from:at], unicode.IsSpace); i > (at-from)/2 {
		return from + i
	}
	return whole(text, at)
}

// whole moves a place back so that no letter is shown without its marks.
func whole(text string, at int) int {
	for at > 0 && at < len(text) {
		r, _ := utf8.DecodeRuneInString(text[at:])
		if !unicode.Is(unicode.M, r) && r != 0x200d && r != 0xfe0f {
			break
		}
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return at
}
