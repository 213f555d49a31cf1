// Package optout reads one message of a customer and tells whether it asks the shop to stop messaging: yes, no, a
// person should look, or the opposite: the customer wants messages again.
//
// It is pure. A Reader is immutable and safe from any goroutine; reading takes time linear in the length of the text, of
// which only the beginning and the end are read. What a language says lives in assets/optout/<lang>.txt, in a form that
// a native speaker can correct; the rules that weigh what was found live in decide.go.
package optout

import (
	"io/fs"

	phrases "shopbell/assets/optout"
	"shopbell/core"
)

// Reader reads messages in every language of its phrases at once, since customers mix languages.
type Reader struct{ book *book }

// Result is what a message says about being messaged.
type Result struct {
	Reading  core.Reading
	Words    string // the part of the message that decided it, as the customer wrote it; empty for ReadNothing
	Language string // BCP 47, of the phrase that decided it; empty when it belongs to many languages
	ItemOnly bool   // the wish is about one item only ("no more messages about the mug")
}

// New makes a reader of the phrases that are part of the program.
func New() *Reader {
	r, err := NewFrom(phrases.Files)
	if err != nil {
		panic("optout: the embedded phrases do not read: " + err.Error()) // a test reads them all
	}
	return r
}

// NewFrom makes a reader of the <lang>.txt files of a folder. The error names the file and the line that is wrong.
func NewFrom(files fs.FS) (*Reader, error) {
	b, err := newBook(files)
	if err != nil {
		return nil, err
	}
	return &Reader{b}, nil
}

// Read reads one message. It never fails: what is not understood is ReadNothing.
func (r *Reader) Read(text string) Result {
	text = own(bound(text))
	return decide(r.book.sentence(text), text)
}
