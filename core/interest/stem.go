package interest

import "unicode/utf8"

// stem takes the endings of number and gender off a folded word, lightly and for all languages alike: plurals in -s, -es,
// -ies and -en, and the last vowel of words of six letters or more. Short words keep theirs, since there the vowel tells
// words apart ("sole", "solo").
func stem(w string) string {
	n := utf8.RuneCountInString(w)
	if n < 4 {
		return w
	}
	for _, end := range [...]string{"ات", "ين", "ه", "ة"} { // Arabic: of the plural, of the dual, and of what they end in otherwise
		if utf8.RuneCountInString(end)+3 <= n && hasEnd(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	w, n = singular(w, n)
	if n < 6 {
		return w
	}
	r, size := utf8.DecodeLastRuneInString(w)
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'а', 'е', 'и', 'о', 'у', 'ы', 'я', 'ю', 'ь', 'й', 'α', 'ε', 'η', 'ι', 'ο', 'υ', 'ω':
		return w[:len(w)-size]
	}
	return w
}

// singular takes off a plural ending.
func singular(w string, n int) (string, int) {
	last := w[len(w)-1]
	switch {
	case last == 's' && n >= 5 && w[len(w)-3:] == "ies":
		return w[:len(w)-3] + "y", n - 2
	case last == 's' && n >= 5 && (hasEnd(w, "ches") || hasEnd(w, "shes") || hasEnd(w, "xes") || hasEnd(w, "sses")):
		return w[:len(w)-2], n - 2
	case last == 's' && !hasEnd(w, "ss") && !hasEnd(w, "us") && !hasEnd(w, "is"):
		return w[:len(w)-1], n - 1
	case last == 'n' && n >= 6 && hasEnd(w, "en"):
		return w[:len(w)-1], n - 1
	}
	return w, n
}

func hasEnd(w, end string) bool { return len(w) >= len(end) && w[len(w)-len(end):] == end }
