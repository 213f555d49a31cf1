package practice

import (
	"bytes"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	mediaPath = "/practice-media/"
	mediaSize = 48 // pixels on each side
)

// mediaURL is the address of a picture. It needs no token, as the platform's media addresses need none, and carries the
// like of their signature and of their end.
func (p *Page) mediaURL(c *call, kind string, n uint32) string {
	name := mediaName(kind, n)
	end := ""
	if p.opt.MediaFor > 0 {
		end = strconv.FormatInt(c.now.Add(p.opt.MediaFor).Unix(), 16)
	}
	return "http://" + c.host + mediaPath + name + "?oe=" + end + "&oh=" + p.signature(name, end)
}

func (p *Page) signature(name, end string) string {
	h := fnv.New64a()
	h.Write([]byte(name + "|" + end))
	return strconv.FormatUint(mix(h.Sum64()^p.salt), 16)
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

// media answers for a picture while its address holds.
func (p *Page) media(name string, q url.Values, now time.Time) reply {
	const plain = "text/plain"
	end := q.Get("oe")
	if q.Get("oh") != p.signature(name, end) {
		return reply{status: http.StatusForbidden, kind: plain, body: []byte("URL signature mismatch")}
	}
	if at, err := strconv.ParseInt(end, 16, 64); end != "" && (err != nil || now.Unix() >= at) {
		return reply{status: http.StatusForbidden, kind: plain, body: []byte("URL signature expired")}
	}
	if !strings.HasSuffix(name, ".png") {
		return reply{status: http.StatusNotFound, kind: plain}
	}
	return reply{status: http.StatusOK, kind: "image/png", body: mediaPicture(mediaNumber(name))}
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
