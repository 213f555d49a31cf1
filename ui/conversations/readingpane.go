package conversations

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// readingPane shows the messages of one customer and takes the reply.
type readingPane struct {
	env screen.Env
	up  *Screen

	name    *widgets.Text
	pill    *widgets.Pill
	about   *widgets.Button
	note    *widgets.Text
	bubbles *fyne.Container
	scroll  *container.Scroll
	place   map[core.MessageID]fyne.CanvasObject
	field   *widgets.Field
	sendBtn *widgets.Button
	open    *fyne.Container
	none    *fyne.Container // stands where no conversation is open
	content *fyne.Container

	thread Thread
	person Person
	drafts draftBook
	// turning is true while the field changes from one customer's draft to another's.
	turning bool
	quick   *quick
	reply   tasks.Slot
	album   album

	litAt  core.MessageID // the message that a search found
	litFor []string       // the words that it found there
}

// light shows the found words of a message in the found words' colour, once it is painted.
func (r *readingPane) light(at core.MessageID, found []string) { r.litAt, r.litFor = at, found }

func newReadingPane(env screen.Env, up *Screen) *readingPane {
	w := env.Words
	r := &readingPane{env: env, up: up, place: map[core.MessageID]fyne.CanvasObject{}}
	r.name = widgets.NewText("", widgets.Heading())
	r.pill = widgets.NewPill("", nil, widgets.Slate)
	r.about = widgets.NewButton("", fynetheme.AccountIcon(), widgets.Normal, func() { up.panes.showCard(true) }).Tall(theme.HeightRow)
	r.about.Hide()
	head := widgets.On(theme.Card, widgets.Sized(widgets.Pad(widgets.Headed(r.name, r.pill, r.about), 15, theme.Gap16, theme.Gap12, theme.Gap16), 0, 55))
	r.bubbles = widgets.Column(theme.Gap8)
	r.scroll = container.NewVScroll(widgets.Pad(r.bubbles, theme.Gap16, theme.Gap16, theme.Gap16, theme.Gap16))
	r.note = widgets.NewText("", widgets.Small().Wrapped())
	r.field = widgets.NewArea("", 2)
	r.drafts = draftBook{env: env, shop: up.shop, typed: map[core.CustomerID]string{}}
	r.quick = newQuick(env, up.shop, r.field, func() core.CustomerID { return up.id })
	r.field.OnChanged = func(text string) {
		r.allow()
		r.quick.typed(text)
		if !r.turning {
			r.drafts.note(up.id, text)
		}
	}
	r.field.OnLeave = func() { r.drafts.keep(up.id) }
	r.sendBtn = widgets.NewButton(w.T("conversations.send"), fynetheme.MailSendIcon(), widgets.Main, r.send)
	foot := widgets.On(theme.Card, widgets.Pad(widgets.Column(theme.Gap8, r.quick.box, r.field, r.note, widgets.Line(theme.Gap12, r.quick.button, nil, r.sendBtn)), theme.Gap12, theme.Gap16, theme.Gap12, theme.Gap16))
	r.open = widgets.Frame(widgets.Column(0, head, widgets.Rule()), widgets.Column(0, widgets.Rule(), foot), nil, nil, container.New(endInSight{r}, r.scroll))
	r.none = container.NewStack(widgets.Empty(theme.Icon(theme.IconChats), w.T("conversations.choose"), w.T("conversations.choose_why"), nil))
	r.content = container.NewStack(widgets.NewGround(theme.Page, "", 0), r.open, r.none)
	r.open.Hide()
	r.allow()
	return r
}

// leave keeps what was typed for one customer and brings back what was typed for another.
func (r *readingPane) leave(from, to core.CustomerID) {
	if from == to {
		return
	}
	r.drafts.keep(from)
	r.quick.clear()
	r.turning = true
	r.field.SetText(r.drafts.typed[to])
	r.turning = false
	r.drafts.read(to, func(text string) {
		if r.up.id == to && r.field.Text == "" {
			r.field.SetText(text)
		}
	})
}

// begin empties the pane for a customer whose messages are being read.
func (r *readingPane) begin(id core.CustomerID) {
	r.thread = Thread{}
	r.bubbles.Objects = nil
	r.name.SetText("")
	r.pill.Hide()
	r.none.Hide()
	r.open.Show()
	r.bubbles.Refresh()
}

