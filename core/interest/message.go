package interest

import (
	"slices"
	"strings"

	"shopbell/core/fold"
)

// unit is a word of a message, or several that mean one thing.
type unit struct {
	from, to int  // words[from:to]
	guessed  bool // read as a misspelling
	n        int
	concepts [8]concept
}

func (u *unit) add(c concept) {
	for _, x := range u.concepts[:u.n] {
		if x == c {
			return
		}
	}
	if u.n < len(u.concepts) {
		u.concepts[u.n] = c
		u.n++
	}
}

func (u *unit) has(list []concept) bool {
	for _, x := range u.concepts[:u.n] {
		for _, c := range list {
			if x == c {
				return true
			}
		}
	}
	return false
}

// message is a text made ready.
type message struct {
	lex   *lexicon
	text  string
	words []fold.Word
	units []unit // those that mean something, in order
	cues  []cueAt
	soft  []bool // by word: may stand inside a product's name
	// skus are the article numbers found.
	skus []hit
}

// message cuts a text into units and cues.
func (l *lexicon) message(list []fold.Word, text string, cat *index) *message {
	m := &message{lex: l, text: text, words: list, soft: make([]bool, len(list)), units: make([]unit, 0, len(list))}
	m.findCues()
	m.findSKUs(cat)
	m.takeEndingsOff(cat)
	for i := 0; i < len(list); {
		i = m.readUnit(i, cat)
	}
	return m
}

// takeEndingsOff takes the small words off that Indonesian and Malay hang on to the one before: "birunya" is "the blue".
func (m *message) takeEndingsOff(cat *index) {
	m.words = slices.Clone(m.words)
	for i := range m.words {
		w := &m.words[i]
		for _, end := range [...]string{"nya", "kah", "lah"} {
			if base, ok := strings.CutSuffix(w.Text, end); ok && !m.known(w.Text, cat) && m.known(base, cat) {
				w.Text = base
			}
		}
		// Arabic writes "and" as part of the next word.
		if base, ok := strings.CutPrefix(w.Text, "و"); ok && !m.known(w.Text, cat) && m.known(bare(base), cat) {
			w.Text = base
		}
	}
}

// readUnit reads the unit that begins at word i and tells where the next one begins.
func (m *message) readUnit(i int, cat *index) int {
	w := m.words[i].Text
	m.soft[i] = m.lex.soft[w] && !m.lex.accents[strings.ToLower(m.text[m.words[i].Start:m.words[i].End])]
	u := unit{from: i, to: i + 1}
	t := m.lex.things
	for j := i; j < len(m.words) && (j == i || m.words[j].Break == fold.BreakNone); j++ {
		if t = t.next[m.stem(j)]; t == nil {
			break
		}
		if len(t.values) > 0 {
			u.to, u.n = j+1, 0
			for _, v := range t.values {
				u.add(concept(v))
			}
		}
	}
	if m.joined(&u, cat) {
		m.units = append(m.units, u)
		return u.to
	}
	if u.to == i+1 {
		m.lex.exactly(&u, w, m.text[m.words[i].Start:m.words[i].End])
		if m.soft[i] || m.said(i) {
			u.n = m.lex.onlySizes(u.concepts[:u.n])
		}
		m.readWord(&u, w, cat)
	}
	if u.n > 0 {
		m.units = append(m.units, u)
	}
	return u.to
}

// joined reads two words that the catalogue writes as one: "Feigen Marmelade".
func (m *message) joined(u *unit, cat *index) bool {
	const least = 3
	i, j := u.from, u.from+1
	if u.to > j || j >= len(m.words) || m.words[j].Break != fold.BreakNone || len(m.words[i].Text) < least || len(m.words[j].Text) < least {
		return false
	}
	w := m.words[i].Text + m.words[j].Text
	c, ok := cat.literals[cat.literalKey(w)]
	if !ok || fold.Solid([]rune(w)[0]) {
		return false
	}
	u.to, u.n = j+1, 0
	m.meaning(u, w, cat)
	u.add(c)
	return true
}

