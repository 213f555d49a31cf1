// Package shell is the main window's frame: the shop front with the pages' names and the door sign, the strip for what
// is wrong, and the place where pages are shown. It knows no use case; pages are given to it.
//
// Pages are made once and then shown or hidden. All of it is used on the window's goroutine.
package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// PageID names a page.
type PageID string

// Page is one entry of the side. Every function may be nil.
type Page struct {
	ID      PageID
	Label   string // in the language that is spoken
	Icon    fyne.Resource
	Content fyne.CanvasObject

	OnShow  func()       // each time the page comes up
	Find    func()       // Ctrl+F: gives the keyboard to the page's search; nil: to that of all messages
	Step    func(by int) // F3: goes to what was found next, with Shift to what was found before
	Main    func()       // Ctrl+Enter: presses the page's main button
	Save    func()       // Ctrl+S
	Undo    func() bool  // Ctrl+Z, outside fields: forgets what was not saved, and tells whether there was something
	Copy    func()       // Ctrl+C, outside fields: copies what is chosen
	Pause   func()       // Ctrl+P
	Back    func()       // Alt+Left and Escape
	Typed   func(r rune) // a letter that no field takes
	Letters string       // the letters that Typed takes, as Help names them
}

// MinSize is the smallest window that every page fits.
func MinSize() fyne.Size { return fyne.NewSize(1024, 700) }

// Shell is the frame.
type Shell struct {
	Root *fyne.Container

	pages  []Page
	nav    map[PageID]*navItem
	now    PageID
	over   *Page // shown instead of the page now, under its entry of the side
	middle *fyne.Container
	strip  *fyne.Container
	name   *widgets.Text
	sign   *Sign
	going  *fyne.Container // cards of long work
	long   []*Going
	words  *words.Words
	toasts *widgets.Toasts
	canvas fyne.Canvas  // where keys are pressed, nil before Keys
	moved  func(PageID) // told of each page that comes up
}

type navItem struct {
	press *widgets.Press
	badge *widgets.Badge
	icon  *widgets.Icon
	label *widgets.Text
	bar   *widgets.Ground
	res   fyne.Resource
}

// New frames pages; the first is shown.
func New(w *words.Words, runner *tasks.Runner, pages []Page) *Shell {
	s := &Shell{pages: pages, nav: map[PageID]*navItem{}, middle: container.NewStack(), strip: container.NewStack(),
		sign: NewSign(), going: widgets.Column(theme.Gap8), words: w, toasts: widgets.NewToasts(runner)}
	s.name = widgets.NewText("", widgets.Heading().In(theme.SideText))
	entries := make([]fyne.CanvasObject, 0, len(pages))
	for _, p := range pages {
		item := s.entry(p)
		s.nav[p.ID] = item
		entries = append(entries, item.press)
		p.Content.Hide()
		s.middle.Add(p.Content)
	}
	s.sign.Set(w.T("sign.starting"), "", theme.Stone)
	front := widgets.Frame(
		widgets.Column(0, NewAwning(stripeWidth), widgets.Pad(s.name, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16),
			widgets.Pad(widgets.Column(theme.Gap4, entries...), 0, theme.Gap8, 0, theme.Gap8)),
		widgets.Pad(s.sign, 0, theme.Gap16, theme.Gap16, theme.Gap16), nil, nil, s.atWork())
	// At the top, since buttons stand at the foot, and below the strip, which it often goes with.
	toast := widgets.Frame(container.NewHBox(layout.NewSpacer(), widgets.Pad(s.toasts, theme.Gap12, 0, 0, 0), layout.NewSpacer()), nil, nil, nil, layout.NewSpacer())
	centre := widgets.Frame(s.strip, nil, nil, nil, container.NewStack(s.middle, toast))
	side := container.New(sideWidth{}, widgets.On(theme.Side, front))
	s.Root = widgets.Frame(nil, nil, side, nil, centre)
	s.Root.Objects = []fyne.CanvasObject{centre, side, widgets.NewTips(runner)} // Tab begins on the page; to another one lead keys of their own
	if len(pages) > 0 {
		s.Show(pages[0].ID)
	}
	return s
}

// atWork is the room between the pages' names and the door sign, at whose foot long work is shown. It scrolls, so that no
// work makes the window higher.
func (s *Shell) atWork() fyne.CanvasObject {
	return container.NewVScroll(widgets.Pad(widgets.Ends(0, layout.NewSpacer(), s.going), theme.Gap16, theme.Gap16, theme.Gap8, theme.Gap16))
}

// sideWidth keeps the side between 208 and 260 units, as wide as its longest entry needs.
type sideWidth struct{}

func (sideWidth) MinSize(things []fyne.CanvasObject) fyne.Size {
	m := things[0].MinSize()
	return fyne.NewSize(min(max(m.Width, 208), 260), m.Height)
}

