package ledger

import "bytes"

// Head is the end of a ledger: whoever knows it can tell later whether entries were taken off the end.
type Head struct {
	Entries int64
	Hash    []byte // empty when there are none
}

// Linked is an entry with the hash of the one before it, empty for the first.
type Linked struct {
	Entry
	Prev []byte
}

// Holds reports whether the entry is as it was chained, and its personal part as it was committed to.
func (l Linked) Holds() bool {
	return bytes.Equal(Chain(l.Prev, l.Seq, l.Body), l.Hash) && keptTo(l.Entry)
}
