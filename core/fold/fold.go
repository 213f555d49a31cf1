// Package fold brings a customer's text into a form in which ways of spelling the same word are equal: case, accents,
// full-width letters, invisible and direction marks, repeated letters. It also cuts text into words and remembers where
// each stood.
//
// Pure functions of their arguments, safe from any goroutine. Time is linear in the length of the text.
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// String folds a whole text without cutting it: letters as Words folds them, everything else as it is.
func String(s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = appendRune(b, r)
	}
	return string(b)
}

// appendRune appends the folded form of one rune: nothing for marks and invisible runes.
func appendRune(b []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(b, byte(r))
	}
	if s, ok := special(r); ok {
		return append(b, s...)
	}
	if ignorable(r) {
		return b
	}
	if keepsMarks(r) {
		return appendLower(b, r)
	}
	return appendBare(b, r)
}

// appendLower appends r in its compatibility form and lower case, with its marks.
func appendLower(b []byte, r rune) []byte {
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	if norm.NFKC.IsNormal(raw[:n]) {
		return utf8.AppendRune(b, unicode.ToLower(r))
	}
	for _, d := range string(norm.NFKC.Bytes(raw[:n])) {
		b = utf8.AppendRune(b, unicode.ToLower(d))
	}
	return b
}

// appendBare appends r decomposed, lower case, without marks.
func appendBare(b []byte, r rune) []byte {
	if unicode.Is(unicode.Mn, r) {
		return b
	}
	var raw [utf8.UTFMax]byte
	n := utf8.EncodeRune(raw[:], r)
	d := norm.NFKD.Properties(raw[:n]).Decomposition()
	if d == nil {
		return appendLetter(b, unicode.ToLower(r))
	}
	for len(d) > 0 {
		c, size := utf8.DecodeRune(d)
		d = d[size:]
		if !unicode.Is(unicode.Mn, c) {
			b = appendLetter(b, unicode.ToLower(c))
		}
	}
	return b
}

func appendLetter(b []byte, r rune) []byte {
	if s, ok := special(r); ok {
		return append(b, s...)
	}
	return utf8.AppendRune(b, r)
}

// special gives the folded form of letters that have no decomposition but are commonly written another way.
func special(r rune) (string, bool) {
	switch r {
	case 'ß', 'ẞ':
		return "ss", true
	case 'ø', 'Ø':
		return "o", true
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d", true
	case 'ł', 'Ł':
		return "l", true
	case 'æ', 'Æ':
		return "ae", true
	case 'œ', 'Œ':
		return "oe", true
	case 'ı', 'İ':
		return "i", true
	case 'ς':
		return "σ", true
	case 'ى', 'ی', 'ې':
		return "ي", true // Arabic, Persian and Urdu keyboards write the same letter with different code points
	case 'ک':
		return "ك", true
	case 'ہ', 'ة', 'ۃ', 'ە', 'ھ':
		return "ه", true
	case 'ـ':
		return "", true // the Arabic stretching line
	}
	return "", false
}

// ignorable reports runes that a reader does not see: zero-width and direction marks, soft hyphens, selectors.
func ignorable(r rune) bool {
	switch {
	case r == 0x00AD, r == 0xFEFF, r == 0x034F, r == 0x061C, r == 0x180E:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F:
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0000 && r <= 0xE0FFF, r >= 0x1F3FB && r <= 0x1F3FF:
		return true
	}
	return false
}

// keepsMarks reports scripts in which a mark is a letter of its own and cannot be left out: the scripts of India and
// South-East Asia, kana and Hangul.
func keepsMarks(r rune) bool {
	return r >= 0x0900 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF || r >= 0x3040 && r <= 0x30FF ||
		r >= 0x3130 && r <= 0x318F || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xFF65 && r <= 0xFF9F
}

// Solid reports runes of scripts that are written without spaces between words. Words cuts them rune by rune.
func Solid(r rune) bool {
	return r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF ||
		r >= 0x3005 && r <= 0x3007 || r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x4DBF ||
		r >= 0x4E00 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0xFF66 && r <= 0xFF9F ||
		r >= 0x20000 && r <= 0x2FA1F
}