func (sideWidth) Layout(things []fyne.CanvasObject, place fyne.Size) { things[0].Resize(place) }

func (s *Shell) entry(p Page) *navItem {
	item := &navItem{badge: widgets.NewBadge(), icon: widgets.NewIcon(p.Icon, theme.SideMuted, 20), res: p.Icon,
		label: widgets.NewText(p.Label, navStyle(false)), bar: widgets.NewGround("", "", 2)}
	line := widgets.Line(theme.Gap12, item.icon, item.label, item.badge)
	body := widgets.Frame(nil, nil, widgets.Pad(widgets.Sized(item.bar, 4, 0), 8, 0, 8, 0), nil,
		widgets.Sized(widgets.Pad(line, 0, theme.Gap12, 0, 5), 0, 40))
	item.press = widgets.NewPress(body, p.Label, theme.SideChosen, func() { s.Show(p.ID) }).OnSide()
	return item
}

func navStyle(chosen bool) widgets.Style {
	st := widgets.Style{Bold: chosen, Colour: theme.SideMuted, Flow: widgets.Fit}
	if chosen {
		st.Colour = theme.SideText
	}
	return st
}

// Show brings a page up, and away with what lay over it.
func (s *Shell) Show(id PageID) {
	s.drop()
	for i := range s.pages {
		p := &s.pages[i]
		if p.ID != id {
			p.Content.Hide()
			continue
		}
		s.now = id
		p.Content.Show()
		if p.OnShow != nil {
			p.OnShow()
		}
	}
	s.mark()
}

// Lay shows a page over the one of the entry under, until Show: a review, a sending.
func (s *Shell) Lay(under PageID, p Page) {
	s.drop()
	s.now = under
	for i := range s.pages {
		s.pages[i].Content.Hide()
	}
	s.over = &p
	s.middle.Add(p.Content)
	p.Content.Show()
	p.Content.Refresh() // the look may have changed while it was away
	if p.OnShow != nil {
		p.OnShow()
	}
	s.mark()
}

func (s *Shell) drop() {
	if s.over != nil {
		s.middle.Remove(s.over.Content)
		s.over = nil
	}
}

func (s *Shell) mark() {
	if s.moved != nil {
		s.moved(s.now)
	}
	for id, item := range s.nav {
		chosen := id == s.now
		item.press.SetChosen(chosen)
		item.label.SetStyle(navStyle(chosen))
		ink, bar := theme.SideMuted, fyne.ThemeColorName("")
		if chosen {
			ink, bar = theme.SideText, theme.Bell
		}
		item.icon.Set(item.res, ink)
		item.bar.Set(bar, "")
	}
}

// Now is the entry of the side that is chosen, and the page that is shown: the page itself or what lies over it.
func (s *Shell) Now() (PageID, *Page) {
	if s.over != nil {
		return s.now, s.over
	}
	return s.now, s.Find(s.now)
}

// OnMoved is told of each page that comes up, so that the window finds it again the next time.
func (s *Shell) OnMoved(moved func(PageID)) { s.moved = moved }

// Find gives a page of the side, nil where there is none of that name.
func (s *Shell) Find(id PageID) *Page {
	for i := range s.pages {
		if s.pages[i].ID == id {
			return &s.pages[i]
		}
	}
	return nil
}

// Pages lists the pages of the side in their order.
func (s *Shell) Pages() []Page { return s.pages }

// SetBadge shows how many things wait on a page, as written; "" for none.
func (s *Shell) SetBadge(id PageID, number string) {
	if item := s.nav[id]; item != nil {
		item.badge.Set(number)
	}
}

// SetShop shows the shop's name.
func (s *Shell) SetShop(name string) { s.name.SetText(name) }

// SetSign changes the door sign; dot colours its light.
func (s *Shell) SetSign(title, sub string, dot fyne.ThemeColorName) {
	before := s.sign.MinSize()
	if s.sign.Set(title, sub, dot); s.sign.MinSize() != before {
		s.Root.Refresh()
	}
}

// SetStrips shows what is wrong at the top, the gravest first; nothing takes the strips away.
func (s *Shell) SetStrips(strips ...fyne.CanvasObject) {
	s.strip.Objects = nil
	if len(strips) > 0 {
		s.strip.Objects = []fyne.CanvasObject{widgets.Column(0, strips...)}
	}
	s.strip.Refresh()
	s.Root.Refresh()
}

// Toast tells at the top what was done.
func (s *Shell) Toast(tone widgets.Tone, icon fyne.Resource, said string) {
	s.toasts.Tell(tone, icon, said)
}

// Offer does the same, with a way on from it.
func (s *Shell) Offer(tone widgets.Tone, icon fyne.Resource, said, way string, do func()) {
	s.toasts.Offer(tone, icon, said, way, do)
}

// Told is what was told last.
func (s *Shell) Told() string { return s.toasts.Text() }
