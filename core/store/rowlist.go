package store

import (
	"encoding/json"
	"strconv"
)

// rowList is rows of values as JSON, an array of arrays, for a statement that reads them with json_each. It is written
// without reflection: the outbox writes four rows a message.
type rowList struct{ b []byte }

// add begins a row.
func (l *rowList) add() *rowList {
	if len(l.b) == 0 {
		l.b = append(l.b, '[')
	} else {
		l.b = append(l.b, "],"...)
	}
	l.b = append(l.b, '[')
	return l
}

func (l *rowList) empty() bool { return len(l.b) == 0 }

// next puts a comma between the values of a row.
func (l *rowList) next() {
	if l.b[len(l.b)-1] != '[' {
		l.b = append(l.b, ',')
	}
}

func (l *rowList) number(n int64) *rowList {
	l.next()
	l.b = strconv.AppendInt(l.b, n, 10)
	return l
}

func (l *rowList) text(s string) *rowList {
	l.next()
	l.b = appendText(l.b, s)
	return l
}

// json ends the list and gives it.
func (l *rowList) json() string { return string(append(l.b, "]]"...)) }

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
