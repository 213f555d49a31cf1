package shop

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// pink is a colour that no poster has.
var pink = color.RGBA{R: 0xff, B: 0xff, A: 0xff}

func pinkPNG(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	draw.Draw(img, img.Bounds(), image.NewUniform(pink), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// pinkAt tells whether a page shows the picture.
func pinkAt(page image.Image) bool {
	b := page.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, bl, _ := page.At(x, y).RGBA(); r > 0xf000 && g < 0x1000 && bl > 0xf000 {
				return true
			}
		}
	}
	return false
}

// Given a product with the address of a picture, when a poster is made, then the picture is fetched once a day, shown also
// without the line, and its absence is told.
func TestPostersShowThePicturesOfTheCatalogue(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	data, asked := pinkPNG(t), map[string]*atomic.Int32{"/mug.png": {}, "/gone.png": {}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked[r.URL.Path].Add(1)
		if r.URL.Path == "/gone.png" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = w.Write(data)
	}))
	defer server.Close()
	var r views.ImportResult
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "MUG", Name: "Pink mug", Image: server.URL + "/mug.png"}, {SKU: "BOWL", Name: "Deep bowl", Image: server.URL + "/gone.png"},
		{SKU: "JUG", Name: "Tall jug", Image: "http://10.1.2.3/jug.png"}, {SKU: "PAN", Name: "Small pan"}}, &r))
	shown := func(sku core.SKU, web bool) views.Poster {
		t.Helper()
		p, err := s.Poster(t.Context(), views.PosterOrder{Things: []views.Thing{{SKU: sku}}, Form: views.A5, Language: "en", Web: web}, 300)
		s.must(err)
		return p
	}
	check := func(what string, got views.Poster, picture bool, bare ...string) {
		t.Helper()
		if pinkAt(got.Page) != picture || !slices.Equal(got.Bare, bare) {
			t.Errorf("%s: picture %v, without one %q", what, pinkAt(got.Page), got.Bare)
		}
	}
	count := func(path string, want int32) {
		t.Helper()
		if n := asked[path].Load(); n != want {
			t.Errorf("%s was asked for %d times, want %d", path, n, want)
		}
	}
	check("not wanted", shown("MUG", false), false)
	count("/mug.png", 0)
	check("first", shown("MUG", true), true)
	check("again", shown("MUG", true), true)
	count("/mug.png", 1)
	check("gone", shown("BOWL", true), false, "Deep bowl")
	check("gone, again at once", shown("BOWL", true), false, "Deep bowl")
	count("/gone.png", 1)
	s.clock.Advance(productPictureRest + time.Second)
	check("gone, later", shown("BOWL", true), false, "Deep bowl")
	count("/gone.png", 2)
	check("in the network within", shown("JUG", true), false, "Tall jug")
	check("the catalogue has none", shown("PAN", true), false)
	s.clock.Advance(productPictureFresh + time.Hour)
	check("a day later", shown("MUG", true), true)
	count("/mug.png", 2)
	server.Close()
	s.clock.Advance(productPictureFresh + time.Hour)
	check("the line is down", shown("MUG", true), true)
	if info, err := os.Stat(filepath.Join(s.store.Dir(), ProductPicturesFolder)); err != nil || !info.IsDir() {
		t.Error("nothing is kept", err)
	}
}

// Posters of several products go into one file; how far it is is told; a stop leaves no file.
func TestPostersOfSeveralProducts(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	order := views.PosterOrder{Things: []views.Thing{{SKU: "MUG-BLUE"}, {SKU: "LAMP-PAPER"}, {SKU: "SOAP-ROSE"}}, Form: views.A5, Language: "en"}
	dir := t.TempDir()
	var told []int
	_, err := s.SavePoster(t.Context(), filepath.Join(dir, "all.pdf"), order, func(done, of int) {
		if of != 3 {
			t.Errorf("of %d", of)
		}
		told = append(told, done)
	})
	s.must(err)
	if !slices.Equal(told, []int{0, 1, 2, 3}) {
		t.Errorf("told %v", told)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "all.pdf")); err != nil || bytes.Count(b, []byte("/Type /Page\n")) != 3 {
		t.Error("not three pages", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err = s.SavePoster(ctx, filepath.Join(dir, "stopped.pdf"), order, func(done, _ int) {
		if done == 1 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "stopped.pdf")); !os.IsNotExist(err) {
		t.Error("a stopped file is there")
	}
	order.Things = slices.Repeat(order.Things[:1], views.MostPosters+1)
	if _, err := s.SavePoster(t.Context(), filepath.Join(dir, "many.pdf"), order, nil); core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("too many: %v", err)
	}
}
