package optout

import (
	"slices"
	"sort"

	"shopbell/core"
	"shopbell/core/fold"
)

// The weight of what was found, and the two thresholds that make an answer of it. Below reviewAt nothing was said.
const (
	weightClear  = 100 // a phrase that asks for silence and nothing else
	weightLone   = 60  // a stop word alone in its sentence, beside other things said
	weightHint   = 60  // a phrase that may ask for it, or for less of it
	weightLater  = 60  // asks for it, but only for a time
	weightAsking = 50  // a stop word as a question

	stopAt   = 80
	reviewAt = 50
)

// finding is the weightiest thing found so far.
type finding struct {
	weight int
	span   span
}

// take keeps the weightier of two findings; of equals the longer, then the one that names no language wrongly: a word
// that many languages share.
func (f *finding) take(weight int, m span) {
	switch {
	case weight < f.weight || weight == 0:
		return
	case weight == f.weight:
		longer := (m.to - m.from) - (f.span.to - f.span.from)
		if longer < 0 || longer == 0 && m.pattern.lang != manyLanguages {
			return
		}
	}
	f.weight, f.span = weight, m
}

// decide weighs what a message says.
func decide(s *sentence, text string) Result {
	var found []span
	s.matchAll(func(c section) bool { return c != secFiller }, func(m span) { found = append(found, m) })
	if len(found) == 0 {
		return Result{Reading: core.ReadNothing}
	}
	no := s.denials(found)
	found = s.withoutDenied(found, no)
	before := len(found)
	found = s.withoutNever(found)
	s.denied = len(found) < before
	said := s.accounted(found)
	lone := s.beside(said)
	near := reach(found)
	var stop, resume finding
	for _, m := range found {
		switch m.pattern.sec {
		case secStop:
			weight := s.clear(m, near)
			if s.turned(no[m.pattern.lang], m) {
				weight = min(weight, weightHint)
				s.limited = true
			}
			stop.take(weight, m)
		case secAlone:
			if !partOfLonger(m, near.over(m)) {
				stop.take(s.lone(m, lone), m)
			}
		case secReview:
			stop.take(min(weightHint, s.clear(m, near)), m)
			s.hinted = true
		case secAsk:
			stop.take(weightHint, m)
			s.limited = true
		case secResume:
			resume.take(weightClear, m)
		}
	}
	res := s.result(stop, resume, found, text)
	res.GoesOn = res.Reading == core.ReadStop && s.goesOn(stop.span, found, said)
	return res
}

// goesOn reports whether the clause of a match goes on behind it, and behind the phrases that reach over its end, with
// words that say something else.
func (s *sentence) goesOn(m span, found []span, said []bool) bool {
	to := m.to
	for _, f := range found {
		if f.from <= to {
			to = max(to, f.to)
		}
	}
	for i := to; i < len(s.words) && s.words[i].Break == fold.BreakNone; i++ {
		if !said[i] {
			return true
		}
	}
	return false
}

// result makes the answer. Who says both stop and resume is looked at by a person.
func (s *sentence) result(stop, resume finding, found []span, text string) Result {
	switch {
	case stop.weight >= reviewAt && resume.weight > 0 && !overlap(stop.span, resume.span):
		return s.answer(core.ReadReview, stop.span, found, text)
	case resume.weight > 0 && (stop.weight < reviewAt || before(resume.span, stop.span)):
		return s.answer(core.ReadResume, resume.span, found, text)
	case stop.weight >= stopAt:
		return s.answer(core.ReadStop, stop.span, found, text)
	case stop.weight >= reviewAt:
		return s.answer(core.ReadReview, stop.span, found, text)
	}
	return Result{Reading: core.ReadNothing}
}

func (s *sentence) answer(reading core.Reading, m span, found []span, text string) Result {
	lang := m.pattern.lang
	if lang == manyLanguages {
		lang = ""
	}
	return Result{
		Reading:  reading,
		Words:    text[s.words[m.from].Start:s.words[m.to-1].End],
		Language: lang,
		ItemOnly: reading != core.ReadResume && s.aboutItem(m, found),
	}
}

// manyLanguages is the phrase file of words that many languages share ("stop").
const manyLanguages = "und"

func overlap(a, b span) bool { return a.from < b.to && b.from < a.to }

// before tells which of two overlapping phrases was meant: the one that begins first, since it negates or embeds the
// other ("I don't want to receive offers again"), else the longer one.
func before(a, b span) bool { return a.from < b.from || a.from == b.from && a.to > b.to }

