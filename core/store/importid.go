package store

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"time"

	"shopbell/core"
)

// A message of a download is known by a hash. The store keeps this much of it: the ids stand in the table and in its
// index, and are a quarter of the database otherwise. The time stands before it, in steps of some minutes, so that
// messages that are near in the table are near in the index too, which a step of an import would touch everywhere
// otherwise. Two messages of the same minutes are taken for one once in a hundred million million times.
const (
	heldTime = 3
	heldHash = 6
	heldStep = 256 // seconds
)

// heldText keeps the order of the bytes that it writes.
var heldText = base64.NewEncoding("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz").WithPadding(base64.NoPadding)

// heldID gives the id under which a message of a download is kept. Ids of the page, and those that are short already,
// stay as they are.
func heldID(id core.MessageID, at time.Time) core.MessageID {
	prefix, hash, ok := downloadHash(id)
	if !ok || len(hash) < heldTime+heldHash {
		return id
	}
	b := binary.BigEndian.AppendUint32(make([]byte, 0, 4+heldHash), uint32(max(0, at.Unix())/heldStep))
	b = append(b[4-heldTime:], hash[:heldHash]...)
	return core.MessageID(prefix + heldText.EncodeToString(b))
}

// downloadHash takes the id of a message apart as the download gives it; ok is false for any other id.
func downloadHash(id core.MessageID) (prefix string, hash []byte, ok bool) {
	for _, prefix := range []string{ImportPrefix, coarsePrefix} {
		if digits, found := strings.CutPrefix(string(id), prefix); found {
			hash, err := hex.DecodeString(digits)
			return prefix, hash, err == nil
		}
	}
	return "", nil, false
}

// heldMark is the same for the id of a message as the download gives it, as it is kept, and as earlier versions kept it.
// It tells one person's messages apart.
func heldMark(id core.MessageID) core.MessageID {
	if prefix, hash, ok := downloadHash(id); ok && len(hash) >= heldTime+heldHash {
		return core.MessageID(prefix + string(hash[:heldHash]))
	}
	for _, prefix := range []string{ImportPrefix, coarsePrefix} {
		if text, found := strings.CutPrefix(string(id), prefix); found && len(text) == heldText.EncodedLen(heldTime+heldHash) {
			if b, err := heldText.DecodeString(text); err == nil {
				return core.MessageID(prefix + string(b[heldTime:]))
			}
		}
	}
	return id
}
