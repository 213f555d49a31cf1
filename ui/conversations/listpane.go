package conversations

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// listPane shows the conversations, or what a search found in them.
type listPane struct {
	env    screen.Env
	shop   Shop
	choose func(id core.CustomerID, at core.MessageID, found []string)
	blank  func(bool) // told whether there is no conversation at all

	find    *finder
	people  *peoplePane
	list    *widgets.List
	nothing *fyne.Container
	content fyne.CanvasObject
	look    func()

	chats   Chats
	chosen  core.CustomerID
	loading bool    // the next part is under way
	backTo  float32 // where the list stood when the window was closed, until it is there again
	loads   tasks.Slot
	more    tasks.Slot
}

func newListPane(env screen.Env, s Shop, look func(), choose func(core.CustomerID, core.MessageID, []string), blank func(bool)) *listPane {
	p := &listPane{env: env, shop: s, choose: choose, blank: blank, look: look}
	p.find = newFinder(env, s, p)
	p.people = newPeoplePane(env, s, p)
	p.list = widgets.NewList(p.row, p.update)
	p.list.OnChoose = p.selected
	env.Copying(p.list, p.said)
	p.nothing = container.NewStack()
	head := widgets.Pad(widgets.Column(theme.Gap8, p.find.field, p.find.head, p.people.head), theme.Gap12, theme.Gap12, theme.Gap8, theme.Gap12)
	p.content = widgets.On(theme.Card, widgets.Frame(widgets.Column(0, head, widgets.Rule()), nil, nil, nil, container.NewStack(p.list, p.nothing)))
	return p
}

func (p *listPane) length() int {
	switch {
	case p.find.found != nil:
		return p.find.found.Rows()
	case p.find.searching():
		return 0
	}
	return len(p.chats.Rows)
}

// chatRow is a row of the list: the person, the newest words, and whether offers are stopped.
type chatRow struct {
	*widgets.Row
	avatar *widgets.Avatar
	mark   *widgets.Icon
	unread *widgets.Badge
}

// box keeps what a row of the list is made of beside its widget, which is all that the list knows.
type box struct {
	widget.BaseWidget
	row *chatRow
}

func (b *box) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return widget.NewSimpleRenderer(b.row.Row)
}

func (p *listPane) row() fyne.CanvasObject {
	r := &chatRow{avatar: widgets.NewAvatar(36), mark: widgets.NewIcon(nil, theme.Text2, 18), unread: widgets.NewBadge()}
	r.mark.Hide()
	r.Row = widgets.NewRow(r.avatar, r.mark, r.unread).Inset(theme.Gap12)
	b := &box{row: r}
	b.ExtendBaseWidget(b)
	return b
}

func (p *listPane) update(i int, o fyne.CanvasObject) {
	r := o.(*box).row
	r.SetMark(p.list.Marked(i))
	if f := p.find.found; f != nil {
		switch people := len(f.People); {
		case i < people:
			p.showChat(r, f.People[i])
		case i < f.Rows():
			p.showHit(r, f.Hits[i-people])
		}
		if i >= f.Rows()-20 {
			p.find.readOn()
		}
		return
	}
	if i >= len(p.chats.Rows) {
		return
	}
	p.showChat(r, p.chats.Rows[i])
	if i >= len(p.chats.Rows)-20 {
		p.readOn()
	}
}

// said gives what stands in a row, to be copied.
func (p *listPane) said(i int) []string {
	rows := p.chats.Rows
	if f := p.find.found; f != nil {
		rows = f.People
		if at := i - len(rows); at >= 0 && at < len(f.Hits) {
			return []string{f.Hits[at].Name, f.Hits[at].Text}
		}
	}
	if i >= len(rows) {
		return nil
	}
	return []string{rows[i].Name, rows[i].Snippet}
}

func (p *listPane) showChat(r *chatRow, c views.ConversationRow) {
	w := p.env.Words
	name := screen.Name(w, c.Name)
	r.avatar.Set(string(c.CustomerID), name)
	words := c.Snippet
	if c.FromPage && words != "" {
		words = w.T("conversations.you", "Words", words)
	}
	r.Corner.SetText(w.ListTime(c.At, p.env.Now(), p.env.Zone))
	r.mark.Hidden = !c.OptedOut && !c.Review
	switch {
	case c.Review:
		r.mark.Set(fynetheme.QuestionIcon(), theme.Brick)
		r.SetSays(w.T("card.review"))
	case c.OptedOut:
		r.mark.Set(theme.Icon(theme.IconStop), theme.Stone)
		r.SetSays(w.T("conversations.filter_stopped"))
	default:
		r.SetSays("")
	}
	r.unread.Set("")
	if c.Unread > 0 {
		r.unread.Set(w.Number(c.Unread))
	}
	r.Set(name, words)
}

func (p *listPane) showHit(r *chatRow, h views.SearchHit) {
	w := p.env.Words
	name := screen.Name(w, h.Name)
	r.avatar.Set(string(h.CustomerID), name)
	r.Corner.SetText(w.ListTime(h.At, p.env.Now(), p.env.Zone))
	r.mark.Hidden = true
	r.unread.Set("")
	r.SetSays("")
	r.Title.SetText(name)
	r.Second.SetSpans(spans(nearHit(h.Snippet)))
	r.Refresh()
}

