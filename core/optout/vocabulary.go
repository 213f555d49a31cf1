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
	marks []uint64 // a bit for each markOf of near: most words end here
	next  wordID
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]wordID{}, prefixes: map[string]wordID{}, near: map[string]wordID{}, marks: make([]uint64, 1<<markBits/64)}
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
	mark := markOf(s, len(s), sumOf(s))
	v.marks[mark/64] |= 1 << (mark % 64)
}

// markBits is how many bits a mark has: words in near take less than a tenth of the marks.
const markBits = 18

// markOf gives what a word that lacks one letter shares with whatever is spelt the same: a hash of its first bytes, its
// length and the sum of its bytes, all known without spelling it.
func markOf(head string, length int, sum uint32) uint32 {
	h := uint32(head[0])<<8 | uint32(head[1])
	return (h*0x9E3779B1 ^ uint32(length)*0x85EBCA6B ^ sum*0xC2B2AE35) >> (32 - markBits)
}

func sumOf(s string) (sum uint32) {
	for i := range len(s) {
		sum += uint32(s[i])
	}
	return sum
}

func (v *vocabulary) marked(mark uint32) bool { return v.marks[mark/64]&(1<<(mark%64)) != 0 }

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
	sum := sumOf(s)
	if v.marked(markOf(s, len(s), sum)) {
		if id, ok := v.near[s]; ok {
			m.add(id)
			return
		}
	}
	for i, r := range s {
		size := utf8.RuneLen(r)
		if i < fuzzyHead || !v.marked(markOf(s, len(s)-size, sum-sumOf(s[i:i+size]))) {
			continue
		}
		// Letters are left out in place of a copy for each: the map is asked with a string made on the stack.
		var b [64]byte
		short := append(append(b[:0], s[:i]...), s[i+size:]...)
		if id, ok := v.near[string(short)]; ok {
			m.add(id)
			return
		}
	}
}
