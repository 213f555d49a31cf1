package restock

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/words"
)

// fake plans as many people now as the order has units, the rest when they write.
type fake struct {
	people  int
	err     error
	planned []views.RestockOrder
	sent    []views.RestockOrder
	cut     bool // the context of a sending had ended
}

func (f *fake) Rules(context.Context) ([]views.RuleValue, error) {
	return []views.RuleValue{{Name: "restock_per_unit", Value: "2"}, {Name: "hold_for", Value: "10d"}}, nil
}

func (f *fake) PlanRestock(_ context.Context, o views.RestockOrder) (views.Plan, error) {
	f.planned = append(f.planned, o)
	return f.plan(o), f.err
}

func (f *fake) SendRestock(ctx context.Context, o views.RestockOrder) (views.Plan, error) {
	f.cut = ctx.Err() != nil
	f.sent = append(f.sent, o)
	p := f.plan(o)
	p.CampaignID = "c1"
	return p, f.err
}

func (f *fake) plan(o views.RestockOrder) views.Plan {
	all := []core.Action{}
	for i := range f.people {
		a := core.ActionHoldForReply
		if i < o.Stock {
			a = core.ActionSend
		}
		all = append(all, a)
	}
	p := planOf(all...)
	for i := range p.Rows {
		p.Rows[i].Text = "for " + string(p.Rows[i].CustomerID)
	}
	p.Send = min(o.Stock, f.people)
	p.HoldForReply = f.people - p.Send
	return p
}

type scene struct {
	*Screen
	*screentest.Scene
	fake  *fake
	went  []core.CampaignID
	backs int
}

func raised(t *testing.T, f *fake) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, noon), fake: f}
	s.Screen = New(s.Env, f, Ways{Back: func() { s.backs++ }, Sending: func(id core.CampaignID) { s.went = append(s.went, id) }})
	s.Show(s.Content(), 1024, 700)
	s.Open(views.WaitingList{Product: core.Product{SKU: "BLUE-MUG", Name: "Blue mug", Stock: 3}, Waiting: f.people})
	s.FinishAll()
	s.Shown()
	return s
}

// settle lets typing and a changed number rest, and does all work.
func (s *scene) settle() {
	s.Advance(typingRest)
	s.FinishAll()
	s.Advance(changeRest)
}

func TestSendsTheOrderThatWasShown(t *testing.T) {
	s := raised(t, &fake{people: 8})
	if s.send.Text() != "Send to 3 people now" {
		t.Fatalf("button %q", s.send.Text())
	}
	s.stock.SetText("5")
	if test.Tap(s.send); len(s.fake.sent) != 0 {
		t.Error("sent while the plan was being made anew")
	}
	s.settle()
	if s.send.Text() != "Send to 5 people now" {
		t.Fatalf("button %q", s.send.Text())
	}
	test.Tap(s.send)
	test.Tap(s.send)
	s.FinishAll()
	if len(s.fake.sent) != 1 || s.fake.sent[0].Stock != 5 || s.fake.sent[0].SKU != "BLUE-MUG" || len(s.went) != 1 || s.went[0] != "c1" {
		t.Errorf("sent %+v, went %v", s.fake.sent, s.went)
	}
}

// Given the numbers change under the owner, when they press within a second, then nothing is sent.
func TestPressesRestAfterTheNumberChanged(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.fake.people = 2
	s.Load()
	s.FinishAll()
	if s.send.Text() != "Send to 2 people now" {
		t.Fatalf("button %q", s.send.Text())
	}
	test.Tap(s.send)
	s.Advance(changeRest - time.Millisecond)
	test.Tap(s.send)
	s.FinishAll()
	if len(s.fake.sent) != 0 {
		t.Fatal("sent right after the number changed")
	}
	s.Advance(time.Millisecond)
	test.Tap(s.send)
	s.FinishAll()
	if len(s.fake.sent) != 1 {
		t.Errorf("sent %d times", len(s.fake.sent))
	}
}

// A reload that changes nothing locks nothing: the page refreshes each minute.
func TestReloadWithoutChangeDoesNotLock(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.Tick()
	if s.send.Disabled() {
		t.Error("locked while reading")
	}
	s.FinishAll()
	if s.send.Disabled() {
		t.Error("locked after reading")
	}
}

func TestFirstFocusIsTheListAndArmsTheMainKey(t *testing.T) {
	s := raised(t, &fake{people: 8})
	if s.Window.Canvas().Focused() != fyne.Focusable(s.people.list) {
		t.Errorf("the keyboard is on %T", s.Window.Canvas().Focused())
	}
	s.people.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.FinishAll()
	if len(s.fake.sent) != 0 {
		t.Error("Enter in the list sent")
	}
	s.Main() // the key of the page before, pressed twice
	s.Clock.Advance(changeRest)
	s.FinishAll()
	if len(s.fake.sent) != 0 {
		t.Error("a double press sent")
	}
	s.Main()
	s.FinishAll()
	if len(s.fake.sent) != 1 {
		t.Error("Ctrl+Enter did not send")
	}
}

