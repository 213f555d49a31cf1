package main

import (
	"context"
	"image"
	"image/color"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// Picture draws one of three invented pictures: a shelf, a tall card and a sticker.
func (f *fake) Picture(_ context.Context, hash string, side int) (image.Image, error) {
	w, h := 4*side/4, 3*side/4
	if hash == "tall" {
		w, h = side/2, side
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, shade(hash, float64(x)/float64(w), float64(y)/float64(h)))
		}
	}
	return img, nil
}

func shade(hash string, x, y float64) color.RGBA {
	in := func(cx, cy, r float64) bool { return (x-cx)*(x-cx)+(y-cy)*(y-cy) < r*r }
	switch {
	case hash == "sticker" && in(.5, .5, .42):
		return color.RGBA{R: 240, G: 190, B: 60, A: 255}
	case hash == "sticker":
		return color.RGBA{}
	case in(.3, .6, .12), in(.62, .6, .16):
		return color.RGBA{R: 60, G: 100, B: 150, A: 255}
	case y > .72 && y < .78:
		return color.RGBA{R: 120, G: 80, B: 50, A: 255}
	}
	return color.RGBA{R: uint8(225 - 40*y), G: uint8(215 - 40*y), B: uint8(200 - 40*y), A: 255}
}

// hanging is a conversation in which everything hangs on messages that can, newest first.
func hanging(say func(n int, at time.Duration, page bool, text string) views.Bubble) []views.Bubble {
	with := func(b views.Bubble, list ...core.Attachment) views.Bubble { b.Attachments = list; return b }
	at := func(n int) time.Duration { return 20*time.Hour + time.Duration(n)*time.Minute }
	photo := with(say(9, at(1), false, "Is it this one?"), core.Attachment{Kind: "image", Name: "shelf.jpg"})
	photo.Pictures = []views.Picture{{State: views.PictureHere, Hash: "shelf"}}
	photo.Reactions = []core.Reaction{{Emoji: "❤", FromPage: true}, {Emoji: "👍"}}
	expired := with(say(7, at(3), false, ""), core.Attachment{Kind: "image", Name: "IMG_2041.jpg"})
	expired.Pictures = []views.Picture{{State: views.PictureExpired}}
	sticker := with(say(6, at(4), true, ""), core.Attachment{Kind: "sticker"})
	sticker.Pictures = []views.Picture{{State: views.PictureHere, Hash: "sticker"}}
	gone := say(5, at(5), false, "No wait, I mean the grey one")
	gone.DeletedAt = ago(time.Hour)
	files := with(say(4, at(6), false, "The list of the wedding table"),
		core.Attachment{Kind: "file", Name: "a very long name of a list for the wedding table, third version.pdf", Size: 182_400},
		core.Attachment{Kind: "video", Name: "IMG_0044.mp4", Size: 48_300_000})
	call := with(say(3, at(7), true, ""), core.Attachment{Kind: "call", Seconds: 192})
	missed := with(say(2, at(8), false, ""), core.Attachment{Kind: "call", Missed: true})
	link := with(say(1, at(9), false, "see"), core.Attachment{Kind: "share", Name: "Blue speckled mug", URL: "https://tulip.example/mugs/blue"})
	return []views.Bubble{photo, say(8, at(2), true, "That one, yes."), expired, sticker, gone, files, call, missed, link}
}
