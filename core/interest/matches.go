package interest

import (
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/fold"
)

// matches turns hits into what is told: the variants, and whether it is wanted or refused.
func (m *message) matches(x *index, hits []hit) []Match {
	var out []Match
	seen := map[Match]bool{}
	for n, h := range hits {
		refused, over := m.refused(h)
		if refused && !over {
			continue
		}
		from, to := m.reach(hits, n)
		names := m.namedVariants(x, h.product, h, from, to)
		if len(names) == 0 {
			names = []string{""}
		}
		for _, v := range names {
			key := Match{SKU: x.products[h.product].sku, Variant: v}
			if seen[key] {
				continue
			}
			seen[key] = true
			key.Withdraw, key.Wants = over, !over && m.wanted(hits, h)
			key.Words = m.text[m.words[h.from].Start:m.words[h.to-1].End]
			out = append(out, key)
		}
	}
	return withoutRefused(out, m.refusedProducts(x, hits))
}

// reach gives the words in which the variants of a hit are looked for: around it, up to its neighbours.
func (m *message) reach(hits []hit, n int) (from, to int) {
	from, to = m.sentence(hits[n].from)
	if n > 0 {
		from = max(from, hits[n-1].to)
	}
	if n+1 < len(hits) && hits[n+1].from >= hits[n].to {
		to = min(to, hits[n+1].from)
	}
	if len(hits) == 1 { // the only product of a message: what is said next is about it
		from, to = 0, len(m.words)
	}
	return from, to
}

// refused looks at what is said before a hit in its sentence: the nearest of a refusal and a wish counts. over tells that
// an earlier wish ends with it.
func (m *message) refused(h hit) (refused, over bool) {
	from, to := m.sentence(h.from)
	asks := m.asks(from, to)
	near, until := cue(0), 0
	for _, c := range m.cues {
		if c.from < from || c.to > h.from {
			continue
		}
		switch {
		case c.what&cueOver != 0 && m.ends(c):
			near, until = cueOver, c.to
		case c.what&cueBut != 0 && c.what&cueRefuse == 0:
			near = 0
		case near == cueOver && c.from == until && c.what&cueHave == 0 && m.words[until].Break == fold.BreakNone:
			// "I no longer want it": one thought
		case c.what&cueRefuse != 0 && m.words[c.to].Break == fold.BreakNone && h.from-c.to <= 2*min(c.to-c.from, 2) && !(asks && c.to == c.from+1) && !m.spent(c, h):
			near = cueRefuse
		case c.what&(cueWant|cueTell) != 0:
			near = 0
		}
	}
	if near == cueOver {
		return true, true
	}
	if near == cueRefuse {
		return true, m.has(cueOver, h.to, to)
	}
	over = m.endsAfter(h, to)
	return over || m.deniedAfter(h.to), over
}

// ends reports whether words that a wish is over say so: "no longer" where it is asked or said that the shop has the thing
// no longer does not, "take me off the list" does.
func (m *message) ends(c cueAt) bool {
	from, to := m.sentence(c.from)
	return c.to-c.from > 2 || !m.asks(from, to) && !m.has(cueHave|cueTell, from, to)
}

// endsAfter reports whether words[h.to:to] say that the wish for a hit is over, as languages do that put the verb last:
// "the slippers I need no more". What is said of a thing that comes later is not about the hit.
func (m *message) endsAfter(h hit, to int) bool {
	return slices.ContainsFunc(m.cues, func(c cueAt) bool {
		if c.what&cueOver == 0 || c.from < h.to || c.to > to || !m.ends(c) || m.has(cueBut, h.to, c.from) {
			return false
		}
		return !slices.ContainsFunc(m.units, func(u unit) bool {
			part := u.to-u.from == 1 && fold.Solid([]rune(m.words[u.from].Text)[0]) // of a name in a script without spaces
			return u.from >= c.to && u.to <= to && !part && m.lex.sort(u.concepts[0]) == sortThing
		})
	})
}

// over reports whether a message says somewhere that a wish is over.
func (m *message) over() bool {
	return slices.ContainsFunc(m.cues, func(c cueAt) bool { return c.what&cueOver != 0 && m.ends(c) })
}

// spent reports whether a refusal has already been about something else when a comma parts it from a hit: "not the blue
// mug, the red mug".
func (m *message) spent(c cueAt, h hit) bool {
	for i := c.to + 1; i <= h.from; i++ {
		if m.words[i].Break == fold.BreakNone {
			continue
		}
		for k := range m.units {
			if u := &m.units[k]; u.from >= c.to && u.to <= i {
				return true
			}
		}
	}
	return false
}

