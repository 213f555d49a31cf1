package sending

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
	"shopbell/ui/widgets"
)

// Shop is what this page needs done.
type Shop interface {
	Progress(ctx context.Context, id core.CampaignID) (views.Progress, error)
	Deliveries(ctx context.Context, id core.CampaignID, limit int) ([]views.DeliveryRow, error)
	Pause(ctx context.Context, id core.CampaignID) error
	Resume(ctx context.Context, id core.CampaignID) error
	Cancel(ctx context.Context, id core.CampaignID) (int, error)
	EndHalt(ctx context.Context) error
}

// Ways lead from this page to others.
type Ways struct {
	Back     func()
	Chat     func(core.CustomerID)
	Settings func()
}

// Screen is the page. It is made once; Open shows a campaign.
type Screen struct {
	env  screen.Env
	shop Shop
	ways Ways

	content     fyne.CanvasObject
	head        *widgets.PageHead
	halt        *fyne.Container
	headline    *widgets.Text
	stands      *widgets.Text
	round       *widgets.Text // of a restock
	pause, stop *widgets.Button
	bar         *widgets.Bar
	safe        *fyne.Container
	figures     [parts]*widgets.Tally
	list        *widgets.List
	more        *widgets.Text
	moreBox     *fyne.Container

	id     core.CampaignID
	still  bool
	view   View
	rows   []views.DeliveryRow
	wanted core.CampaignState // what the owner just asked for and is not stored yet, "" for nothing
	close  func()             // closes the question, nil when there is none

	resting bool // read a moment ago: the next news waits
	again   bool // there was news meanwhile
	read    tasks.Slot
	pace    tasks.Slot
	act     *tasks.Slot // of this campaign: what was begun for another is never cut short
}

const (
	// readRest is how long the page rests between two readings: it shows at most ten changes a second, never each message.
	readRest = 100 * time.Millisecond
	// mostRows is how many of the newest messages are listed; the figures count all.
	mostRows = 500
)

// New makes the page; Open fills it.
func New(env screen.Env, s Shop, ways Ways) *Screen {
	t := &Screen{env: env, shop: s, ways: ways}
	w := env.Words
	back := widgets.NewButton(w.T("sending.back"), fynetheme.NavigateBackIcon(), widgets.Link, t.Leave)
	t.head = widgets.NewPageHead("", "", back)
	t.halt = container.NewStack()
	top := widgets.Column(theme.Gap12, t.halt, t.progressCard())
	t.content = widgets.Page(t.head, widgets.Frame(widgets.Pad(top, 0, 0, theme.Gap12, 0), nil, nil, nil, t.messagesCard()), nil)
	return t
}

// progressCard tells how far it has come and holds the ways to stop it.
func (t *Screen) progressCard() fyne.CanvasObject {
	w := t.env.Words
	t.headline = widgets.NewText("", widgets.Heading())
	t.stands = widgets.NewText("", widgets.Quiet().Wrapped())
	t.round = widgets.NewText("", widgets.Quiet().Wrapped())
	t.round.Hide()
	t.pause = widgets.NewButton("", fynetheme.MediaPauseIcon(), widgets.Normal, t.Pause).Tall(theme.HeightMain)
	t.stop = widgets.NewButton(w.T("sending.stop"), fynetheme.MediaStopIcon(), widgets.Normal, t.askStop).Tall(theme.HeightMain)
	t.bar = widgets.NewBar(20)
	t.safe = widgets.Line(theme.Gap12, widgets.NewIcon(theme.Icon(theme.IconProof), theme.Bottle, 20), widgets.NewText(w.T("sending.safe"), widgets.Body().In(theme.Text2)), nil)
	line := widgets.Line(theme.Gap16, nil, widgets.Column(2, t.headline, t.stands, t.round), widgets.Side(theme.Gap12, t.pause, t.stop))
	return widgets.Card(widgets.CardBody(theme.Gap12, line, t.bar, t.safe))
}

// messagesCard shows the figures and the newest messages.
func (t *Screen) messagesCard() fyne.CanvasObject {
	figures := []fyne.CanvasObject{}
	for p := range parts {
		t.figures[p] = widgets.NewTally(tone(p))
		figures = append(figures, t.figures[p].Box)
	}
	t.list = widgets.NewList(func() fyne.CanvasObject { return newMessageRow() }, func(row int, o fyne.CanvasObject) {
		o.(*messageRow).set(t.env, t.rows[row], t.view.rests(), t.list.Marked(row))
	})
	t.env.Copying(t.list, func(row int) []string { return []string{t.rows[row].Name, t.rows[row].Code, t.rows[row].Text} })
	t.list.OnChoose = func(row int) {
		t.list.ShowChosen(-1)
		if t.ways.Chat != nil {
			t.ways.Chat(t.rows[row].CustomerID)
		}
	}
	t.more = widgets.NewText("", widgets.Small().Wrapped())
	t.moreBox = widgets.Column(0, widgets.Rule(), widgets.Pad(t.more, theme.Gap8, theme.Gap16, theme.Gap8, theme.Gap16))
	head := widgets.Column(0, widgets.Pad(widgets.Tiles(theme.Gap4, figures...), theme.Gap4, theme.Gap4, theme.Gap4, theme.Gap4), widgets.Rule())
	return widgets.CardFilling(head, t.list, t.moreBox)
}

func tone(p Part) widgets.Tone {
	return [parts]widgets.Tone{widgets.Plain, widgets.Bottle, widgets.Plain, widgets.Slate, widgets.Stone, widgets.Brass}[p]
}

