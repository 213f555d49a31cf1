package conversations

import (
	"context"
	"image"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// Sides of pictures in pixels, the longer one: in the conversation, and when opened.
const (
	thumbSide = 300
	largeSide = 2000
)

// mostThumbs bounds how many small pictures are remembered, some 20 MB.
const mostThumbs = 80

// album shows the pictures of the open conversation: each is read beside the window, one after the other.
type album struct {
	thumbs map[string]image.Image
	places map[string][]*widgets.Photo // on the screen, that wait for their picture
	queue  []string
	load   tasks.Slot
	open   tasks.Slot
}

// begin forgets what was on the screen.
func (a *album) begin() {
	a.load.Cancel()
	a.places, a.queue = map[string][]*widgets.Photo{}, nil
	if len(a.thumbs) > mostThumbs || a.thumbs == nil {
		a.thumbs = map[string]image.Image{}
	}
}

// partsOf gives what hangs on a message as things for its bubble.
func (r *readingPane) partsOf(list []Part) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, p := range list {
		if p.Hash == "" {
			out = append(out, widgets.FileRow(p.Icon, p.Title, p.Second))
			continue
		}
		width, height := widgets.PhotoWidth, widgets.PhotoHeight
		if p.Sticker {
			width, height = widgets.StickerSide, widgets.StickerSide
		}
		photo := widgets.NewPhoto(width, height, r.env.Words.T("picture.larger"), func() { r.enlarge(p.Hash) })
		if img := r.album.thumbs[p.Hash]; img != nil {
			photo.Set(img)
		} else {
			r.album.places[p.Hash] = append(r.album.places[p.Hash], photo)
			r.album.queue = append(r.album.queue, p.Hash)
		}
		out = append(out, photo.Press)
	}
	return out
}

// loadPictures reads the pictures that are on the screen and not here yet, those of the newest messages first.
func (r *readingPane) loadPictures() {
	a := &r.album
	for len(a.queue) > 0 {
		hash := a.queue[len(a.queue)-1]
		a.queue = a.queue[:len(a.queue)-1]
		if a.thumbs[hash] != nil {
			continue // it hangs on more than one message
		}
		tasks.Run(r.env.Runner, &a.load, func(ctx context.Context) (image.Image, error) {
			return r.up.shop.Picture(ctx, hash, thumbSide)
		}, func(img image.Image, err error) {
			if err == nil { // one that cannot be read leaves its place empty; opening it says why
				a.thumbs[hash] = img
				for _, p := range a.places[hash] {
					p.Set(img)
				}
			}
			r.loadPictures()
		})
		return
	}
}

// enlarge shows a picture over the window.
func (r *readingPane) enlarge(hash string) {
	w := r.env.Words
	tasks.Run(r.env.Runner, &r.album.open, func(ctx context.Context) (image.Image, error) {
		return r.up.shop.Picture(ctx, hash, largeSide)
	}, func(img image.Image, err error) {
		if core.CodeOf(err) == core.CodeNotFound {
			r.env.Say(widgets.Brass, iconOf("image"), w.T("picture.lost"))
			r.up.Load()
			return
		}
		if !r.env.Failed(err) {
			widgets.ShowPicture(r.env.Canvas(), img, w.T("picture.close"))
		}
	})
}
