package interest

import (
	"slices"

	"shopbell/core/fold"
)

// answer is what a part of a message says of a product's place on the waiting list.
type answer uint8

const (
	answerNone  answer = iota // nothing
	answerNo                  // speaks of it without a wish: its price, its care, an order, praise
	answerAsks                // asks whether there is one, or for one
	answerTells               // asks to be told
)

// answer reads words[from:to]. A request to be told counts most; what is bought, ordered or returned is no wish.
func (m *message) answer(from, to int) answer {
	switch {
	case m.tells(from, to):
		return answerTells
	case m.done(from, to):
		return answerNo
	case m.unspent(cueWant|cueCame, from, to):
		return answerAsks
	case m.has(cueAbout, from, to):
		return answerNo
	}
	return answerNone
}

// done reports words about an order or the past. "Has it come in?" asks for what "it came in" has received.
func (m *message) done(from, to int) bool {
	asks := from < to && m.asks(from, to)
	return slices.ContainsFunc(m.cues, func(c cueAt) bool {
		return c.what&cueDone != 0 && c.from >= from && c.to <= to && !(asks && c.what&cueCame != 0)
	})
}

// tells reports a request to be told of the product, and not of its price: "tell me how much it is".
func (m *message) tells(from, to int) bool { return m.unspent(cueTell, from, to) }

// wanted reports whether a message asks for the product of a hit. Its own sentence decides; a sentence that names no
// product may ask for those named elsewhere ("tell me when it is back"); a few words that are little more than the product
// ask for it.
func (m *message) wanted(hits []hit, h hit) bool {
	from, to := m.sentence(h.from)
	own := m.answer(from, to)
	if own >= answerAsks {
		return true
	}
	for at := 0; at < len(m.words); {
		start, end := m.sentence(at)
		at = end
		if m.named(hits, start, end) {
			continue
		}
		if m.has(cueOne, start, end) && m.asks(start, end) {
			return true // "the blue one? the Iris dress I mean"
		}
		switch m.answer(start, end) {
		case answerTells:
			return true
		case answerAsks:
			if m.has(cueIt|cueOne, start, end) {
				return true
			}
		case answerNo:
			if m.done(start, end) {
				own = answerNo
			}
		}
	}
	return own == answerNone && m.hoped(hits, h, from, to)
}

// hoped reports whether a sentence of which nothing is known but that it names the product wishes for it: it asks, it hopes,
// it prefers the product to another ("not the red one, the blue mug"), or it is little more than the name.
func (m *message) hoped(hits []hit, h hit, from, to int) bool {
	switch {
	case m.asks(from, to):
		return m.has(cueHope|cueRefuse, from, to) || m.others(hits, from, to) <= shortWish
	case h.kind:
		return false
	case m.has(cueFact, from, to):
		return m.others(hits, from, to) <= orderWish
	case m.has(cueHope|cueRefuse, from, to):
		return true
	}
	return m.others(hits, 0, len(m.words)) <= shortWish
}

// shortWish is how many words beside a product's name still make a bare wish for it: "hi, the blue mug please".
const shortWish = 4

// orderWish is how many beside "thanks" do, or beside another word that mostly tells of something: "two blue mugs, thanks".
const orderWish = 2

// others counts the words of words[from:to] that name no product and no colour or size.
func (m *message) others(hits []hit, from, to int) int {
	n, solid := 0, 0
	for i := from; i < to; i++ {
		switch {
		case slices.ContainsFunc(hits, func(h hit) bool { return h.from <= i && i < h.to }) || m.label(i):
		case m.words[i].Text != "" && fold.Solid([]rune(m.words[i].Text)[0]):
			solid++
		default:
			n++
		}
	}
	return n + solid/runesAWord
}

// runesAWord is about how many runes make a word in scripts that are cut rune by rune.
const runesAWord = 4

// label reports a word for a colour or a size.
func (m *message) label(i int) bool {
	return slices.ContainsFunc(m.units, func(u unit) bool {
		sort := m.lex.sort(u.concepts[0])
		return u.from <= i && i < u.to && (sort == sortColour || sort == sortSize)
	})
}

// named reports whether a product is named in words[from:to].
func (m *message) named(hits []hit, from, to int) bool {
	for _, h := range hits {
		if h.from >= from && h.from < to {
			return true
		}
	}
	return false
}
