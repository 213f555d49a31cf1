package restock

import (
	"context"
	"time"

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

// Shop is what this page needs done.
type Shop interface {
	Rules(ctx context.Context) ([]views.RuleValue, error)
	PlanRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error)
	SendRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error)
}

// Ways lead from this page to others.
type Ways struct {
	Back    func()
	Sending func(core.CampaignID)
	Chat    func(core.CustomerID)
}

// Screen is the page. It is made once; Open begins a review.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content  fyne.CanvasObject
	head     *widgets.PageHead
	middle   *fyne.Container // the review, or why there is none
	review   fyne.CanvasObject
	bar      *widgets.Bar
	tiles    [groups]*widgets.Tile
	list     *widgets.List
	stock    *widgets.Field
	stockBad *widgets.Fault
	perUnit  *widgets.Text
	words    wordsCard
	keep     *widget.Select
	keepFor  []time.Duration
	foot     *widgets.Text
	footIcon *widgets.Icon
	send     *widgets.Button

	draft  Draft
	rules  rules
	view   *View
	group  Group
	person core.CustomerID // whose message the preview shows
	label  string          // of the button, "" before the first plan
	armed  bool            // the list had the keyboard, so that Ctrl+Enter is not a leftover of the page before

	shownAt time.Time // when the first plan of this review was there, zero before

	// Each of these locks the button.
	stale   bool // the plan on the page is not that of the draft
	resting bool // the number changed just now
	sending bool
	nobody  bool

	read, plan, typing, rest tasks.Slot
	act                      *tasks.Slot // of this review: what another began is never cut short
}

const (
	// typingRest is how long typing rests before the plan is made anew.
	typingRest = 300 * time.Millisecond
	// changeRest is how long the button takes no press after its number changed under the pointer.
	changeRest = time.Second
)