// Given the list kept the keyboard from the review before, the main key works in the next review too.
func TestMainKeyWorksInTheNextReview(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.Open(views.WaitingList{Product: core.Product{SKU: "RED-MUG", Stock: 3}})
	s.Shown()
	s.FinishAll()
	s.Clock.Advance(changeRest)
	s.Main()
	s.FinishAll()
	if len(s.fake.sent) != 1 || s.fake.sent[0].SKU != "RED-MUG" {
		t.Errorf("sent %+v", s.fake.sent)
	}
}

func TestMainKeyRestsUntilTheListHadTheKeyboard(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.Window.Canvas().Unfocus()
	s.Open(views.WaitingList{Product: core.Product{SKU: "RED-MUG", Stock: 3}})
	s.FinishAll()
	s.Clock.Advance(changeRest)
	s.Main()
	s.FinishAll()
	if len(s.fake.sent) != 0 {
		t.Error("the key of the page before sent")
	}
}

func TestNotNowKeepsNothing(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.Leave()
	s.FinishAll()
	if s.backs != 1 || len(s.fake.sent) != 0 {
		t.Errorf("%d back, sent %v", s.backs, s.fake.sent)
	}
}

func TestTilesFilterTheList(t *testing.T) {
	s := raised(t, &fake{people: 8})
	for g, want := range map[Group]int{Everyone: 8, Now: 3, Later: 0, WhenTheyWrite: 5, Nothing: 0} {
		s.people.tiles[g].Press.Tapped(nil)
		if s.people.list.Rows() != want || s.people.tiles[g].Number() != words.New("en").Number(want) {
			t.Errorf("group %d: %d rows, tile %s, want %d", g, s.people.list.Rows(), s.people.tiles[g].Number(), want)
		}
	}
}

func TestOwnWordsArePlannedAndCanBeTakenBack(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.ChangeWords("a text of many words that goes over several lines of the narrow field and then ends here ")
	s.insert("{first_name}")
	s.settle()
	last := s.fake.planned[len(s.fake.planned)-1]
	if !strings.HasSuffix(last.Text, "ends here {first_name}") {
		t.Errorf("planned with %q", last.Text)
	}
	s.fake.err = core.E(core.CodeBadInput, "test", "no such field", nil)
	s.ChangeWords("{colour}")
	s.settle()
	if !s.words.fault.Box.Visible() || !s.send.Disabled() {
		t.Error("a bad text is not named beside it, or may be sent")
	}
}

func TestBadStockLocksUntilMended(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.stock.SetText("many")
	s.settle()
	if !s.send.Disabled() || !s.stockBad.Box.Visible() {
		t.Error("a figure that is none may be sent")
	}
	s.Load() // news from elsewhere
	s.settle()
	if !s.send.Disabled() {
		t.Error("news unlocked a figure that is none")
	}
	s.stock.SetText("2")
	s.settle()
	if s.send.Disabled() || s.stockBad.Box.Visible() || s.send.Text() != "Send to 2 people now" {
		t.Errorf("still locked: %q", s.send.Text())
	}
}

// When sending fails, nothing is sent, the owner is told, and may try again.
func TestFailedSendMayBeTriedAgain(t *testing.T) {
	s := raised(t, &fake{people: 8})
	s.fake.err = errors.New("no")
	test.Tap(s.send)
	s.Finish(0)
	s.fake.err = nil
	s.FinishAll()
	if len(s.Said) != 1 || len(s.went) != 0 || s.send.Disabled() {
		t.Errorf("said %v, went %v, locked %v", s.Said, s.went, s.send.Disabled())
	}
}

// What was sent is sent, also when the owner opens another review at once.
func TestSendingIsNotCutShort(t *testing.T) {
	s := raised(t, &fake{people: 8})
	test.Tap(s.send)
	s.Open(views.WaitingList{Product: core.Product{SKU: "RED-MUG", Stock: 1}})
	s.FinishAll()
	if len(s.fake.sent) != 1 || s.fake.cut || s.send.Disabled() || len(s.went) != 0 {
		t.Errorf("sent %d, cut short %v, locked %v", len(s.fake.sent), s.fake.cut, s.send.Disabled())
	}
}

func TestNobodyWaiting(t *testing.T) {
	s := raised(t, &fake{})
	if !s.send.Disabled() || s.middle.Objects[0] == s.review {
		t.Error("an empty review can be sent")
	}
}

func TestShopsOwnTimeIsChosen(t *testing.T) {
	s := raised(t, &fake{people: 1})
	if s.timing.Hold.Selected != "10 days" || s.fake.planned[0].HoldFor != 0 {
		t.Errorf("chosen %q, planned %v", s.timing.Hold.Selected, s.fake.planned[0].HoldFor)
	}
	s.timing.Hold.SetSelected("3 days")
	s.settle()
	if got := s.fake.planned[len(s.fake.planned)-1].HoldFor; got != 72*time.Hour {
		t.Errorf("planned to keep %v", got)
	}
}

func (f *fake) Progress(_ context.Context, id core.CampaignID) (views.Progress, error) {
	return views.Progress{Campaign: core.Campaign{ID: id, State: core.CampaignRunning}}, nil
}
func (f *fake) Cancel(context.Context, core.CampaignID) (int, error) { return 0, nil }
