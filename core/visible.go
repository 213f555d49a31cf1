package core

import (
	"strings"
	"unicode"
)

// Visible leaves out of words from outside what is not to be seen and would hide, turn around or steer what stands beside
// it: control characters but line feeds and tabs, and the marks that change the direction of writing (Unicode Standard
// Annex 9, and its security report 36). Words without such signs come back as they are. Broken UTF-8 becomes U+FFFD.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029') {
			return -1
		}
		return r
	}, s)
}

// Blank reports whether a reader sees nothing of a text: no letter, digit, sign or picture, whatever invisible characters
// stand in it (Unicode Standard, 5.21 "Ignoring Characters in Processing").
func Blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.IsControl(r) && r != '\u2800' && // Braille with no dots
			!unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
	})
}
