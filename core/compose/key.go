package compose

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"shopbell/core/fold"
)

// TextKey is equal for texts that a reader would call the same: case, accents, spacing, punctuation and emoji do not
// count. It is the first 128 bits of a SHA-256, in hexadecimal, and empty for a text without words.
func TextKey(text string) string {
	words := fold.Words(text)
	if len(words) == 0 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w.Text)
		b.WriteByte(' ')
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:16])
}
