package interest

import (
	"hash/maphash"
	"unicode/utf8"
)

// typos finds words of a catalogue again when they are misspelt: one letter wrong, missing, added or swapped in words of
// five letters or more, two in words of nine or more. It holds every word with those letters left out (the symmetric
// delete method of W. Garbe), as hashes.
type typos struct {
	seed  maphash.Seed
	table map[uint64][]known
}

// known is a word of the catalogue and what it means.
type known struct {
	word  string
	means concept
}

const (
	typoLetters    = 5
	twoTypoLetters = 9
)

func newTypos() *typos { return &typos{maphash.MakeSeed(), map[uint64][]known{}} }

// add makes a word findable as c.
func (t *typos) add(w string, c concept) {
	n := utf8.RuneCountInString(w)
	if n < typoLetters || n > 30 {
		return
	}
	k := known{w, c}
	t.put(w, k)
	t.deletes(w, allowed(n), func(s string) bool { t.put(s, k); return false })
}

// allowed is how many wrong letters a word of n letters may have.
func allowed(n int) int {
	if n >= twoTypoLetters {
		return 2
	}
	return 1
}

func (t *typos) put(s string, k known) {
	h := maphash.String(t.seed, s)
	for _, x := range t.table[h] {
		if x == k {
			return
		}
	}
	t.table[h] = append(t.table[h], k)
}

// deletes calls f with w less one letter, and less two when depth is 2, until f is content. The first letter stays: few
// people miss it, and many other words differ in it.
func (t *typos) deletes(w string, depth int, f func(string) bool) bool {
	for i, r := range w {
		if i == 0 {
			continue
		}
		s := w[:i] + w[i+utf8.RuneLen(r):]
		if f(s) || depth > 1 && t.deletes(s, depth-1, f) {
			return true
		}
	}
	return false
}

// find gives the meanings of the word that w is a misspelling of: of the first one met, when several are as near.
func (t *typos) find(w string) []concept {
	n := utf8.RuneCountInString(w)
	if n < typoLetters || n > 30 {
		return nil
	}
	var out []concept
	try := func(s string) bool {
		for _, k := range t.table[maphash.String(t.seed, s)] {
			if (len(out) == 0 || k.means != out[0]) && distance(w, k.word) <= min(allowed(n), allowed(utf8.RuneCountInString(k.word))) {
				out = append(out, k.means)
			}
		}
		return len(out) > 0
	}
	if !try(w) {
		t.deletes(w, allowed(n), try)
	}
	return out
}

// distance is how many letters of a must be changed, added, left out or swapped with their neighbour to make b (optimal
// string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var rows [3][32]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(y) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
