package interest

import "shopbell/core/fold"

// context reports whether a word that means more than a product is meant as one here: something is asked in its
// sentence, or one of its variants is named, and it is not somebody's or some place's name.
func (m *message) context(x *index, h hit) bool {
	from, to := m.sentence(h.from)
	for _, c := range m.cues {
		if c.what&cueOther != 0 && c.what&(cueWant|cueTell) == 0 && c.to == h.from && m.words[h.from].Break == fold.BreakNone {
			return false
		}
	}
	if m.has(cueWant|cueTell|cueAbout|cueSize, from, to) && !m.done(from, to) {
		return true
	}
	return m.variantBeside(x, h, from, to) || m.littleElse(h)
}

// variantBeside reports whether a colour or a size of the product, as a label writes it, stands in its sentence. "Big" is no
// such size: it is said of storms too.
func (m *message) variantBeside(x *index, h hit, from, to int) bool {
	for _, v := range x.products[h.product].variants {
		for _, p := range v.parts {
			for k := range m.units {
				u := &m.units[k]
				label := u.n > 0 && (m.lex.sort(u.concepts[0]) == sortColour || len(m.words[u.from].Text) <= 2)
				if label && u.from >= from && u.to <= to && (u.to <= h.from || u.from >= h.to) && u.has(p.concepts) && m.sizeMeant(u) {
					return true
				}
			}
			for i := from; i < to; i++ {
				if p.word != "" && (i < h.from || i >= h.to) && len(p.word) > 1 && m.sizeWord(i) == p.word {
					return true
				}
			}
		}
	}
	return false
}

// littleElse reports a message that says hardly more than a product: a thing by its name, or anything as a question.
func (m *message) littleElse(h hit) bool {
	others := 0
	for i := range m.words {
		if (i < h.from || i >= h.to) && !m.soft[i] {
			others++
		}
	}
	for _, c := range m.cues {
		if c.what&cueOther != 0 && !m.soft[c.from] {
			return false
		}
	}
	return others <= 1 && (m.asks(m.sentence(len(m.words)-1)) || h.thing)
}