// Content is what the shell shows.
func (t *Screen) Content() fyne.CanvasObject { return t.content }

// Open shows a campaign.
func (t *Screen) Open(id core.CampaignID) {
	t.id, t.wanted, t.rows, t.resting, t.again = id, "", nil, false, false
	t.act = &tasks.Slot{}
	t.pace.Cancel()
	t.stop.SetBusy(false)
	t.show(View{})
	t.Load()
}

// SetStill tells whether nothing can leave now, for want of a line or of an access key.
func (t *Screen) SetStill(still bool) {
	if still == t.still {
		return
	}
	t.still = still
	if t.id != "" {
		t.show(t.view)
	}
}

// Leave goes back; sending goes on.
func (t *Screen) Leave() {
	if t.ways.Back != nil {
		t.ways.Back()
	}
}

// Tick brings the times up to the minute.
func (t *Screen) Tick() { t.Load() }

// Load reads the campaign anew. News that come faster than the page can show are shown together.
func (t *Screen) Load() {
	if t.id == "" {
		return
	}
	if t.resting {
		t.again = true
		return
	}
	t.resting, t.again = true, false
	t.env.Runner.Later(&t.pace, readRest, func() {
		t.resting = false
		if t.again {
			t.Load()
		}
	})
	t.readNow()
}

// news is what one reading brings.
type news struct {
	view View
	rows []views.DeliveryRow
}

func (t *Screen) readNow() {
	id := t.id
	work := func(ctx context.Context) (news, error) {
		p, err := t.shop.Progress(ctx, id)
		if err != nil {
			return news{}, err
		}
		rows, err := t.shop.Deliveries(ctx, id, mostRows)
		return news{View{Progress: p}, rows}, err
	}
	tasks.Run(t.env.Runner, &t.read, work, func(n news, err error) {
		if t.env.Failed(err) {
			return
		}
		t.rows = n.rows
		t.show(n.view)
	})
}

// show fills the page.
func (t *Screen) show(v View) {
	w := t.env.Words
	if t.wanted != "" {
		v.Campaign.State, v.Campaign.Why = t.wanted, ""
	}
	v.Still = t.still
	t.view = v
	if v.Campaign.ID != "" {
		t.head.Title.SetText(v.Title(w))
		t.head.Sub.SetText(w.T("sending.started", "When", w.Moment(v.Campaign.CreatedAt, t.env.Now(), t.env.Zone)))
		t.headline.SetText(v.Headline(w))
		t.stands.SetText(v.Stands(w))
		round := v.Round(w, t.env.Now(), t.env.Zone)
		t.round.SetText(round)
		t.round.Hidden = round == ""
	}
	t.showHalt()
	t.showButtons()
	counts := v.Counts()
	t.bar.Set(counts[Everyone], v.Says(w), widgets.Part{Count: v.Sent, Tone: tone(Sent)}, widgets.Part{Count: v.HeldBack, Tone: tone(HeldBack)},
		widgets.Part{Count: v.NotSure, Tone: tone(NotSure)}, widgets.Part{Count: v.Later, Tone: tone(Later)})
	for p, id := range [parts]string{"sending.everyone", "sending.sent", "sending.to_go", "sending.later", "sending.held_back", "sending.not_sure"} {
		t.figures[p].Set(w.Number(counts[p]), w.T(id))
	}
	t.list.SetRows(len(t.rows))
	t.moreBox.Hidden = counts[Everyone] <= len(t.rows) || len(t.rows) == 0
	t.more.SetText(w.T("sending.more", "Shown", w.Number(len(t.rows)), "Of", w.Number(counts[Everyone])))
	t.content.Refresh()
}

func (t *Screen) showButtons() {
	w, v := t.env.Words, t.view
	paused := v.Campaign.State == core.CampaignPaused
	t.pause.Hidden, t.stop.Hidden, t.safe.Hidden = !v.Open(), !v.Open() || v.Rest() == 0, !v.Open()
	t.pause.SetText(w.T("sending.pause"))
	t.pause.SetIcon(fynetheme.MediaPauseIcon())
	if paused {
		t.pause.SetText(w.T("sending.resume"))
		t.pause.SetIcon(fynetheme.MediaPlayIcon())
	}
	if t.close != nil && !v.Open() { // it ended while the question was open
		t.close()
		t.close = nil
	}
}

// showHalt explains why the whole outbox rests, and what to do.
func (t *Screen) showHalt() {
	t.halt.Objects = nil
	t.halt.Hidden = t.view.Halted == ""
	if !t.halt.Hidden {
		w := t.env.Words
		s := w.Code(t.view.Halted, "")
		icon, way := fynetheme.ErrorIcon(), widgets.NewButton(w.T("sending.try_now"), nil, widgets.Normal, t.endHalt)
		switch t.view.Halted {
		case core.CodeDataLost:
			way = widgets.NewButton(w.T("sending.resume"), nil, widgets.Normal, t.endHalt)
		case core.CodeTokenInvalid, core.CodeTokenMissing, core.CodePermission:
			icon, way = theme.Icon(theme.IconKey), widgets.NewButton(w.T("sending.settings"), nil, widgets.Normal, t.ways.Settings)
		}
		t.halt.Objects = []fyne.CanvasObject{widgets.Strip(widgets.Brick, icon, s.What, s.Do, way.Tall(theme.HeightRow))}
	}
	t.halt.Refresh()
}
