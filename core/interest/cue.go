package interest

import (
	"slices"

	"shopbell/core/fold"
)

// cueAt is a cue over words[from:to].
type cueAt struct {
	from, to int
	what     cue
}

// findCues notes what is said around products, the longest phrase at each place.
func (m *message) findCues() {
	for i := 0; i < len(m.words); i++ {
		t, best, what := m.lex.cues, 0, cue(0)
		for j := i; j < len(m.words) && (j == i || m.words[j].Break == fold.BreakNone); j++ {
			if t = t.next[m.words[j].Text]; t == nil {
				break
			}
			if len(t.values) > 0 {
				best, what = j+1, 0
				for _, v := range t.values {
					what |= cue(v)
				}
			}
		}
		if best > 0 {
			m.cues = append(m.cues, cueAt{i, best, what})
			if best > i+1 {
				i = best - 1
			}
		}
	}
}

// has reports whether one of the cues stands in words[from:to].
func (m *message) has(what cue, from, to int) bool {
	for _, c := range m.cues {
		if c.what&what != 0 && c.from >= from && c.to <= to {
			return true
		}
	}
	return false
}

// asks reports whether the sentence words[from:to] asks: by its mark, or in the words of languages and people that leave
// the mark out.
func (m *message) asks(from, to int) bool { return m.words[to-1].Question || m.has(cueAsk, from, to) }

// said reports whether a word is part of several that are said around products: "costă" alone is a coast, "cât costă" asks for
// a price.
func (m *message) said(i int) bool {
	return slices.ContainsFunc(m.cues, func(c cueAt) bool { return c.to-c.from > 1 && c.from <= i && i < c.to })
}

// cued reports a word of what is said around products.
func (m *message) cued(i int) bool {
	return slices.ContainsFunc(m.cues, func(c cueAt) bool { return c.from <= i && i < c.to })
}

// unspent reports a cue that is not about a price: "are there discounts".
func (m *message) unspent(what cue, from, to int) bool {
	for i, c := range m.cues {
		if c.what&what == 0 || c.from < from || c.to > to {
			continue
		}
		spent := false
		for _, next := range m.cues[i+1:] {
			spent = spent || next.what&cuePrice != 0 && next.from <= c.to+1 && next.to <= to
		}
		if !spent {
			return true
		}
	}
	return false
}
