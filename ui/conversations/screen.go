// Package conversations is the page of all conversations: a list that reads on as it is scrolled, search as you type,
// the messages of one customer with what each of them proves, the customer's card, and the reply.
package conversations

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/orders"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Conversations(context.Context, views.ConversationQuery) ([]views.ConversationRow, error)
	Search(context.Context, views.SearchQuery) ([]views.SearchHit, error)
	Messages(ctx context.Context, id core.CustomerID, before time.Time, limit int) ([]views.Bubble, error)
	MessagesAround(ctx context.Context, id core.CustomerID, message core.MessageID, limit int) ([]views.Bubble, error)
	// Picture gives a picture that is on this computer, made smaller to a side; core.CodeNotFound when it is gone.
	Picture(ctx context.Context, hash string, side int) (image.Image, error)
	Customer(context.Context, core.CustomerID) (views.CustomerCard, error)
	Reply(ctx context.Context, id core.CustomerID, text string) (core.Delivery, error)
	DecideReview(ctx context.Context, id core.CustomerID, message core.MessageID, stop bool) error
	// NotAsked takes a customer off a product's list, since the message did not ask for it.
	NotAsked(ctx context.Context, id core.CustomerID, sku core.SKU, message core.MessageID) error
	StopOffers(ctx context.Context, id core.CustomerID, why string) error
	SetNote(ctx context.Context, id core.CustomerID, note string) error
	AddTag(ctx context.Context, id core.CustomerID, tag string) error
	RemoveTag(ctx context.Context, id core.CustomerID, tag string) error
	screen.Corrections
	People
	Rights
	Answers
	orders.Shop
}

// Answers is what answering needs beside the reply: nothing of it sends anything.
type Answers interface {
	// Suggestions gives texts that may answer what a customer asked since the shop last wrote, at most three.
	Suggestions(context.Context, core.CustomerID) ([]views.Suggestion, error)
	SavedAnswers(context.Context) ([]core.SavedAnswer, error)
	// FillAnswer gives a saved answer as one person would read it.
	FillAnswer(ctx context.Context, id core.CustomerID, key string) (string, error)
	Draft(context.Context, core.CustomerID) (string, error)
	KeepDraft(ctx context.Context, id core.CustomerID, text string) error
}

// People is what finding and filtering people needs done.
type People interface {
	PeopleNamed(ctx context.Context, text string, limit int) ([]views.ConversationRow, error)
	PeopleChoices(context.Context) (views.PeopleChoices, error)
	CountCustomers(context.Context, core.Filter) (int, error)
	Segments(context.Context) ([]core.Segment, error)
	SaveSegment(context.Context, core.Segment) error
	DeleteSegment(ctx context.Context, name string) error
	// SaveSearch and SaveCustomers write a table, CSV or XLSX by its ending, and tell how many lines it has.
	SaveSearch(ctx context.Context, file string, q views.SearchQuery, told func(done, of int)) (int, error)
	SaveCustomers(ctx context.Context, file string, f core.Filter, told func(done, of int)) (int, error)
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop

	list    *listPane
	reading *readingPane
	card    *cardPane
	panes   *panes
	content *fyne.Container

	id      core.CustomerID // whose conversation is open, "" for none
	person  Person
	offline bool

	thread, customer, act, note, earlier tasks.Slot
}

// New makes the page; Load fills it. look, which may be nil, looks for new messages.
func New(env screen.Env, s Shop, look func()) *Screen {
	c := &Screen{env: env, shop: s}
	c.reading = newReadingPane(env, c)
	c.list = newListPane(env, s, look, c.choose, c.reading.setBlank)
	c.card = newCardPane(env, c)
	c.panes = &panes{list: c.list.content, reading: c.reading.content, card: c.card.content,
		lines: []fyne.CanvasObject{widgets.NewGround(theme.Line, "", 0), widgets.NewGround(theme.Line, "", 0)}}
	c.panes.folded = c.reading.setFolded
	c.content = c.panes.container()
	return c
}

// Content is what the shell shows.
func (c *Screen) Content() fyne.CanvasObject { return c.content }

// Load reads anew what is shown: the list, and the open conversation.
func (c *Screen) Load() {
	c.list.people.load()
	c.list.load()
	if c.id != "" {
		c.loadThread(false)
		c.loadCard()
	}
}

