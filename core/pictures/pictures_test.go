package pictures

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"shopbell/core"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// picture draws a picture that differs with n, of bytes of about size.
func picture(t testing.TB, n, size int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		img.Pix[i] = byte(i * (n + 3) >> 2)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	for b.Len() < size {
		b.WriteByte(byte(n))
	}
	return b.Bytes()
}

func put(t testing.TB, c *Cache, data []byte, at time.Time) string {
	t.Helper()
	h, err := c.Put(bytes.NewReader(data), at)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func names(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			info, ierr := d.Info()
			if runtime.GOOS != "windows" && (ierr != nil || info.Mode().Perm() != 0o600) {
				t.Errorf("%s is %v", path, info.Mode())
			}
			files = append(files, d.Name())
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func TestPutOpenRemove(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pictures")
	c := New(dir, DefaultLimit)
	data := picture(t, 1, 0)
	h := put(t, c, data, noon)
	if again := put(t, c, data, noon); again != h {
		t.Errorf("the same picture is kept as %s and %s", h, again)
	}
	if n, files, err := c.Total(); n != int64(len(data)) || files != 1 || err != nil {
		t.Errorf("%d bytes in %d files, %v", n, files, err)
	}
	f, err := New(dir, 0).Open(h, noon) // another start
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes came back, %v", len(got), err)
	}
	if err := c.Remove(h); err != nil || c.Has(h) || len(names(t, dir)) != 0 {
		t.Errorf("it is still here, %v", err)
	}
	if err := c.Remove(h); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "../../etc/passwd", h[:63], strings.ToUpper(h), h + "/x"} {
		if _, err := c.Open(bad, noon); core.CodeOf(err) != core.CodeNotFound || c.Has(bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestWhatIsNoPictureIsNotKept(t *testing.T) {
	whole := picture(t, 1, 0)
	huge := bytes.Clone(whole)
	copy(huge[16:24], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // 65,536 pixels on each side
	for name, data := range map[string][]byte{
		"empty": nil, "text": []byte("hello"), "a web page": []byte("<html><script>alert(1)</script></html>"), "svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`),
		"the head alone": whole[:20], "huge": huge, "too large": picture(t, 2, MaxFile+1), "no width": append([]byte("GIF89a"), 0, 0, 9, 0, 0, 0, 0),
	} {
		dir := filepath.Join(t.TempDir(), "pictures")
		if _, err := New(dir, DefaultLimit).Put(bytes.NewReader(data), noon); !errors.Is(err, ErrUnfit) || len(names(t, dir)) != 0 {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Decode(bytes.NewReader(data), 100); err == nil {
			t.Errorf("%s: is decoded", name)
		}
	}
}

func TestADownloadThatBreaksOffLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pictures")
	c := New(dir, DefaultLimit)
	torn := io.MultiReader(bytes.NewReader(picture(t, 1, 0)[:500]), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := c.Put(torn, noon); !errors.Is(err, io.ErrUnexpectedEOF) || len(names(t, dir)) != 0 {
		t.Errorf("%v, left %v", err, names(t, dir))
	}
}

func TestWhatWasUsedLongestAgoGoesFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pictures")
	c := New(dir, 10_000)
	var hashes []string
	for i := range 4 {
		hashes = append(hashes, put(t, c, picture(t, i, 2400), noon.Add(time.Duration(i)*time.Hour)))
	}
	f, err := c.Open(hashes[0], noon.Add(100*time.Hour)) // looked at
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	put(t, c, picture(t, 9, 2400), noon.Add(5*time.Hour))
	for i, h := range hashes {
		if c.Has(h) != (i != 1) {
			t.Errorf("picture %d is here: %v", i, c.Has(h))
		}
	}
	// One that is older than all others makes none of them go.
	if _, err := c.Put(bytes.NewReader(picture(t, 7, 2400)), noon.Add(-time.Hour)); !errors.Is(err, ErrNoRoom) {
		t.Errorf("got %v", err)
	}
	if room, err := c.Room(noon.Add(-time.Hour)); room && err == nil {
		if n, _, _ := c.Total(); n >= 10_000 {
			t.Error("a full room has room")
		}
	}
	if n, files, _ := New(dir, 0).Total(); n > 10_000 || files != 4 {
		t.Errorf("%d bytes in %d files", n, files)
	}
	if err := c.SetLimit(5000); err != nil {
		t.Fatal(err)
	}
	if n, files, _ := c.Total(); n > 5000 || files != 2 || !c.Has(hashes[0]) {
		t.Errorf("after the limit was lowered: %d bytes in %d files", n, files)
	}
	if err := c.SetLimit(0); err != nil || len(names(t, dir)) != 0 {
		t.Errorf("no room at all: %v", names(t, dir))
	}
	if room, _ := c.Room(noon); room {
		t.Error("no room has room")
	}
}

func TestSweep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pictures")
	c := New(dir, DefaultLimit)
	a, b := put(t, c, picture(t, 1, 0), noon), put(t, c, picture(t, 2, 0), noon)
	if err := os.WriteFile(filepath.Join(dir, newPrefix+"77"), []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := New(dir, 0).Sweep(func(h string) bool { return h == a }); n != 1 || err != nil {
		t.Errorf("%d went, %v", n, err)
	}
	if !c.Has(a) || c.Has(b) || len(names(t, dir)) != 1 {
		t.Errorf("left %v", names(t, dir))
	}
	if n, err := New(filepath.Join(dir, "nowhere"), 0).Sweep(func(string) bool { return false }); n != 0 || err != nil {
		t.Errorf("no folder: %d, %v", n, err)
	}
}

func TestDecodeMakesSmall(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 900, 300), color.Palette{color.White, color.Black})
	for name, encode := range map[string]func(io.Writer) error{
		"png": func(w io.Writer) error { return png.Encode(w, img) },
		"jpg": func(w io.Writer) error { return jpeg.Encode(w, img, nil) },
		"gif": func(w io.Writer) error { return gif.Encode(w, img, nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		if ext, err := Inspect(b.Bytes()); ext != "."+name || err != nil {
			t.Errorf("%s is %s, %v", name, ext, err)
		}
		for side, want := range map[int]string{240: "240 80", 2000: "900 300"} {
			got, err := Decode(bytes.NewReader(b.Bytes()), side)
			if err != nil {
				t.Fatal(name, err)
			}
			if s := fmt.Sprint(got.Bounds().Dx(), " ", got.Bounds().Dy()); s != want {
				t.Errorf("%s at %d is %s", name, side, s)
			}
		}
		if _, err := Decode(bytes.NewReader(b.Bytes()[:b.Len()/2]), 100); name != "gif" && !errors.Is(err, ErrUnfit) {
			t.Errorf("half a %s: %v", name, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(picture(f, 1, 0))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x01\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\n\x00\x01\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02L\x01\x00;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Decode(bytes.NewReader(data), 64)
		if err == nil && max(img.Bounds().Dx(), img.Bounds().Dy()) > 64 {
			t.Errorf("decoded to %v", img.Bounds())
		}
	})
}

// What is carried over keeps its time, and what nobody wants stays where it was.
func TestCarryTakesWhatIsWanted(t *testing.T) {
	dir := t.TempDir()
	from, to := New(filepath.Join(dir, "from"), 1<<30), New(filepath.Join(dir, "to"), 10) // room is made by the next picture, not here
	var hashes []string
	for n := range 3 {
		hash, err := from.Put(bytes.NewReader(picture(t, n, 0)), noon.Add(time.Duration(n)*time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		hashes = append(hashes, hash)
	}
	if n, err := to.Carry(from, map[string]bool{hashes[0]: true, hashes[2]: true, "unknown": true}); n != 2 || err != nil {
		t.Errorf("carried %d, %v", n, err)
	}
	if data, used, err := to.Peek(hashes[2]); err != nil || !used.Equal(noon.Add(2*time.Hour)) || !bytes.Equal(data, picture(t, 2, 0)) {
		t.Errorf("%d bytes, used %v, %v", len(data), used, err)
	}
	if _, _, err := to.Peek(hashes[1]); core.CodeOf(err) != core.CodeNotFound || !from.Has(hashes[1]) || from.Has(hashes[0]) {
		t.Errorf("the one that nobody wants: %v", err)
	}
	if n, err := to.Carry(from, map[string]bool{hashes[0]: true}); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
}
