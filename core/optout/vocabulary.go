package optout

import (
	"slices"
	"unicode/utf8"
)

// wordID numbers a word of the vocabulary; word beginnings ("unsubscri*") are numbered too. 0 is no word.
type wordID int32

// vocabulary knows every word that some phrase uses, so that a message is compared by numbers.
type vocabulary struct {
	ids      map[string]wordID
	prefixes map[string]wordID
	lengths  [256][]int // bytes of the prefixes by their first byte, descending
	// near holds every long word with one letter left out, to find it again when it is misspelt.
	near  map[string]wordID
	heads [1 << 16 / 64]uint64 // the first two bytes that stand in near, a bit each: most words end here
	next  wordID
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]wordID{}, prefixes: map[string]wordID{}, near: map[string]wordID{}}
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
		list := &v.lengths[s[0]]
		if at, found := slices.BinarySearchFunc(*list, len(s), func(n, want int) int { return want - n }); !found {
			*list = slices.Insert(*list, at, len(s))
		}
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
	head := headOf(s)
	v.heads[head/64] |= 1 << (head % 64)
}

// headOf gives the bytes that a misspelt word has right.
func headOf(s string) uint16 { return uint16(s[0])<<8 | uint16(s[1]) }

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
	for _, n := range v.lengths[s[0]] {
		if n > len(s) || n < len(s) && !utf8.RuneStart(s[n]) {
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
	if head := headOf(s); v.heads[head/64]&(1<<(head%64)) == 0 {
		return
	}
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
