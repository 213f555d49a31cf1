// Package palette finds everything from anywhere: type a few letters, and pages, things to do, products, customers and
// messages come up. It leads to places and begins things; it never sends by itself.
//
// It is used on the window's goroutine. What is read is read beside it, and an answer that the typing overtook is dropped.
package palette

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/waitlists"
	"shopbell/ui/widgets"
)

// Shop is what the palette needs read.
type Shop interface {
	WaitingLists(context.Context) ([]views.WaitingList, error)
	Campaigns(context.Context) ([]views.Progress, error)
	PeopleNamed(ctx context.Context, text string, limit int) ([]views.ConversationRow, error)
	Search(context.Context, views.SearchQuery) ([]views.SearchHit, error)
}

// Ways lead on from the palette.
type Ways struct {
	Commands func() []Entry // pages, and what can be begun
	Restock  func(views.WaitingList)
	Product  func(views.WaitingList)
	Sending  func(core.CampaignID)                 // a campaign under way, where it is paused and stopped
	Chat     func(core.CustomerID, core.MessageID) // at a message, "" for the newest
	Search   func(words string)                    // in all messages
}

// typingRest is how long the typing rests before people and messages are read.
const typingRest = 120 * time.Millisecond

// shownRows is how many lines are in view at once.
const shownRows = 7

// Palette is made once and opened again and again.
type Palette struct {
	env  screen.Env
	shop Shop
	ways Ways

	field    *input
	list     *widgets.List
	nothing  *widgets.Text
	closeIt  func() // nil while it is closed
	commands []Entry
	book     *waitlists.Book // of the products, nil until they were read
	found    []Entry         // people and messages that belong to what is typed
	shown    []Entry
	at       int

	read, finding tasks.Slot
}

// New makes a closed palette.
func New(env screen.Env, s Shop, ways Ways) *Palette { return &Palette{env: env, shop: s, ways: ways} }

// Open lays the palette over the window, empty. Where it is open already, or a question is, nothing happens.
func (p *Palette) Open() {
	if p.env.Canvas().Overlays().Top() != nil {
		return
	}
	p.commands, p.found = p.ways.Commands(), nil
	p.field = newInput(p.env.Words.T("palette.hint"))
	p.field.OnChanged = p.typed
	p.field.OnSubmitted = func(string) { p.do(p.at) }
	p.field.moved, p.field.left = p.move, p.Close
	p.list = widgets.NewList(func() fyne.CanvasObject { return newRow() }, func(i int, o fyne.CanvasObject) { o.(*row).set(p.shown[i], i == p.at) })
	p.list.OnChoose = p.do
	p.nothing = widgets.NewText(p.env.Words.T("palette.none"), widgets.Quiet().Wrapped())
	p.nothing.Hide()
	height := min(shownRows*(newRow().MinSize().Height+4), p.env.Canvas().Size().Height*0.6)
	body := widgets.Column(theme.Gap12, p.field, p.nothing, widgets.Sized(p.list, 0, height))
	p.closeIt = widgets.Over(p.env.Canvas(), p.env.Words.T("palette.title"), body, p.field)
	p.show()
	tasks.Run(p.env.Runner, &p.read, p.readShop, func(all inShop, err error) {
		if err == nil { // without them the palette lacks products, and says nothing wrong
			p.book = all.book
			p.commands = append(p.commands, p.sendings(all.campaigns)...)
			p.show()
		}
	})
}

// inShop is what is searched without asking again at each letter.
type inShop struct {
	book      *waitlists.Book
	campaigns []views.Progress
}

func (p *Palette) readShop(ctx context.Context) (all inShop, err error) {
	lists, err := p.shop.WaitingLists(ctx)
	if err != nil {
		return all, err
	}
	all.book = waitlists.NewBook(lists)
	all.campaigns, err = p.shop.Campaigns(ctx)
	return all, err
}

// Close takes the palette away.
func (p *Palette) Close() {
	p.read.Cancel()
	p.finding.Cancel()
	if p.closeIt != nil {
		p.closeIt()
		p.closeIt = nil
	}
}

// typed shows at once what is in hand, and reads people and messages when the typing rests.
func (p *Palette) typed(text string) {
	p.found, p.at = nil, 0
	p.show()
	text = strings.TrimSpace(text)
	if text == "" {
		p.finding.Cancel()
		return
	}
	p.env.Runner.Later(&p.finding, typingRest, func() { p.find(text) })
}

func (p *Palette) find(text string) {
	tasks.Run(p.env.Runner, &p.finding, func(ctx context.Context) ([]Entry, error) {
		people, err := p.shop.PeopleNamed(ctx, text, mostPeople)
		if err != nil {
			return nil, err
		}
		hits, err := p.shop.Search(ctx, views.SearchQuery{Words: text, Limit: mostMessages})
		return append(p.people(people), p.messages(hits)...), err
	}, func(found []Entry, err error) {
		if err != nil {
			p.Close()
			p.env.Failed(err)
			return
		}
		p.found = found
		p.show()
	})
}

// show lists what fits the words: what can be done, products, people, messages, and all messages at the end. The line
// that the keyboard is on stays under it while more comes below.
func (p *Palette) show() {
	text := p.field.Text
	p.shown = slices.Concat(Commands(p.commands, text), p.products(p.book, text), p.found, p.everywhere(text))
	p.at = min(p.at, max(len(p.shown)-1, 0))
	p.list.SetRows(len(p.shown))
	p.list.ShowChosen(p.at)
	if none := len(p.shown) == 0; none == p.nothing.Hidden {
		p.nothing.Hidden = !none
		widgets.FitTop(p.env.Canvas())
	}
}

// move moves the keyboard's line.
func (p *Palette) move(by int) {
	if len(p.shown) == 0 {
		return
	}
	p.at = min(max(p.at+by, 0), len(p.shown)-1)
	p.list.ShowChosen(p.at)
	p.list.Refresh()
}

// do follows a line. The palette is gone before, so that what is begun may ask something.
func (p *Palette) do(i int) {
	if i >= len(p.shown) {
		return
	}
	follow := p.shown[i].Do
	p.Close()
	follow()
}

// Type writes words into the field and finds them at once, as when the typing rests.
func (p *Palette) Type(words string) {
	p.field.SetText(words)
	p.find(words)
}