// New makes the page; Open fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways, view: NewView(views.Plan{})}
	w := env.Words
	back := widgets.NewButton(w.T("restock.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.leave)
	t.head = widgets.NewPageHead("", "", back)
	_, left := widgets.Scrolling(widgets.Column(theme.Gap12, t.stockCard(), t.wordsCard(), t.keepCard()))
	t.review = widgets.AsideStart(316, theme.Gap16, left, t.peopleCard())
	t.middle = container.NewStack()
	t.foot = widgets.NewText("", widgets.Body())
	t.footIcon = widgets.NewIcon(fynetheme.InfoIcon(), theme.Text, 20)
	t.send = widgets.NewButton("", fynetheme.MailSendIcon(), widgets.Main, t.sendNow).Tall(theme.HeightMain)
	notNow := widgets.NewButton(w.T("restock.not_now"), nil, widgets.Normal, t.leave).Tall(theme.HeightMain)
	t.content = widgets.Page(t.head, t.middle, widgets.Line(theme.Gap12, t.footIcon, t.foot, widgets.Side(theme.Gap12, notNow, t.send)))
	return t
}

// peopleCard shows how the people split, and each of them.
func (t *Screen) peopleCard() fyne.CanvasObject {
	t.bar = widgets.NewBar(36)
	tiles := []fyne.CanvasObject{}
	for g := range groups {
		tone := [groups]widgets.Tone{widgets.Plain, widgets.Bottle, widgets.Brass, widgets.Slate, widgets.Stone}[g]
		t.tiles[g] = widgets.NewTile(tone, func() { t.filter(g) })
		tiles = append(tiles, t.tiles[g].Press)
	}
	t.list = widgets.NewList(func() fyne.CanvasObject { return newPersonRow(t.env) }, t.fill)
	t.list.OnFocus = func() { t.armed = true }
	t.list.OnChoose = func(row int) {
		t.person = t.view.Row(t.group, row).CustomerID
		t.showPreview()
	}
	t.list.OnOpen = func(row int) { t.chat(t.view.Row(t.group, row).CustomerID) }
	head := widgets.Column(0, widgets.Column(theme.Gap8, widgets.Pad(t.bar, theme.Gap16, theme.Gap16, 0, theme.Gap16), widgets.Pad(widgets.Tiles(theme.Gap4, tiles...), 0, theme.Gap8, theme.Gap8, theme.Gap8)), widgets.Rule())
	return widgets.CardFilling(head, t.list, nil)
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Open begins the review of a product.
func (t *Screen) Open(l views.WaitingList) {
	w := t.env.Words
	t.draft, t.view, t.group, t.person, t.label, t.armed = NewDraft(l), NewView(views.Plan{}), Everyone, "", "", false
	t.stale, t.sending, t.nobody, t.shownAt = true, false, false, time.Time{}
	t.act = &tasks.Slot{}
	t.typing.Cancel()
	t.endRest()
	t.head.Title.SetText(w.T("restock.title", "Product", screen.Product(w, l.Product.Name, l.Variant)))
	t.head.Sub.SetText("")
	t.setStockField()
	t.words.reset()
	t.list.ShowChosen(-1)
	t.showPlan(t.view)
	t.say(w.T("restock.planning"), "", false)
	tasks.Run(t.env.Runner, &t.read, t.shop.Rules, func(all []views.RuleValue, err error) {
		if !t.env.Failed(err) {
			t.setRules(readRules(all))
		}
	})
	t.Load()
}

// Shown gives the keyboard to the list, so that a second Enter from the page before cannot send.
func (t *Screen) Shown() {
	t.env.Canvas().Focus(t.list)
	t.armed = true // the list may have kept the keyboard from the review before, and was not told again
}

// Tick brings the plan up to the minute.
func (t *Screen) Tick() { t.Load() }

// Leave goes back; nothing is kept.
func (t *Screen) Leave() { t.leave() }

func (t *Screen) leave() {
	t.plan.Cancel()
	t.typing.Cancel()
	if t.ways.Back != nil {
		t.ways.Back()
	}
}

func (t *Screen) chat(id core.CustomerID) {
	if t.ways.Chat != nil {
		t.ways.Chat(id)
	}
}

// changed makes the plan anew once the typing rests. The button is locked until then: its number is no longer true.
func (t *Screen) changed() {
	t.stale = true
	t.lock()
	t.env.Runner.Later(&t.typing, typingRest, t.Load)
}

// Load makes the plan anew, beside the window.
func (t *Screen) Load() {
	if t.draft.list.Product.SKU == "" || t.stockBad.Text() != "" {
		return
	}
	order := t.draft.Order()
	work := func(ctx context.Context) (*View, error) {
		p, err := t.shop.PlanRestock(ctx, order)
		return NewView(p), err
	}
	tasks.Run(t.env.Runner, &t.plan, work, func(v *View, err error) {
		t.words.fault.Set("")
		if err != nil {
			t.stale = true
			t.lock()
			t.failed(err, order)
			return
		}
		t.arrived(v)
	})
}

// failed says why there is no plan: beside the words when they are the cause.
func (t *Screen) failed(err error, order views.RestockOrder) {
	w := t.env.Words
	if core.CodeOf(err) == core.CodeBadInput && order.Text != "" {
		t.words.fault.Set(w.Error(err).Line())
		t.say(w.T("restock.foot_unsent"), w.T("restock.mend_words"), false)
		return
	}
	s := w.Error(err)
	t.say(s.What, s.Do, true)
}

// arrived shows a new plan. When the button's number changed under the owner, it takes no press for a moment.
func (t *Screen) arrived(v *View) {
	t.showPlan(v)
	bold, more := v.Foot(t.env.Words)
	t.say(bold, more, false)
	label, on := v.Button(t.env.Words)
	changed := t.label != "" && t.label != label
	if t.shownAt.IsZero() {
		t.shownAt = t.env.Now()
	}
	t.label, t.stale, t.nobody = label, false, !on
	t.send.SetText(label)
	t.lock()
	if changed {
		t.resting = true
		t.lock()
		t.env.Runner.Later(&t.rest, changeRest, t.endRest)
	}
	if v.Count(Everyone) == 0 {
		w := t.env.Words
		way := widgets.NewButton(w.T("restock.back"), fynetheme.NavigateBackIcon(), widgets.Normal, t.leave)
		t.say(w.T("restock.foot_unsent"), "", false)
		t.middle.Objects = []fyne.CanvasObject{widgets.CardFilling(nil, widgets.Empty(theme.Icon(theme.IconPeople), w.T("restock.nobody"), w.T("restock.nobody_why"), way), nil)}
		t.content.Refresh()
	}
}

// showPlan fills bar, tiles, list and preview.
func (t *Screen) showPlan(v *View) {
	w := t.env.Words
	t.view = v
	t.middle.Objects = []fyne.CanvasObject{t.review}
	if t.label != "" || v.Count(Everyone) > 0 {
		t.head.Sub.SetText(w.N("restock.sub", v.Count(Everyone)))
	}
	parts := []widgets.Part{}
	for g := range groups {
		t.tiles[g].Set(w.Number(v.Count(g)), w.N([groups]string{"restock.everyone", "restock.now", "restock.later", "restock.reply", "restock.nothing"}[g], v.Count(g)))
		if g != Everyone {
			tone := [groups]widgets.Tone{widgets.Plain, widgets.Bottle, widgets.Brass, widgets.Slate, widgets.Stone}[g]
			parts = append(parts, widgets.Part{Count: v.Count(g), Tone: tone, Label: w.Number(v.Count(g))})
		}
	}
	t.bar.Set(v.Count(Everyone), v.Says(w), parts...)
	t.filter(t.group)
	t.showPreview()
	t.content.Refresh()
}

// filter shows one group of people in the list.
func (t *Screen) filter(g Group) {
	t.group = g
	for i := range groups {
		t.tiles[i].SetChosen(i == g)
	}
	t.list.SetRows(t.view.Count(g))
}

func (t *Screen) fill(i int, o fyne.CanvasObject) {
	r := t.view.Row(t.group, i)
	o.(*personRow).set(t.env, r, t.list.Marked(i), func() { t.chat(r.CustomerID) })
}

// say writes the foot.
func (t *Screen) say(bold, more string, fault bool) {
	icon, ink := fynetheme.InfoIcon(), theme.Text
	if fault {
		icon, ink = fynetheme.ErrorIcon(), theme.Brick
	}
	t.footIcon.Set(icon, ink)
	t.foot.SetSpans([]widgets.Span{{Text: bold, Bold: true}, {Text: " " + more, Colour: theme.Text2}})
	t.content.Refresh()
}
