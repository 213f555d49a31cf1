package main

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"shopbell/ui/theme"
)

var update = flag.Bool("update", false, "paint the golden pictures anew: look at each before it is committed")

// golden names the stories that are kept as pictures, look included: every widget by day and by night, and the screens on
// which most depends.
func golden() []string {
	return []string{"parts", "parts-dark", "parts-question", "today", "waitlists-round", "restock-dark", "offer-small", "sending", "result", "rules-changed",
		"settings-narrow-large", "restock-long"}
}

// A screen that looks other than its picture in testdata fails: a colour, a space, the order of words. The pictures are
// kept at half of their size, where the last bit of a float does not show, and letters are bundled.
func TestGolden(t *testing.T) {
	app := test.NewTempApp(t)
	for _, l := range looks() {
		app.Settings().SetTheme(theme.New(l.mode, l.scale))
		for _, s := range stories() {
			name := s.Name + l.suffix
			if !slices.Contains(golden(), name) {
				continue
			}
			t.Run(name, func(t *testing.T) {
				win := raise(s, l)
				defer win.Close()
				got := halved(win.Canvas().Capture())
				file := filepath.Join("testdata", name+".png")
				if *update {
					writePicture(t, file, got)
					return
				}
				want := readPicture(t, file)
				if n, where := differences(got, want); n > mostOff {
					at := filepath.Join(os.TempDir(), "shopbell-golden-"+name+".png")
					writePicture(t, at, got)
					t.Errorf("%d pixels look other than %s, within %v (of half of the size); it is now as in %s", n, file, where, at)
				}
			})
		}
	}
}

const (
	// mostOff is how many pixels may differ, and alike how far a colour may be off, of 255: rounding differs by processor.
	mostOff = 12
	alike   = 5
)

// halved gives a picture at half of its size, each pixel being the middle of four.
func halved(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/2, b.Dy()/2))
	for y := range b.Dy() / 2 {
		for x := range b.Dx() / 2 {
			var sum [3]uint32
			for i := range 4 {
				r, g, bl, _ := img.At(b.Min.X+2*x+i%2, b.Min.Y+2*y+i/2).RGBA()
				sum[0], sum[1], sum[2] = sum[0]+r>>8, sum[1]+g>>8, sum[2]+bl>>8
			}
			out.SetRGBA(x, y, color.RGBA{uint8(sum[0] / 4), uint8(sum[1] / 4), uint8(sum[2] / 4), 255})
		}
	}
	return out
}

// differences counts the pixels that differ, and tells within which rectangle they lie.
func differences(got *image.RGBA, want image.Image) (n int, where image.Rectangle) {
	if got.Bounds() != want.Bounds() {
		return got.Bounds().Dx() * got.Bounds().Dy(), got.Bounds()
	}
	off := func(a uint8, b uint32) bool { d := int(a) - int(b>>8); return d > alike || d < -alike }
	each(got, func(x, y int, c color.RGBA) {
		if r, g, b, _ := want.At(x, y).RGBA(); off(c.R, r) || off(c.G, g) || off(c.B, b) {
			n++
			where = where.Union(image.Rect(x, y, x+1, y+1))
		}
	})
	return n, where
}

func readPicture(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatalf("%v (run the test with -update to paint it)", err)
	}
	defer func() { _ = f.Close() }()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func writePicture(t *testing.T, file string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// A change of a colour by a little, a move by a pixel and other words are seen; the rounding of a float is not.
func TestGoldenPicturesSeeChanges(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 40, 20))
	paint := func(img *image.RGBA, left int, c color.RGBA) *image.RGBA {
		out := image.NewRGBA(img.Bounds())
		copy(out.Pix, img.Pix)
		for y := 5; y < 15; y++ {
			for x := left; x < left+10; x++ {
				out.SetRGBA(x, y, c)
			}
		}
		return out
	}
	was := paint(img, 10, color.RGBA{0x1D, 0x5C, 0x4A, 255})
	for name, c := range map[string]struct {
		now  *image.RGBA
		seen bool
	}{
		"rounding":     {paint(img, 10, color.RGBA{0x1E, 0x5B, 0x4A, 255}), false},
		"a colour":     {paint(img, 10, color.RGBA{0x1D, 0x64, 0x4A, 255}), true},
		"a pixel":      {paint(img, 11, color.RGBA{0x1D, 0x5C, 0x4A, 255}), true},
		"another size": {image.NewRGBA(image.Rect(0, 0, 41, 20)), true},
	} {
		if n, _ := differences(c.now, was); n > mostOff != c.seen {
			t.Errorf("%s: %d pixels differ", name, n)
		}
	}
}