// Tick counts the open chat down.
func (c *Screen) Tick() {
	c.reading.tick(c.person)
	c.list.tick()
}

// SetOffline changes what the reply's button says.
func (c *Screen) SetOffline(offline bool) {
	c.offline = offline
	c.reading.setOffline(offline)
}

// Show shows one kind of conversations only, as of views.ConversationQuery.
func (c *Screen) Show(kind string) { c.list.only(kind) }

// Find gives the keyboard to the search.
func (c *Screen) Find() { c.env.Canvas().Focus(c.list.find.field) }

// Search shows the messages with words at once, as after typing them.
func (c *Screen) Search(words string) {
	c.list.find.field.SetText(words)
	c.list.find.find()
}

// Step opens the next message that was found, or the one before with -1, for F3.
func (c *Screen) Step(by int) { c.list.find.Step(by) }

// Narrow narrows the search, as if its filters had been chosen.
func (c *Screen) Narrow(n Narrow) { c.list.find.set(n) }

// AskPeople opens the form that filters people.
func (c *Screen) AskPeople() { c.list.people.ask(c.list.people.filter(), "") }

// AskOrder opens the form that tells the open customer about an order.
func (c *Screen) AskOrder() *orders.Form {
	p, id := c.person, c.id
	return c.card.orders.Open(orders.Who{ID: p.ID, Name: p.Name, First: p.First, AnswerUntil: p.AnswerUntil}, func() {
		c.list.load()
		if c.id == id {
			c.panes.showCard(false) // where there is room for one only, the message is what the owner wants to see
			c.loadThread(true)
			c.loadCard()
		}
	})
}

// AskErase opens the question before the open customer is erased.
func (c *Screen) AskErase() { c.card.rights.askErase(c.person) }

// OnAnswers says what leads to the page of saved answers; nil: nothing does.
func (c *Screen) OnAnswers(open func()) { c.reading.quick.manage = open }

// Send sends the reply, for Ctrl+Enter.
func (c *Screen) Send() { c.reading.send() }

// Open opens a customer's conversation, at a message when one is named.
func (c *Screen) Open(id core.CustomerID, at core.MessageID) {
	c.list.mark(id)
	c.open(id, at)
}

// choose opens what was pressed in the list.
func (c *Screen) choose(id core.CustomerID, at core.MessageID, found []string) {
	if id != c.id || at != "" {
		c.reading.light(at, found)
		c.open(id, at)
	}
}

func (c *Screen) open(id core.CustomerID, at core.MessageID) {
	c.reading.leave(c.id, id)
	c.card.leave()
	c.panes.showCard(false)
	if id != c.id {
		c.id, c.person = id, Person{}
		c.earlier.Cancel()
		c.reading.begin(id)
	}
	if at != "" {
		c.around(at)
	} else {
		c.loadThread(true)
	}
	c.loadCard()
}

// loadThread reads the newest messages. toEnd scrolls to the newest, as when a conversation is opened.
func (c *Screen) loadThread(toEnd bool) {
	id := c.id
	tasks.Run(c.env.Runner, &c.thread, func(ctx context.Context) ([]views.Bubble, error) {
		return c.shop.Messages(ctx, id, time.Time{}, windowSize)
	}, func(b []views.Bubble, err error) {
		if c.env.Failed(err) {
			return
		}
		if !toEnd && c.reading.thread.Around {
			return // the owner reads at a found message: news must not take it away
		}
		c.reading.thread.Around = false
		c.reading.thread.Renew(b)
		c.reading.show(toEnd, "")
	})
}

// around reads the messages around one that was found.
func (c *Screen) around(at core.MessageID) {
	id := c.id
	tasks.Run(c.env.Runner, &c.thread, func(ctx context.Context) ([]views.Bubble, error) {
		return c.shop.MessagesAround(ctx, id, at, windowSize)
	}, func(b []views.Bubble, err error) {
		if c.env.Failed(err) {
			return
		}
		c.reading.thread.Bubbles, c.reading.thread.Earlier, c.reading.thread.Around = b, true, true
		c.reading.show(false, at)
	})
}

