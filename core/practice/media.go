package practice

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"strings"
)

const (
	mediaPath = "/practice-media/"
	mediaSize = 48 // pixels on each side
)

// mediaURL is the address of a picture. It needs no token, as the platform's media addresses need none, and carries the
// like of their signature.
func mediaURL(c *call, kind string, n uint32) string {
	return "http://" + c.host + mediaPath + mediaName(kind, n) + "?oh=" + strconv.FormatUint(mix(uint64(n)), 16)
}

func mediaName(kind string, n uint32) string {
	return kind + "-" + strconv.FormatUint(uint64(n), 10) + ".png"
}

// mediaNumber is what a picture is drawn from.
func mediaNumber(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()
}

func serveMedia(w http.ResponseWriter, name string) {
	if !strings.HasSuffix(name, ".png") {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(mediaPicture(mediaNumber(name))) // a client that went away is no failure of the page
}

// mediaPicture draws a small two-coloured picture from a number.
func mediaPicture(n uint32) []byte {
	back := color.RGBA{R: 180 + uint8(n%60), G: 180 + uint8(n>>6%60), B: 180 + uint8(n>>12%60), A: 255}
	front := color.RGBA{R: uint8(n >> 3 % 120), G: uint8(n >> 9 % 120), B: uint8(n >> 15 % 120), A: 255}
	img := image.NewRGBA(image.Rect(0, 0, mediaSize, mediaSize))
	const half = mediaSize / 2
	for y := range mediaSize {
		for x := range mediaSize {
			at := back
			if (x-half)*(x-half)+(y-half)*(y-half) < half*half/2 {
				at = front
			}
			img.SetRGBA(x, y, at)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil { // a bytes.Buffer takes everything
		panic(err)
	}
	return out.Bytes()
}
