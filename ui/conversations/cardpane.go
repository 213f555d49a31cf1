package conversations

import (
	"context"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/orders"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// cardPane shows who the customer is, what may be sent and why, and what the owner noted.
type cardPane struct {
	env screen.Env
	up  *Screen

	body    *fyne.Container
	foot    *fyne.Container
	back    *widgets.Button
	note    *widgets.Field
	content fyne.CanvasObject
	shown   Person
	noted   bool   // the note's field is being filled, not typed in
	keep    func() // keeps the note that was typed and is not kept yet, nil for none
	rest    tasks.Slot
	taking  bool // a list was just corrected
	off     tasks.Slot
	rights  *rights
	orders  *orders.Desk
	all     bool // every offer is listed, not the newest alone
}

const (
	// noteRest is how long the typing of a note rests before it is kept.
	noteRest = time.Second
	// offRest is how long no other list is corrected after one was.
	offRest = 500 * time.Millisecond
)

func newCardPane(env screen.Env, up *Screen) *cardPane {
	c := &cardPane{env: env, up: up, rights: &rights{env: env, up: up}, orders: orders.NewDesk(env, up.shop), body: widgets.Column(0), foot: widgets.Column(0)}
	w := env.Words
	c.back = widgets.NewButton(w.T("conversations.back"), fynetheme.NavigateBackIcon(), widgets.Link, func() { up.panes.showCard(false) })
	c.back.Hide()
	c.note = widgets.NewArea(w.T("card.note_hint"), 3)
	c.note.OnChanged = c.typed
	c.note.OnLeave = c.leave
	scroll, place := widgets.Scrolling(c.body)
	scroll.SetMinSize(fyne.NewSize(0, 100))
	c.content = widgets.On(theme.Card, widgets.Frame(widgets.Pad(widgets.Side(0, c.back), theme.Gap8, 0, 0, theme.Gap16), widgets.On(theme.Card, c.foot), nil, nil, place))
	return c
}

func (c *cardPane) setFolded(narrow bool) {
	c.back.Hidden = !narrow
	c.content.Refresh()
}

// show fills the card. What is typed into the note stays while the same customer is shown.
func (c *cardPane) show(p Person) {
	if reflect.DeepEqual(p, c.shown) {
		return
	}
	if p.ID != c.shown.ID || c.env.Canvas().Focused() != c.note {
		c.noted = true
		c.note.SetText(p.Note)
		c.noted = false
	}
	if p.ID != c.shown.ID {
		c.all = false
	}
	c.shown = p
	w := c.env.Words
	avatar := widgets.NewAvatar(48)
	avatar.Set(string(p.ID), p.Name)
	head := widgets.Line(theme.Gap12, avatar, widgets.Column(0, widgets.NewText(p.Name, widgets.Heading()), widgets.NewText(p.Contact, widgets.Small().Wrapped())), nil)
	order := widgets.NewButton(w.T("order.open"), fynetheme.DocumentIcon(), widgets.Normal, func() { c.up.AskOrder() }).Tall(theme.HeightRow)
	top := widgets.Column(theme.Gap12, head, widgets.Side(0, order))
	things := []fyne.CanvasObject{widgets.Pad(top, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16), c.section("card.may", c.may(p)...)}
	if len(p.Asked) > 0 {
		things = append(things, c.section("card.asked", c.asked(p)...))
	}
	things = append(things,
		c.section("card.last", c.offers(p)...), c.section("card.tags", c.tags(p)), c.section("card.note", c.note),
		c.section("card.data", c.rights.buttons(p)...))
	c.body.Objects = things
	c.body.Refresh()
	c.foot.Objects = nil
	if p.Stoppable {
		stop := widgets.NewButton(w.T("card.stop", "Name", p.First), theme.Icon(theme.IconStop), widgets.Normal, func() { c.askStop(p) })
		c.foot.Objects = []fyne.CanvasObject{widgets.Pad(stop, theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16)}
	}
	c.foot.Refresh()
	c.content.Refresh()
}

// section is a part of the card under a small head.
func (c *cardPane) section(id string, things ...fyne.CanvasObject) fyne.CanvasObject {
	title := widgets.NewText(c.env.Words.T(id, "Name", c.shown.First), widgets.Style{Size: theme.SizeSmall, Colour: theme.Text2, Bold: true, Flow: widgets.Ellipsis})
	all := append([]fyne.CanvasObject{title}, things...)
	return widgets.Column(0, widgets.Rule(), widgets.Pad(widgets.Column(6, all...), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
}

func (c *cardPane) may(p Person) []fyne.CanvasObject {
	w := c.env.Words
	var things []fyne.CanvasObject
	for _, m := range p.May {
		things = append(things, widgets.Side(0, widgets.NewPill(m.Says, m.Icon, m.Tone)))
		if m.Quote != "" {
			things = append(things, widgets.Quote(m.Quote))
		}
		at := widgets.NewText(m.At, widgets.Small().Wrapped())
		if m.Proof == "" {
			things = append(things, at)
			continue
		}
		things = append(things, widgets.Line(theme.Gap8, nil, at,
			widgets.NewButton(w.T("card.show"), nil, widgets.Link, func() { c.up.open(p.ID, m.Proof) })))
	}
	if p.Review != nil {
		yes := widgets.NewButton(w.T("today.review_yes"), nil, widgets.Normal, func() { c.decide(p, true) }).Tall(theme.HeightRow)
		no := widgets.NewButton(w.T("today.review_no"), nil, widgets.Normal, func() { c.decide(p, false) }).Tall(theme.HeightRow)
		things = append(things, widgets.Flowing(theme.Gap8, yes, no))
	}
	if p.Others != "" {
		things = append(things, widgets.NewText(p.Others, widgets.Quiet().Wrapped()))
	}
	return things
}

// fewOffers is how many of the newest offers are listed until all are asked for.
const fewOffers = 3

// offers lists what the customer got, with codes and what was bought, and says when the next one is allowed.
func (c *cardPane) offers(p Person) []fyne.CanvasObject {
	next := widgets.NewText(p.Next, widgets.Small().Wrapped())
	next.Hidden = p.Next == ""
	if len(p.Offers) == 0 {
		return []fyne.CanvasObject{widgets.NewText(p.Last, widgets.Body()), next}
	}
	var things []fyne.CanvasObject
	for i, o := range p.Offers {
		if i == fewOffers && !c.all {
			things = append(things, widgets.Side(0, widgets.NewButton(c.env.Words.N("card.offers_more", len(p.Offers)-fewOffers), nil, widgets.Link, func() {
				c.all, c.shown = true, Person{ID: p.ID}
				c.show(p)
			})))
			break
		}
		lines := []fyne.CanvasObject{widgets.NewText(o.What, widgets.Style{Flow: widgets.Ellipsis}), widgets.NewText(o.When, widgets.Small().Wrapped())}
		if o.Code != "" {
			lines = append(lines, widgets.NewText(o.Code, widgets.Small().Wrapped()))
		}
		things = append(things, widgets.TopLine(theme.Gap8, widgets.ToneIcon(o.Icon, o.Tone, 18), widgets.Column(0, lines...), nil))
	}
	return append(things, next)
}

func (c *cardPane) asked(p Person) []fyne.CanvasObject {
	var things []fyne.CanvasObject
	for _, a := range p.Asked {
		thumb := widgets.NewThumb(36)
		thumb.Set(string(a.SKU), a.Product)
		lines := []fyne.CanvasObject{widgets.NewText(a.Product, widgets.Style{Flow: widgets.Ellipsis}), widgets.NewText(a.Place, widgets.Small().Wrapped())}
		if a.Quote != "" {
			lines = append(lines, widgets.Quote(a.Quote))
		}
		off := widgets.NewButton(c.env.Words.T("asked.not"), fynetheme.CancelIcon(), widgets.Low, func() { c.notAsked(a) })
		things = append(things, widgets.TopLine(theme.Gap12, thumb, widgets.Column(0, append(lines, widgets.Side(0, off))...), nil))
	}
	return things
}

// notAsked takes the customer off a list that they never asked to be on. The second press of a double click does not
// reach the next product, which moved up.
func (c *cardPane) notAsked(a Asked) {
	if c.taking {
		return
	}
	c.taking = true
	c.env.Runner.Later(&c.off, offRest, func() { c.taking = false })
	id, shop := c.up.id, c.up.shop
	off := screen.Correct(shop, id, func(ctx context.Context) error { return shop.NotAsked(ctx, id, a.SKU, a.Message) },
		func(ctx context.Context, heard int) error {
			return shop.AskedAfterAll(ctx, id, a.SKU, a.Message, heard)
		})
	c.up.change(func(ctx context.Context, _ core.CustomerID) error { return off.Do(ctx) }, screen.Step{Did: a.Off, Back: off.Back})
}

func (c *cardPane) tags(p Person) fyne.CanvasObject {
	w := c.env.Words
	things := []fyne.CanvasObject{}
	for _, tag := range p.Tags {
		remove := widgets.NewButton("", fynetheme.CancelIcon(), widgets.Subtle, func() {
			c.tag(p, c.up.shop.RemoveTag, c.up.shop.AddTag, tag, "card.tag_gone")
		}).Tall(theme.HeightPill).Saying(w.T("card.tag_remove", "Tag", tag))
		things = append(things, widgets.Side(0, widgets.NewPill(tag, nil, widgets.Plain), remove))
	}
	add := widgets.NewField(w.T("card.tag_add"))
	add.OnEnter = func() {
		if tag := strings.TrimSpace(add.Text); tag != "" {
			c.tag(p, c.up.shop.AddTag, c.up.shop.RemoveTag, tag, "card.tag_given")
		}
	}
	things = append(things, widgets.Sized(add, 120, 0))
	return widgets.Flowing(theme.Gap4, things...)
}

// tag gives or takes a tag; back is the other way round.
func (c *cardPane) tag(p Person, do, back func(context.Context, core.CustomerID, string) error, tag, said string) {
	c.up.change(func(ctx context.Context, id core.CustomerID) error { return do(ctx, id, tag) },
		screen.Step{Did: c.env.Words.T(said, "Tag", tag, "Name", p.Name), Back: func(ctx context.Context) error { return back(ctx, p.ID, tag) }})
}

func (c *cardPane) decide(p Person, stop bool) {
	said := "today.review_carried"
	if stop {
		said = "today.review_stopped"
	}
	id, message, shop := p.ID, p.Review.MessageID, c.up.shop
	answer := screen.Correct(shop, id, func(ctx context.Context) error { return shop.DecideReview(ctx, id, message, stop) },
		func(ctx context.Context, heard int) error { return shop.AskReviewAgain(ctx, id, message, heard) })
	c.up.change(func(ctx context.Context, _ core.CustomerID) error { return answer.Do(ctx) },
		screen.Step{Did: c.env.Words.T(said, "Name", p.Name), Back: answer.Back})
}

// askStop asks before offers stop, since only the customer's own words can take it back.
func (c *cardPane) askStop(p Person) {
	w := c.env.Words
	widgets.Ask(c.env.Canvas(), widgets.Question{Title: w.T("card.stop_title", "Name", p.First), Text: w.T("card.stop_text", "Name", p.First),
		Keep: w.T("card.stop_keep"), Do: w.T("card.stop_do"), Rank: widgets.Forever}, func() {
		c.up.change(func(ctx context.Context, id core.CustomerID) error {
			return c.up.shop.StopOffers(ctx, id, w.T("card.stop_why"))
		},
			screen.Step{Did: w.T("card.stop_done", "Name", p.Name)})
	})
}

// typed keeps the note once the typing rests.
func (c *cardPane) typed(note string) {
	if c.noted {
		return
	}
	id, before := c.shown.ID, c.shown.Note
	step := screen.Step{What: c.env.Words.T("card.note_kept", "Name", c.shown.Name), One: "note " + string(id),
		Back: func(ctx context.Context) error { return c.up.shop.SetNote(ctx, id, before) }}
	c.keep = func() {
		c.keep = nil
		tasks.Do(c.env.Runner, &c.up.note, func(ctx context.Context) error { return c.up.shop.SetNote(ctx, id, note) }, func(err error) {
			if !c.env.Failed(err) {
				c.env.DoneFor(step)
			}
		})
	}
	c.env.Runner.Later(&c.rest, noteRest, c.leave)
}

// leave keeps at once what was typed into the note, before another customer is shown.
func (c *cardPane) leave() {
	if c.keep != nil {
		c.rest.Cancel()
		c.keep()
	}
}
