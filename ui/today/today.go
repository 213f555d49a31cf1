package today

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Today(ctx context.Context) (views.Today, error)
	DecideReview(ctx context.Context, id core.CustomerID, message core.MessageID, stop bool) error
	screen.Corrections
	SendReady(ctx context.Context) error
	Release(ctx context.Context, ids ...core.DeliveryID) (int, error)
	DropHeld(ctx context.Context, ids ...core.DeliveryID) (int, error)
}

// Ways lead from this page to others.
type Ways struct {
	Chat     func(core.CustomerID)
	Open     func() // all chats that are open
	Restock  func(views.WaitingList)
	Lists    func()
	Rules    func()
	Campaign func(core.CampaignID)
	Look     func() // for new messages
	Badge    func(string)
	Read     func(views.Today) // told whenever it was read anew; may be nil
}

// Screen is the page.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content fyne.CanvasObject
	head    *widgets.PageHead
	clock   *widgets.Text
	look    *widgets.Button
	scroll  *container.Scroll
	body    *fyne.Container
	left    []countdown

	view           View
	loaded         bool
	load, act      tasks.Slot
	answered       time.Time         // when the last question was settled
	reviews, ready []*widgets.Button // what locks while its work is under way
}

// countdown is a pill that tells how long a chat stays open.
type countdown struct {
	pill *widgets.Pill
	chat Chat
}

// New makes the page; Load fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways}
	t.clock = widgets.NewText("", widgets.Style{Colour: theme.Text2, Flow: widgets.Fit})
	t.look = widgets.NewButton(env.Words.T("today.look"), fynetheme.ViewRefreshIcon(), widgets.Normal, ways.Look)
	t.head = widgets.NewPageHead(env.Words.T("today.title"), "", nil, t.clock, t.look)
	t.body = container.NewStack()
	scroll, place := widgets.Scrolling(t.body)
	t.scroll, t.content = scroll, widgets.Page(t.head, place, nil)
	return t
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Load reads anew what needs the owner. What did not change stays as it stands, with the keyboard where it is.
func (t *Screen) Load() {
	tasks.Run(t.env.Runner, &t.load, t.shop.Today, func(today views.Today, err error) {
		if t.env.Failed(err) {
			return
		}
		if t.ways.Badge != nil {
			t.ways.Badge(Badge(today))
		}
		if t.ways.Read != nil {
			t.ways.Read(today)
		}
		v := NewView(t.env.Words, today, t.env.Now(), t.env.Zone)
		if !t.loaded || !reflect.DeepEqual(v, t.view) {
			t.show(v)
		}
		t.Tick()
	})
}

// SetLooking shows that new messages are looked for.
func (t *Screen) SetLooking(on bool) {
	id := "today.look"
	if on {
		id = "today.look_busy"
	}
	t.look.SetText(t.env.Words.T(id))
	t.look.SetBusy(on)
}

// Tick counts the open chats down.
func (t *Screen) Tick() {
	now := t.env.Now()
	t.clock.SetText(t.env.Words.T("date.at", "Date", t.env.Words.Day(now, now.AddDate(0, 0, 3), t.env.Zone), "Time", t.env.Words.Clock(now, t.env.Zone)))
	for _, c := range t.left {
		if !t.env.Countdown(c.pill, "today.left", c.chat.ClosesAt) {
			c.pill.Set(t.env.Words.T("today.closed"), theme.Icon(theme.IconWait), widgets.Slate)
		}
	}
}

// answerRest is how long a question that just came up takes no answer, so that a held key or a double click does not
// settle one that nobody has read.
const answerRest = 500 * time.Millisecond

// show builds the page from a view. The cards hold few rows each, so that building them anew costs nothing.
func (t *Screen) show(v View) {
	was := slices.IndexFunc(t.reviews, func(b *widgets.Button) bool { return t.env.Canvas().Focused() == fyne.Focusable(b) })
	t.view, t.loaded = v, true
	t.left, t.reviews, t.ready = nil, nil, nil
	t.head.Sub.SetText(v.Sub)
	main := []fyne.CanvasObject{}
	if v.Nothing() {
		main = append(main, t.nothing())
	}
	if len(v.Closing) > 0 {
		main = append(main, t.closing(v))
	}
	if v.Review != nil {
		main = append(main, t.question(*v.Review))
	}
	if len(v.Answers) > 0 {
		main = append(main, t.answers(v.Answers))
	}
	if len(v.Unsure) > 0 {
		main = append(main, t.unsure(v.Unsure))
	}
	if len(v.Ahead) > 0 {
		main = append(main, t.ahead(widgets.CardHead(theme.Icon(theme.IconClock), widgets.Plain, t.env.Words.T("today.notices"), nil), v.Ahead))
	}
	if len(v.Back) > 0 {
		main = append(main, t.ahead(widgets.CardHead(theme.Icon(theme.IconBell), widgets.Plain, t.env.Words.T("today.back_title"), nil), v.Back))
	}
	if len(v.Stock) > 0 {
		main = append(main, t.stock(v))
	}
	if len(v.Done) > 0 {
		main = append(main, t.done(v))
	}
	aside := widgets.Column(theme.Gap12, t.going(v), t.limit(v.Limit), t.health(v.Health))
	t.body.Objects = []fyne.CanvasObject{widgets.Split(336, theme.Gap16, widgets.Column(theme.Gap12, main...), aside)}
	t.body.Refresh()
	t.scroll.Refresh()
	if was >= 0 && len(t.reviews) > was {
		t.env.Canvas().Focus(t.reviews[was])
	}
}

// Typed answers the question with its keys, which are letters of the language.
func (t *Screen) Typed(r rune) {
	if len(t.reviews) == 0 || t.reviews[0].Disabled() {
		return
	}
	switch w := t.env.Words; strings.ToUpper(string(r)) {
	case w.T("today.review_yes_key"):
		t.answer(*t.view.Review, true)
	case w.T("today.review_no_key"):
		t.answer(*t.view.Review, false)
	}
}

// answer settles the question whether someone asked to stop, with both buttons locked meanwhile.
func (t *Screen) answer(r Review, stop bool) {
	if t.env.Now().Sub(t.answered) < answerRest {
		return
	}
	for _, b := range t.reviews {
		b.SetBusy(true)
	}
	decided := screen.Correct(t.shop, r.ID, func(ctx context.Context) error { return t.shop.DecideReview(ctx, r.ID, r.Message, stop) },
		func(ctx context.Context, heard int) error { return t.shop.AskReviewAgain(ctx, r.ID, r.Message, heard) })
	tasks.Do(t.env.Runner, &t.act, decided.Do, func(err error) {
		for _, b := range t.reviews {
			b.SetBusy(false)
		}
		if t.env.Failed(err) {
			return
		}
		t.answered = t.env.Now()
		said := r.Kept
		if stop {
			said = r.Stopped
		}
		t.env.DoneFor(screen.Step{Did: said, Back: decided.Back})
		t.Load()
	})
}

func (t *Screen) sendReady() {
	for _, b := range t.ready {
		b.SetBusy(true)
	}
	tasks.Do(t.env.Runner, &t.act, t.shop.SendReady, func(err error) {
		for _, b := range t.ready {
			b.SetBusy(false)
		}
		if !t.env.Failed(err) {
			t.env.Done(t.env.Words.T("today.ready_sent"))
		}
		t.Load()
	})
}