// exactly replaces the meanings of a word's stem by those of the word, where the lexicon has it as folded, or of Vietnamese as
// written.
func (l *lexicon) exactly(u *unit, w, written string) {
	if vietnamese(written) {
		u.n = copy(u.concepts[:], l.vietnamese[strings.ToLower(written)])
		return
	}
	if list := l.exact[w]; len(list) > 0 && u.n > 0 {
		u.n = copy(u.concepts[:], list)
	}
}

// onlySizes keeps the sizes among the meanings of a small word, in place, and gives their number: "s" is a size, "the" is
// no French tea.
func (l *lexicon) onlySizes(list []concept) int {
	n := 0
	for _, c := range list {
		if l.sort(c) == sortSize {
			list[n] = c
			n++
		}
	}
	return n
}

// sort gives the sort of a concept; words that only a catalogue knows are things.
func (l *lexicon) sort(c concept) sortOf {
	if int(c) < len(l.sorts) {
		return l.sorts[c]
	}
	return sortThing
}

// isThing reports whether one of the meanings is a thing of the lexicon.
func (l *lexicon) isThing(list []concept) bool {
	for _, c := range list {
		if int(c) < len(l.sorts) && l.sorts[c] == sortThing {
			return true
		}
	}
	return false
}

// stem gives the stem of a word; Arabic words lose their article, which is written as part of them.
func (m *message) stem(i int) string { return bare(stem(m.words[i].Text)) }

// bare takes the Arabic article and the short words before it off.
func bare(w string) string {
	for _, p := range [...]string{"وال", "بال", "لل", "ال"} {
		if len(w) > len(p)+4 && w[:len(p)] == p {
			return w[len(p):]
		}
	}
	return w
}

// readWord adds what a single word means in the catalogue: itself, else its parts, else the word it is a misspelling of.
func (m *message) readWord(u *unit, w string, cat *index) {
	if c, ok := cat.literals[cat.literalKey(w)]; ok {
		u.add(c)
	}
	if u.n > 0 || m.soft[u.from] || m.lex.common[w] || m.lex.chat[w] || fold.Solid([]rune(w)[0]) {
		return
	}
	if m.compound(u, w, cat) {
		return
	}
	for _, c := range cat.typos.find(w) {
		u.guessed = true
		u.add(c)
	}
}

// compound cuts a word in two that are known, as German and its neighbours write them: "Lavendelkerze". The second part
// goes on as a unit of its own.
func (m *message) compound(u *unit, w string, cat *index) bool {
	const least, whole = 3, 7
	if len(w) < whole {
		return false
	}
	for cut := len(w) - least; cut >= least; cut-- {
		a, b := w[:cut], w[cut:]
		if !m.known(b, cat) {
			continue
		}
		if !m.known(a, cat) {
			if a[len(a)-1] != 's' || !m.known(a[:len(a)-1], cat) { // "Freundschaft-s-armband"
				continue
			}
			a = a[:len(a)-1]
		}
		first := unit{from: u.from, to: u.to}
		m.meaning(&first, a, cat)
		m.units = append(m.units, first)
		m.meaning(u, b, cat)
		return true
	}
	return false
}

func (m *message) known(w string, cat *index) bool {
	if len(w) < 3 {
		return false
	}
	s := stem(w)
	if t := m.lex.things.next[s]; t != nil && len(t.values) > 0 {
		return len(w) > 3 || m.lex.sorts[t.values[0]] != sortSize
	}
	_, ok := cat.literals[cat.literalKey(w)]
	return ok && len(w) > 3
}

func (m *message) meaning(u *unit, w string, cat *index) {
	s := stem(w)
	if t := m.lex.things.next[s]; t != nil {
		for _, v := range t.values {
			u.add(concept(v))
		}
	}
	if c, ok := cat.literals[cat.literalKey(w)]; ok {
		u.add(c)
	}
}

// sentence gives the bounds of the sentence that a word stands in.
func (m *message) sentence(at int) (from, to int) {
	from, to = at, at+1
	for from > 0 && m.words[from].Break != fold.BreakStrong {
		from--
	}
	for to < len(m.words) && m.words[to].Break != fold.BreakStrong {
		to++
	}
	return from, to
}
