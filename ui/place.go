package ui

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/ui/conversations"
	"shopbell/ui/shell"
	"shopbell/ui/tasks"
	"shopbell/ui/waitlists"
)

// place is where the owner is in the shop, to find it again the next time. It is kept in the shop's data, since it names
// customers; how large the window is belongs to this computer.
type place struct {
	Page          shell.PageID        `json:"page,omitempty"`
	Conversations conversations.Place `json:"conversations"`
	Waitlists     waitlists.Place     `json:"waitlists"`
}

const (
	// keptPlace is the name under which the place is kept.
	keptPlace = "place"
	// placeRest is how long the owner stays on a page before it is kept.
	placeRest = time.Second
	// lastWord is how long the closing of the window may take to keep the place and what was being written.
	lastWord = 2 * time.Second
)

// The names under which the window's size is kept, in units.
const (
	prefWidth  = "size.width"
	prefHeight = "size.height"
)

func (w *Window) place() place {
	id, _ := w.shell.Now()
	return place{Page: id, Conversations: w.conversations.Place(), Waitlists: w.waitlists.Place()}
}

// goBack goes to where the owner was when the window was closed. Whatever is not there any more is left out.
func (w *Window) goBack() {
	tasks.Run(w.env.Runner, &w.places, func(ctx context.Context) (place, error) {
		var p place
		kept, err := w.shop.Kept(ctx, keptPlace)
		if err != nil || kept == "" || json.Unmarshal([]byte(kept), &p) != nil {
			return place{}, err
		}
		if id := p.Conversations.Customer; id != "" {
			_, err = w.shop.Customer(ctx, id)
			if core.CodeOf(err) == core.CodeNotFound {
				p.Conversations.Customer, err = "", nil
			}
		}
		return p, err
	}, func(p place, err error) {
		if !w.env.Failed(err) {
			w.goTo(p)
		}
		w.shell.OnMoved(func(shell.PageID) { w.placeSoon() })
	})
}

func (w *Window) goTo(p place) {
	if w.shell.Find(p.Page) == nil {
		return
	}
	if p.Conversations != (conversations.Place{}) { // nothing is read for a page that is not shown
		w.conversations.GoTo(p.Conversations)
	}
	w.waitlists.GoTo(p.Waitlists)
	if now, _ := w.shell.Now(); now != p.Page {
		w.shell.Show(p.Page)
	}
}

// placeSoon keeps the place once the owner stays, so that a computer that is switched off costs little.
func (w *Window) placeSoon() {
	w.env.Runner.Later(&w.places, placeRest, func() {
		p := w.place()
		if p == w.placed {
			return
		}
		w.placed = p
		tasks.Do(w.env.Runner, &w.places, func(ctx context.Context) error { return w.keepPlace(ctx, p) }, func(err error) { w.env.Failed(err) })
	})
}

func (w *Window) keepPlace(ctx context.Context, p place) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return w.shop.Keep(ctx, keptPlace, string(b))
}

// keepAll keeps where the owner is, the window's size, and what is being written: the window closes. The data folder
// closes right after, so that it is done here and not beside. What cannot be kept is told nobody: there is no window.
func (w *Window) keepAll(size fyne.Size) {
	w.keepSize(size)
	if w.shell == nil {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), lastWord)
	defer stop()
	_ = w.keepPlace(ctx, w.place())
	_ = w.offers.Keep(ctx, w.offers.Draft())
}

func (w *Window) keepSize(size fyne.Size) {
	if size.Width > 0 && size.Height > 0 {
		w.app.Preferences().SetFloat(prefWidth, float64(size.Width))
		w.app.Preferences().SetFloat(prefHeight, float64(size.Height))
	}
}

// usual is the window's size the first time.
func usual() fyne.Size { return fyne.NewSize(1280, 820) }

// sizeBefore is the size that the window had when it was closed, never smaller than every page fits.
func sizeBefore(p fyne.Preferences) fyne.Size {
	first, least := usual(), shell.MinSize()
	return fyne.NewSize(max(float32(p.FloatWithFallback(prefWidth, float64(first.Width))), least.Width),
		max(float32(p.FloatWithFallback(prefHeight, float64(first.Height))), least.Height))
}

// fit brings a window that is larger than the screen back into it: it was closed on a larger one.
func (w *Window) fit() {
	if w.opt.Screen == nil {
		return
	}
	room := w.opt.Screen(w.Window)
	size := sizeBefore(w.app.Preferences())
	if room.Width <= 0 || room.Height <= 0 || size.Width <= room.Width && size.Height <= room.Height {
		return
	}
	w.Window.Resize(fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height)))
	w.Window.CenterOnScreen()
}
