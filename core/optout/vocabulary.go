package optout

import "unicode/utf8"

// wordID numbers a word of the vocabulary; word beginnings ("unsubscri*") are numbered too. 0 is no word.
type wordID int32

// vocabulary knows every word that some phrase uses, so that a message is compared by numbers.
type vocabulary struct {
	ids      map[string]wordID
	prefixes map[string]wordID
	shortest int // bytes of the shortest prefix
	longest  int // bytes of the longest
	// near holds every long word with one letter left out, to find it again when it is misspelt.
	near map[string]wordID
	next wordID
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]wordID{}, prefixes: map[string]wordID{}, near: map[string]wordID{}, shortest: 1 << 20}
}

// word gives the number of a whole word, adding it when new.
func (v *vocabulary) word(s string) wordID {
	id, ok := v.ids[s]
	if !ok {
		v.next++
		id = v.next
		v.ids[s] = id
	}
	return id
}

// prefix gives the number of a word beginning, adding it when new.
func (v *vocabulary) prefix(s string) wordID {
	id, ok := v.prefixes[s]
	if !ok {
		v.next++
		id = v.next
		v.prefixes[s] = id
		v.shortest = min(v.shortest, len(s))
		v.longest = max(v.longest, len(s))
	}
	return id
}

// fuzzyLetters is the least length of a word that is found again with one wrong letter: shorter words become other
// words too easily ("stop", "shop").
const fuzzyLetters = 7

// fuzzyHead is how many bytes at a word's start must be right: in many languages a negation stands there ("pište",
// "nepište"; "napište").
const fuzzyHead = 2

// prepareNear fills the table of misspellings once every word is known.
func (v *vocabulary) prepareNear() {
	for w, id := range v.ids {
		if utf8.RuneCountInString(w) < fuzzyLetters {
			continue
		}
		v.addNear(w, id)
		eachShorter(w, func(s string) { v.addNear(s, id) })
	}
}

// addNear keeps the smaller number where two words share a spelling, so that the outcome does not hang on map order.
func (v *vocabulary) addNear(s string, id wordID) {
	if old, ok := v.near[s]; !ok || id < old {
		v.near[s] = id
	}
}

// eachShorter calls f with every form of w that lacks one letter, but for the first ones.
func eachShorter(w string, f func(string)) {
	for i, r := range w {
		if i >= fuzzyHead {
			f(w[:i] + w[i+utf8.RuneLen(r):])
		}
	}
}

// meanings are the vocabulary words that one word of a message may stand for.
type meanings struct {
	id [6]wordID
	n  int
}

func (m *meanings) add(id wordID) {
	if m.n < len(m.id) {
		m.id[m.n] = id
		m.n++
	}
}

func (m *meanings) has(id wordID) bool {
	for _, x := range m.id[:m.n] {
		if x == id {
			return true
		}
	}
	return false
}

// lookUp finds a word of a message: itself, the beginnings it has, else the long word it is one letter away from.
func (v *vocabulary) lookUp(s string) (m meanings) {
	if id, ok := v.ids[s]; ok {
		m.add(id)
	}
	for n := min(v.longest, len(s)); n >= v.shortest; n-- {
		if n < len(s) && !utf8.RuneStart(s[n]) {
			continue
		}
		if id, ok := v.prefixes[s[:n]]; ok {
			m.add(id)
		}
	}
	if m.n == 0 && len(s) >= fuzzyLetters-1 && len(s) <= 48 && utf8.RuneCountInString(s) >= fuzzyLetters-1 {
		v.lookUpNear(s, &m)
	}
	return m
}

func (v *vocabulary) lookUpNear(s string, m *meanings) {
	if id, ok := v.near[s]; ok {
		m.add(id)
		return
	}
	for i, r := range s {
		if i < fuzzyHead {
			continue
		}
		// Letters are left out in place of a copy for each: the map is asked with a string made on the stack.
		var b [64]byte
		short := append(append(b[:0], s[:i]...), s[i+utf8.RuneLen(r):]...)
		if id, ok := v.near[string(short)]; ok {
			m.add(id)
			return
		}
	}
}
