package fbexport

import "unicode/utf8"

// repair undoes what Facebook's JSON does to text: every byte of the UTF-8 is written as a character of its own
// ("Caf\u00c3\u00a9" for "Café"). It is undone once: text that is right already, which has a character beyond U+00FF or
// bytes that are no UTF-8, stays as it is.
func repair(s string) string {
	wide := false
	for _, r := range s {
		if r > 0xff {
			return s
		}
		wide = wide || r > 0x7f
	}
	if !wide {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		b = append(b, byte(r))
	}
	if !utf8.Valid(b) {
		return s
	}
	return string(b)
}
