package offers

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/widgets"
)

// The button says exactly what happens, and one press of it sends once what was written.
func TestTheButtonSendsWhatItSays(t *testing.T) {
	s := raised(t, &fake{now: 3, reply: 5})
	if !s.send.Disabled() {
		t.Error("an empty message can be sent")
	}
	s.write("Hi {first_name}")
	if got := s.send.Text(); got != "Send to 3 people now; 5 more when they write" || s.send.Disabled() {
		t.Fatalf("%q, locked %v", got, s.send.Disabled())
	}
	test.Tap(s.send)
	test.Tap(s.send)
	s.FinishAll()
	s.Clock.Advance(time.Minute)
	s.Main()
	s.settle()
	s.Main()
	s.FinishAll()
	if len(s.fake.sent) != 1 || s.fake.sent[0].Content.Texts[""] != "Hi {first_name}" || !slices.Equal(s.went, []core.CampaignID{"c1"}) {
		t.Errorf("sent %+v, went %v", s.fake.sent, s.went)
	}
	if s.draft.Begun() || s.form.area.Text != "" {
		t.Error("what was sent still stands there")
	}
}

func TestTypingLocksUntilThePlanIsThere(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.write("Hi")
	before := len(s.fake.planned)
	s.form.area.SetText("Hi you")
	s.form.area.SetText("Hi you all")
	if test.Tap(s.send); len(s.fake.sent) != 0 || !s.send.Disabled() {
		t.Error("sent while the plan was being made anew")
	}
	s.Advance(typingRest - time.Millisecond)
	if len(s.fake.planned) != before || s.Waiting() != 0 {
		t.Error("planned while typing")
	}
	s.settle()
	if n := len(s.fake.planned) - before; n != 1 || s.send.Disabled() {
		t.Errorf("planned %d times, locked %v", n, s.send.Disabled())
	}
}

// A plan that comes late, for a text that has changed since, is dropped and unlocks nothing.
func TestALatePlanIsDropped(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.form.area.SetText("Hi")
	s.Advance(typingRest)
	s.form.area.SetText("Hi {bad}")
	s.FinishAll()
	if !s.send.Disabled() {
		t.Error("the plan of another text unlocked the button")
	}
	if s.fake.ctx.Err() == nil {
		t.Error("the plan that nobody waits for goes on")
	}
}

// Given the number changes under the owner, when they press within a second, then nothing is sent.
func TestPressesRestAfterTheNumberChanged(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.write("Hi")
	s.fake.now = 2
	s.Tick()
	s.FinishAll()
	if test.Tap(s.send); len(s.fake.sent) != 0 {
		t.Fatal("sent right after the number changed")
	}
	s.Advance(changeRest)
	test.Tap(s.send)
	s.FinishAll()
	if len(s.fake.sent) != 1 {
		t.Error("the button stays locked")
	}
}

func TestWhatBlocksStandsFirstAndLocks(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.write("Hi {bad}")
	if !s.send.Disabled() || len(s.form.warnings.Objects) != 2 || !strings.Contains(s.foot.String(), "cannot be sent") {
		t.Fatalf("locked %v, %d warnings, %q", s.send.Disabled(), len(s.form.warnings.Objects), s.foot.String())
	}
	first := s.form.warnings.Objects[0].(*fyne.Container).Objects[1].(*widgets.Text)
	if !strings.Contains(first.String(), "{bad}") {
		t.Errorf("first stands %q", first.String())
	}
	s.write("Hi")
	if s.send.Disabled() || len(s.form.warnings.Objects) != 0 {
		t.Error("mended, and still locked")
	}
}

func TestTheChoicesReachTheOrder(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.write("Hi {code}")
	s.form.codes.SetSelectedIndex(2)
	s.form.who.SetSelectedIndex(4)
	s.form.stop.SetChecked(false)
	s.form.coupon.SetChecked(true)
	s.settle()
	o := s.fake.planned[len(s.fake.planned)-1]
	if o.Pool != "WINTER" || o.Segment != "Candles" || o.Content.StopReply || !o.Content.Coupon {
		t.Errorf("%+v", o)
	}
	s.form.codes.SetSelectedIndex(1)
	s.settle()
	if !s.send.Disabled() {
		t.Error("a code that is not typed can be sent")
	}
	s.form.code.SetText("TEN")
	s.settle()
	if o = s.fake.planned[len(s.fake.planned)-1]; o.Code != "TEN" || o.Pool != "" || s.send.Disabled() {
		t.Errorf("%+v, locked %v", o, s.send.Disabled())
	}
}

func TestEachLanguageHasItsText(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.write("Hello")
	s.form.tongue.SetSelectedIndex(1) // add Spanish
	s.write("Hola")
	s.form.tongue.SetSelectedIndex(0)
	if s.form.area.Text != "Hello" {
		t.Errorf("the text for everyone is %q", s.form.area.Text)
	}
	s.settle()
	if o := s.fake.planned[len(s.fake.planned)-1]; o.Content.Texts[""] != "Hello" || o.Content.Texts["es"] != "Hola" {
		t.Errorf("%v", o.Content.Texts)
	}
	s.form.compare.SetChecked(true)
	s.write("Hi")
	if o := s.fake.planned[len(s.fake.planned)-1]; o.Content.Texts[""] != "Hello" || o.Content.Second[""] != "Hi" || o.Content.Second["es"] != "Hola" {
		t.Errorf("%+v", o.Content)
	}
}

