package poster_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/links"
	"shopbell/core/poster"
	"shopbell/core/views"
)

var printed = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func content(lang string, t links.Thing) poster.Content {
	text := links.Text(lang, t)
	return poster.Content{Language: lang, Shop: "Tulip Corner", Product: t.Product, Variant: t.Variant, Price: "18.50 EUR",
		Address: links.Address("108800000031415", text), Short: "m.me/tulipcorner", Text: text}
}

// each gives contents one after the other.
func each(all ...poster.Content) iter.Seq2[poster.Content, error] {
	return func(yield func(poster.Content, error) bool) {
		for _, c := range all {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// scan reads the code of a picture, as a phone does.
func scan(t *testing.T, img image.Image) string {
	t.Helper()
	dots, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(dots, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Errorf("no code is read: %v", err)
		return ""
	}
	return read.GetText()
}

// printout makes a PDF's first page a picture with another program than ours.
func printout(t *testing.T, pdf []byte) image.Image {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		if runtime.GOOS == "linux" {
			t.Fatal("pdftoppm is missing: run .ci/install test")
		}
		t.Skip("pdftoppm is missing")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "in.pdf"), pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", "160", "-f", "1", "-singlefile", "-png", filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out")).CombinedOutput()
	if err != nil || len(out) > 0 { // it names what is wrong with a file
		t.Fatalf("%v: %s", err, out)
	}
	return decode(t, filepath.Join(dir, "out.png"))
}

func decode(t *testing.T, path string) image.Image {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// In every language that posters have, the code on paper and on the screen leads to the link with its message.
func TestTheCodeOnEachFormLeadsToTheChat(t *testing.T) {
	t.Parallel()
	for _, lang := range poster.Languages() {
		for _, f := range views.PosterForms() {
			// Thai has the longest links; the others differ on paper in nothing that the picture has not.
			if paper := lang == "en" || lang == "th" && (f == views.A4 || f == views.Cards8); f != views.Square && !paper {
				continue
			}
			if testing.Short() && lang != "th" {
				continue // reading a code takes seconds under the race detector
			}
			c := content(lang, links.Thing{Product: "Blue speckled mug", Variant: "0.3 l"})
			var b bytes.Buffer
			if err := poster.Write(&b, f, each(c), printed); err != nil {
				t.Fatal(lang, f, err)
			}
			var page image.Image
			if f.Picture() {
				img, err := png.Decode(&b)
				if err != nil {
					t.Fatal(err)
				}
				page = img
			} else {
				page = printout(t, b.Bytes())
			}
			if rows := map[views.PosterForm]int{views.Cards4: 2, views.Cards8: 4}[f]; rows > 0 { // a phone sees one card
				page = page.(interface {
					SubImage(image.Rectangle) image.Image
				}).SubImage(image.Rect(0, 0, page.Bounds().Dx()/2, page.Bounds().Dy()/rows))
			}
			if got := scan(t, page); got != c.Address {
				t.Errorf("%s on %s: the code says %q, the link is %q", lang, f, got, c.Address)
			}
		}
	}
}

func TestPicturesHaveTheSizeOfPosts(t *testing.T) {
	for f, want := range map[views.PosterForm]image.Point{views.Square: {X: 1080, Y: 1080}, views.Portrait: {X: 1080, Y: 1350}} {
		var b bytes.Buffer
		if err := poster.Write(&b, f, each(content("en", links.Thing{})), printed); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&b)
		if err != nil || img.Bounds().Size() != want {
			t.Errorf("%s is %v, %v", f, img.Bounds().Size(), err)
		}
	}
}

// Whatever a shop calls its things, the poster is made and stays on its page.
func TestLongNamesFitThePage(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.StringMatching(`[A-Za-zäöüßéçñ0-9]{1,24}`)
		name := strings.Join(rapid.SliceOfN(word, 1, 12).Draw(r, "name"), " ")
		f := rapid.SampledFrom(views.PosterForms()).Draw(r, "form")
		c := content(rapid.SampledFrom(poster.Languages()).Draw(r, "language"), links.Thing{Product: name})
		img, err := poster.Preview(f, each(c), 400)
		if err != nil {
			r.Fatal(err)
		}
		if f == views.Cards4 || f == views.Cards8 {
			return // lines to cut along run to the edge
		}
		edge := img.Bounds()
		for x := range edge.Dx() {
			for y := range edge.Dy() {
				inside := x > 1 && x < edge.Dx()-2 && y > 1 && y < edge.Dy()-2
				if !inside && img.At(x, y) != color.Color(color.RGBA{255, 255, 255, 255}) {
					r.Fatalf("%q runs off %s", name, f)
				}
			}
		}
	})
}

// Emoji are left out; a name in letters that Shopbell lacks is refused, and the letter named.
func TestLettersThatCannotBeShown(t *testing.T) {
	var b bytes.Buffer
	if err := poster.Write(&b, views.A5, each(content("en", links.Thing{Product: "Blue mug 💙✨"})), printed); err != nil {
		t.Error(err)
	}
	err := poster.Write(&b, views.A5, each(content("en", links.Thing{Product: "青いマグ"})), printed)
	if core.CodeOf(err) != core.CodePosterLetters {
		t.Errorf("Japanese gave %v", err)
	}
}

