package backup

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// FuzzRead opens any file with a key: it is refused as bad input, or gives what was sealed.
func FuzzRead(f *testing.F) {
	dir := f.TempDir()
	key, path := filepath.Join(dir, "key.txt"), filepath.Join(dir, "b.age")
	to, err := NewKey(key, time.Unix(0, 0))
	if err != nil {
		f.Fatal(err)
	}
	const content = "a shop's history"
	if _, err := Write(path, Lock{Recipient: to}, filled(strings.NewReader(content))); err != nil {
		f.Fatal(err)
	}
	sealed, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	// Half of what is tried is a change of one byte of a whole file, which chance alone would not find a way into.
	f.Add([]byte(nil), 10, byte(1))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt bBJ0 30\n"+strings.Repeat("A", 43)+"\n--- x\n"), -1, byte(0))
	f.Add([]byte("age-encryption.org/v1\n-> X25519 x\n--- \n"), -1, byte(0))
	f.Fuzz(func(t *testing.T, data []byte, at int, flip byte) {
		if at >= 0 {
			data = append(bytes.Clone(sealed), data...)
			data[at%len(data)] ^= flip
		}
		file := filepath.Join(t.TempDir(), "x.age")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		switch err := Read(file, Key{File: key}, into(&got)); {
		case err == nil && (got.String() != content || !bytes.Equal(data, sealed)):
			t.Fatalf("opened %q", got.String())
		case err != nil && core.CodeOf(err) != core.CodeBadInput:
			t.Fatalf("%v", err)
		}
	})
}

// FuzzIdentities reads any key file.
func FuzzIdentities(f *testing.F) {
	f.Add([]byte("# created\nAGE-SECRET-KEY-1QQQ\n"))
	f.Add([]byte("age1\x00\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "key.txt")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := (Key{File: file}).identities("x"); err != nil && core.CodeOf(err) != core.CodeBadInput {
			t.Fatalf("%v", err)
		}
		_ = CheckRecipient(string(data))
	})
}
