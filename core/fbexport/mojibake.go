package fbexport

import "unicode/utf8"

// repair undoes what Facebook's JSON does to text: every byte of the UTF-8 is written as a character of its own
// ("Caf\u00c3\u00a9" for "Café"). It is undone once: text that is right already, which has a character beyond U+00FF or
// bytes that are no UTF-8, stays as it is, and ok is false. b is valid UTF-8; the repaired text is appended to room.
func repair(room, b []byte) (repaired []byte, ok bool) {
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c < utf8.RuneSelf:
			room = append(room, c)
		case c > 0xc3: // the character is beyond U+00FF
			return room, false
		default:
			i++
			room = append(room, c<<6|b[i]&0x3f)
		}
	}
	return room, utf8.Valid(room)
}