// An order update is for one person, who is asked for.
func TestAnOrderUpdateAsksForItsPerson(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.form.kind.SetSelectedIndex(2)
	s.write("It is on its way")
	if !s.send.Disabled() || s.form.codesRow.Visible() || s.form.cardRow.Visible() {
		t.Error("an order update for nobody, or with a code")
	}
	s.form.who.SetSelectedIndex(0)
	s.FinishAll()
	if s.Window.Canvas().Overlays().Top() == nil {
		t.Fatal("nobody asks who it is for")
	}
	field, ok := s.Window.Canvas().Focused().(*widgets.Field)
	if !ok {
		t.Fatal("the question has no keyboard")
	}
	field.OnEnter()
	s.settle()
	if o := s.fake.planned[len(s.fake.planned)-1]; o.CustomerID != "ana" || s.Window.Canvas().Overlays().Top() != nil || s.send.Disabled() {
		t.Errorf("%+v, locked %v", o, s.send.Disabled())
	}
}

func TestATestToMyselfAsksOnceWhoThatIs(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.write("Hi")
	test.Tap(s.form.test)
	s.FinishAll()
	s.Window.Canvas().Focused().(*widgets.Field).OnEnter()
	s.FinishAll()
	test.Tap(s.form.test)
	s.fake.closed = true
	s.FinishAll()
	if s.fake.me != "ana" || len(s.fake.tested) != 2 || len(s.fake.sent) != 0 || len(s.Said) != 2 || !strings.Contains(s.Said[1], "closed") {
		t.Errorf("%q, tested %d, said %v", s.fake.me, len(s.fake.tested), s.Said)
	}
}

func TestAFailedSendKeepsWhatWasWritten(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.write("Hi")
	s.fake.err = errors.New("no")
	test.Tap(s.send)
	s.Finish(0)
	s.fake.err = nil
	s.settle()
	if s.form.area.Text != "Hi" || len(s.went) != 0 || len(s.Said) != 1 || s.send.Disabled() {
		t.Errorf("%q, went %v, said %v, locked %v", s.form.area.Text, s.went, s.Said, s.send.Disabled())
	}
}

// Starting again is asked first, with the keyboard on what keeps the text.
func TestStartingAgainIsAskedFirst(t *testing.T) {
	s := raised(t, &fake{now: 3})
	s.write("Hi")
	s.askNew()
	keep := s.Window.Canvas().Focused().(*widgets.Button)
	if keep.Text() != "Keep what I wrote" {
		t.Fatalf("the keyboard is on %q", keep.Text())
	}
	test.Tap(keep)
	if s.form.area.Text != "Hi" {
		t.Error("lost")
	}
	s.begin()
	if s.form.area.Text != "" || s.draft.Begun() {
		t.Error("still there")
	}
}

func TestTheTextIsKeptUnderAName(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.form.title.SetText("Winter")
	s.write("Hi")
	s.Save()
	s.Window.Canvas().Focused().(*widgets.Field).OnEnter()
	s.FinishAll()
	if !slices.Equal(s.fake.saved, []string{"Winter: Hi"}) || s.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("%v", s.fake.saved)
	}
}

// The list shows who gets it; back from it, the message is as it was.
func TestThePeopleAreShownAndLeft(t *testing.T) {
	s := raised(t, &fake{now: 2, reply: 1})
	s.write("Hi")
	s.ShowPeople()
	if s.middle.Objects[0] != s.people.Card || s.send.Disabled() {
		t.Error("the people are not shown")
	}
	s.Leave()
	if s.middle.Objects[0] != s.compose || s.form.area.Text != "Hi" {
		t.Error("the message is gone")
	}
}

// A message for nobody still shows how it would look.
func TestAnEmptyShopSeesItsMessage(t *testing.T) {
	s := raised(t, &fake{})
	s.write("Hi")
	if s.send.Text() != "Nobody to send to" || !s.send.Disabled() || s.see.title.String() != "What people will see" {
		t.Errorf("%q, %q", s.send.Text(), s.see.title.String())
	}
}

// News from elsewhere change nothing of what is half typed.
func TestNewsLeaveWhatIsHalfTyped(t *testing.T) {
	s := raised(t, &fake{now: 1})
	s.form.codes.SetSelectedIndex(1)
	s.write("Hi {code}")
	last := time.Date(2026, 12, 6, 0, 0, 0, 0, time.UTC)
	s.form.expires.SetDay(last)
	s.settle()
	if o := s.fake.planned[len(s.fake.planned)-1]; !o.Expires.Equal(last.AddDate(0, 0, 1)) {
		t.Errorf("ends %s", o.Expires)
	}
	s.form.expires.SetText("12/")
	s.Load()
	s.settle()
	if s.form.expires.Text != "12/" || s.form.area.Text != "Hi {code}" {
		t.Errorf("%q, %q", s.form.expires.Text, s.form.area.Text)
	}
	if !s.send.Disabled() || s.form.endsBad.Text() == "" {
		t.Error("a day that cannot be read does not keep the message from leaving, or is not told")
	}
	s.form.expires.SetText("7.12.2026")
	s.settle()
	if o := s.fake.planned[len(s.fake.planned)-1]; !o.Expires.Equal(last.AddDate(0, 0, 2)) || s.missing() == "offers.day_first" {
		t.Errorf("ends %s", o.Expires)
	}
	s.begin()
	if s.form.expires.Text != "" {
		t.Errorf("a new message ends %q", s.form.expires.Text)
	}
}
