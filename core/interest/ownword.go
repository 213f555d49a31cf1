package interest

import (
	"strings"
	"unicode"

	"shopbell/core"
	"shopbell/core/fold"
)

// addOwnWords lets a product be called by one word of its name when that word looks like a name of its own and no other
// product has it: "the oneplus" for "OnePlus 10 Pro". Such a word needs a context, like every word that may mean more.
func (x *index) addOwnWords(lex *lexicon, products []core.Product, uses map[concept]map[int]bool) {
	for n, p := range products {
		for _, w := range lex.ownWords(firstPart(p.Name)) {
			key := bare(stem(w))
			c, ok := x.literals[x.literalKey(w)]
			if !ok || len(uses[c]) != 1 || lex.common[w] || lex.chat[w] || lex.soft[w] || lex.things.next[key] != nil {
				continue
			}
			x.phrases = append(x.phrases, phrase{product: n, elems: [][]concept{{c}}, weak: true})
		}
	}
}

// ownWords gives the words of a name, folded, that are written like names: with a capital inside; with one later in a name
// that is not written in capitals throughout; the first of one that is, where the maker stands.
func (l *lexicon) ownWords(name string) []string {
	small := false // a longer word without a capital: this shop does not write every word with one
	list := fold.Words(name)
	for _, w := range list {
		small = small || !w.Upper && !l.soft[w.Text] && len(w.Text) > 3 && !strings.ContainsAny(w.Text, "0123456789")
	}
	var out []string
	for i, w := range list {
		written := name[w.Start:w.End]
		inner := strings.IndexFunc(written[1:], unicode.IsUpper) >= 0 && strings.IndexFunc(written, unicode.IsLower) >= 0
		if len(w.Text) >= 4 && (inner || w.Upper && small == (i > 0)) && len(list) > 1 {
			out = append(out, w.Text)
		}
	}
	return out
}

// uses tells which products a meaning stands for a part of the names of.
func (x *index) uses() map[concept]map[int]bool {
	out := map[concept]map[int]bool{}
	for _, p := range x.phrases {
		for _, elem := range p.elems {
			for _, c := range elem {
				if out[c] == nil {
					out[c] = map[int]bool{}
				}
				out[c][p.product] = true
			}
		}
	}
	return out
}
