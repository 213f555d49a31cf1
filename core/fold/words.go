package fold

import (
	"unicode"
	"unicode/utf8"
)

// Break says what stands between a word and the one before it.
type Break uint8

// The breaks, from none to the end of a sentence.
const (
	BreakNone   Break = iota // a space, or nothing
	BreakWeak                // a comma or a single new line: the thought may go on
	BreakStrong              // the end of a sentence or of a paragraph
)

// Word is one word of a text: a run of letters and digits, a single rune of a script written without spaces, or a sign
// that means stop.
type Word struct {
	Text       string // folded
	Start, End int    // bytes in the original text
	Break      Break  // before this word
	Quoted     bool   // between quotation marks
	Upper      bool   // begins with a capital letter in the original
	Question   bool   // a question mark follows before the next word
}

// StopSign is the folded text of the signs 🛑 ⛔ 🚫.
const StopSign = "🛑"

// Words folds a text and cuts it into words. Letters repeated three times or more count once; "don't" is one word,
// "l'ordine" two.
func Words(text string) []Word {
	s := scanner{text: text, words: make([]Word, 0, 4+len(text)/6), buf: make([]byte, 0, len(text)+8)}
	for i, r := range text {
		s.rune(i, r)
	}
	s.flush(len(text))
	if s.quote != 0 { // never closed: it was no quotation
		for i := s.opened; i < len(s.words); i++ {
			s.words[i].Quoted = false
		}
	}
	folded := string(s.buf)
	at := 0
	for i := range s.words {
		end := s.ends[i]
		s.words[i].Text = folded[at:end]
		at = end
	}
	return s.words
}

// scanner is the state of one cut.
type scanner struct {
	text    string
	words   []Word
	ends    []int // where each word ends in buf
	buf     []byte
	start   int  // of the word in hand, when open
	open    bool // a word is in hand
	upper   bool
	brk     Break
	quote   rune // the closing mark waited for, 0 outside
	opened  int  // words before the quotation mark
	newline bool // the last thing seen was a new line
}

func (s *scanner) rune(i int, r rune) {
	switch {
	case r == '\'' || r == '’' || r == '`' || r == '´' || r == 'ʼ':
		s.apostrophe(i, r)
	case r == '-' && s.open && i == s.start+1 && (s.text[s.start]|0x20) == 'e':
		// "e-mail" is one word
	case r == '·' && s.open:
		// so is Catalan "cancel·la"
	case Solid(r) && !ignorable(r):
		s.flush(i)
		s.begin(i, r)
		s.buf = appendRune(s.buf, r)
		s.flush(i + utf8.RuneLen(r))
	case letter(r):
		if !s.open {
			s.begin(i, r)
		}
		s.buf = appendRune(s.buf, r)
	case ignorable(r):
	case r == '🛑' || r == '⛔' || r == '🚫' || r == '✋':
		s.flush(i)
		s.begin(i, r)
		s.buf = append(s.buf, StopSign...)
		s.flush(i + utf8.RuneLen(r))
	default:
		s.flush(i)
		s.between(r)
	}
}

// letter reports runes that make words. Marks count: scripts that keep them need them, the others drop them.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.No, r)
}

func (s *scanner) begin(i int, r rune) {
	s.open, s.start, s.upper, s.newline = true, i, unicode.IsUpper(r), false
}

// flush closes the word in hand, if there is one and anything of it is left after folding.
func (s *scanner) flush(end int) {
	if !s.open {
		return
	}
	s.open = false
	from := 0
	if n := len(s.ends); n > 0 {
		from = s.ends[n-1]
	}
	s.buf = s.buf[:from+squeeze(s.buf[from:])]
	if len(s.buf) == from {
		return
	}
	s.words = append(s.words, Word{Start: s.start, End: end, Break: s.brk, Quoted: s.quote != 0, Upper: s.upper})
	s.ends = append(s.ends, len(s.buf))
	s.brk = BreakNone
}

// between takes a rune that stands between words.
func (s *scanner) between(r rune) {
	switch r {
	case ' ', '\t', 0xA0, '-', '_', '/', '+', '&', '*', '#', '@', '%', '(', ')', '[', ']':
		s.newline = s.newline && (r == ' ' || r == '\t')
		return
	case '\n':
		if s.newline {
			s.brk = BreakStrong
		}
		s.newline = true
		s.raise(BreakWeak)
		return
	case '\r':
		return
	case ',', '、', '،', ':', '：', '，', '–', '—', '~', '…':
		s.raise(BreakWeak)
	case '"', '“', '”', '„', '«', '»', '「', '」', '『', '』':
		s.quotation(r)
	case '?', '？', '؟', ';':
		s.question(r)
		s.raise(BreakStrong)
	default:
		s.raise(BreakStrong)
	}
	s.newline = false
}

func (s *scanner) raise(b Break) {
	if s.brk < b {
		s.brk = b
	}
}

// question marks the sentence before it. The Greek question mark looks like a semicolon and is one in Unicode's eyes.
func (s *scanner) question(r rune) {
	n := len(s.words)
	if n == 0 || r == ';' && !greek(s.text[s.words[n-1].Start:]) {
		return
	}
	s.words[n-1].Question = true
}

func greek(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.Greek, r)
}

// quotation opens or closes a quotation. One that is never closed quotes nothing.
func (s *scanner) quotation(r rune) {
	if s.quote == 0 {
		s.quote, s.opened = closing(r), len(s.words)
		return
	}
	if r == s.quote || s.quote == '"' {
		s.quote = 0
	}
}

func closing(r rune) rune {
	switch r {
	case '“', '„', '”':
		return '"'
	case '«':
		return '»'
	case '»':
		return '«'
	case '「':
		return '」'
	case '『':
		return '』'
	}
	return r
}

// apostrophe keeps English contractions in one word and cuts the elisions of Romance languages in two.
func (s *scanner) apostrophe(i int, r rune) {
	if !s.open {
		return
	}
	rest := s.text[i+utf8.RuneLen(r):]
	n := 0
	for n < len(rest) && n < 3 && (rest[n]|0x20 >= 'a' && rest[n]|0x20 <= 'z') {
		n++
	}
	if n < len(rest) && rest[n] >= utf8.RuneSelf {
		n = 3
	}
	switch {
	case n == 1 && contraction1(rest[0]|0x20), n == 2 && contraction2(rest[:2]):
		return // the letters that follow join the word
	}
	s.flush(i)
}

func contraction1(c byte) bool { return c == 't' || c == 's' || c == 'm' || c == 'd' }

func contraction2(s string) bool {
	switch s {
	case "re", "ve", "ll", "RE", "VE", "LL":
		return true
	}
	return false
}

// squeeze shortens runs of three or more equal letters to one, in place, and gives the new length. Digits stay.
func squeeze(b []byte) int {
	out, i := 0, 0
	for i < len(b) {
		size := 1
		if b[i] >= utf8.RuneSelf {
			_, size = utf8.DecodeRune(b[i:])
		}
		j := i + size
		for j+size <= len(b) && string(b[j:j+size]) == string(b[i:i+size]) {
			j += size
		}
		end := j
		if j-i >= 3*size && !(b[i] >= '0' && b[i] <= '9') {
			end = i + size
		}
		out += copy(b[out:], b[i:end])
		i = j
	}
	return out
}