// load reads the newest part anew and keeps what was read beyond it.
func (p *listPane) load() {
	q := p.chats.First()
	tasks.Run(p.env.Runner, &p.loads, func(ctx context.Context) ([]views.ConversationRow, error) { return p.shop.Conversations(ctx, q) },
		func(rows []views.ConversationRow, err error) {
			if p.env.Failed(err) || q != p.chats.First() {
				return
			}
			p.chats.Renew(rows)
			p.refresh()
		})
}

// readOn reads the part after what was read, one at a time.
func (p *listPane) readOn() {
	if p.loading || !p.chats.More {
		return
	}
	p.loading = true
	q := p.chats.Next()
	tasks.Run(p.env.Runner, &p.more, func(ctx context.Context) ([]views.ConversationRow, error) { return p.shop.Conversations(ctx, q) },
		func(rows []views.ConversationRow, err error) {
			p.loading = false
			if !p.env.Failed(err) {
				p.chats.Append(rows)
				p.refresh()
			}
		})
}

// setKind shows one kind of conversations: of a name, or those that a filter means.
func (p *listPane) setKind(kind string, only core.Filter) {
	p.more.Cancel()
	p.loading = false
	p.chats = Chats{Filter: kind, Only: only}
	p.refresh()
	p.list.ScrollToTop()
	p.load()
}

// only shows one kind of conversations, as if it had been chosen.
func (p *listPane) only(kind string) {
	p.find.field.SetText("")
	p.find.clear()
	p.people.choose(kind)
	p.setKind(kind, core.Filter{})
}

// refresh shows what the list holds now, and why when it holds nothing.
func (p *listPane) refresh() {
	p.nothing.Objects = nil
	p.find.refresh()
	p.people.refresh()
	if p.length() == 0 && (p.find.found != nil || !p.find.searching()) {
		p.nothing.Objects = []fyne.CanvasObject{widgets.PadAll(p.why(), theme.Gap16)}
	}
	p.blank(p.length() == 0 && !p.find.searching() && p.chats.Filter == "" && p.chats.Only == (core.Filter{}))
	p.nothing.Refresh()
	p.content.Refresh()
	offset := p.list.GetScrollOffset()
	p.list.SetRows(p.length())
	p.mark(p.chosen)
	if p.backTo > 0 && p.length() > 0 {
		offset, p.backTo = p.backTo, 0
	}
	p.list.ScrollToOffset(offset) // news must not move what the owner looks at
}

func (p *listPane) why() fyne.CanvasObject {
	w := p.env.Words
	switch {
	case p.find.found != nil && p.find.narrow.Filtering():
		wide := widgets.NewButton(w.T("find.widen"), nil, widgets.Normal, func() { p.find.set(Narrow{Best: p.find.narrow.Best}) })
		return widgets.Empty(fynetheme.SearchIcon(), w.T("find.none"), w.T("find.none_why"), wide)
	case p.find.found != nil:
		return widgets.Empty(fynetheme.SearchIcon(), w.T("conversations.empty_search", "Words", quoted(w, p.find.found.Words)), w.T("conversations.empty_search_why"), nil)
	case p.chats.Filter != "" || p.chats.Only != (core.Filter{}):
		return widgets.Empty(theme.Icon(theme.IconChats), w.T("conversations.empty_filter"), w.T("conversations.empty_filter_why"), nil)
	}
	var way *widgets.Button
	if p.look != nil {
		way = widgets.NewButton(w.T("conversations.reload"), fynetheme.ViewRefreshIcon(), widgets.Normal, p.look)
	}
	return widgets.Empty(theme.Icon(theme.IconChats), w.T("conversations.empty"), w.T("conversations.empty_why"), way)
}

func (p *listPane) tick() { p.list.Refresh() }

// selected opens what was pressed.
func (p *listPane) selected(i int) {
	f := p.find.found
	switch {
	case f != nil && i < len(f.People):
		p.chosen = f.People[i].CustomerID
		p.choose(p.chosen, "", nil)
	case f != nil:
		h := f.Hits[i-len(f.People)]
		p.chosen, p.find.at = h.CustomerID, i-len(f.People)
		p.find.refresh()
		p.choose(h.CustomerID, h.MessageID, foundWords(h.Snippet))
	default:
		p.chosen = p.chats.Rows[i].CustomerID
		p.choose(p.chosen, "", nil)
	}
}

// showHitAt opens a hit as if it had been pressed.
func (p *listPane) showHitAt(hit int) {
	i := hit + len(p.find.found.People)
	p.list.ShowChosen(i)
	p.selected(i)
}

// mark shows whose conversation is open, without opening it.
func (p *listPane) mark(id core.CustomerID) {
	p.chosen = id
	place := -1
	switch f := p.find.found; {
	case f != nil && p.find.at >= 0:
		place = p.find.at + len(f.People)
	case f == nil && id != "":
		place = p.chats.Place(id)
	}
	p.list.ShowChosen(place)
}
