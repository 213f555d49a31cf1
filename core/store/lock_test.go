package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever has the lock and has not said so yet is somebody all the same.
func TestAWriterThatHasNotSaidWhoItIs(t *testing.T) {
	s := open(t)
	if err := os.Truncate(filepath.Join(s.Dir(), holderName), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), s.Dir()); err == nil || !strings.Contains(err.Error(), "another process") {
		t.Errorf("a second writer got %v", err)
	}
}
