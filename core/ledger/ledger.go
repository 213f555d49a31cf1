// Package ledger is the arithmetic of the append-only record of consent and sends: each entry's SHA-256 covers the one
// before it, so that no entry can be changed, taken out or put in between without breaking every later one. The store
// keeps the entries; an exported ledger can be checked without Shopbell.
package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Chain gives the hash of an entry: SHA-256 over the previous hash (nothing for the first), the entry's number in
// decimal, a line feed and its canonical JSON.
func Chain(prev []byte, seq int64, body string) []byte {
	h := sha256.New()
	h.Write(prev)
	h.Write([]byte(strconv.FormatInt(seq, 10) + "\n" + body))
	return h.Sum(nil)
}

// Exported is one line of an exported ledger.
type Exported struct {
	Seq  int64  `json:"seq"`
	Body string `json:"body"` // exactly as it was chained
	Hash string `json:"hash"` // lower-case hex
}

// Line makes the exported form of an entry.
func Line(seq int64, body string, hash []byte) Exported {
	return Exported{seq, body, hex.EncodeToString(hash)}
}

// Verifier follows a chain entry by entry, from the first one.
type Verifier struct {
	Entries  int64
	BrokenAt int64 // number of the first entry that does not fit; 0: none yet
	prev     []byte
}

// Add takes the next entry.
func (v *Verifier) Add(seq int64, body string, hash []byte) {
	v.Entries++
	if v.BrokenAt == 0 && (seq != v.Entries || !bytes.Equal(Chain(v.prev, seq, body), hash)) {
		v.BrokenAt = v.Entries
	}
	v.prev = hash
}