// setBlank tells whether there is no conversation at all: then there is none to choose.
func (r *readingPane) setBlank(blank bool) {
	if choose := r.none.Objects[0]; blank {
		choose.Hide()
	} else {
		choose.Show()
	}
}

// close shows that no conversation is open.
func (r *readingPane) close() {
	r.thread, r.person = Thread{}, Person{}
	r.bubbles.Objects = nil
	r.quick.clear()
	r.field.SetText("")
	r.open.Hide()
	r.none.Show()
	r.content.Refresh()
}

func (r *readingPane) setPerson(p Person) {
	w := r.env.Words
	r.person = p
	r.name.SetText(p.Name)
	r.about.SetText(w.T("conversations.about", "Name", p.First))
	r.field.SetPlaceHolder(w.T("conversations.write", "Name", p.First))
	r.pill.Show()
	r.tick(p)
	r.content.Refresh()
}

func (r *readingPane) tick(p Person) {
	w := r.env.Words
	r.note.SetText("")
	defer func() {
		if hidden := r.note.String() == ""; hidden != r.note.Hidden {
			r.note.Hidden = hidden
			r.content.Refresh()
		}
	}()
	now := r.env.Now()
	switch {
	case r.env.Countdown(r.pill, "conversations.open", p.ClosesAt) || p.ID == "":
	case p.AnswerUntil.After(now):
		r.pill.Set(w.T("conversations.answer_only"), fynetheme.MailReplyIcon(), widgets.Brass)
		r.note.SetText(w.T("conversations.answer_until", "Until", w.Within(p.AnswerUntil, now, r.env.Zone)))
	default:
		r.pill.Set(w.T("conversations.waiting", "Name", p.First), theme.Icon(theme.IconWait), widgets.Slate)
		r.note.SetText(w.T("conversations.closed_note"))
	}
}

func (r *readingPane) setFolded(narrow bool) {
	r.about.Hidden = !narrow
	r.up.card.setFolded(narrow)
	r.content.Refresh()
}

func (r *readingPane) setOffline(offline bool) {
	id := "conversations.send"
	if offline {
		id = "conversations.keep"
	}
	r.sendBtn.SetText(r.env.Words.T(id))
	r.content.Refresh()
}

// allow lets the button be pressed when there is something to send.
func (r *readingPane) allow() {
	if strings.TrimSpace(r.field.Text) == "" {
		r.sendBtn.Disable()
	} else {
		r.sendBtn.Enable()
	}
}

// show paints the thread. toEnd scrolls to the newest message, at to one of them; else the place stays.
func (r *readingPane) show(toEnd bool, at core.MessageID) {
	w := r.env.Words
	clear(r.place)
	r.album.begin()
	things := []fyne.CanvasObject{}
	if r.thread.Earlier {
		things = append(things, container.NewCenter(widgets.NewButton(w.T("conversations.earlier"), nil, widgets.Link, r.up.loadEarlier)))
	}
	for _, i := range r.thread.Items(w, r.env.Now(), r.env.Zone) {
		if i.Day != "" {
			things = append(things, widgets.NewText(i.Day, widgets.Small().Centred()))
			continue
		}
		b := widgets.NewBubble(i.Kind, r.spans(i), i.Caption, i.Icon, i.Tone)
		b.Attach(r.partsOf(i.Parts)...)
		b.SetReactions(i.Reacts)
		b.OnMenu(func(e *fyne.PointEvent) { r.menu(e, i.Words) })
		r.place[i.ID] = b
		things = append(things, b)
	}
	if r.thread.Around {
		things = append(things, container.NewCenter(widgets.NewButton(w.T("conversations.newest"), nil, widgets.Link, func() { r.up.loadThread(true) })))
	}
	wasEnd := r.atEnd()
	r.bubbles.Objects = things
	r.settle()
	defer r.loadPictures()
	switch {
	case at != "" && r.place[at] != nil:
		r.scroll.ScrollToOffset(fyne.NewPos(0, max(r.place[at].Position().Y-r.scroll.Size().Height/3, 0)))
	case toEnd || wasEnd:
		r.scroll.ScrollToBottom()
	}
}

