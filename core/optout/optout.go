// Package optout reads one message of a customer and tells whether it asks the shop to stop messaging: yes, no, a
// person should look, or the opposite: the customer wants messages again.
//
// Phrases decide first, and a small trained model reads what no phrase foresaw: weigh.go says how both come together.
//
// It is pure. A Reader is immutable and safe from any goroutine; reading takes time linear in the length of the text, of
// which only the beginning and the end are read. What a language says lives in assets/optout/<lang>.txt, in a form that
// a native speaker can correct; the rules that weigh what was found live in decide.go. What the model learns from lies in
// sentences; "make model" trains it again.
package optout

import (
	"io/fs"

	phrases "shopbell/assets/optout"
	"shopbell/core"
	"shopbell/core/optout/classify"
)

// Reader reads messages in every language of its phrases at once, since customers mix languages.
type Reader struct {
	book  *book
	model *classify.Model // nil: phrases alone
}

// Result is what a message says about being messaged.
type Result struct {
	Reading  core.Reading
	Words    string // the part of the message that decided it, as the customer wrote it; empty for ReadNothing
	Language string // BCP 47, of the phrase that decided it; empty when it belongs to many languages
	ItemOnly bool   // the wish is about one item only ("no more messages about the mug")
	GoesOn   bool   // the clause goes on behind the phrase that decided, with words that no phrase knows ("don't send the red one")
}

// New makes a reader of the phrases and the model that are part of the program.
func New() *Reader {
	r, err := NewFrom(phrases.Files)
	if err != nil {
		panic("optout: the embedded phrases do not read: " + err.Error()) // a test reads them all
	}
	if r.model, err = classify.Parse(phrases.Model); err != nil {
		panic("optout: the embedded model does not read: " + err.Error()) // as does this
	}
	return r
}

// NewFrom makes a reader of the <lang>.txt files of a folder, phrases alone. The error names the file and the line that is wrong.
func NewFrom(files fs.FS) (*Reader, error) {
	b, err := newBook(files)
	if err != nil {
		return nil, err
	}
	return &Reader{book: b}, nil
}

// Read reads one message. It never fails: what is not understood is ReadNothing.
func (r *Reader) Read(text string) Result {
	text = own(bound(text))
	s := r.book.sentence(text)
	return r.weigh(s, text, decide(s, text))
}
