package fbexport

import (
	"errors"
	"io"
)

// Bounds of one JSON file. A message of Messenger has at most 20,000 characters, each of which an export may write in
// 24 bytes.
const (
	maxString = 1 << 20
	maxValue  = 8 << 20 // one message with all that belongs to it
	maxDepth  = 32
	maxScalar = 1 << 10 // a number
)

var (
	errSyntax   = errors.New("not valid JSON")
	errTooDeep  = errors.New("nested too deep")
	errTooLarge = errors.New("one message is too large")
)

// lexer reads JSON (RFC 8259) as a stream, as strictly as encoding/json, in memory that does not depend on what it reads:
// every string is cut to maxString. It is used again from file to file.
type lexer struct {
	from    io.Reader
	buf     []byte
	at, end int   // what is left of buf
	passed  int64 // bytes before buf
	failed  error // what ended the reading

	text    []byte // the last string
	wide    bool   // it is more than ASCII
	raw     int    // bytes of it in the file
	high    rune   // the first half of a pair, when it ends with one
	scalar  []byte // the last number or literal
	cut     bool   // a string was cut
	dropped int64  // bytes of strings that were cut
	depth   int
	limit   int64 // where a message becomes too large, 0 outside
}

// start makes the lexer ready for another file.
func (l *lexer) start(r io.Reader) {
	if l.buf == nil {
		l.buf = make([]byte, 32<<10)
	}
	*l = lexer{from: withoutMark(r), buf: l.buf, text: l.text, scalar: l.scalar}
}

// fill reads on once everything in buf was used, and reports whether there is more.
func (l *lexer) fill() bool {
	l.passed += int64(l.end)
	l.at, l.end = 0, 0
	for l.end == 0 && l.failed == nil {
		l.end, l.failed = l.from.Read(l.buf)
	}
	return l.end > 0
}

// ended tells why there is no more.
func (l *lexer) ended() error {
	if errors.Is(l.failed, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return l.failed
}

// peek gives the next byte behind spaces, without taking it.
func (l *lexer) peek() (byte, error) {
	for {
		for l.at < l.end {
			switch c := l.buf[l.at]; c {
			case ' ', '\t', '\r', '\n':
				l.at++
			default:
				return c, nil
			}
		}
		if !l.fill() {
			return 0, l.ended()
		}
	}
}

// next takes one byte.
func (l *lexer) next() (byte, error) {
	if l.at == l.end && !l.fill() {
		return 0, l.ended()
	}
	l.at++
	return l.buf[l.at-1], nil
}

// list calls item before each element of an array, which it must take.
func (l *lexer) list(item func() error) error { return l.inside('[', ']', item) }

// object calls member behind each key of an object with the key, which lasts until the next string; it must take the value.
func (l *lexer) object(member func(key []byte) error) error {
	return l.inside('{', '}', func() error {
		if c, err := l.peek(); err != nil || c != '"' {
			return orSyntax(err)
		}
		if err := l.string(); err != nil {
			return err
		}
		if c, err := l.peek(); err != nil || c != ':' {
			return orSyntax(err)
		}
		l.at++
		return member(l.text)
	})
}

func orSyntax(err error) error {
	if err == nil {
		return errSyntax
	}
	return err
}

// inside goes through what stands between two brackets.
func (l *lexer) inside(open, close byte, element func() error) error {
	if c, err := l.peek(); err != nil || c != open {
		return orSyntax(err)
	}
	l.at++
	if l.depth++; l.depth > maxDepth {
		return errTooDeep
	}
	c, err := l.peek()
	for first := true; err == nil && c != close; first = false {
		if !first {
			if c != ',' {
				return errSyntax
			}
			l.at++
		}
		if err := element(); err != nil {
			return err
		}
		if l.limit > 0 && l.taken() > l.limit {
			return errTooLarge
		}
		c, err = l.peek()
	}
	if err != nil {
		return err
	}
	l.at++
	l.depth--
	return nil
}

// taken is how many bytes were taken, without those that were dropped.
func (l *lexer) taken() int64 { return l.passed + int64(l.at) - l.dropped }

// skip passes over a value of any size without keeping it.
func (l *lexer) skip() error {
	c, err := l.peek()
	if err != nil {
		return err
	}
	switch c {
	case '{':
		return l.object(func([]byte) error { return l.skip() })
	case '[':
		return l.list(l.skip)
	case '"':
		return l.string()
	}
	return l.literal()
}

// literal takes a number, true, false or null into scalar.
func (l *lexer) literal() error {
	l.scalar = l.scalar[:0]
	for l.at < l.end || l.fill() {
		c := l.buf[l.at]
		if c != '-' && c != '+' && c != '.' && (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			break
		}
		if len(l.scalar) == maxScalar {
			return errTooLarge
		}
		l.scalar = append(l.scalar, c)
		l.at++
	}
	switch string(l.scalar) {
	case "true", "false", "null":
		return nil
	}
	if !isNumber(l.scalar) {
		return errSyntax
	}
	return nil
}

func isNumber(b []byte) bool {
	digits := func() bool {
		n := 0
		for n < len(b) && '0' <= b[n] && b[n] <= '9' {
			n++
		}
		b = b[n:]
		return n > 0
	}
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	if len(b) > 0 && b[0] == '0' {
		b = b[1:]
	} else if !digits() {
		return false
	}
	if len(b) > 0 && b[0] == '.' {
		if b = b[1:]; !digits() {
			return false
		}
	}
	if len(b) > 0 && b[0]|0x20 == 'e' {
		if b = b[1:]; len(b) > 0 && (b[0] == '-' || b[0] == '+') {
			b = b[1:]
		}
		if !digits() {
			return false
		}
	}
	return len(b) == 0
}
