package interest

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
	case m.has(cueDone, from, to):
		return answerNo
	case m.has(cueWant, from, to):
		return answerAsks
	case m.has(cueAbout, from, to):
		return answerNo
	}
	return answerNone
}

// tells reports a request to be told of the product, and not of its price: "tell me how much it is".
func (m *message) tells(from, to int) bool {
	for i, c := range m.cues {
		if c.what&cueTell == 0 || c.from < from || c.to > to {
			continue
		}
		spent := false
		for _, next := range m.cues[i+1:] {
			spent = spent || next.what&cuePrice != 0 && next.from <= c.to+1 && next.to <= to
		}
		if !spent {
			return true
		}
	}
	return false
}

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
		if m.has(cueOne, start, end) && m.words[end-1].Question {
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
			if m.has(cueDone, start, end) {
				own = answerNo
			}
		}
	}
	if own == answerNo {
		return false
	}
	if m.words[to-1].Question {
		return m.others(hits, from, to) <= shortWish
	}
	return m.others(hits, 0, len(m.words)) <= shortWish
}

// shortWish is how many words beside a product's name still make a bare wish for it: "hi, the blue mug please".
const shortWish = 4

// others counts the words of words[from:to] that name no product.
func (m *message) others(hits []hit, from, to int) int {
	n := to - from
	for _, h := range hits {
		if h.from >= from && h.to <= to {
			n -= h.to - h.from
		}
	}
	return n
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
