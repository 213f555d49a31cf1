// Package ledger is the arithmetic of the append-only record of consent and sends: each entry's SHA-256 covers the one
// before it, so that no entry can be changed, taken out or put in between without breaking every later one. The store
// keeps the entries; an exported ledger can be checked without Shopbell.
//
// What says who a person is, and what they wrote, is not chained itself. The chain holds a salted commitment to it, so
// that a person can be taken out of the record for good while the record stays whole: without the salt nobody can tell
// whom an entry was about, not even by trying names.
package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
)

// Entry is one entry as it is kept.
type Entry struct {
	Seq    int64
	Body   string // canonical JSON, exactly as it was chained
	Hash   []byte
	Salt   []byte // 32 random bytes; nil once the person was taken out
	Person string // canonical JSON of what is personal; empty once the person was taken out
}

// Chain gives the hash of an entry: SHA-256 over the previous hash (nothing for the first), the entry's number in
// decimal, a line feed and its canonical JSON.
func Chain(prev []byte, seq int64, body string) []byte {
	b := make([]byte, 0, 512)
	b = strconv.AppendInt(append(b, prev...), seq, 10)
	sum := sha256.Sum256(append(append(b, '\n'), body...))
	return sum[:]
}

// Commit gives what a body says under "person": SHA-256 over the salt and the personal part, as lower-case hex.
func Commit(salt []byte, person string) string {
	b := make([]byte, 0, 512)
	sum := sha256.Sum256(append(append(b, salt...), person...))
	return hex.EncodeToString(sum[:])
}

// Exported is one line of an exported ledger.
type Exported struct {
	Seq    int64  `json:"seq"`
	Body   string `json:"body"`             // exactly as it was chained
	Hash   string `json:"hash"`             // lower-case hex
	Salt   string `json:"salt,omitempty"`   // lower-case hex
	Person string `json:"person,omitempty"` // exactly as it was committed to
}

// Line makes the exported form of an entry.
func Line(e Entry) Exported {
	return Exported{e.Seq, e.Body, hex.EncodeToString(e.Hash), hex.EncodeToString(e.Salt), e.Person}
}

// Verifier follows a chain entry by entry, from the first one.
type Verifier struct {
	Entries  int64
	BrokenAt int64 // number of the first entry that does not fit; 0: none yet
	prev     []byte
}

// Add takes the next entry. Its personal part, where there still is one, must be what the chain committed to.
func (v *Verifier) Add(e Entry) {
	v.Entries++
	if v.BrokenAt == 0 && (e.Seq != v.Entries || !bytes.Equal(Chain(v.prev, e.Seq, e.Body), e.Hash) || !keptTo(e)) {
		v.BrokenAt = v.Entries
	}
	v.prev = e.Hash
}

func keptTo(e Entry) bool {
	if e.Person == "" && e.Salt == nil {
		return true
	}
	var body struct {
		Person string `json:"person"`
	}
	return json.Unmarshal([]byte(e.Body), &body) == nil && body.Person == Commit(e.Salt, e.Person)
}
