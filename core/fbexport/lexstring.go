package fbexport

import (
	"unicode/utf16"
	"unicode/utf8"
)

// string takes a string into text. Of one that is longer in the file than maxString, whole escapes up to there are kept.
func (l *lexer) string() error {
	l.at++ // the quotation mark, which was seen
	l.text, l.wide, l.raw, l.high = l.text[:0], false, 0, 0
	for l.at < l.end || l.fill() {
		i, all := l.at, byte(0)
		for i < l.end && l.buf[i] >= ' ' && l.buf[i] != '"' && l.buf[i] != '\\' {
			all |= l.buf[i]
			i++
		}
		if i > l.at {
			l.wide = l.wide || all >= utf8.RuneSelf
			l.plain(l.buf[l.at:i])
			l.at = i
			continue
		}
		l.at++
		switch l.buf[i] {
		case '"':
			if l.wide {
				l.text = asRunes(l.text)
			}
			return nil
		case '\\':
			if err := l.escape(); err != nil {
				return err
			}
		default:
			return errSyntax
		}
	}
	return l.ended()
}

// plain keeps bytes that stand for themselves.
func (l *lexer) plain(b []byte) {
	l.high = 0
	if room := max(0, maxString-l.raw); room < len(b) {
		l.cut = true
		l.dropped += int64(len(b) - room)
		l.raw += len(b) - room
		b = b[:room]
	}
	l.raw += len(b)
	l.text = append(l.text, b...)
}

// escape takes what follows a backslash.
func (l *lexer) escape() error {
	c, err := l.next()
	if err != nil {
		return err
	}
	r, size := rune(c), 2
	switch c {
	case '"', '\\', '/':
	case 'b':
		r = '\b'
	case 'f':
		r = '\f'
	case 'n':
		r = '\n'
	case 'r':
		r = '\r'
	case 't':
		r = '\t'
	case 'u':
		if r, err = l.hex(); err != nil {
			return err
		}
		size = 6
	default:
		return errSyntax
	}
	if l.raw += size; l.raw-size >= maxString {
		l.cut = true
		l.dropped += int64(size)
		return nil
	}
	l.add(r)
	return nil
}

// hex takes four digits.
func (l *lexer) hex() (r rune, err error) {
	for range 4 {
		c, err := l.next()
		if err != nil {
			return 0, err
		}
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, errSyntax
		}
		r = r<<4 | rune(c)
	}
	return r, nil
}

// add keeps an escaped character. A half of a pair whose other half does not stand beside it becomes U+FFFD.
func (l *lexer) add(r rune) {
	high := l.high
	l.high = 0
	l.wide = l.wide || r >= utf8.RuneSelf
	switch whole := utf16.DecodeRune(high, r); {
	case whole != utf8.RuneError:
		l.text = l.text[:len(l.text)-len("\ufffd")] // which stood for the first half
		r = whole
	case utf16.IsSurrogate(r):
		l.high = r
		r = utf8.RuneError
	}
	l.text = utf8.AppendRune(l.text, r)
}

// asRunes puts U+FFFD in place of every byte that is no UTF-8.
func asRunes(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	out := make([]byte, 0, len(b)+len(b)/2)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		out = utf8.AppendRune(out, r)
		b = b[size:]
	}
	return out
}
