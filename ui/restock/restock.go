package restock

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Rules(ctx context.Context) ([]views.RuleValue, error)
	PlanRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error)
	SendRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error)
	screen.Campaigns
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
	people   *People
	stock    *widgets.Field
	stockBad *widgets.Fault
	perUnit  *widgets.Text
	words    wordsCard
	timing   *timing.Timing
	foot     *widgets.Text
	footIcon *widgets.Icon
	send     *widgets.Button

	draft  Draft
	rules  rules
	view   *View
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
	t.people = NewPeople(env)
	t.people.OnFocus = func() { t.armed = true }
	t.people.OnChoose = func(r views.PlanRow) {
		t.person = r.CustomerID
		t.showPreview()
	}
	t.people.OnOpen = t.chat
	_, left := widgets.Scrolling(widgets.Column(theme.Gap12, t.stockCard(), t.wordsCard(), t.timingCard()))
	t.review = widgets.AsideStart(316, theme.Gap16, widgets.Named{Name: w.T("restock.how_many"), Thing: left}, widgets.Named{Name: w.T("restock.everyone"), Thing: t.people.Card})
	t.middle = container.NewStack()
	t.foot = widgets.NewText("", widgets.Body())
	t.footIcon = widgets.NewIcon(fynetheme.InfoIcon(), theme.Text, 20)
	t.send = widgets.NewButton("", fynetheme.MailSendIcon(), widgets.Main, t.sendNow).Tall(theme.HeightMain)
	notNow := widgets.NewButton(w.T("restock.not_now"), nil, widgets.Normal, t.leave).Tall(theme.HeightMain)
	t.content = widgets.Page(t.head, t.middle, widgets.Headed(widgets.Line(theme.Gap12, t.footIcon, t.foot, nil), notNow, t.send))
	return t
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Open begins the review of a product.
func (t *Screen) Open(l views.WaitingList) {
	w := t.env.Words
	t.draft, t.view, t.person, t.label, t.armed = NewDraft(l), NewView(views.Plan{}), "", "", false
	t.stale, t.sending, t.nobody, t.shownAt = true, false, false, time.Time{}
	t.act = &tasks.Slot{}
	t.typing.Cancel()
	t.endRest()
	t.head.Title.SetText(w.T("restock.title", "Product", screen.Product(w, l.Product.Name, l.Variant)))
	t.head.Sub.SetText("")
	t.setStockField()
	t.words.reset()
	t.people.Begin()
	t.timing.Begin()
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
	t.people.Focus()
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
	if t.draft.list.Product.SKU == "" || t.stockBad.Text() != "" || !t.timing.Good() {
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

// showPlan fills the people and the preview.
func (t *Screen) showPlan(v *View) {
	w := t.env.Words
	t.view = v
	t.middle.Objects = []fyne.CanvasObject{t.review}
	if t.label != "" || v.Count(Everyone) > 0 {
		t.head.Sub.SetText(w.N("restock.sub", v.Count(Everyone)))
	}
	t.people.Show(v)
	t.showPreview()
	t.content.Refresh()
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
