package interest

import (
	"cmp"
	"slices"

	"shopbell/core/fold"
)

// hit is a product named by words[from:to].
type hit struct {
	product  int
	from, to int
	units    uint64 // the units that it is made of, by bit
	count    int    // how many words of the name were said
	full     bool   // all of them
	shop     bool
	weak     bool
	literal  bool // an article number
	kind     bool // named by the word for such things, of which the shop has one
	thing    bool // named by a word for such things, not by a name of its own
	stood    bool // a "one" stands for the thing
}

// maxUnits bounds how many units of a message are compared; the rest of a longer message names nothing new.
const maxUnits = 64

// seen is where elements of one phrase were met.
type seenAt struct{ unit, elem int }

// find gives the products that a message names, in order of appearance.
func (x *index) find(m *message) []hit {
	hits := slices.Clone(m.skus)
	met := map[int32][]seenAt{}
	var order []int32
	for i := range m.units[:min(len(m.units), maxUnits)] {
		u := &m.units[i]
		for _, c := range u.concepts[:u.n] {
			for _, p := range x.postings[c] {
				list, ok := met[p.phrase]
				if !ok {
					order = append(order, p.phrase)
				}
				if n := len(list); n > 0 && list[n-1] == (seenAt{i, int(p.elem)}) {
					continue
				}
				met[p.phrase] = append(list, seenAt{i, int(p.elem)})
			}
		}
	}
	for _, n := range order {
		hits = x.fit(m, &x.phrases[n], met[n], hits)
	}
	return m.choose(x, hits)
}

// fit looks for places where the words of a phrase stand together.
func (x *index) fit(m *message, p *phrase, seen []seenAt, hits []hit) []hit {
	need := p.need()
	used := -1
	for i := range seen {
		if seen[i].unit <= used {
			continue
		}
		h, ok := m.gather(p, seen[i:], need)
		if !ok || p.kind && !m.sure(&m.units[seen[i].unit]) {
			continue
		}
		h.weak, h.thing = p.weak, len(p.elems) == 1 && !p.kind && m.lex.isThing(p.elems[0])
		h.shop, h.kind = p.shop, p.kind
		h.product = p.product
		hits = append(hits, h)
		for b := range maxUnits {
			if h.units&(1<<b) != 0 {
				used = b
			}
		}
	}
	return hits
}

// gather starts at the first place met and takes the elements that follow closely.
func (m *message) gather(p *phrase, seen []seenAt, need int) (hit, bool) {
	var got uint32
	var units uint64
	last := seen[0].unit
	h := hit{from: m.units[last].from, to: m.units[last].to}
	count := 0
	for _, s := range seen {
		if got&(1<<s.elem) != 0 || units&(1<<s.unit) != 0 {
			continue
		}
		if s.unit != last && !m.close(last, s.unit) {
			break
		}
		got |= 1 << s.elem
		units |= 1 << s.unit
		last = s.unit
		h.to = max(h.to, m.units[s.unit].to)
		count++
	}
	if count < len(p.elems) && count >= len(p.elems)-1 {
		if w, ok := m.standIn(p, got, h); ok { // "the google one"
			count++
			h.stood = true
			h.to = max(h.to, w+1)
			h.from = min(h.from, w)
		}
	}
	h.units, h.count, h.full = units, count, count == len(p.elems)
	return h, count >= need && (h.full || count >= 2)
}

// close reports whether two units may belong to one name: the same sentence, nothing asked or refused between them, and
// hardly a strange word.
func (m *message) close(a, b int) bool {
	strange := 0
	if m.has(cueWant|cueTell|cueRefuse|cueBut, m.units[a].to, m.units[b].from) {
		return false
	}
	for i := m.units[a].to; i <= m.units[b].from; i++ {
		if i >= len(m.words) || m.words[i].Break == fold.BreakStrong && i > m.units[a].from {
			return false
		}
		if i < m.units[b].from && !m.soft[i] && !m.variantWord(i) && !m.has(cueOne, i, i+1) {
			strange++
		}
	}
	return strange == 0 || strange == 1 && m.units[b].from-m.units[a].to == 1
}