// refusedProducts lists the products that a message refuses somewhere.
func (m *message) refusedProducts(x *index, hits []hit) map[core.SKU]bool {
	var out map[core.SKU]bool
	for _, h := range hits {
		if refused, over := m.refused(h); refused && !over {
			if out == nil {
				out = map[core.SKU]bool{}
			}
			out[x.products[h.product].sku] = true
		}
	}
	return out
}

// withoutRefused drops a product that was refused in one place and only named, without a variant, in another.
func withoutRefused(list []Match, refused map[core.SKU]bool) []Match {
	if len(refused) == 0 {
		return list
	}
	out := list[:0]
	for _, m := range list {
		if !refused[m.SKU] || m.Withdraw || m.Variant != "" && m.Wants {
			out = append(out, m)
		}
	}
	return out
}

// pointsBack reads a message that names no product: "the blue one", "is it back?", "in M" speak of the product last
// spoken of.
func (m *message) pointsBack(x *index, last core.SKU) []Match {
	n, ok := x.bySKU[last]
	if last == "" || !ok {
		return nil
	}
	all := len(m.words)
	names := m.namedVariants(x, n, hit{}, 0, all)
	points := m.has(cueIt|cueOne, 0, all) || m.namesThing(x, n)
	says := m.answer(0, all)
	asks := says >= answerAsks
	wants := says != answerNo && !m.settles()
	over := m.over() && (points || all <= 8)
	short := all <= 6
	switch {
	case over:
	case m.refuses() || m.done(0, all):
		return nil
	case points && says != answerNo && asks, len(names) > 0 && (points || asks || short), m.has(cueTell, 0, all) && short:
	default:
		return nil
	}
	if len(names) == 0 {
		names = []string{""}
	}
	var out []Match
	for _, v := range names {
		out = append(out, Match{SKU: last, Variant: v, Withdraw: over, Wants: wants && !over, Words: strings.TrimSpace(m.text)})
	}
	return out
}

// namesThing reports whether something is asked of a thing that a product's name names, or the wish for it is over: "the
// candles", of several, are those last spoken of.
func (m *message) namesThing(x *index, product int) bool {
	for i := range m.units {
		if from, to := m.sentence(m.units[i].from); m.answer(from, to) < answerAsks && !m.has(cueOver, from, to) {
			continue
		}
		for _, c := range m.units[i].concepts[:m.units[i].n] {
			if int(c) >= len(m.lex.sorts) || m.lex.sorts[c] != sortThing {
				continue
			}
			for _, p := range x.postings[c] {
				if x.phrases[p.phrase].product == product {
					return true
				}
			}
		}
	}
	return false
}

// settles reports an answer that only picks ("three of the small ones, please"): the shop has the thing, and the two are
// about to part with it. A wish asks, asks to be told, or says "it".
func (m *message) settles() bool {
	for i := range m.words {
		if m.words[i].Question {
			return false
		}
	}
	return !slices.ContainsFunc(m.cues, func(c cueAt) bool {
		return c.what&(cueTell|cueIt|cueAsk|cueHave|cueHope) != 0 && c.what&cuePlease == 0
	})
}

// refuses reports a refusal. A single word that refuses may be another in a question: "no 37?" is Portuguese for "in 37?".
func (m *message) refuses() bool {
	return slices.ContainsFunc(m.cues, func(c cueAt) bool {
		from, to := m.sentence(c.from)
		return c.what&cueRefuse != 0 && !(c.to == c.from+1 && m.asks(from, to))
	})
}

// denied reports whether a colour or a size, words[from:to], is refused: "not the black one", "la negra no, la blanca".
func (m *message) denied(from, to int) bool {
	start, _ := m.sentence(from)
	return m.deniedAfter(to) || slices.ContainsFunc(m.cues, func(c cueAt) bool {
		if c.what&cueRefuse == 0 || c.what&cueWant != 0 || c.from < start || c.to > from || from-c.to > 1 {
			return false
		}
		for i := c.to; i <= from; i++ {
			if m.words[i].Break != fold.BreakNone {
				return false
			}
		}
		return c.to-c.from > 1 || m.words[c.from].Text != "no" // Portuguese: "no M" is "in M"
	})
}

// deniedAfter reports a single word that refuses what stands before word at, and ends there what is said of it. At the end of
// a question it asks for a yes instead.
func (m *message) deniedAfter(at int) bool {
	if at >= len(m.words) || m.words[at].Break != fold.BreakNone {
		return false
	}
	from, end := m.sentence(at)
	return slices.ContainsFunc(m.cues, func(c cueAt) bool {
		return c.what&cueRefuse != 0 && c.what&cueWant == 0 && c.from == at && c.to == at+1 &&
			(c.to == end && !m.asks(from, end) || c.to < end && m.words[c.to].Break != fold.BreakNone)
	})
}
