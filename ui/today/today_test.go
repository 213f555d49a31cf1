package today

import (
	"context"
	"errors"
	"slices"
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

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

func busy() views.Today {
	t := views.Today{
		Reviews: []views.Review{{CustomerID: "m", MessageID: "m5", Name: "Marta Kowalska", Quote: "no more", At: now.Add(-time.Hour)}, {CustomerID: "o"}},
		Status:  views.Status{Page: core.Page{Name: "Tulip Corner"}, Token: views.TokenValid, TokenAt: now, SyncedAt: now, PageCap: 60, PageCapLeft: 46},
		Ready:   5,
		Done:    views.Done{Since: now.Add(-time.Hour), Sent: 1},
	}
	for i := range 7 {
		t.Closing = append(t.Closing, views.ClosingChat{CustomerID: core.CustomerID(rune('a' + i)), Name: "Ana", ClosesAt: now.Add(time.Duration(i+1) * time.Hour)})
	}
	return t
}

func TestViewNamesWhatNeedsTheOwner(t *testing.T) {
	v := NewView(words.New("en"), busy(), now, time.UTC)
	if v.Sub != "7 chats close soon. 2 people may want you to stop." {
		t.Errorf("sub: %q", v.Sub)
	}
	if len(v.Closing) != mostClosing || v.Open != 7 {
		t.Errorf("%d of %d chats", len(v.Closing), v.Open)
	}
	if v.Review.Of != "1 of 2" || v.Review.Rests != "Nothing goes to Marta until you decide." {
		t.Errorf("review: %+v", v.Review)
	}
	if v.Limit.Left != "46" || v.Limit.Sent != "14 of 60 used. Replies do not count." {
		t.Errorf("limit: %+v", v.Limit)
	}
	if len(v.Done) != 1 || v.Done[0].Words != "1 message sent" {
		t.Errorf("done: %+v", v.Done)
	}
	if got := Badge(busy()); got != "9" {
		t.Errorf("badge %q", got)
	}
}

// The page says that nothing needs the owner exactly when no card says otherwise.
func TestNothingMeansNothing(t *testing.T) {
	w := words.New("en")
	if v := NewView(w, views.Today{}, now, time.UTC); !v.Nothing() || v.Sub != "Nothing needs you right now." {
		t.Errorf("empty: %q", v.Sub)
	}
	for name, one := range map[string]views.Today{
		"chat":   {Closing: []views.ClosingChat{{Name: "Ana"}}},
		"review": {Reviews: []views.Review{{Name: "Ana"}}},
		"stock":  {Stock: []views.WaitingList{{Waiting: 1}}},
		"unsure": {Uncertain: []views.DeliveryRow{{Name: "Ana"}}},
	} {
		if v := NewView(w, one, now, time.UTC); v.Nothing() || v.Sub == w.T("today.sub_quiet") {
			t.Errorf("%s: said to be nothing: %q", name, v.Sub)
		}
	}
}

// What is wrong comes before what is well.
func TestHealthTellsTroubleFirst(t *testing.T) {
	s := views.Status{Token: views.TokenInvalid, OfflineFrom: now, Messages: 5, ClockOffset: -7 * time.Minute, QuietFrom: "21:00", QuietTo: "09:00"}
	all := health(words.New("en"), s, now, time.UTC)
	good := false
	for _, h := range all {
		good = good || h.OK
		if good && !h.OK {
			t.Errorf("%q comes after what is well", h.What)
		}
	}
	if len(all) != 5 || all[0].What != "The access key does not work" || all[2].What != "This computer’s clock is wrong by 7 min" {
		t.Errorf("%+v", all)
	}
}

func TestACopyThatFailedIsTold(t *testing.T) {
	w := words.New("en")
	for _, h := range health(w, views.Status{BackupFailed: core.E(core.CodeBackupFolder, "x", "/media/stick", nil)}, now, time.UTC) {
		if h.What == w.T("health.backup") && !h.OK && strings.Contains(h.Why, "/media/stick") {
			return
		}
	}
	t.Error("nobody is told that no copy was made")
}

type fakeShop struct {
	today   views.Today
	err     error
	decided []bool
	sent    int
}

func (f *fakeShop) Today(context.Context) (views.Today, error) { return f.today, f.err }
func (f *fakeShop) SendReady(context.Context) error            { f.sent++; return f.err }
func (f *fakeShop) DecideReview(_ context.Context, _ core.CustomerID, _ core.MessageID, stop bool) error {
	f.decided = append(f.decided, stop)
	return f.err
}

// open puts the page into a window.
func open(t *testing.T, f *fakeShop) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, now)
	s := New(stage.Env, f, Ways{})
	stage.Show(s.Content(), 1072, 820)
	s.Load()
	stage.FinishAll()
	return s, stage
}

func TestAnAnswerLocksBothButtonsUntilItIsStored(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	yes, no := s.reviews[0], s.reviews[1]
	test.Tap(yes)
	test.Tap(yes)
	test.Tap(no)
	stage.FinishAll()
	if len(f.decided) != 1 || !f.decided[0] {
		t.Errorf("decided %v", f.decided)
	}
	if len(stage.Said) != 1 || stage.Said[0] != "Marta Kowalska gets no more offers." {
		t.Errorf("said %q", stage.Said)
	}
}

func TestAFailureIsToldAndNothingIsLost(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	f.err = core.E(core.CodeDataFull, "test", "", errors.New("no space"))
	test.Tap(s.ready[0])
	stage.FinishAll()
	if len(stage.Said) == 0 || !strings.Contains(stage.Said[0], "The disk is full.") {
		t.Errorf("said %q", stage.Said)
	}
	if s.ready[0].Disabled() || len(s.view.Closing) == 0 {
		t.Error("the page lost what it showed")
	}
}

