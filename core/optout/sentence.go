package optout

import (
	"unicode/utf8"

	"shopbell/core/fold"
)

// sentence cuts a text into words and looks each up.
func (b *book) sentence(text string) *sentence {
	words := joinSpelled(spoken(fold.Words(text)))
	s := &sentence{book: b, words: words, mean: make([]meanings, len(words)), filler: make([]bool, len(words))}
	for i := range words {
		s.mean[i] = b.vocab.lookUp(words[i].Text)
	}
	s.markFiller()
	return s
}

// spoken leaves out words in quotation marks, unless there are no others: "it says 'reply STOP'" asks for nothing.
func spoken(words []fold.Word) []fold.Word {
	own := 0
	for _, w := range words {
		if !w.Quoted {
			own++
		}
	}
	if own == 0 || own == len(words) {
		return words
	}
	out := words[:0]
	for _, w := range words {
		if !w.Quoted {
			out = append(out, w)
		}
	}
	return out
}

// joinSpelled makes one word of letters that stand alone: "S T O P", "s.t.o.p".
func joinSpelled(words []fold.Word) []fold.Word {
	for i := 0; i < len(words); i++ {
		j := i
		for j < len(words) && singleLetter(words[j].Text) {
			j++
		}
		if j-i < 3 {
			continue
		}
		joined := words[i]
		joined.End, joined.Text = words[j-1].End, ""
		for _, w := range words[i:j] {
			joined.Text += w.Text
		}
		words[i] = joined
		words = append(words[:i+1], words[j:]...)
	}
	return words
}

func singleLetter(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return size == len(s) && !fold.Solid(r) && (r < '0' || r > '9')
}

// markFiller notes the words that say nothing: politeness, the name in a greeting, a name that signs.
func (s *sentence) markFiller() {
	polite := make([]bool, len(s.words))
	s.matchAll(func(c section) bool { return c == secFiller }, func(m span) {
		for i := m.from; i < m.to; i++ {
			polite[i] = true
		}
	})
	copy(s.filler, polite)
	s.markName(polite)
	s.markSignature()
}

// markName takes the name after a greeting that opens the message: "Hello Ember,".
func (s *sentence) markName(polite []bool) {
	i := 0
	for i < len(s.words) && polite[i] && (i == 0 || s.words[i].Break == fold.BreakNone) {
		i++
	}
	if i == 0 || i+1 >= len(s.words) {
		return
	}
	if s.words[i].Upper && s.words[i].Break == fold.BreakNone && s.words[i+1].Break != fold.BreakNone && s.mean[i].n == 0 {
		s.filler[i] = true
	}
}

// markSignature takes a last line of one or two capitalised words that no phrase knows.
func (s *sentence) markSignature() {
	n := len(s.words)
	for k := 1; k <= 2 && k < n; k++ {
		w := s.words[n-k]
		if !w.Upper || s.mean[n-k].n > 0 {
			return
		}
		if w.Break != fold.BreakNone {
			for i := n - k; i < n; i++ {
				s.filler[i] = true
			}
			return
		}
	}
}