// spans gives the runs of a message: the found words stand out.
func (r *readingPane) spans(i Item) []widgets.Span {
	if i.ID != r.litAt || len(r.litFor) == 0 {
		return []widgets.Span{{Text: i.Words}}
	}
	return lit(i.Words, r.litFor)
}

// showEarlier paints the thread with older messages before it, and keeps what was read in its place.
func (r *readingPane) showEarlier() {
	below := r.scroll.Content.Size().Height - r.scroll.Offset.Y
	r.show(false, "")
	r.scroll.ScrollToOffset(fyne.NewPos(0, max(r.scroll.Content.Size().Height-below, 0)))
}

// settle gives every bubble its width and then the pane its height, so that scrolling knows where things are.
func (r *readingPane) settle() {
	width := r.scroll.Size().Width
	if width <= 0 {
		return
	}
	r.scroll.Content.Resize(fyne.NewSize(width, r.scroll.Content.Size().Height))
	r.bubbles.Layout.Layout(r.bubbles.Objects, fyne.NewSize(width-2*theme.Gap16, 0))
	r.scroll.Content.Resize(fyne.NewSize(width, r.scroll.Content.MinSize().Height))
	r.bubbles.Refresh()
	r.scroll.Refresh()
}

// atEnd reports whether the newest message is in sight, so that a newer one scrolls in by itself.
func (r *readingPane) atEnd() bool {
	return r.scroll.Offset.Y+r.scroll.Size().Height >= r.scroll.Content.Size().Height-theme.Gap24
}

// endInSight keeps the newest message in sight where it was, when the pane becomes lower: answers are suggested below it, or
// a strip came up.
type endInSight struct{ r *readingPane }

func (e endInSight) MinSize([]fyne.CanvasObject) fyne.Size { return e.r.scroll.MinSize() }

func (e endInSight) Layout(_ []fyne.CanvasObject, place fyne.Size) {
	end := e.r.atEnd()
	e.r.scroll.Resize(place)
	if end {
		e.r.scroll.ScrollToBottom()
	}
}

func (r *readingPane) menu(e *fyne.PointEvent, words string) {
	copyIt := fyne.NewMenuItem(r.env.Words.T("conversations.copy"), func() { fyne.CurrentApp().Clipboard().SetContent(words) })
	widgets.MenuAt(r.env.Canvas(), e.AbsolutePosition, copyIt)
}

// send sends the reply. What was typed stays until the reply is stored.
func (r *readingPane) send() {
	text, id := strings.TrimSpace(r.field.Text), r.up.id
	if text == "" || id == "" || r.sendBtn.Disabled() {
		return
	}
	r.sendBtn.SetBusy(true)
	tasks.Run(r.env.Runner, &r.reply, func(ctx context.Context) (core.Delivery, error) { return r.up.shop.Reply(ctx, id, text) },
		func(d core.Delivery, err error) {
			r.sendBtn.SetBusy(false)
			if !r.env.Failed(err) && r.told(d) {
				r.forget(id)
			}
			r.allow()
			r.up.Load()
		})
}

// told says what became of a reply and reports whether it was sent or is kept.
func (r *readingPane) told(d core.Delivery) bool {
	w := r.env.Words
	switch d.State {
	case core.DeliverySent:
		r.env.Done(w.T("conversations.reply_sent"))
	case core.DeliveryPlanned, core.DeliverySending:
		r.env.Done(w.T("conversations.reply_leaves"))
	case core.DeliveryHeld:
		r.env.Done(w.T("conversations.reply_kept"))
	case core.DeliveryUncertain:
		r.env.Say(widgets.Brass, fynetheme.QuestionIcon(), w.Reason(core.Reason{Code: core.ReasonNoAnswer}, r.env.Now(), r.env.Zone))
	default:
		why := w.Reason(core.Reason{Code: d.Reason}, r.env.Now(), r.env.Zone)
		r.env.Say(widgets.Brick, fynetheme.ErrorIcon(), w.T("conversations.reply_not", "Why", why))
		return false
	}
	return true
}

// forget drops what was typed for a customer, also when another one is open by now.
func (r *readingPane) forget(id core.CustomerID) {
	r.drafts.forget(id)
	if r.up.id == id {
		r.quick.clear()
		r.field.SetText("")
	}
}
