package backup

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"shopbell/core"
)

// filled and into copy whole streams.
func filled(from io.Reader) func(io.Writer) error {
	return func(to io.Writer) error { _, err := io.Copy(to, from); return err }
}

func into(to io.Writer) func(io.Reader) error {
	return func(from io.Reader) error { _, err := io.Copy(to, from); return err }
}

// sealed makes a backup of some bytes, several blocks long, with little work.
func sealed(t *testing.T) (path string, content []byte) {
	t.Helper()
	content = make([]byte, 300_000)
	_, _ = rand.Read(content)
	path = filepath.Join(t.TempDir(), "b.age")
	size, err := write(path, Lock{Passphrase: "correct horse"}, filled(bytes.NewReader(content)), 10)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Size() != size || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, told %d bytes, %v", info, size, err)
	}
	return path, content
}

func TestThereAndBack(t *testing.T) {
	path, content := sealed(t)
	var got bytes.Buffer
	if err := Read(path, Key{Passphrase: "correct horse"}, into(&got)); err != nil || !bytes.Equal(got.Bytes(), content) {
		t.Errorf("%d bytes back, %v", got.Len(), err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || bytes.Contains(raw, content[:32]) {
		t.Errorf("the content stands in the file, %v", err)
	}
}

func TestFilesThatAreNotOpened(t *testing.T) {
	path, _ := sealed(t)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(raw)
	changed[len(changed)/2] ^= 1
	for name, c := range map[string]struct {
		content    []byte
		passphrase string
		detail     string
	}{
		"another passphrase": {raw, "wrong horse", "the passphrase does not open this file"},
		"no passphrase":      {raw, "", "the backup needs its passphrase"},
		"cut in the head":    {raw[:60], "correct horse", "this is no backup, or it was cut short"},
		"cut":                {raw[:len(raw)/2], "correct horse", "the backup was cut short or changed"},
		"one byte short":     {raw[:len(raw)-1], "correct horse", "the backup was cut short or changed"},
		"one bit changed":    {changed, "correct horse", "the backup was cut short or changed"},
		"more behind":        {append(bytes.Clone(raw), 'x'), "correct horse", "the backup was cut short or changed"},
		"something else":     {[]byte("SQLite format 3\x00"), "correct horse", "this is no backup, or it was cut short"},
		"empty":              {nil, "correct horse", "this is no backup, or it was cut short"},
	} {
		p := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(p, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		err := Read(p, Key{Passphrase: c.passphrase}, into(io.Discard))
		var e *core.Error
		if !errors.As(err, &e) || e.Code != core.CodeBadInput || e.Detail != c.detail {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Read(filepath.Join(t.TempDir(), "none"), Key{Passphrase: "x"}, into(io.Discard)); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("no file: %v", err)
	}
}

func TestAFailedBackupLeavesTheOlderOne(t *testing.T) {
	path, _ := sealed(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	broken := io.MultiReader(bytes.NewReader(make([]byte, 100_000)), iotest.ErrReader(errors.New("the disk is gone")))
	if _, err := write(path, Lock{Passphrase: "correct horse"}, filled(broken), 10); err == nil {
		t.Fatal("no error")
	}
	after, err := os.ReadFile(path)
	list, _ := os.ReadDir(filepath.Dir(path))
	if err != nil || !bytes.Equal(before, after) || len(list) != 1 {
		t.Errorf("the older backup changed or something lies beside it: %v, %v", list, err)
	}
	if _, err := Write(path, Lock{}, filled(bytes.NewReader(nil))); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("without a passphrase: %v", err)
	}
}

func TestOnlyABackupIsReplaced(t *testing.T) {
	path, _ := sealed(t)
	if _, err := write(path, Lock{Passphrase: "correct horse"}, filled(strings.NewReader("newer")), 10); err != nil {
		t.Errorf("an older backup: %v", err)
	}
	for _, held := range []string{"", "the year's accounts, which are nowhere else"} {
		other := filepath.Join(t.TempDir(), "accounts.ods")
		if err := os.WriteFile(other, []byte(held), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := write(other, Lock{Passphrase: "correct horse"}, filled(strings.NewReader("newer")), 10)
		if now, rerr := os.ReadFile(other); core.CodeOf(err) != core.CodeBadInput || rerr != nil || string(now) != held {
			t.Errorf("a file of %d bytes that is no backup: %v, and it holds %d bytes, %v", len(held), err, len(now), rerr)
		}
	}
}
