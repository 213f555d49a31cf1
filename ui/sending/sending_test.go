package sending

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
)

// fake is a campaign that a test moves by hand.
type fake struct {
	p       views.Progress
	rows    []views.DeliveryRow
	reads   int
	limits  []int
	asked   []string
	failing error
	cut     bool // the context of a pause had ended
}

func (f *fake) Progress(context.Context, core.CampaignID) (views.Progress, error) {
	f.reads++
	return f.p, nil
}

func (f *fake) Deliveries(_ context.Context, _ core.CampaignID, limit int) ([]views.DeliveryRow, error) {
	f.limits = append(f.limits, limit)
	return f.rows[:min(limit, len(f.rows))], nil
}

func (f *fake) did(what string, s core.CampaignState) error {
	f.asked = append(f.asked, what)
	if f.failing == nil {
		f.p.Campaign.State = s
	}
	return f.failing
}

func (f *fake) Pause(ctx context.Context, _ core.CampaignID) error {
	f.cut = ctx.Err() != nil
	return f.did("pause", core.CampaignPaused)
}
func (f *fake) Resume(context.Context, core.CampaignID) error {
	return f.did("resume", core.CampaignRunning)
}
func (f *fake) Cancel(context.Context, core.CampaignID) (int, error) {
	return f.p.ToGo + f.p.Later, f.did("cancel", core.CampaignCancelled)
}
func (f *fake) EndHalt(context.Context) error {
	f.asked = append(f.asked, "end halt")
	f.p.Halted = ""
	return nil
}

type scene struct {
	*Screen
	*screentest.Scene
	fake *fake
}

func raised(t *testing.T) *scene {
	t.Helper()
	f := &fake{p: view(core.CampaignRunning, 27, 8, 3).Progress}
	for range 100 {
		f.rows = append(f.rows, views.DeliveryRow{Delivery: core.Delivery{CustomerID: "ana", State: core.DeliverySent}, Name: "Ana Duarte"})
	}
	s := &scene{Scene: screentest.New(t, noon), fake: f}
	s.Screen = New(s.Env, f, Ways{})
	s.Show(s.Content(), 1024, 700)
	s.Open("c1")
	s.FinishAll()
	return s
}

// Given a message leaves every millisecond, when the page is told of each, then it reads at most ten times a second and
// shows the last state.
func TestAtMostTenReadingsASecond(t *testing.T) {
	s := raised(t)
	s.fake.reads = 0
	for range 1000 {
		s.fake.p.Sent++
		s.Load()
		s.FinishAll()
		s.Advance(time.Millisecond)
	}
	s.Advance(readRest)
	s.FinishAll()
	if s.fake.reads < 8 || s.fake.reads > 11 {
		t.Errorf("%d readings in 1.1 s", s.fake.reads)
	}
	if s.figures[Sent].Number() != "1,027" {
		t.Errorf("shows %s sent", s.figures[Sent].Number())
	}
}

// Pausing shows at once, also while an older reading is under way.
func TestPauseIsInstant(t *testing.T) {
	s := raised(t)
	s.Advance(readRest)
	s.Load() // still says running
	test.Tap(s.pause)
	if s.pause.Text() != "Go on" || s.head.Title.String() != "Paused: Blue mug" {
		t.Errorf("button %q, title %q", s.pause.Text(), s.head.Title.String())
	}
	s.Finish(0)
	if s.pause.Text() != "Go on" {
		t.Error("an older reading took the pause back")
	}
	s.FinishAll()
	test.Tap(s.pause)
	s.FinishAll()
	if len(s.fake.asked) != 2 || s.fake.asked[1] != "resume" || s.pause.Text() != "Pause" {
		t.Errorf("asked %v, button %q", s.fake.asked, s.pause.Text())
	}
}

// A pause is stored even when the owner looks at another campaign at once, and does not change what is shown of that one.
func TestPauseIsNotCutShort(t *testing.T) {
	s := raised(t)
	test.Tap(s.pause)
	s.Open("c2")
	s.fake.p.Campaign.State = core.CampaignRunning
	s.Finish(0)
	if len(s.fake.asked) != 1 || s.fake.cut {
		t.Errorf("asked %v, cut short %v", s.fake.asked, s.fake.cut)
	}
	s.fake.p.Campaign.State = core.CampaignRunning
	s.FinishAll()
	if s.pause.Text() != "Pause" {
		t.Errorf("button %q", s.pause.Text())
	}
}

// A pause that could not be stored is told, and the page shows what is true.
func TestFailedPauseIsTold(t *testing.T) {
	s := raised(t)
	s.fake.failing = errors.New("no")
	test.Tap(s.pause)
	s.FinishAll()
	if s.pause.Text() != "Pause" || len(s.Said) != 1 {
		t.Errorf("button %q, said %v", s.pause.Text(), s.Said)
	}
}

func TestStopAsksFirst(t *testing.T) {
	s := raised(t)
	test.Tap(s.stop)
	if s.Window.Canvas().Overlays().Top() == nil || len(s.fake.asked) != 0 {
		t.Fatal("stopped without a question")
	}
	test.Tap(s.Window.Canvas().Focused().(*widgets.Button)) // the keyboard is on the button that keeps sending
	s.FinishAll()
	if len(s.fake.asked) != 0 || s.Window.Canvas().Overlays().Top() != nil {
		t.Fatalf("asked %v", s.fake.asked)
	}
	s.stopNow()
	s.FinishAll()
	if len(s.fake.asked) != 1 || len(s.Said) != 1 || s.Said[0] != "Stopped. 11 people get nothing." || s.pause.Visible() || s.stop.Visible() {
		t.Errorf("asked %v, said %v", s.fake.asked, s.Said)
	}
}

// When the campaign ends while the question is open, the question is void.
func TestQuestionClosesWhenTheCampaignEnds(t *testing.T) {
	s := raised(t)
	test.Tap(s.stop)
	s.fake.p.Campaign.State = core.CampaignDone
	s.Advance(readRest)
	s.Load()
	s.FinishAll()
	if s.Window.Canvas().Overlays().Top() != nil {
		t.Error("the question stays")
	}
}

func TestHaltSaysWhatToDo(t *testing.T) {
	s := raised(t)
	if s.halt.Visible() {
		t.Fatal("a halt is shown without one")
	}
	s.fake.p.Halted = core.CodeRateLimited
	s.Advance(readRest)
	s.Load()
	s.FinishAll()
	if !s.halt.Visible() {
		t.Fatal("no halt is shown")
	}
	s.endHalt()
	s.FinishAll()
	if s.halt.Visible() || s.fake.asked[0] != "end halt" {
		t.Errorf("asked %v", s.fake.asked)
	}
}

// However many people a campaign has, only the newest are read and listed, and the page says so.
func TestOnlyTheNewestAreListed(t *testing.T) {
	s := raised(t)
	if s.fake.limits[0] != mostRows || s.moreBox.Visible() {
		t.Errorf("asked for %v, more %v", s.fake.limits, s.moreBox.Visible())
	}
	s.fake.p.Sent = 100_000
	s.Advance(readRest)
	s.Load()
	s.FinishAll()
	if !s.moreBox.Visible() || s.more.String() != "The newest 100 of 100,011 are listed. The figures count everyone." {
		t.Errorf("more %q", s.more.String())
	}
}
