package interest

import (
	"slices"
	"strings"

	"shopbell/core/fold"
)

// variant is one of a product's variants: what its words mean.
type variant struct {
	text  string
	parts []part
}

// part is one word of a variant: a colour or size of the lexicon, else the word itself.
type part struct {
	word     string
	concepts []concept
}

// variants reads the shop's variants.
func (l *lexicon) variants(list []string) []variant {
	var out []variant
	for _, text := range list {
		v := variant{text: text}
		words := fold.Words(text)
		m := &message{lex: l, text: text, words: words}
		for i := 0; i < len(words); {
			u := unit{from: i, to: i + 1}
			(&builder{lex: l}).meanings(m, &u)
			p := part{word: words[i].Text}
			for _, c := range u.concepts[:u.n] {
				if l.sorts[c] != sortThing {
					p.concepts = append(p.concepts, c)
				}
			}
			if size := m.sizeWord(i); size != p.word {
				p.word, u.to = size, i+2
			} else if u.to > i+1 {
				p.word = ""
			}
			if !l.soft[words[i].Text] || len(words) == 1 || l.onlySizes(slices.Clone(p.concepts)) > 0 {
				v.parts = append(v.parts, p)
			}
			i = u.to
		}
		if len(v.parts) > 0 {
			out = append(out, v)
		}
	}
	return out
}

// namedVariants gives the variants of a product that words[from:to] name, outside of the product's own name.
func (m *message) namedVariants(x *index, product int, h hit, from, to int) []string {
	var best []string
	most := 0
	for _, v := range x.products[product].variants {
		n := 0
		for _, p := range v.parts {
			if m.says(p, h, from, to) {
				n++
			}
		}
		switch {
		case n < len(v.parts) && (n == 0 || len(v.parts) == 1 || !m.onlyOne(x, product, v, h, from, to)):
		case n > most:
			best, most = []string{v.text}, n
		case n == most:
			best = append(best, v.text)
		}
	}
	return best
}

// onlyOne reports whether a variant of several parts is the only one that has what was said of it: "blue" is enough for
// "Blue / M" when nothing else is blue.
func (m *message) onlyOne(x *index, product int, v variant, h hit, from, to int) bool {
	for _, o := range x.products[product].variants {
		if o.text == v.text {
			continue
		}
		for _, p := range o.parts {
			if m.says(p, h, from, to) {
				return false
			}
		}
	}
	return true
}

// says reports whether a part of a variant is among the words, the product's own name aside.
func (m *message) says(p part, h hit, from, to int) bool {
	if p.word != "" {
		for i := from; i < to; i++ {
			if (i < h.from || i >= h.to) && m.sizeWord(i) == p.word && (!m.lex.soft[p.word] || m.letterMeant(i)) && !m.denied(i, i+1) {
				return true
			}
		}
	}
	for k := range m.units {
		u := &m.units[k]
		if u.from >= from && u.to <= to && (u.from < h.from || u.from >= h.to) && u.has(p.concepts) && m.sizeMeant(u) && !m.denied(u.from, u.to) {
			return true
		}
	}
	return false
}

// sizeWord is a word as a variant may write it: a number followed by its measure counts with it ("500 g" is "500g").
func (m *message) sizeWord(i int) string {
	w := m.words[i].Text
	if i+1 < len(m.words) && m.words[i+1].Break == fold.BreakNone && strings.Trim(w, "0123456789") == "" {
		switch next := m.words[i+1].Text; next {
		case "g", "gr", "kg", "ml", "l", "cl", "cm", "mm", "oz", "months", "m":
			return w + strings.TrimSuffix(next, "onths")
		}
	}
	return w
}

// sizeMeant tells a size written as one letter from a letter that is a word: it stands in capitals, or after a word for
// size, or at the end of its clause.
func (m *message) sizeMeant(u *unit) bool {
	return len(m.words[u.from].Text) > 1 || m.letterMeant(u.from)
}

// letterMeant tells a size written as one letter, at word i, from a letter that is a word or what an apostrophe left of one.
func (m *message) letterMeant(i int) bool {
	w := m.words[i]
	last := i+1 == len(m.words) || m.words[i+1].Break != fold.BreakNone
	return w.Upper || last || m.has(cueSize, max(i-1, 0), i)
}
