package optout

import (
	"fmt"
	"io/fs"
	"math/bits"
	"strings"

	"shopbell/core/fold"
)

// book is every language's phrases, compiled. Immutable once made.
type book struct {
	vocab    *vocabulary
	patterns []pattern
	// starts lists, for each word, the patterns that may begin with it.
	starts [][]int32
	// sets holds, for each word, the sets it belongs to. The last words may belong to none.
	sets [][]uint64
	nset int
	// exempt are whole messages that a file lists as no stop, as keyOf gives them.
	exempt map[string]bool
}

// newBook compiles the phrase files of a folder.
func newBook(files fs.FS) (*book, error) {
	list, err := readPhrases(files)
	if err != nil {
		return nil, err
	}
	b := &book{vocab: newVocabulary(), exempt: map[string]bool{}}
	for _, f := range list {
		if err := b.add(f); err != nil {
			return nil, fmt.Errorf("%s.txt: %w", f.lang, err)
		}
	}
	b.index()
	b.vocab.prepareNear()
	return b, nil
}

// add compiles one language.
func (b *book) add(f phraseFile) error {
	c := &compiler{book: b, lang: f.lang, lists: map[string][]part{}, other: otherLetters(f.lang), sets: map[string]int{}}
	for _, line := range f.lines[secWords] {
		if err := c.define(line); err != nil {
			return err
		}
	}
	for _, line := range f.lines[secNot] {
		b.exempt[keyOf(Words(strings.ReplaceAll(line, `\n`, "\n")))] = true
	}
	for _, sec := range []section{secStop, secAlone, secReview, secAsk, secResume, secNever, secNo, secFiller, secLater, secItem, secGeneral, secReason} {
		c.fewest = fewestLetters(sec)
		for _, line := range f.lines[sec] {
			parts, err := c.sequence(line)
			if err != nil {
				return err
			}
			if len(parts) == 0 {
				return fmt.Errorf("%q: a phrase without words", line)
			}
			b.patterns = append(b.patterns, pattern{sec: sec, lang: f.lang, parts: parts})
		}
	}
	return nil
}

// fewestLetters is from how many letters on the words of a section have spellings in another alphabet: a short word of
// politeness is too likely another word there ("и", "ну").
func fewestLetters(sec section) int {
	if sec == secFiller || sec == secReason {
		return 4
	}
	return 1
}

// keyOf makes one text of words, by which equal messages are known.
func keyOf(words []fold.Word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Text)
		b.WriteByte(' ')
	}
	return b.String()
}

func (b *book) newSet() int {
	b.nset++
	return b.nset - 1
}

func (b *book) addToSet(set int, id wordID) {
	for len(b.sets) <= int(id) {
		b.sets = append(b.sets, nil)
	}
	in := b.sets[id]
	for len(in) <= set/64 {
		in = append(in, 0)
	}
	in[set/64] |= 1 << (set % 64)
	b.sets[id] = in
}

func (b *book) inSet(id wordID, set int) bool {
	if int(id) >= len(b.sets) {
		return false
	}
	in := b.sets[id]
	return set/64 < len(in) && in[set/64]&(1<<(set%64)) != 0
}

// index notes under each word the patterns that may begin with it.
func (b *book) index() {
	members := make([][]wordID, b.nset)
	for id, in := range b.sets {
		for n, word := range in {
			for ; word != 0; word &= word - 1 {
				set := n*64 + bits.TrailingZeros64(word)
				members[set] = append(members[set], wordID(id))
			}
		}
	}
	b.starts = make([][]int32, b.vocab.next+1)
	for n, p := range b.patterns {
		seen := map[wordID]bool{}
		b.first(p.parts, members, func(id wordID) {
			if !seen[id] {
				seen[id] = true
				b.starts[id] = append(b.starts[id], int32(n))
			}
		})
	}
}

// first calls add with every word that a sequence may begin with, and reports whether the sequence may be empty.
func (b *book) first(parts []part, members [][]wordID, add func(wordID)) (empty bool) {
	for _, p := range parts {
		switch p.kind {
		case partWord:
			add(p.id)
			return false
		case partSet:
			for _, id := range members[p.set] {
				add(id)
			}
			return false
		case partAlts:
			open := false
			for _, alt := range p.alts {
				open = b.first(alt, members, add) || open
			}
			if !open {
				return false
			}
		case partOptional:
			for _, alt := range p.alts {
				b.first(alt, members, add)
			}
		}
	}
	return true
}
