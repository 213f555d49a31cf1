// Package answers reads which question a customer asks that others asked before, and whether a machine may answer it.
//
// Precision comes before recall: a message is Plain only when every word of it is accounted for, by one question, the names
// of products and politeness. What is said beyond that, angrily or not, is for a person.
//
// It is pure. A Reader is immutable and safe from any goroutine; reading takes time linear in the length of the text, of
// which only the beginning is read. What a language says lives in assets/answers/<lang>.txt.
package answers

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	phrases "shopbell/assets/answers"
	"shopbell/core"
	"shopbell/core/fold"
)

// Reader reads messages in every language of its phrases at once.
type Reader struct {
	tree tree
	says map[string]map[string]string // by language, what automatic answers say
}

// Reading is what a message asks.
type Reading struct {
	Questions []core.Question // each once, in the order in which they are asked
	Languages []string        // in which it is asked, as the files are named: several where they ask with the same words
	// Plain is true when the message asks one question and says nothing else.
	Plain bool
	// Upset is true when the message sounds angry, complains or tells of trouble; it is never Plain then.
	Upset bool
}

// Asks gives the question of a message that asks one alone, else "".
func (r Reading) Asks() core.Question {
	if len(r.Questions) != 1 {
		return ""
	}
	return r.Questions[0]
}

// In gives the language to answer in: the one that asks, or the customer's where several ask with the same words. It is
// empty when that is not certain.
func (r Reading) In(customer string) string {
	base, _, _ := strings.Cut(customer, "-")
	switch {
	case len(r.Languages) == 1:
		return r.Languages[0]
	case slices.Contains(r.Languages, base):
		return base
	}
	return ""
}

// New makes a reader of the phrases that are part of the program.
var New = sync.OnceValue(func() *Reader {
	r, err := NewFrom(phrases.Files)
	if err != nil {
		panic("answers: the embedded phrases do not read: " + err.Error()) // a test reads them all
	}
	return r
})

// NewFrom makes a reader of the <lang>.txt files of a folder. The error names the file and the line that is wrong.
func NewFrom(files fs.FS) (*Reader, error) {
	r := &Reader{tree: newTree(), says: map[string]map[string]string{}}
	return r, r.read(files)
}

// maxBytes is how much of a message is read; a longer one is never plain.
const maxBytes = 2000

// Read reads one message. names are the parts of it that name products, as the customer wrote them. It never fails: what
// is not understood is no question.
func (r *Reader) Read(text string, names []string) Reading {
	long := len(text) > maxBytes
	if long {
		text = strings.ToValidUTF8(text[:maxBytes], "")
	}
	words := tokens(text, names)
	out := Reading{Upset: loud(text)}
	said, unsaid := map[string]int{}, 0
	for i := 0; i < len(words); {
		means, size := r.tree.longest(words[i:])
		if size == 0 {
			if words[i] != product {
				unsaid++
			}
			i++
			continue
		}
		for _, m := range means {
			switch {
			case m.sec == secUpset:
				out.Upset = true
			case m.sec.isQuestion():
				said[m.lang] += size
				if q := core.Question(m.sec); !slices.Contains(out.Questions, q) {
					out.Questions = append(out.Questions, q)
				}
			}
		}
		i += size
	}
	out.Languages = most(said)
	out.Plain = len(out.Questions) == 1 && unsaid == 0 && !out.Upset && !long
	return out
}

// most gives the languages of which most words were said, sorted.
func most(said map[string]int) []string {
	best, out := 0, []string(nil)
	for lang, n := range said {
		if n > best {
			best, out = n, nil
		}
		if n == best {
			out = append(out, lang)
		}
	}
	slices.Sort(out)
	return out
}

// tokens folds the words of a text and puts one sign in the place of each product's name.
func tokens(text string, names []string) []string {
	inName := make([]bool, len(text)+1)
	for _, name := range names {
		for from := 0; name != ""; {
			at := strings.Index(text[from:], name)
			if at < 0 {
				break
			}
			for i := from + at; i < from+at+len(name); i++ {
				inName[i] = true
			}
			from += at + len(name)
		}
	}
	var out []string
	before := false
	for _, w := range fold.Words(text) {
		named := inName[w.Start]
		switch {
		case named && before: // the same name goes on
		case named:
			out = append(out, product)
		default:
			out = append(out, w.Text)
		}
		before = named
	}
	return out
}
