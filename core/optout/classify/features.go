package classify

import (
	"unicode"
	"unicode/utf8"

	"shopbell/core/fold"
)

// gramRunes is the most letters in one run of letters.
const gramRunes = 5

// Seeds keep features of different kinds apart.
const (
	seedGram uint32 = 2166136261 + iota*0x9E3779B1&0xFFFFFF
	seedWord
	seedPair
	seedSkip
	seedFirst
	seedLast
	seedAsked
	seedCount
)

// Features calls f for each feature of a message: its hash and the words [from,to) that it stands for. The features are
// every run of one to five letters, a space counting as one; every word, pair of neighbours and pair with one word between;
// the first and the last word; whether something is asked; and roughly how long it is. Scripts without spaces, which come
// letter by letter, have their runs of letters only.
func Features(words []fold.Word, f func(hash uint32, from, to int)) {
	if len(words) == 0 {
		return
	}
	if len(words) > maxWords {
		words = words[len(words)-maxWords:]
	}
	grams(words, f)
	pairs(words, f)
	f(step(seedCount, uint32(lengthClass(len(words)))), 0, 0)
}

// maxWords bounds the time for one message.
const maxWords = 400

// step mixes one value into a hash (FNV-1a by whole values).
func step(h, v uint32) uint32 { return (h ^ v) * 16777619 }

// lengthClass is 0 for one word, and grows with each doubling.
func lengthClass(n int) int {
	class := 0
	for n > 1 && class < 7 {
		n /= 2
		class++
	}
	return class
}

// letter is one rune of the folded message, and the word it belongs to; the space before a word belongs to that word.
type letter struct {
	r    rune
	word int
}

// grams gives the runs of letters.
func grams(words []fold.Word, f func(uint32, int, int)) {
	var room [256]letter
	text := room[:0]
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w.Text)
		if i == 0 || !fold.Solid(first) || words[i-1].End != w.Start {
			text = append(text, letter{' ', i})
		}
		for _, r := range w.Text {
			if unicode.IsDigit(r) {
				r = '0'
			}
			text = append(text, letter{r, i})
		}
	}
	text = append(text, letter{' ', len(words) - 1})
	for i := range text {
		h := seedGram
		for j := i; j < len(text) && j < i+gramRunes; j++ {
			h = step(h, uint32(text[j].r))
			f(h, text[i].word, text[j].word+1)
		}
	}
}

// pairs gives the words and their neighbours.
func pairs(words []fold.Word, f func(uint32, int, int)) {
	var before, last uint32
	for i, w := range words {
		h := wordHash(w.Text)
		f(step(seedWord, h), i, i+1)
		if i == 0 {
			f(step(seedFirst, h), 0, 1)
		} else {
			f(step(step(seedPair, last), h), i-1, i+1)
		}
		if i > 1 {
			f(step(step(seedSkip, before), h), i-2, i+1)
		}
		if i == len(words)-1 {
			f(step(seedLast, h), i, i+1)
		}
		if w.Question {
			f(step(seedAsked, 1), i, i+1)
		}
		before, last = last, h
	}
}

// wordHash is the hash of a word, numbers being alike.
func wordHash(s string) uint32 {
	h := seedWord
	for _, r := range s {
		if unicode.IsDigit(r) {
			r = '0'
		}
		h = step(h, uint32(r))
	}
	return h
}
