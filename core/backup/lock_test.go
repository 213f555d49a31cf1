package backup

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shopbell/core"
)

// keyPair makes a key and gives its two halves.
func keyPair(t *testing.T) (file, recipient string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "key.txt")
	recipient, err := NewKey(file, noon)
	if err != nil {
		t.Fatal(err)
	}
	return file, recipient
}

func TestAKeyOpensWhatItsOtherHalfSealed(t *testing.T) {
	key, recipient := keyPair(t)
	info, err := os.Stat(key)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 || !strings.HasPrefix(recipient, "age1") {
		t.Fatalf("%v, %q, %v", info, recipient, err)
	}
	content := bytes.Repeat([]byte("a shop's history "), 10_000)
	path := filepath.Join(t.TempDir(), "b.age")
	if _, err := Write(path, Lock{Recipient: recipient}, filled(bytes.NewReader(content))); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := Read(path, Key{File: key}, into(&got)); err != nil || !bytes.Equal(got.Bytes(), content) {
		t.Errorf("%d bytes back, %v", got.Len(), err)
	}
	before, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewKey(key, noon); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a key in the place of another: %v", err)
	}
	if after, _ := os.ReadFile(key); !bytes.Equal(before, after) {
		t.Error("the older key is gone")
	}
}

func TestKeysThatDoNotFit(t *testing.T) {
	key, recipient := keyPair(t)
	other, _ := keyPair(t)
	dir := t.TempDir()
	forKey, forWord, noKey := filepath.Join(dir, "k.age"), filepath.Join(dir, "p.age"), filepath.Join(dir, "nokey")
	if _, err := Write(forKey, Lock{Recipient: recipient}, filled(strings.NewReader("x"))); err != nil {
		t.Fatal(err)
	}
	if _, err := write(forWord, Lock{Passphrase: "correct horse"}, filled(strings.NewReader("x")), 10); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(noKey, []byte("AGE-SECRET-KEY-1NOTONE"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file   string
		with   Key
		detail string
	}{
		"another key":                   {forKey, Key{File: other}, "this key does not open this file"},
		"a passphrase for a key's file": {forKey, Key{Passphrase: "x"}, "this backup is sealed for a key: name the key file"},
		"a key for a passphrase's file": {forWord, Key{File: key}, "this backup is sealed with a passphrase, not for a key"},
		"no such key":                   {forKey, Key{File: filepath.Join(dir, "none")}, "there is no such key file"},
		"no key in the file":            {forKey, Key{File: noKey}, "the key file holds no key"},
	} {
		err := Read(c.file, c.with, into(io.Discard))
		var e *core.Error
		if !errors.As(err, &e) || e.Code != core.CodeBadInput || e.Detail != c.detail {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "NOTONE") {
			t.Errorf("%s tells the key: %v", name, err)
		}
	}
	secret, err := os.ReadFile(key)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(string(secret))
	for _, bad := range []string{"", "age1", "ssh-ed25519 AAAA", lines[len(lines)-1]} {
		err := CheckRecipient(bad)
		if core.CodeOf(err) != core.CodeBadInput || bad != "" && len(bad) > 20 && strings.Contains(err.Error(), bad) {
			t.Errorf("%.8q…: %v", bad, err)
		}
	}
}
