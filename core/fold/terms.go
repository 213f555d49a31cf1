package fold

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Term is one unit of search: a run of letters and digits, or, in a script that is written without spaces, two
// neighbouring letters. The last letter of such a run is a term of its own, so that every letter begins one, and whatever
// stands inside a run is found as a row of terms.
type Term struct {
	Text       string // folded; letters and digits alone
	Start, End int    // bytes in the original text
	First      int    // where the first of two letters ends; End for every other term
	Solid      bool   // of a script without spaces
}

// Terms cuts a text into the terms under which it is found. It folds more than Words does, since an owner searches with
// whatever keyboard is at hand, and joins nothing: "don't" is two terms.
func Terms(text string) []Term {
	c := cutter{text: text, buf: make([]byte, 0, len(text)+8), terms: make([]Term, 0, 4+len(text)/6), places: true}
	c.cut()
	folded := string(c.buf)
	at := 0
	for i := range c.terms {
		end := c.ends[i]
		c.terms[i].Text = folded[at:end]
		at = end + 1
	}
	return c.terms
}

// Index gives the terms of a text with a space between them: what the full-text index keeps of it.
func Index(text string) string {
	c := cutter{text: text, buf: make([]byte, 0, len(text)+8)}
	c.cut()
	if n := len(c.buf); n > 0 {
		c.buf = c.buf[:n-1]
	}
	return string(c.buf)
}

// cutter cuts one text. Every finished term stands in buf with a space behind it.
type cutter struct {
	text   string
	buf    []byte
	places bool // whether terms and ends are wanted
	terms  []Term
	ends   []int // where each term ends in buf

	from       int // where the word in hand begins in buf
	open       bool
	start, end int // of the word in hand in the text

	last    []byte // the letter in hand of a script without spaces, folded
	lastAt  int
	lastEnd int
	scratch []byte
}

func (c *cutter) cut() {
	for i := 0; i < len(c.text); {
		r, size := rune(c.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(c.text[i:])
		}
		c.rune(r, i, i+size)
		i += size
	}
	c.flush()
}

func (c *cutter) rune(r rune, start, end int) {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		} else if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			c.flush()
			return
		}
		c.begin(start)
		c.buf = append(c.buf, byte(r))
		c.end = end
	case ignorable(r):
	case Solid(r):
		c.solid(r, start, end)
	case letter(r):
		c.scratch = appendTerm(c.scratch[:0], r)
		if len(c.scratch) > 0 {
			c.begin(start)
			c.buf = append(c.buf, c.scratch...)
			c.end = end
		} else if c.open { // a mark over the letter before it
			c.end = end
		}
	default:
		c.flush()
	}
}

// begin opens a word, unless one is open.
func (c *cutter) begin(start int) {
	if c.open {
		return
	}
	c.flush()
	c.open, c.from, c.start = true, len(c.buf), start
}

// solid takes a letter of a script without spaces.
func (c *cutter) solid(r rune, start, end int) {
	if c.open {
		c.flush()
	}
	c.scratch = appendTerm(c.scratch[:0], r)
	if len(c.scratch) == 0 {
		return
	}
	if len(c.last) > 0 && voiced(c.scratch) {
		c.last, c.lastEnd = norm.NFC.Append(c.last[:0:0], append(c.last, c.scratch...)...), end
		return
	}
	if len(c.last) > 0 {
		c.buf = append(append(c.buf, c.last...), c.scratch...)
		c.close(Term{Start: c.lastAt, First: c.lastEnd, End: end, Solid: true})
	}
	c.last, c.lastAt, c.lastEnd = append(c.last[:0], c.scratch...), start, end
}

// voiced reports the marks that make another kana of the one before them: half-width and decomposed ones stand apart.
func voiced(b []byte) bool { return string(b) == "\u3099" || string(b) == "\u309a" }

// flush closes what is in hand.
func (c *cutter) flush() {
	if c.open {
		c.open = false
		c.close(Term{Start: c.start, First: c.end, End: c.end})
	}
	if len(c.last) > 0 {
		c.buf = append(c.buf, c.last...)
		c.last = c.last[:0]
		c.close(Term{Start: c.lastAt, First: c.lastEnd, End: c.lastEnd, Solid: true})
	}
}

// close ends the term that stands at the end of buf.
func (c *cutter) close(t Term) {
	if c.places {
		c.terms = append(c.terms, t)
		c.ends = append(c.ends, len(c.buf))
	}
	c.buf = append(c.buf, ' ')
}

// appendTerm appends the folded form of a rune as search knows it: letters, digits and the marks that are letters.
func appendTerm(b []byte, r rune) []byte {
	if s, ok := typedAs(r); ok {
		return append(b, s...)
	}
	from := len(b)
	b = appendRune(b, r)
	for i := from; i < len(b); {
		d, size := utf8.DecodeRune(b[i:])
		if letter(d) {
			i += size
			continue
		}
		b = append(b[:i], b[i+size:]...) // "½" folds to a one, a stroke and a two
	}
	return b
}

// typedAs gives letters that Words keeps apart, since no customer mixes them up, as an owner types them.
func typedAs(r rune) (string, bool) {
	switch r {
	case 'ٱ':
		return "ا", true
	case 'þ', 'Þ':
		return "th", true
	case 'ħ', 'Ħ':
		return "h", true
	case 'ŧ', 'Ŧ':
		return "t", true
	case 'ĸ':
		return "k", true
	}
	if r >= '٠' && r <= '٩' {
		return string('0' + r - '٠'), true
	}
	if r >= '۰' && r <= '۹' {
		return string('0' + r - '۰'), true
	}
	return "", false
}
