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
	errTooDeep  = errors.New("nested too deep")
	errTooLarge = errors.New("one message is too large")
)

// bound lets JSON through with every string cut to maxString, and fails on what no conversation holds, so that a
// decoder behind it never needs more than a few megabytes.
type bound struct {
	from io.Reader
	cut  bool // a string was cut
	err  error

	depth    int
	value    int // bytes of the current message
	scalar   int
	text     int // bytes of the current string
	quoted   bool
	dropping bool
	escaped  bool
	hex      int // digits of \uXXXX still to come
}

// Read is io.Reader. What comes before a failure is still given.
func (b *bound) Read(p []byte) (int, error) {
	for b.err == nil {
		n, err := b.from.Read(p)
		kept := 0
		for _, c := range p[:n] {
			drop, bad := b.see(c)
			if bad != nil {
				err = bad
				break
			}
			if !drop {
				p[kept] = c
				kept++
			}
		}
		b.err = err
		if kept > 0 || len(p) == 0 {
			return kept, nil
		}
	}
	return 0, b.err
}

// see takes one byte and tells whether to leave it out.
func (b *bound) see(c byte) (drop bool, err error) {
	if b.quoted {
		drop = b.inString(c)
	} else if err = b.outside(c); err != nil {
		return false, err
	}
	if b.depth < 3 {
		b.value = 0
	} else if !drop {
		b.value++
	}
	if b.value > maxValue {
		return false, errTooLarge
	}
	return drop, nil
}

func (b *bound) outside(c byte) error {
	switch c {
	case '"':
		b.quoted, b.text = true, 0
	case '{', '[':
		if b.depth++; b.depth > maxDepth {
			return errTooDeep
		}
	case '}', ']':
		b.depth--
	case ' ', '\t', '\r', '\n', ',', ':':
	default:
		if b.scalar++; b.scalar > maxScalar {
			return errTooLarge
		}
		return nil
	}
	b.scalar = 0
	return nil
}

// inString cuts only between whole escapes: a half one would be no JSON.
func (b *bound) inString(c byte) (drop bool) {
	whole := !b.escaped && b.hex == 0
	if whole && c == '"' {
		b.quoted, b.dropping = false, false
		return false
	}
	if whole && b.text >= maxString {
		b.dropping, b.cut = true, true
	}
	switch {
	case b.escaped:
		b.escaped = false
		if c == 'u' {
			b.hex = 4
		}
	case b.hex > 0:
		b.hex--
	case c == '\\':
		b.escaped = true
	}
	b.text++
	return b.dropping
}