// Each minute the open chats count down, and one that closes says so.
func TestChatsCountDown(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	if got := s.left[0].pill.Text(); got != "1 h left" {
		t.Errorf("pill %q", got)
	}
	stage.Clock.Advance(22 * time.Minute)
	s.Tick()
	if got := s.left[0].pill.Text(); got != "38 min left" {
		t.Errorf("pill %q", got)
	}
	stage.Clock.Advance(time.Hour)
	s.Tick()
	if got := s.left[0].pill.Text(); got != "Closed" {
		t.Errorf("pill %q", got)
	}
}

// A reload that brings nothing new builds nothing new, so that the keyboard stays where it is.
func TestAnEqualViewKeepsTheButtons(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	before := s.reviews[0]
	s.Load()
	stage.FinishAll()
	if s.reviews[0] != before {
		t.Error("the buttons were built anew")
	}
	f.today.Ready = 6
	s.Load()
	stage.FinishAll()
	if s.reviews[0] == before || s.view.Ready != 6 {
		t.Error("a change was not shown")
	}
}

// One key answers, the next question comes up by itself, and a held key does not answer that one too.
func TestOneKeyAnswersOneQuestion(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	f.today.Reviews = f.today.Reviews[1:]
	s.Typed('x')
	s.Typed('n')
	s.Typed('y')
	stage.FinishAll()
	s.Typed('n')
	stage.FinishAll()
	if !slices.Equal(f.decided, []bool{false}) || s.view.Review.ID != "o" {
		t.Fatalf("decided %v, now about %q", f.decided, s.view.Review.ID)
	}
	stage.Clock.Advance(answerRest)
	f.today.Reviews = nil
	s.Typed('Y')
	stage.FinishAll()
	s.Typed('y')
	stage.FinishAll()
	if !slices.Equal(f.decided, []bool{false, true}) {
		t.Errorf("decided %v", f.decided)
	}
}

// A key reaches the page through a focused button, which stays the one with the keyboard for the next question.
func TestAKeyReachesThePageThroughAButton(t *testing.T) {
	f := &fakeShop{today: busy()}
	s, stage := open(t, f)
	canvas := s.env.Canvas()
	canvas.SetOnTypedRune(s.Typed)
	canvas.Focus(s.reviews[1])
	f.today.Reviews = f.today.Reviews[1:]
	test.Type(s.reviews[1], "n")
	stage.FinishAll()
	if len(f.decided) != 1 || canvas.Focused() != fyne.Focusable(s.reviews[1]) {
		t.Errorf("decided %v, keyboard on %v", f.decided, canvas.Focused())
	}
}

// The question names the words that made it doubtful, and nothing where they are not known.
func TestTheQuestionNamesWhatMadeItDoubtful(t *testing.T) {
	today := busy()
	today.Reviews[0].Words = "no more of these"
	w := words.New("en")
	if got := NewView(w, today, now, time.UTC).Review.Because; got != "Flagged because of: “no more of these”." {
		t.Errorf("because %q", got)
	}
	if got := NewView(w, busy(), now, time.UTC).Review.Because; got != "" {
		t.Errorf("because %q", got)
	}
}

func (f *fakeShop) Release(_ context.Context, ids ...core.DeliveryID) (int, error) {
	return len(ids), nil
}
func (f *fakeShop) DropHeld(_ context.Context, ids ...core.DeliveryID) (int, error) {
	return len(ids), nil
}

// What messages kept for later came to is said in words, and the owner's word is given with one press.
func TestNoticesSayWhatAndWhy(t *testing.T) {
	w, now := words.New("en"), time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	today := views.Today{
		Asking: []views.Asking{{CampaignID: "1", Title: "Blue mug", People: []views.AskingPerson{{DeliveryID: "7", Name: "Ana", ClosesAt: now.Add(3 * time.Hour)},
			{DeliveryID: "8", Name: "Ben"}}}},
		Resting: []views.Resting{{CampaignID: "2", Title: "Sale", Why: "block_rate", Sent: 40, Stopped: 1, Blocked: 2, Failed: 2}},
		Back:    []views.BackInStock{{Product: core.Product{Name: "Bowl", Stock: 6}, Waiting: 4}},
		Lapsed:  []views.Lapsed{{CampaignID: "3", Title: "Plate", Count: 1, Names: []string{"Cem"}, Away: true}},
	}
	v := NewView(w, today, now, time.UTC)
	var says []string
	for _, n := range append(slices.Clone(v.Ahead), v.Back...) {
		says = append(says, n.Title+": "+n.Says)
	}
	want := []string{"Blue mug: The first chat closes " + w.Within(now.Add(3*time.Hour), now, time.UTC) + ". 2 people wrote: Ana, Ben.",
		"Sale: Paused itself: 3 of 40 people asked to stop or cannot be reached any more.",
		"Plate: Dropped for Cem: its time ended while Shopbell was closed.",
		"Bowl: 6 in stock, 4 people wait. Nothing is sent by itself."}
	if !slices.Equal(says, want) {
		t.Errorf("says %q", says)
	}
	if v.Nothing() || Badge(today) != "3" || len(v.Ahead[0].IDs) != 2 || len(v.Back) != 1 || v.Back[0].List.Waiting != 4 {
		t.Errorf("badge %q, %+v", Badge(today), v.Ahead)
	}
}

func (f *fakeShop) Heard(context.Context, core.CustomerID) (int, error) { return 0, nil }
func (f *fakeShop) AskedAfterAll(context.Context, core.CustomerID, core.SKU, core.MessageID, int) error {
	return nil
}
func (f *fakeShop) AskReviewAgain(context.Context, core.CustomerID, core.MessageID, int) error {
	return nil
}
