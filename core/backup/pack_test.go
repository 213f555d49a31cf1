package backup

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// packed packs a database and pictures.
func packed(t *testing.T, db string, pictures map[string]string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(path, []byte(db), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var b bytes.Buffer
	p, err := NewPack(&b, f)
	for hash, data := range pictures {
		err = errors.Join(err, p.Picture(hash, time.Unix(1_700_000_000, 5), []byte(data)))
	}
	if err := errors.Join(err, p.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpacked reads what was sealed.
func unpacked(from io.Reader) (db string, pictures map[string]string, err error) {
	var b strings.Builder
	pictures = map[string]string{}
	err = Unpack(from, &b, func(hash string, used time.Time, r io.Reader) error {
		data, err := io.ReadAll(r)
		if pictures[hash] = string(data); used.Unix() != 1_700_000_000 {
			err = errors.New("another time")
		}
		return err
	})
	return b.String(), pictures, err
}

func TestPackedWithPicturesAndWithout(t *testing.T) {
	db := string(databaseHead) + "rows"
	want := map[string]string{"aa": "one picture", "bb": ""}
	got, pictures, err := unpacked(bytes.NewReader(packed(t, db, want)))
	if err != nil || got != db || !maps.Equal(pictures, want) {
		t.Errorf("%q, %v, %v", got, pictures, err)
	}
	got, pictures, err = unpacked(strings.NewReader(db))
	if err != nil || got != db || len(pictures) != 0 {
		t.Errorf("a database alone: %q, %v, %v", got, pictures, err)
	}
}

func TestUnpackRefusesWhatIsNoBackup(t *testing.T) {
	var other bytes.Buffer
	w := tar.NewWriter(&other)
	if err := errors.Join(w.WriteHeader(&tar.Header{Name: "../../evil", Size: 1}), w.Close()); err == nil {
		t.Fatal("a file without its content")
	}
	for name, content := range map[string]string{"nothing": "", "words": strings.Repeat("words ", 900), "another tar": other.String()} {
		if db, _, err := unpacked(strings.NewReader(content)); core.CodeOf(err) != core.CodeBadInput || db != "" {
			t.Errorf("%s: %q, %v", name, db, err)
		}
	}
	whole := packed(t, string(databaseHead), map[string]string{"aa": strings.Repeat("x", 3000)})
	if _, _, err := unpacked(bytes.NewReader(whole[:len(whole)-3000])); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("cut: %v", err)
	}
}

// holes is a tar of one small file that says to be 64 MB, all but its beginning being holes.
func holes(t *testing.T, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	// Go writes no such files: the keys are made what they have to be afterwards.
	sparse := map[string]string{"GNX.sparse.numblocks": "1", "GNX.sparse.map": "0,16", "GNX.sparse.size": "67108864"}
	err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(databaseHead)), PAXRecords: sparse})
	_, werr := w.Write(databaseHead)
	if err := errors.Join(err, werr, w.Close()); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(b.Bytes(), []byte("GNX."), []byte("GNU."))
}

// A small backup cannot fill the disk.
func TestUnpackFillsNoHoles(t *testing.T) {
	if h, err := tar.NewReader(bytes.NewReader(holes(t, packDatabase))).Next(); err != nil || h.Size != 64<<20 {
		t.Fatalf("not a file with holes: %+v, %v", h, err)
	}
	if db, _, err := unpacked(bytes.NewReader(holes(t, packDatabase))); core.CodeOf(err) != core.CodeBadInput || db != "" {
		t.Errorf("%d bytes, %v", len(db), err)
	}
	whole := packed(t, string(databaseHead), nil)
	ends := len(whole) - 1024 // two empty blocks
	if _, pictures, err := unpacked(bytes.NewReader(append(whole[:ends:ends], holes(t, packPictures+"aa")...))); err != nil || len(pictures) > 0 {
		t.Errorf("%d pictures, %v", len(pictures), err)
	}
}
