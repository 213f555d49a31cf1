package store

import "encoding/json"

// appendText writes text as encoding/json does.
func appendText(b []byte, s string) []byte {
	if plain(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	v, err := json.Marshal(s)
	if err != nil {
		return append(b, `""`...) // text always marshals
	}
	return append(b, v...)
}

// plain reports text that JSON holds as it is.
func plain(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ', c > '~', c == '"', c == '\\', c == '<', c == '>', c == '&':
			return false
		}
	}
	return true
}
