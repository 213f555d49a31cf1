package optout

import "shopbell/core/fold"

// span is where a pattern matched: words[from:to].
type span struct {
	pattern  *pattern
	from, to int
}

// sentence is a message made ready for matching.
type sentence struct {
	book    *book
	words   []fold.Word
	mean    []meanings
	filler  []bool // words of politeness, known before the other sections are matched
	opens   []bool // by word: a clause begins there, politeness aside
	closes  []bool // by word, and behind the last: a clause ends before it, politeness aside
	hinted  bool   // a phrase was found that may ask for silence
	limited bool   // a phrase was found that asks for it only for a time, in one place, for less, or behind a word that denies
	denied  bool   // a phrase was found that only looks like a stop
}

// matchAll calls found for every match of the wanted sections, from left to right.
func (s *sentence) matchAll(want func(section) bool, found func(span)) {
	for i := range s.words {
		m := &s.mean[i]
		for k := range m.n {
			for _, n := range s.book.starts[m.id[k]] {
				p := &s.book.patterns[n]
				if !want(p.sec) {
					continue
				}
				if end, ok := s.match(p.parts, i, i); ok && end > i {
					found(span{p, i, end})
				}
			}
		}
	}
}

// match tries the parts from word at on; from is where the pattern began. It gives the longest end it finds first.
func (s *sentence) match(parts []part, from, at int) (int, bool) {
	if len(parts) == 0 {
		return at, true
	}
	p, rest := &parts[0], parts[1:]
	switch p.kind {
	case partBegin:
		if !s.begins(at) {
			return 0, false
		}
		return s.match(rest, from, at)
	case partEnd:
		if !s.ends(at) {
			return 0, false
		}
		return s.match(rest, from, at)
	case partGap:
		for skip := 0; skip <= p.gap && s.inside(from, at+skip); skip++ {
			if end, ok := s.match(rest, from, at+skip); ok {
				return end, true
			}
		}
		return 0, false
	case partAlts, partOptional:
		return s.matchAlts(p, rest, from, at)
	}
	if at >= len(s.words) || !s.inside(from, at) || !s.fits(p, at) {
		return 0, false
	}
	return s.match(rest, from, at+1)
}

func (s *sentence) matchAlts(p *part, rest []part, from, at int) (int, bool) {
	for _, alt := range p.alts {
		if len(alt) == 1 && len(rest) == 0 {
			if end, ok := s.match(alt, from, at); ok {
				return end, true
			}
			continue
		}
		if end, ok := s.match(alt, from, at); ok {
			if end, ok := s.match(rest, from, end); ok {
				return end, true
			}
		}
	}
	if p.kind == partOptional {
		return s.match(rest, from, at)
	}
	return 0, false
}

func (s *sentence) fits(p *part, at int) bool {
	m := &s.mean[at]
	if p.kind == partWord {
		return m.has(p.id)
	}
	for _, id := range m.id[:m.n] {
		if s.book.inSet(id, p.set) {
			return true
		}
	}
	return false
}

// inside reports whether a pattern that began at from may go on to word at: it does not cross the end of a sentence.
func (s *sentence) inside(from, at int) bool {
	return at == from || at >= len(s.words) || s.words[at].Break != fold.BreakStrong
}

// findEnds notes where clauses begin and end, politeness aside: once for all patterns, since a message may be nothing but
// politeness.
func (s *sentence) findEnds() {
	n := len(s.words)
	s.opens, s.closes = make([]bool, n+1), make([]bool, n+1)
	for i := range s.opens {
		s.opens[i] = i == 0 || i < n && s.words[i].Break != fold.BreakNone || s.filler[i-1] && s.opens[i-1]
	}
	for i := n; i >= 0; i-- {
		s.closes[i] = i == n || s.words[i].Break != fold.BreakNone || s.filler[i] && s.closes[i+1]
	}
}

// begins reports whether a clause begins at a word, politeness aside.
func (s *sentence) begins(at int) bool { return at < len(s.opens) && s.opens[at] }

// ends reports whether a clause ends before a word, politeness aside. A message ends every clause.
func (s *sentence) ends(at int) bool { return at >= len(s.closes) || s.closes[at] }
