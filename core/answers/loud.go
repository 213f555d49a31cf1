package answers

import (
	"strings"
	"unicode"
)

// Signs of a raised voice: so many exclamation marks, or several words of nothing but capitals with so many letters.
const (
	loudMarks   = 3
	loudWords   = 2
	loudLetters = 8
)

// angryFaces are the emoji of annoyance.
const angryFaces = "😠😡🤬👿😤🖕👎💢🙄"

// loud reports whether a text shouts, whatever its words say.
func loud(text string) bool {
	if strings.ContainsAny(text, angryFaces) || strings.Count(text, "!")+strings.Count(text, "！") >= loudMarks || strings.Contains(text, "??!") ||
		strings.Count(text, "?") > loudMarks {
		return true
	}
	words, letters := 0, 0
	for _, w := range strings.Fields(text) {
		if n := capitals(w); n > 1 {
			words, letters = words+1, letters+n
		}
	}
	return words >= loudWords && letters >= loudLetters
}

// capitals counts the letters of a word that is written in capitals alone; 0 for any other. A name of an article with
// digits in it is none.
func capitals(word string) int {
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			n++
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return 0
		}
	}
	return n
}
