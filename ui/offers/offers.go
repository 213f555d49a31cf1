package offers

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/restock"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/timing"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Plan(context.Context, views.Order) (views.Plan, error)
	Send(context.Context, views.Order) (views.Plan, error)
	screen.Campaigns
	Preview(ctx context.Context, o views.Order, id core.CustomerID, language string) (views.Preview, error)
	Forecast(context.Context, views.Order) (views.Forecast, error)
	Test(context.Context, views.Order) (core.Delivery, error)
	Myself(context.Context) (core.CustomerID, error)
	SetMyself(context.Context, core.CustomerID) error
	Templates(context.Context) ([]views.MessageTemplate, error)
	SaveTemplate(ctx context.Context, name string, kind core.Kind, content core.Content) error
	DeleteTemplate(ctx context.Context, name string) error
	Pools(context.Context) ([]views.CodePool, error)
	Segments(context.Context) ([]core.Segment, error)
	PeopleChoices(context.Context) (views.PeopleChoices, error)
	PeopleNamed(ctx context.Context, text string, limit int) ([]views.ConversationRow, error)
	Rules(context.Context) ([]views.RuleValue, error)
	Keeper
}

// Ways lead from this page to others.
type Ways struct {
	Sending func(core.CampaignID)
	Chat    func(core.CustomerID)
	Codes   func() // the pools of promo codes
}

// Screen is the page. It is made once and keeps what was written while the window is open.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content fyne.CanvasObject
	head    *widgets.PageHead
	back    *widgets.Button
	middle  *fyne.Container // the message, or the people it is for
	compose fyne.CanvasObject
	aside   *container.Scroll // preview and forecast
	form    form
	see     seeCard
	ahead   aheadCard
	people  *restock.People
	foot    *widgets.Text
	footer  *widgets.Icon
	send    *widgets.Button

	draft   Draft
	place   Place // the text that is in the field
	known   known
	view    *restock.View
	warned  []views.Warning
	shown   int // the place in the plan of the person whom the preview shows
	listing bool

	label     string    // of the button, "" before the first plan
	plannedAt time.Time // when the first plan of this draft was there, zero before

	// Each of these locks the button.
	stale   bool // the plan on the page is not that of the draft
	resting bool // the number changed just now
	sending bool
	nobody  bool

	read, typing, planning, preview, forecast, rest, act, saving, keeping tasks.Slot
}

// known is what there is to choose from.
type known struct {
	pools     []views.CodePool
	segments  []core.Segment
	people    views.PeopleChoices
	templates []views.MessageTemplate
	holdFor   time.Duration
}

const (
	// typingRest is how long typing rests before preview, plan and forecast are made anew.
	typingRest = 300 * time.Millisecond
	// changeRest is how long the button takes no press after its number changed under the pointer.
	changeRest = time.Second
)

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways, draft: NewDraft(), view: restock.NewView(views.Plan{}), stale: true}
	w := env.Words
	codes := widgets.NewButton(w.T("offers.codes_page"), theme.Icon(theme.IconTicket), widgets.Normal, ways.Codes)
	fresh := widgets.NewButton(w.T("offers.new"), fynetheme.ContentAddIcon(), widgets.Normal, t.askNew)
	t.back = widgets.NewButton(w.T("offers.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.showMessage)
	t.back.Hide()
	t.head = widgets.NewPageHead(w.T("offers.title"), w.T("offers.sub"), t.back, codes, fresh)
	t.people = restock.NewPeople(env)
	t.people.OnOpen = t.chat
	_, left := widgets.Scrolling(widgets.Column(theme.Gap12, t.formCard()))
	scroll, right := widgets.Scrolling(widgets.Column(theme.Gap12, t.seeCard(), t.aheadCard()))
	t.aside = scroll
	t.compose = widgets.AsideEnd(428, theme.Gap16, widgets.Named{Name: w.T("offers.message"), Thing: left}, widgets.Named{Name: w.T("offers.see"), Thing: right})
	t.middle = container.NewStack(t.compose)
	t.foot = widgets.NewText("", widgets.Body().Wrapped())
	t.footer = widgets.NewIcon(fynetheme.InfoIcon(), theme.Text, 20)
	t.send = widgets.NewButton("", fynetheme.MailSendIcon(), widgets.Main, t.sendNow).Tall(theme.HeightMain)
	foot := widgets.Headed(widgets.Line(theme.Gap12, t.footer, t.foot, nil), t.send)
	t.content = widgets.Page(t.head, t.middle, foot)
	t.write()
	t.lock()
	return t
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Shown reads anew and gives the keyboard to the words.
func (t *Screen) Shown() {
	t.Load()
	if !t.listing {
		t.env.Canvas().Focus(t.form.area)
	}
}

// Load reads what there is to choose from, then makes the plan anew.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.read, t.choices, func(k known, err error) {
		if t.env.Failed(err) {
			return
		}
		t.known = k
		t.write()
		t.Reckon()
	})
}

func (t *Screen) choices(ctx context.Context) (k known, err error) {
	if k.pools, err = t.shop.Pools(ctx); err != nil {
		return k, err
	}
	if k.segments, err = t.shop.Segments(ctx); err != nil {
		return k, err
	}
	if k.people, err = t.shop.PeopleChoices(ctx); err != nil {
		return k, err
	}
	if k.templates, err = t.shop.Templates(ctx); err != nil {
		return k, err
	}
	rules, err := t.shop.Rules(ctx)
	if i := slices.IndexFunc(rules, func(v views.RuleValue) bool { return v.Name == "hold_for" }); i >= 0 {
		k.holdFor = timing.ParseDays(rules[i].Value)
	}
	return k, err
}

// Tick brings plan and forecast up to the minute.
func (t *Screen) Tick() { t.Reckon() }

// Leave goes back to the message from the people; the message itself stays where it is.
func (t *Screen) Leave() {
	if t.listing {
		t.showMessage()
	}
}

// ShowPeople shows each person of the plan with verdict and reason.
func (t *Screen) ShowPeople() {
	t.listing = true
	t.back.Show()
	t.middle.Objects = []fyne.CanvasObject{t.people.Card}
	t.people.Show(t.view)
	t.people.Begin()
	t.content.Refresh()
	t.people.Focus()
}

func (t *Screen) showMessage() {
	t.listing = false
	t.back.Hide()
	t.middle.Objects = []fyne.CanvasObject{t.compose}
	t.content.Refresh()
	t.env.Canvas().Focus(t.form.area)
}

func (t *Screen) chat(id core.CustomerID) {
	if t.ways.Chat != nil {
		t.ways.Chat(id)
	}
}

// askNew begins another message; what was written is lost, so that it is asked first.
func (t *Screen) askNew() {
	if !t.draft.Begun() {
		t.begin()
		return
	}
	w := t.env.Words
	widgets.Ask(t.env.Canvas(), widgets.Question{Title: w.T("offers.new_title"), Text: w.T("offers.new_text"), Keep: w.T("offers.new_keep"),
		Do: w.T("offers.new_do"), Rank: widgets.Forever}, t.begin)
}

// begin starts an empty message.
func (t *Screen) begin() {
	t.form.timing.Begin()
	t.form.expires.SetText("")
	t.form.endsBad.Set("")
	t.Begin(NewDraft())
	t.showMessage()
}

// Begin goes on with a draft.
func (t *Screen) Begin(d Draft) {
	t.draft, t.place, t.shown = d, Place{}, 0
	t.keepSoon()
	t.write()
	t.Reckon()
}