// There is a poster in every language that there are links in.
func TestEveryLanguageHasItsLetters(t *testing.T) {
	if got := poster.Languages(); !slices.Equal(got, links.Languages()) {
		t.Errorf("links in %v, posters in %v", links.Languages(), got)
	}
}

// The same poster is the same file, and a picture stands on it.
func TestSameContentSameFile(t *testing.T) {
	t.Parallel()
	c := content("de", links.Thing{Product: "Blue mug"})
	red := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range red.Pix {
		red.Pix[i] = []uint8{200, 0, 0, 255}[i%4]
	}
	c.Picture = red
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := poster.Write(w, views.A4, each(c), printed); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two files differ")
	}
	page, found := printout(t, a.Bytes()), 0
	for y := range page.Bounds().Dy() {
		r, g, _, _ := page.At(page.Bounds().Dx()/2, y).RGBA()
		if r > 0xA000 && g < 0x3000 {
			found++
		}
	}
	if found < 50 {
		t.Errorf("%d red dots down the middle", found)
	}
}

// What is transparent in a picture is white on paper, not black.
func TestTransparentPicturesAreWhiteOnPaper(t *testing.T) {
	t.Parallel()
	c := content("en", links.Thing{Product: "Blue mug"})
	c.Picture = image.NewNRGBA(image.Rect(0, 0, 40, 40))
	var b bytes.Buffer
	if err := poster.Write(&b, views.A5, each(c), printed); err != nil {
		t.Fatal(err)
	}
	page, dark := printout(t, b.Bytes()), 0
	for y := range page.Bounds().Dy() {
		if r, g, _, _ := page.At(page.Bounds().Dx()/2, y).RGBA(); r < 0x3000 && g < 0x3000 {
			dark++
		}
	}
	if dark > page.Bounds().Dy()/8 {
		t.Errorf("%d of %d dots down the middle are dark", dark, page.Bounds().Dy())
	}
}

// Several products share sheets: eight cards a page, and each has its own code.
func TestSeveralProductsShareASheet(t *testing.T) {
	t.Parallel()
	var all []poster.Content
	for _, name := range []string{"Mug", "Bowl", "Plate", "Teapot", "Apron", "Towel", "Candle", "Soap", "Vase"} {
		all = append(all, content("en", links.Thing{Product: name}))
	}
	var b bytes.Buffer
	if err := poster.Write(&b, views.Cards8, each(all...), printed); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("/Type /Page\n")); n != 2 {
		t.Errorf("%d pages", n)
	}
	page := printout(t, b.Bytes()).(interface {
		SubImage(image.Rectangle) image.Image
		image.Image
	})
	size := page.Bounds().Size()
	if got := scan(t, page.SubImage(image.Rect(size.X/2, 0, size.X, size.Y/4))); got != all[1].Address {
		t.Errorf("the second card leads to %q", got)
	}
}

// Several products on paper have a page each, with their own code; the file is called by the shop.
func TestSeveralProductsHaveAPageEach(t *testing.T) {
	t.Parallel()
	mug, bowl := content("en", links.Thing{Product: "Mug"}), content("en", links.Thing{Product: "Bowl"})
	var b bytes.Buffer
	if err := poster.Write(&b, views.A5, each(bowl, mug, bowl), printed); err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b.Bytes(), []byte("/Type /Page\n")); n != 3 {
		t.Errorf("%d pages", n)
	}
	if got := scan(t, printout(t, b.Bytes())); got != bowl.Address {
		t.Errorf("the first page leads to %q", got)
	}
	seen, err := poster.Preview(views.Square, each(mug, bowl), 200)
	if err != nil || seen.Bounds().Dx() != 200 {
		t.Errorf("preview: %v", err)
	}
	for f, all := range map[views.PosterForm]iter.Seq2[poster.Content, error]{views.Square: each(mug, bowl), views.A4: each(), "a0": each(mug)} {
		if err := poster.Write(io.Discard, f, all, printed); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// Each content is asked for when its page is made, so that a file of many pictures does not hold them all, and the first
// that cannot be had ends the work.
func TestContentsAreAskedForOneByOne(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	asked := 0
	all := func(yield func(poster.Content, error) bool) {
		for _, err := range []error{nil, nil, broken, nil} {
			asked++
			if !yield(content("en", links.Thing{Product: "Mug"}), err) {
				return
			}
		}
	}
	if err := poster.Write(io.Discard, views.A5, all, printed); !errors.Is(err, broken) || asked != 3 {
		t.Errorf("asked %d times: %v", asked, err)
	}
	asked = 0
	if _, err := poster.Preview(views.A5, all, 100); err != nil || asked != 1 {
		t.Errorf("for the first page asked %d times: %v", asked, err)
	}
}
