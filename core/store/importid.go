package store

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"shopbell/core"
)

// A message of a download is known by a hash. The store keeps this much of it, and writes it shorter: the ids stand in
// the table and in its index, and are a quarter of the database otherwise. Among a million messages two are taken for one
// once in ten thousand million downloads.
const heldBytes = 9

// heldID gives the id under which a message of a download is kept. Ids of the page, and those that are short already,
// stay as they are.
func heldID(id core.MessageID) core.MessageID {
	prefix, digits, ok := strings.Cut(string(id), ":")
	if !ok || prefix+":" != ImportPrefix && prefix+":" != coarsePrefix {
		return id
	}
	hash, err := hex.DecodeString(digits)
	if err != nil || len(hash) <= heldBytes {
		return id
	}
	return core.MessageID(prefix + ":" + base64.RawURLEncoding.EncodeToString(hash[:heldBytes]))
}