// denials gives the words that deny by language, in the order of where they begin.
func (s *sentence) denials(found []span) map[string][]span {
	no := map[string][]span{}
	for _, m := range found {
		if m.pattern.sec == secNo {
			no[m.pattern.lang] = append(no[m.pattern.lang], m)
		}
	}
	return no
}

// turned reports whether a word that denies stands right before a stop, or one word away: "do not unsubscribe me".
func (s *sentence) turned(no []span, m span) bool {
	i := sort.Search(len(no), func(i int) bool { return no[i].from >= m.from })
	return i > 0 && no[i-1].to <= m.from && m.from-no[i-1].to <= 1 && s.sameClause(no[i-1].to, m.from)
}

// withoutDenied drops a wish for messages that is denied in its clause ("I never want to get your offers again"), and the
// words that deny.
func (s *sentence) withoutDenied(found []span, no map[string][]span) []span {
	return slices.DeleteFunc(found, func(m span) bool {
		return m.pattern.sec == secNo || m.pattern.sec == secResume && s.deniedBy(no[m.pattern.lang], m)
	})
}

// deniedBy reports whether the last word that denies, of those that begin before the end of a match, stands in its clause.
func (s *sentence) deniedBy(no []span, m span) bool {
	i := sort.Search(len(no), func(i int) bool { return no[i].from >= m.to })
	return i > 0 && (no[i-1].from >= m.from || s.sameClause(no[i-1].to, m.from))
}

// withoutNever drops what overlaps a phrase that only looks like a stop ("bus stop"), and those phrases themselves.
// A longer phrase that holds such a phrase whole stands: it says more ("remove this" against "remove this number").
func (s *sentence) withoutNever(found []span) []span {
	var never []span
	for _, m := range found {
		if m.pattern.sec == secNever {
			never = append(never, m)
		}
	}
	near := reach(never)
	out := found[:0]
	for _, m := range found {
		if m.pattern.sec != secNever && !masked(m, near.over(m)) {
			out = append(out, m)
		}
	}
	return out
}

func masked(m span, never []span) bool {
	for _, n := range never {
		holds := m.from <= n.from && m.to >= n.to && m.to-m.from > n.to-n.from
		if overlap(m, n) && !holds {
			return true
		}
	}
	return false
}

// partOfLonger reports whether a stop word belongs to a longer phrase, which is weighed instead.
func partOfLonger(m span, found []span) bool {
	for _, f := range found {
		longer := f.to-f.from > m.to-m.from
		if longer && (f.pattern.sec == secStop || f.pattern.sec == secReview) && f.from <= m.from && m.to <= f.to {
			return true
		}
	}
	return false
}

// clear weighs a phrase that asks for silence: less when the same clause limits it to a time.
func (s *sentence) clear(m span, near spans) int {
	for _, l := range near.begin(m.to, m.to+2) {
		if l.pattern.sec == secLater && l.pattern.lang == m.pattern.lang && l.from >= m.to && l.from <= m.to+2 && s.sameClause(m.to, l.from) {
			s.limited = true
			return weightLater
		}
	}
	return weightClear
}

// sameClause reports whether no break stands between word a-1 and word b.
func (s *sentence) sameClause(a, b int) bool {
	for i := a; i <= b && i < len(s.words); i++ {
		if s.words[i].Break != fold.BreakNone {
			return false
		}
	}
	return true
}

// lone weighs a stop word that must stand alone: in its clause, and to be clear, in the whole message.
func (s *sentence) lone(m span, by beside) int {
	if !by.clause(m) {
		return 0
	}
	if s.words[m.to-1].Question {
		return weightAsking
	}
	if by.unsaid[len(s.words)] > 0 {
		return weightLone
	}
	return weightClear
}

// aboutItem reports whether a stop goes on with "about the …": it is then about that item only, unless what follows
// means everything after all ("about the offers").
func (s *sentence) aboutItem(m span, found []span) bool {
	for _, f := range found {
		if f.pattern.sec != secItem || f.pattern.lang != m.pattern.lang || f.from < m.from || f.from > m.to+1 || f.to < m.to || !s.sameClause(m.from+1, f.to) {
			continue
		}
		return f.to < len(s.words) && !s.general(f.to, found)
	}
	return false
}

func (s *sentence) general(at int, found []span) bool {
	for _, g := range found {
		if g.pattern.sec == secGeneral && (g.from == at || g.from == at+1) {
			return true
		}
	}
	return false
}