// variantWord reports a colour, a size or a number.
func (m *message) variantWord(i int) bool {
	w := m.words[i].Text
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	for k := range m.units {
		u := &m.units[k]
		if u.from > i {
			break
		}
		if u.from == i && u.n > 0 && int(u.concepts[0]) < len(m.lex.sorts) && m.lex.sorts[u.concepts[0]] != sortThing {
			return true
		}
	}
	return false
}

// standIn finds a "one" beside a hit that stands for the last word of the phrase, the thing itself: "the google one",
// "quello nero".
func (m *message) standIn(p *phrase, got uint32, h hit) (int, bool) {
	if len(p.elems) < 2 || got&(1<<(len(p.elems)-1)) != 0 {
		return 0, false
	}
	if m.has(cueOne, h.to, h.to+1) && h.to < len(m.words) && m.words[h.to].Break == fold.BreakNone {
		return h.to, true
	}
	for i := h.from - 1; i >= 0 && i >= h.from-2 && m.words[i+1].Break == fold.BreakNone; i-- {
		if m.has(cueOne, i, i+1) {
			return i, true
		}
		if !m.variantWord(i) {
			break
		}
	}
	return 0, false
}

// findSKUs looks for article numbers, however their parts are joined.
func (m *message) findSKUs(x *index) {
	if len(x.skus) == 0 {
		return
	}
	for i := range m.words {
		joined := ""
		for j := i; j < len(m.words) && j < i+6 && len(joined) < x.longest; j++ {
			if j > i && m.words[j].Break == fold.BreakStrong {
				break
			}
			joined += m.words[j].Text
			if _, name := x.literals[x.literalKey(joined)]; name && j == i {
				continue // a word of some product's name is that name, whatever number it spells
			}
			if p, ok := x.skus[joined]; ok && (j > i || !p.word) {
				m.skus = append(m.skus, hit{product: p.product, from: i, to: j + 1, count: 100, full: true, shop: true, literal: true})
			}
		}
	}
}

// choose keeps the hits that say most about each place: a longer name beats the shorter one inside it, a whole name a part
// of one, and what several products share equally names none of them, unless the shop gave it to them as an alias.
func (m *message) choose(x *index, hits []hit) []hit {
	hits = slices.DeleteFunc(hits, func(h hit) bool { return h.weak && !m.context(x, h) || h.kind && !m.plain(x, h) })
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.count, a.count), order(b.full, a.full), order(b.shop, a.shop), cmp.Compare(a.from, b.from))
	})
	taken := make([]bool, len(m.words))
	var out []hit
	for i := 0; i < len(hits); {
		j := i + 1
		for j < len(hits) && same(hits[i], hits[j]) {
			j++
		}
		group := hits[i:j]
		i = j
		if overlaps(taken, group[0]) || !group[0].full && several(group) || !group[0].shop && several(group) {
			continue
		}
		for _, h := range group {
			for w := h.from; w < h.to; w++ {
				taken[w] = true
			}
			out = append(out, h)
		}
	}
	named := slices.Clone(out)
	out = slices.DeleteFunc(out, func(h hit) bool { return h.stood && m.variantOf(x, named, h) })
	slices.SortStableFunc(out, func(a, b hit) int { return cmp.Compare(a.from, b.from) })
	return out
}

// variantOf reports whether words such as "the large one" pick a variant of a product that was named before them.
func (m *message) variantOf(x *index, named []hit, one hit) bool {
	return slices.ContainsFunc(named, func(h hit) bool {
		return !h.stood && h.from < one.from && len(m.namedVariants(x, h.product, h, one.from, one.to)) > 0
	})
}

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// same reports hits at one place that say equally much.
func same(a, b hit) bool {
	return a.from == b.from && a.to == b.to && a.count == b.count && a.full == b.full && a.shop == b.shop
}

func several(group []hit) bool {
	for _, h := range group[1:] {
		if h.product != group[0].product {
			return true
		}
	}
	return false
}

func overlaps(taken []bool, h hit) bool {
	for w := h.from; w < h.to; w++ {
		if taken[w] {
			return true
		}
	}
	return false
}
