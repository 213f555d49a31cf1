package interest

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/fold"
)

// Candidates are words of which a message that names a product has at least one of Any, or one of Beside together with one
// of With. A word that ends in "*" stands for all that begin with it, and one with spaces for words that follow one another; letters keep the accents of the shop or the lexicon, and
// stand without them as well. Words of scripts without spaces may stand anywhere in a text.
//
// Not every message that Read understands has one: a misspelling in the first letters ("geen mug"), two words written as one
// where the product's stands last ("travelmug"), one written as two ("Feigen Marmelade"), letters repeated for effect
// ("muuug"), and an Arabic "and" written on to the word are found by reading alone.
type Candidates struct {
	Any, Beside, With []string
}

// Candidates gives the words for products of the reader's catalogue. What they are called may depend on what else the shop
// has, so the words are those of the whole catalogue's index.
func (r *Reader) Candidates(products []core.SKU) Candidates {
	w := candidates{lex: r.lex, cat: r.cat, any: map[concept]bool{}, beside: map[concept]bool{}, words: map[string]bool{}}
	wanted := map[int]bool{}
	for _, sku := range products {
		if n, ok := r.cat.bySKU[sku]; ok {
			wanted[n] = true
		}
	}
	for i := range r.cat.phrases {
		if p := &r.cat.phrases[i]; wanted[p.product] {
			w.phrase(p)
		}
	}
	for _, sku := range products {
		w.number(string(sku))
	}
	w.say(w.any)
	for c := range w.any {
		delete(w.beside, c)
	}
	out := Candidates{Any: w.list()}
	w.say(w.beside)
	if out.Beside = w.list(); len(out.Beside) > 0 {
		w.standIns()
		out.With = w.list()
	}
	return out
}

// candidates gathers words.
type candidates struct {
	lex         *lexicon
	cat         *index
	any, beside map[concept]bool
	words       map[string]bool // gathered since the last list
}

// phrase takes the meanings of a phrase. Colours and sizes are said of everything: they count only beside a "one" that
// stands for the thing, unless enough of the phrase is made of them. Materials count: "Wollschal" begins with one.
func (w *candidates) phrase(p *phrase) {
	plain := 0
	for _, e := range p.elems {
		if w.label(e) {
			plain++
		}
	}
	for _, e := range p.elems {
		into := w.any
		if w.label(e) && plain < p.need() {
			into = w.beside
		}
		for _, c := range e {
			into[c] = true
		}
	}
}

// label reports an element that is a colour or a size.
func (w *candidates) label(e []concept) bool {
	return slices.ContainsFunc(e, func(c concept) bool {
		sort := w.lex.sort(c)
		return sort == sortColour || sort == sortSize
	})
}

// number takes an article number, its parts apart and in one: "OP10" is also written "OP-10".
func (w *candidates) number(sku string) {
	key, apart := "", ""
	digit := false
	for _, part := range fold.Words(sku) {
		apart += " "
		for i, r := range part.Text {
			if is := unicode.IsDigit(r); i > 0 && is != digit {
				apart += " "
			}
			digit = unicode.IsDigit(r)
			apart += string(r)
		}
		key += part.Text
	}
	w.words[key], w.words[strings.TrimSpace(apart)] = true, true
}

// standIns takes the words that stand for a thing.
func (w *candidates) standIns() {
	w.lex.cues.walk(nil, func(keys []string, values []int32) {
		for _, v := range values {
			if cue(v)&cueOne != 0 {
				w.words[keys[0]] = true
			}
		}
	})
}

// say takes the words of meanings.
func (w *candidates) say(of map[concept]bool) {
	for written, c := range w.cat.written {
		for _, x := range c {
			if of[x] {
				w.word(written)
			}
		}
	}
	for c := range of {
		if int(c) < len(w.lex.entries) {
			for _, entry := range w.lex.entries[c] {
				w.entry(entry, w.lex.sort(c) == sortSize)
			}
		}
	}
}

// entry takes the longest word of an entry of the lexicon: a message that says the entry has it. Of small words only sizes
// mean something: "la" is no Portuguese wool.
func (w *candidates) entry(text string, size bool) {
	if solid(text) {
		w.words[strings.TrimSpace(text)] = true
		return
	}
	long := ""
	for _, word := range fold.Words(text) {
		if written := text[word.Start:word.End]; utf8.RuneCountInString(written) > utf8.RuneCountInString(long) {
			long = written
		}
	}
	if long != "" && (size || !w.lex.soft[fold.String(strings.ToLower(long))]) {
		w.word(long)
	}
}

// word takes a word as it is written and as it is folded, in every form that has its stem.
func (w *candidates) word(written string) {
	if solid(written) {
		w.words[written] = true
		return
	}
	written = strings.ToLower(written)
	folded := fold.String(written)
	s := bare(stem(folded))
	if utf8.RuneCountInString(s) <= 3 {
		for _, end := range [...]string{"", "s", "es"} {
			w.words[s+end] = true
			if folded != written {
				w.words[written+end] = true
			}
		}
		w.article(s)
		return
	}
	s = strings.TrimSuffix(s, "y") // "cherries" has the stem "cherry"
	if at := runeAt(s, utf8.RuneCountInString(s)-sureLetters); at > 0 {
		s = s[:at] // long words are misspelt at their ends
	}
	w.words[s+"*"] = true
	w.article(s + "*")
	for at := range written {
		if head := written[:at]; at > 0 && head != fold.String(head) && strings.HasPrefix(fold.String(head), s) {
			w.words[head+"*"] = true
			return
		}
	}
	if written != folded {
		w.words[written+"*"] = true
	}
}

// sureLetters is how many letters at the end of a word may be wrong when at least as many more than five stand before.
const sureLetters = 2

// runeAt gives the byte at which rune n begins, 0 when that leaves less than five.
func runeAt(s string, n int) int {
	if n < typoLetters {
		return 0
	}
	for at := range s {
		if n == 0 {
			return at
		}
		n--
	}
	return 0
}

// article adds the forms of an Arabic word with its article.
func (w *candidates) article(s string) {
	if s[0] < 0xD8 || s[0] > 0xDB {
		return
	}
	for _, a := range [...]string{"ال", "وال", "بال", "لل"} {
		w.words[a+s] = true
	}
}

// list gives the words gathered, without those that a shorter beginning covers, and begins anew.
func (w *candidates) list() []string {
	words := w.words
	w.words = map[string]bool{}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(words)), func(s string) bool {
		whole := strings.TrimSuffix(s, "*")
		for at := range whole {
			if at > 0 && words[whole[:at]+"*"] {
				return true
			}
		}
		return whole == s && words[s+"*"]
	})
}