// loadEarlier reads the messages before those shown.
func (c *Screen) loadEarlier() {
	id, before := c.id, c.reading.thread.Oldest()
	tasks.Run(c.env.Runner, &c.earlier, func(ctx context.Context) ([]views.Bubble, error) {
		return c.shop.Messages(ctx, id, before, windowSize)
	}, func(b []views.Bubble, err error) {
		if !c.env.Failed(err) {
			c.reading.thread.Prepend(b)
			c.reading.showEarlier()
		}
	})
}

func (c *Screen) loadCard() {
	id := c.id
	c.reading.quick.load()
	tasks.Run(c.env.Runner, &c.customer, func(ctx context.Context) (views.CustomerCard, error) {
		return c.shop.Customer(ctx, id)
	}, func(card views.CustomerCard, err error) {
		if c.env.Failed(err) {
			return
		}
		c.person = NewPerson(c.env.Words, card, c.env.Now(), c.env.Zone)
		c.reading.setPerson(c.person)
		c.list.find.open, c.list.find.openName = c.person.ID, c.person.Name
		c.card.show(c.person)
	})
}

// close leaves the open conversation: it is there no more.
func (c *Screen) close() {
	for _, s := range []*tasks.Slot{&c.thread, &c.customer, &c.earlier, &c.note} {
		s.Cancel()
	}
	c.card.keep = nil
	c.id, c.person = "", Person{}
	c.list.find.open, c.list.find.openName = "", ""
	c.list.find.again()
	c.list.refresh()
	c.list.mark("")
	c.reading.close()
	c.panes.close()
	c.list.load()
}

// change does something about the open customer and reads the card anew. what is told, and taken back when it has a way
// back; a step without words is told nowhere.
func (c *Screen) change(do func(context.Context, core.CustomerID) error, what screen.Step) {
	id := c.id
	tasks.Do(c.env.Runner, &c.act, func(ctx context.Context) error { return do(ctx, id) }, func(err error) {
		switch {
		case c.env.Failed(err):
		case what.Back != nil:
			c.env.DoneFor(what)
		case what.Did != "":
			c.env.Done(what.Did)
		}
		if c.id == id {
			c.loadCard()
			c.loadThread(false)
		}
		c.list.load()
	})
}

// panes sets list, messages and card side by side. Where the window is too narrow for three, the card takes the place
// of the messages when it is asked for.
type panes struct {
	list, reading, card fyne.CanvasObject
	lines               []fyne.CanvasObject
	wantCard, narrow    bool
	anyone              bool // someone's conversation is open, so that there is a card
	folded              func(narrow bool)
	box                 *fyne.Container
}

// The widths of the panes; the messages take the rest, at least leastReading.
const (
	listWidth    float32 = 284
	cardWidth    float32 = 288
	leastReading float32 = 420
)

func (p *panes) container() *fyne.Container {
	p.box = container.New(p, p.list, p.reading, p.card, p.lines[0], p.lines[1])
	return p.box
}

func (p *panes) showCard(on bool) {
	if p.wantCard != on || !p.anyone {
		p.wantCard, p.anyone = on, true
		p.Layout(nil, p.box.Size())
	}
}

// close takes the card away: nobody's conversation is open.
func (p *panes) close() {
	p.wantCard, p.anyone = false, false
	p.Layout(nil, p.box.Size())
}

func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(listWidth+leastReading, 300)
}

func (p *panes) Layout(_ []fyne.CanvasObject, place fyne.Size) {
	list, card := widgets.Grown(listWidth), widgets.Grown(cardWidth)
	narrow := place.Width < list+card+widgets.Grown(leastReading)
	if narrow != p.narrow {
		p.narrow = narrow
		p.folded(narrow)
	}
	list = min(list, place.Width*0.42)
	at := func(o fyne.CanvasObject, x, w float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(w, 0), place.Height))
	}
	at(p.list, 0, list)
	at(p.lines[0], list, 1)
	left := list + 1
	if narrow || !p.anyone {
		at(p.reading, left, place.Width-left)
		at(p.card, left, place.Width-left)
	} else {
		at(p.reading, left, place.Width-left-card-1)
		at(p.lines[1], place.Width-card-1, 1)
		at(p.card, place.Width-card, card)
	}
	show(p.lines[1], !narrow && p.anyone)
	show(p.card, p.anyone && (!narrow || p.wantCard))
	show(p.reading, !narrow || !p.wantCard)
}

func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
