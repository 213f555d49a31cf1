package optout

import (
	"unicode"
	"unicode/utf8"

	"shopbell/core/fold"
)

// Words are the words of a message that count: of a huge one the beginning and the end, nothing that is only passed on or
// quoted, and letters that stand alone joined.
func Words(text string) []fold.Word { return ownWords(own(bound(text))) }

// ownWords cuts a text that own and bound made.
func ownWords(text string) []fold.Word { return joinSpelled(spoken(fold.Words(text))) }

// sentence cuts a text into words and looks each up.
func (b *book) sentence(text string) *sentence {
	words := ownWords(text)
	s := &sentence{book: b, words: words, mean: make([]meanings, len(words))}
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
	return size == len(s) && unicode.IsLetter(r) && !fold.Solid(r)
}

// markFiller notes the words of politeness, which say nothing.
func (s *sentence) markFiller() {
	polite := make([]bool, len(s.words))
	s.filler = make([]bool, len(s.words))
	s.findEnds()
	s.matchAll(func(c section) bool { return c == secFiller }, func(m span) {
		for i := m.from; i < m.to; i++ {
			polite[i] = true
		}
	})
	s.filler = polite
	s.findEnds()
}

// accounted gives, by word, what says nothing beside a stop: politeness, what was found about silence, the name in a
// greeting and the name that signs.
func (s *sentence) accounted(found []span) []bool {
	said := make([]bool, len(s.words))
	for _, m := range found {
		switch m.pattern.sec {
		case secStop, secAlone, secReview, secAsk, secReason:
			for i := m.from; i < m.to; i++ {
				said[i] = true
			}
		}
	}
	about := append([]bool{}, said...)
	for i, polite := range s.filler {
		said[i] = said[i] || polite
	}
	s.greeted(said, about)
	s.signed(said, about)
	return said
}

// greeted takes the name after a greeting that opens the message: "Hello Ember,".
func (s *sentence) greeted(said, about []bool) {
	i := 0
	for i < len(s.words) && s.filler[i] && !about[i] && (i == 0 || s.words[i].Break == fold.BreakNone) {
		i++
	}
	if i == 0 || i+1 >= len(s.words) || about[i] {
		return
	}
	if s.words[i].Upper && s.words[i].Break == fold.BreakNone && s.words[i+1].Break != fold.BreakNone {
		said[i] = true
	}
}

// signed takes a last line of one or two capitalised words that is not itself about silence.
func (s *sentence) signed(said, about []bool) {
	n := len(s.words)
	for k := 1; k <= 2 && k < n; k++ {
		if !s.words[n-k].Upper || about[n-k] {
			return
		}
		if s.words[n-k].Break != fold.BreakNone {
			for i := n - k; i < n; i++ {
				said[i] = true
			}
			return
		}
	}
}
