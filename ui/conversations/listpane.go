package conversations

import (
	"context"
	"strings"

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
	choose func(core.CustomerID, core.MessageID)

	search  *widgets.Field
	filter  *widget.Select
	count   *widgets.Text
	list    *widgets.List
	nothing *fyne.Container
	content fyne.CanvasObject
	look    func()

	chats    Chats
	found    *Found // set while words are searched for
	chosen   core.CustomerID
	loading  bool // the next part is under way
	loads    tasks.Slot
	more     tasks.Slot
	searches tasks.Slot
}

// filters are the kinds of conversations, in the order of the choice.
func filters() []string { return []string{"", "open", "unanswered", "stopped", "review"} }

func filterID(kind string) string {
	if kind == "" {
		kind = "all"
	}
	return "conversations.filter_" + kind
}

func newListPane(env screen.Env, s Shop, look func(), choose func(core.CustomerID, core.MessageID)) *listPane {
	p := &listPane{env: env, shop: s, choose: choose, look: look}
	w := env.Words
	p.search = widgets.NewField(w.T("conversations.search"))
	p.search.Icon = fynetheme.SearchIcon()
	p.search.OnChanged = p.typed
	labels := []string{}
	for _, f := range filters() {
		labels = append(labels, w.T(filterID(f)))
	}
	choice, framed := widgets.NewChoice(labels, nil)
	p.filter = choice
	widgets.Choose(choice, labels[0])
	choice.OnChanged = func(string) { p.setFilter(filters()[choice.SelectedIndex()]) }
	p.count = widgets.NewText("", widgets.Small().Wrapped())
	p.list = widgets.NewList(p.row, p.update)
	p.list.OnChoose = p.selected
	p.nothing = container.NewStack()
	head := widgets.Pad(widgets.Column(theme.Gap8, p.search, framed, p.count), theme.Gap12, theme.Gap12, theme.Gap8, theme.Gap12)
	p.count.Hide()
	p.content = widgets.On(theme.Card, widgets.Frame(widgets.Column(0, head, widgets.Rule()), nil, nil, nil, container.NewStack(p.list, p.nothing)))
	return p
}

func (p *listPane) length() int {
	if p.found != nil {
		return len(p.found.Hits)
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
	if p.found != nil {
		if i < len(p.found.Hits) {
			p.showHit(r, p.found.Hits[i])
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
			if p.env.Failed(err) || q.Filter != p.chats.Filter {
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

func (p *listPane) setFilter(kind string) {
	p.more.Cancel()
	p.loading = false
	p.chats = Chats{Filter: kind}
	p.refresh()
	p.list.ScrollToTop()
	p.load()
}

// only shows one kind of conversations, as if it had been chosen.
func (p *listPane) only(kind string) {
	p.search.SetText("")
	widgets.Choose(p.filter, p.env.Words.T(filterID(kind)))
	p.setFilter(kind)
}

// typed searches when the typing rests. Without words the conversations come back.
func (p *listPane) typed(typed string) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		p.searches.Cancel()
		p.found = nil
		p.refresh()
		return
	}
	p.env.Runner.Later(&p.searches, searchRest, func() { p.find(typed) })
}

// find shows the messages with words.
func (p *listPane) find(typed string) {
	tasks.Run(p.env.Runner, &p.searches, func(ctx context.Context) ([]views.SearchHit, error) {
		return p.shop.Search(ctx, views.SearchQuery{Words: typed, Limit: searchLimit})
	}, func(hits []views.SearchHit, err error) {
		if p.env.Failed(err) {
			return
		}
		p.found = &Found{Words: typed, Hits: hits}
		p.refresh()
		p.list.ScrollToTop()
	})
}

// refresh shows what the list holds now, and why when it holds nothing.
func (p *listPane) refresh() {
	p.nothing.Objects = nil
	p.count.Hidden = p.found == nil
	if p.found != nil {
		p.count.SetText(p.found.Says(p.env.Words))
	}
	if p.length() == 0 {
		p.nothing.Objects = []fyne.CanvasObject{widgets.PadAll(p.why(), theme.Gap16)}
	}
	p.nothing.Refresh()
	p.content.Refresh()
	offset := p.list.GetScrollOffset()
	p.list.SetRows(p.length())
	p.mark(p.chosen)
	p.list.ScrollToOffset(offset) // news must not move what the owner looks at
}

func (p *listPane) why() fyne.CanvasObject {
	w := p.env.Words
	switch {
	case p.found != nil:
		return widgets.Empty(fynetheme.SearchIcon(), w.T("conversations.empty_search", "Words", quoted(w, p.found.Words)), w.T("conversations.empty_search_why"), nil)
	case p.chats.Filter != "":
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
	if p.found != nil {
		h := p.found.Hits[i]
		p.chosen = h.CustomerID
		p.choose(h.CustomerID, h.MessageID)
		return
	}
	p.chosen = p.chats.Rows[i].CustomerID
	p.choose(p.chosen, "")
}

// mark shows whose conversation is open, without opening it.
func (p *listPane) mark(id core.CustomerID) {
	p.chosen = id
	place := -1
	if p.found == nil && id != "" {
		place = p.chats.Place(id)
	}
	p.list.ShowChosen(place)
}
