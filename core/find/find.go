// Package find reads what an owner types to search messages, and finds it in a text.
//
// Pure functions of their arguments, safe from any goroutine. Nothing that is typed is an error. The same terms stand in
// the full-text index (fold.Terms), so that the index finds the messages that Query.In finds, and no others.
package find

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopbell/core/fold"
)

// Query is what to look for: a text that has all phrases and none of the excluded ones.
type Query struct {
	phrases, without []phrase
}

// phrase is terms that stand one after the other.
type phrase struct {
	terms []string
	begin bool // the last term is the beginning of one
}

// Bounds of what is read of a query: whoever pastes a page searches for how it begins.
const (
	maxBytes   = 2000
	maxPhrases = 40
)

// Parse reads words. Text between quotation marks is a phrase, "-" before a word or a phrase excludes it, and everything
// else is words that all must be there. The last word may be the beginning of one.
func Parse(typed string) Query {
	typed = strings.ToValidUTF8(cut(typed, maxBytes), " ")
	var q Query
	for {
		typed = strings.TrimLeftFunc(typed, unicode.IsSpace)
		if typed == "" || len(q.phrases)+len(q.without) >= maxPhrases {
			return q
		}
		not := false
		if rest := strings.TrimPrefix(typed, "-"); rest != typed && rest != "" && !strings.HasPrefix(rest, "-") {
			typed, not = rest, true
		}
		first, size := utf8.DecodeRuneInString(typed)
		var list []phrase
		if ends := closing(first); ends != "" {
			var inside string
			inside, typed = until(typed[size:], func(r rune) bool { return strings.ContainsRune(ends, r) })
			_, size = utf8.DecodeRuneInString(typed)
			typed = typed[size:]
			list = quoted(inside)
		} else {
			var word string
			word, typed = until(typed, func(r rune) bool { return unicode.IsSpace(r) || closing(r) != "" })
			list = words(word, strings.TrimSpace(typed) == "" && !not)
		}
		if not {
			q.without = append(q.without, list...)
		} else {
			q.phrases = append(q.phrases, list...)
		}
	}
}

// closing gives the marks that close a phrase that this one opens, "" for any other rune.
func closing(mark rune) string {
	switch mark {
	case '"':
		return `"`
	case '“', '”':
		return `”"“`
	case '„':
		return `“”"`
	case '«':
		return `»`
	case '»':
		return `«»`
	case '「':
		return `」`
	case '『':
		return `』`
	}
	return ""
}

// cut shortens a text to at most n bytes of whole runes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// until cuts a text before the first rune that ends it.
func until(s string, ends func(rune) bool) (before, from string) {
	if i := strings.IndexFunc(s, ends); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// words gives what is written without a space: words that a sign joins are a phrase ("c-3po"), and what stands beside
// them in a script without spaces is looked for on its own.
func words(word string, last bool) []phrase {
	var out []phrase
	terms := fold.Terms(word)
	for from := 0; from < len(terms); {
		to := from + 1
		for to < len(terms) && terms[to].Solid == terms[from].Solid && (!terms[from].Solid || terms[to].Start == terms[to-1].First) {
			to++
		}
		out = append(out, row(terms[from:to], last && to == len(terms)))
		from = to
	}
	return out
}

func quoted(text string) []phrase {
	if terms := fold.Terms(text); len(terms) > 0 {
		return []phrase{row(terms, false)}
	}
	return nil
}

// row makes a phrase of terms. In a script without spaces more letters may follow: the last letter's own term, which
// stands at the end of a run only, is left out where the pair before it holds it already.
func row(terms []fold.Term, begin bool) phrase {
	n := len(terms)
	if end := terms[n-1]; end.Solid {
		if begin = n == 1 || terms[n-2].End != end.End; !begin {
			n--
		}
	}
	p := phrase{begin: begin}
	for _, t := range terms[:n] {
		p.terms = append(p.terms, t.Text)
	}
	return p
}

// Empty reports that there is nothing to look for: nothing was typed, no letters or digits, or exclusions alone.
func (q Query) Empty() bool { return len(q.phrases) == 0 }

// Broad reports that the last word is the beginning of one, of one or two letters: so many words begin like it that
// reading the newest messages finds enough sooner than an index does.
func (q Query) Broad() bool {
	if q.Empty() {
		return false
	}
	p := q.phrases[len(q.phrases)-1]
	return p.begin && utf8.RuneCountInString(p.terms[len(p.terms)-1]) <= 2
}

// Rest is the query without its last word or phrase.
func (q Query) Rest() Query {
	return Query{phrases: q.phrases[:max(0, len(q.phrases)-1)], without: q.without}
}

// Match gives the query as an FTS5 expression in which every word is quoted; "" for an empty one.
func (q Query) Match() string {
	if q.Empty() {
		return ""
	}
	match := join(q.phrases, " AND ")
	if len(q.without) > 0 {
		match = "(" + match + ") NOT (" + join(q.without, " OR ") + ")"
	}
	return match
}

func join(list []phrase, with string) string {
	var out []string
	for _, p := range list {
		out = append(out, p.match())
	}
	return strings.Join(out, with)
}

// match needs no escaping: terms are letters and digits.
func (p phrase) match() string {
	m := `"` + strings.Join(p.terms, " ") + `"`
	if p.begin {
		m += "*"
	}
	return m
}

// Phrase gives the FTS5 expression for a text that stands somewhere as it is; "" when it has no letters or digits. begin:
// its last word may be the beginning of one.
func Phrase(text string, begin bool) string {
	terms := fold.Terms(text)
	if len(terms) == 0 {
		return ""
	}
	return row(terms, begin).match()
}

// In reports whether a text has all that is looked for and nothing that is excluded.
func (q Query) In(text string) bool {
	terms := fold.Terms(text)
	missing := func(p phrase) bool { return p.next(terms, 0) < 0 }
	return !q.Empty() && !slices.ContainsFunc(q.phrases, missing) &&
		!slices.ContainsFunc(q.without, func(p phrase) bool { return !missing(p) })
}

// next gives the place of the first term from which on the phrase stands, -1 when it does not.
func (p phrase) next(terms []fold.Term, from int) int {
	for i := from; i+len(p.terms) <= len(terms); i++ {
		if p.at(terms[i:]) {
			return i
		}
	}
	return -1
}

func (p phrase) at(terms []fold.Term) bool {
	last := len(p.terms) - 1
	for i, want := range p.terms {
		have := terms[i].Text
		if have != want && !(p.begin && i == last && strings.HasPrefix(have, want)) {
			return false
		}
	}
	return true
}
