package interest

import (
	"slices"
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/fold"
)

// addKinds lets the only cardigan of a shop be called "the cardigan". The word for the thing stands last in a name; or first
// where the catalogue's names mostly have it so.
func (x *index) addKinds(lex *lexicon, products []core.Product, uses map[concept]map[int]bool) {
	type ends struct{ first, last []concept }
	b := builder{lex: lex, index: x}
	heads := make([]ends, len(products))
	first, last := 0, 0
	for n, p := range products {
		_, rest := quoted(p.Name)
		names := b.kinds(firstPart(rest))
		if len(names) == 0 {
			continue
		}
		heads[n] = ends{names[0], names[len(names)-1]}
		if len(names) > 1 {
			first += min(len(heads[n].first), 1)
			last += min(len(heads[n].last), 1)
		}
	}
	for n, h := range heads {
		list := h.last
		if first > 2*last {
			list = h.first
		}
		if len(list) != 1 || solid(products[n].Name) {
			continue // it may be two things
		}
		list = slices.DeleteFunc(slices.Clone(list), func(c concept) bool { return len(uses[c]) != 1 || !uses[c][n] })
		if len(list) > 0 {
			x.phrases = append(x.phrases, phrase{product: n, elems: [][]concept{list}, weak: true, kind: true})
		}
	}
}

// kinds gives, for each word of a name that is not a small one, the things that it may be.
func (b *builder) kinds(text string) [][]concept {
	m := &message{lex: b.lex, text: text, words: fold.Words(text)}
	var out [][]concept
	for i := 0; i < len(m.words); {
		u := unit{from: i, to: i + 1}
		b.meanings(m, &u)
		if !b.lex.soft[m.words[i].Text] {
			out = append(out, slices.DeleteFunc(slices.Clone(u.concepts[:u.n]), func(c concept) bool { return !b.thing(c) }))
		}
		i = u.to
	}
	return out
}

// plain reports whether nothing beside a word for a thing makes it another thing than the shop's only one: "your cardigan in
// cream" where there is a cream one, and not "a summer cardigan".
func (m *message) plain(x *index, h hit) bool {
	variant := func(i int) bool { return len(m.namedVariants(x, h.product, h, i, i+1)) > 0 }
	before, after := h.from-1, h.to
	for before >= 0 && m.soft[before] && m.words[before+1].Break == fold.BreakNone {
		before--
	}
	for after < len(m.words) && m.soft[after] && m.words[after].Break == fold.BreakNone {
		after++ // "cestas de regalo"
	}
	if before >= 0 && m.words[before+1].Break == fold.BreakNone && !m.cued(before) && !variant(before) {
		return false
	}
	return after >= len(m.words) || m.words[after].Break != fold.BreakNone ||
		m.cued(after) || m.lex.chat[m.words[after].Text] || variant(after)
}

// sure reports words that mean a thing in earnest: not misspelt, and neither short ones, which are others in other languages
// ("so" is a Vietnamese notebook without its marks), nor those of every chat.
func (m *message) sure(u *unit) bool {
	w := m.words[u.from]
	long := u.to-u.from > 1 || utf8.RuneCountInString(w.Text) > 3 || vietnamese(m.text[w.Start:w.End])
	return long && !u.guessed && !m.lex.chat[w.Text] && !m.lex.common[w.Text]
}
