package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/widgets"
)

// Pictures is what the room for pictures needs done.
type Pictures interface {
	PictureRoom(context.Context) (views.PictureRoom, error)
	// SetPictureRoom changes the room, in bytes; 0 keeps none. What is too much goes at once.
	SetPictureRoom(ctx context.Context, limit int64) error
}

// rooms lists the rooms for pictures, in bytes, in the order of the choice.
func rooms() []int64 { return []int64{0, 200e6, 500e6, 1 << 30, 2 << 30, 5 << 30, 10 << 30, 20 << 30} }

// picturesPart is the row of the room that pictures from chats may take.
type picturesPart struct {
	env  screen.Env
	shop Pictures

	row       *widgets.Row
	choice    *widgets.Choice
	sizes     []int64 // of the choice
	room      views.PictureRoom
	read, act tasks.Slot
}

func newPicturesPart(env screen.Env, s Pictures) *picturesPart {
	p := &picturesPart{env: env, shop: s}
	var framed *fyne.Container
	p.choice, framed = widgets.NewChoice(nil, nil)
	p.row = widgets.NewRow(nil, widgets.Sized(framed, widgets.Grown(170), 0)).Set(env.Words.T("data.pictures"), "")
	return p
}

// load reads anew how much room pictures take.
func (p *picturesPart) load() {
	tasks.Run(p.env.Runner, &p.read, p.shop.PictureRoom, func(r views.PictureRoom, err error) {
		if !p.env.Failed(err) {
			p.show(r)
		}
	})
}

// show brings the row up to date. A room that was set elsewhere stands among those to choose from.
func (p *picturesPart) show(r views.PictureRoom) {
	p.room = r
	p.sizes = rooms()
	if at, found := slices.BinarySearch(p.sizes, r.Limit); !found {
		p.sizes = slices.Insert(p.sizes, at, r.Limit)
	}
	names := make([]string, len(p.sizes))
	for i, size := range p.sizes {
		names[i] = p.name(size)
	}
	p.choice.OnChanged = nil
	p.choice.SetOptions(names)
	p.choice.SetSelectedIndex(slices.Index(p.sizes, r.Limit))
	p.choice.OnChanged = func(string) { p.chosen(p.sizes[p.choice.SelectedIndex()]) }
	says := p.env.Words.T("data.pictures_empty")
	if r.Kept > 0 {
		says = p.env.Words.N("data.pictures_used", r.Kept, "Used", p.env.Words.Bytes(r.Used))
	}
	p.row.Second.SetText(says)
	p.row.Refresh()
}

func (p *picturesPart) name(size int64) string {
	if size == 0 {
		return p.env.Words.T("data.pictures_none")
	}
	return p.env.Words.T("data.pictures_most", "Size", p.size(size))
}

// size words a room; whole binary gigabytes are told as the round figures that people know them by.
func (p *picturesPart) size(room int64) string {
	if room%(1<<30) == 0 {
		room = room >> 30 * 1e9
	}
	return p.env.Words.Bytes(room)
}

// chosen changes the room, and asks first where pictures that are here would have to go.
func (p *picturesPart) chosen(limit int64) {
	w := p.env.Words
	switch {
	case limit == p.room.Limit:
	case limit >= p.room.Used:
		p.set(limit)
	default:
		// Until the answer the choice stands as it was.
		p.show(p.room)
		widgets.Ask(p.env.Canvas(), widgets.Question{Title: w.T("data.pictures_title", "Size", w.Bytes(p.room.Used-limit)), Text: w.T("data.pictures_text"),
			Keep: w.T("data.leave"), Do: w.T("data.pictures_do"), Rank: widgets.Forever}, func() { p.set(limit) })
	}
}

func (p *picturesPart) set(limit int64) {
	w := p.env.Words
	tasks.Do(p.env.Runner, &p.act, func(ctx context.Context) error { return p.shop.SetPictureRoom(ctx, limit) }, func(err error) {
		if !p.env.Failed(err) {
			said := w.T("data.pictures_off")
			if limit > 0 {
				said = w.T("data.pictures_done", "Size", p.size(limit))
			}
			p.env.Done(said)
		}
		p.load()
	})
}
