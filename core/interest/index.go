package interest

import (
	"strings"

	"shopbell/core"
	"shopbell/core/fold"
)

// phrase is one way to name a product.
type phrase struct {
	product int
	elems   [][]concept // each is one word, by what it may mean
	weak    bool        // a single word that means something else as well: it needs a context
	solid   bool        // of a script without spaces, cut rune by rune: it is only said as a whole
	kind    bool        // the word for such things, of the only one that the shop has
	shop    bool        // the shop's own words for it: a name between quotation marks, or an alias
}

// need is how many of its words must be said: of long names and aliases most.
func (p *phrase) need() int {
	n := len(p.elems)
	if !p.solid && (n >= 3 && !p.shop || n >= 4) {
		return (n*3 + 4) / 5
	}
	return n
}

// index is a catalogue made ready. Immutable once made.
type index struct {
	products []product
	phrases  []phrase
	literals map[string]concept
	exact    map[string][]concept // of the lexicon
	// postings lists, for a concept, the phrases it occurs in.
	postings map[concept][]posting
	typos    *typos
	// written gives the words of the catalogue as the shop writes them, with what they mean.
	written map[string][]concept
	skus    map[string]number // letters and digits of an article number, without signs
	longest int               // of them, in bytes
	bySKU   map[core.SKU]int
	next    concept
}

// posting is a place of a concept: an element of a phrase.
type posting struct {
	phrase int32
	elem   int32
}

// product is what the index keeps of one.
type product struct {
	sku      core.SKU
	variants []variant
}

func newIndex(lex *lexicon, products []core.Product) *index {
	x := &index{
		literals: map[string]concept{}, exact: lex.exact, written: map[string][]concept{}, postings: map[concept][]posting{}, typos: newTypos(), skus: map[string]number{},
		bySKU: map[core.SKU]int{}, next: concept(len(lex.sorts)),
	}
	for n, p := range products {
		x.products = append(x.products, product{sku: p.SKU, variants: lex.variants(p.Variants)})
		x.bySKU[p.SKU] = n
		x.addSKU(lex, n, string(p.SKU))
		b, first := builder{lex: lex, index: x, product: n, seen: map[string]bool{}}, len(x.phrases)
		b.name(p.Name)
		for _, a := range p.Aliases {
			b.alias(a)
		}
		b.agree(x.phrases[first:])
	}
	uses := x.uses()
	x.addOwnWords(lex, products, uses)
	x.addKinds(lex, products, uses)
	for n, p := range x.phrases {
		for e, elem := range p.elems {
			for _, c := range elem {
				x.postings[c] = append(x.postings[c], posting{int32(n), int32(e)})
			}
		}
	}
	return x
}

// addSKU notes an article number. A very short one would be found where nobody means it; one that spells an everyday word
// is found only in its parts ("BRU-NA", not "bruna").
func (x *index) addSKU(lex *lexicon, n int, sku string) {
	key := compact(sku)
	if len(key) < 4 && !strings.ContainsAny(key, "0123456789") || len(key) < 3 {
		return
	}
	t := lex.things.next[stem(key)]
	x.skus[key] = number{product: n, word: lex.common[key] || t != nil && len(t.values) > 0}
	x.longest = max(x.longest, len(key))
}

// number is an article number. word is true when it spells an everyday word.
type number struct {
	product int
	word    bool
}

// compact is an article number without anything but letters and digits, folded.
func compact(s string) string {
	var b strings.Builder
	for _, w := range fold.Words(s) {
		b.WriteString(w.Text)
	}
	return b.String()
}

// literalKey is the word itself where the lexicon tells it from others with its stem, else its stem.
func (x *index) literalKey(w string) string {
	if len(x.exact[w]) > 0 {
		return w
	}
	return bare(stem(w))
}

// literal gives the concept of a catalogue's own word.
func (x *index) literal(w string) concept {
	s := x.literalKey(w)
	c, ok := x.literals[s]
	if !ok {
		c = x.next
		x.next++
		x.literals[s] = c
	}
	return c
}
