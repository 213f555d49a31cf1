package compose

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxValueRunes bounds what one field may put into a text: a name that is a novel is no name.
const maxValueRunes = 200

// plain makes a value from outside safe to stand in a line: one line, no control and no direction marks, no braces or
// brackets that a later filling could read, at most maxValueRunes long.
func plain(s string) string {
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '\u200c' || r == '\u200d': // joiners shape letters in Persian and Indian scripts, and emoji
		case unicode.Is(unicode.C, r) || r == '\uFFFD' || r == '{' || r == '}':
			continue
		}
		if n++; n > maxValueRunes {
			break
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// FirstName gives the part of a full name by which a shop may greet: the first word, without titles and control
// characters. It is empty where that is uncertain (digits, an initial, a link).
func FirstName(full string) string {
	for _, w := range strings.Fields(plain(norm.NFC.String(full))) {
		w = strings.Trim(w, ".,;:!?\"'()*~_-|/\\")
		switch {
		case title(w):
			continue
		case !nameWord(w):
			return ""
		}
		return w
	}
	return ""
}

// title reports forms of address that stand before a name.
func title(w string) bool {
	switch strings.ToLower(w) {
	case "mr", "mrs", "ms", "miss", "dr", "prof", "sig", "sig.ra", "dott", "dott.ssa", "herr", "frau", "sr", "sra", "srta",
		"mme", "mlle", "m", "don", "doña", "":
		return true
	}
	return false
}

// nameWord reports a word that can be greeted: at least one letter, and nothing but letters, marks, apostrophes and
// hyphens. A single letter of an alphabet is an initial; a single Han letter is a name.
func nameWord(w string) bool {
	letters, han := 0, false
	for _, r := range w {
		switch {
		case unicode.IsLetter(r):
			letters++
			han = han || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r)
		case unicode.IsMark(r) || r == '\'' || r == '’' || r == '-' || r == '\u200c' || r == '\u200d' || r == '.':
		default:
			return false
		}
	}
	return letters > 1 || han
}
