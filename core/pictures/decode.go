package pictures

import (
	"bytes"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"net/http"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"shopbell/core"
)

// Bounds of one picture. The platform makes pictures no larger than 4,096 on a side; decoding the largest takes some
// hundred megabytes at worst.
const (
	MaxFile   = 8 << 20  // bytes
	MaxPixels = 17 << 20 // width × height
)

// types are the kinds of pictures that are kept, with the ends of their files' names.
var types = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}

// Inspect says what kind of picture a file holds, by what is in it and not by what it is called, as the end of a file
// name: ".jpg". It decodes nothing but the size. Everything else is ErrUnfit.
func Inspect(data []byte) (ext string, err error) {
	if len(data) > MaxFile {
		return "", ErrUnfit
	}
	ext, known := types[http.DetectContentType(data)]
	if !known {
		return "", ErrUnfit
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width < 1 || size.Height < 1 || size.Width > MaxPixels/size.Height {
		return "", ErrUnfit
	}
	return ext, nil
}

// turn lets one picture be decoded at a time, so that many large ones do not fill the memory.
var turn = make(chan struct{}, 1)

// Decode reads a picture and makes it smaller until neither side is longer than side, in pixels. ErrUnfit for what is
// too large or damaged.
func Decode(r io.Reader, side int) (image.Image, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, core.E(core.CodeDataDamaged, "pictures.decode", "", err)
	}
	if _, err := Inspect(data); err != nil {
		return nil, err
	}
	turn <- struct{}{}
	defer func() { <-turn }()
	whole, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrUnfit
	}
	return shrink(whole, side), nil
}

func shrink(whole image.Image, side int) image.Image {
	w, h := whole.Bounds().Dx(), whole.Bounds().Dy()
	long := max(w, h)
	if long <= side || side < 1 {
		return whole
	}
	small := image.NewRGBA(image.Rect(0, 0, max(w*side/long, 1), max(h*side/long, 1)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Src, nil)
	return small
}
