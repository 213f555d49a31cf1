// Package interest reads one message of a customer and tells which products it speaks of, which variant, and whether the
// customer wants to hear of it or no longer does.
//
// It is pure. A Reader is made of a catalogue, is immutable and safe from any goroutine; reading takes time linear in the
// length of the text, of which only the beginning is read. Words for things, colours and sizes in many languages, and what
// customers say around a product, live in words/*.txt.
package interest

import (
	"unicode/utf8"

	"shopbell/core"
	"shopbell/core/fold"
)

// Reader knows one catalogue.
type Reader struct {
	lex *lexicon
	cat *index
}

// Match is one product that a message speaks of.
type Match struct {
	SKU      core.SKU
	Variant  string // as the shop writes it; empty: none was named
	Withdraw bool   // the customer no longer wants it
	Wants    bool   // asks for it, asks whether there is one, or asks to be told: a place on the waiting list
	Words    string // the part of the message that names it, as the customer wrote it
}

// New makes a reader of a catalogue. It takes milliseconds for hundreds of products, so that it can be made anew on each
// change.
func New(products []core.Product) *Reader {
	lex := words()
	return &Reader{lex: lex, cat: newIndex(lex, products)}
}

// maxRunes is how much of a message is read.
const maxRunes = 4000

// Read finds the products of a message in their order of appearance, each with each of its variants once. last is the
// product that the conversation last spoke of, or empty; it is meant by "it" and "the blue one". What the customer refuses
// ("not the black one") is left out; what they no longer want comes back with Withdraw.
func (r *Reader) Read(text string, last core.SKU) []Match {
	if len(text) > maxRunes {
		text = head(text)
	}
	m := r.lex.message(fold.Words(text), text, r.cat)
	hits := r.cat.find(m)
	if len(hits) == 0 {
		return m.pointsBack(r.cat, last)
	}
	return m.matches(r.cat, hits)
}

// head gives the first maxRunes characters.
func head(text string) string {
	at := 0
	for n := 0; n < maxRunes && at < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return text[:at]
}
