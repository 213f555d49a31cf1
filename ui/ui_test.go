package ui

import (
	"context"
	"image"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/settings"
	"shopbell/ui/shell"
	"shopbell/ui/tasks"
	"shopbell/ui/theme"
	"shopbell/ui/words"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

// fakeShop is a shop with little in it. What a test does not expect is not there, and calling it ends the test.
type fakeShop struct {
	UseCases
	status   views.Status
	err      error
	statuses int
	todays   int
	lists    int
	heard    func(views.Event)
	ended    int
	synced   int
	stopped  int
	unread   int
	kept     map[string]string
	gone     core.CustomerID // a customer who was erased
}

func (f *fakeShop) Draft(context.Context, core.CustomerID) (string, error) { return "", nil }
func (f *fakeShop) EndHalt(context.Context) error {
	f.status.Halted = ""
	return nil
}
func (f *fakeShop) KeepDraft(context.Context, core.CustomerID, string) error { return nil }
func (f *fakeShop) Suggestions(context.Context, core.CustomerID) ([]views.Suggestion, error) {
	return nil, nil
}
func (f *fakeShop) SavedAnswers(context.Context) ([]core.SavedAnswer, error) { return nil, nil }
func (f *fakeShop) AutoAnswers(context.Context) (views.AutoAnswers, error) {
	return views.AutoAnswers{}, nil
}
func (f *fakeShop) CountCustomers(context.Context, core.Filter) (int, error) { return f.unread, nil }
func (f *fakeShop) Kept(_ context.Context, name string) (string, error)      { return f.kept[name], nil }
func (f *fakeShop) Keep(_ context.Context, name, value string) error {
	if f.kept == nil {
		f.kept = map[string]string{}
	}
	f.kept[name] = value
	return nil
}
func (f *fakeShop) Customer(_ context.Context, id core.CustomerID) (views.CustomerCard, error) {
	if id == f.gone {
		return views.CustomerCard{}, core.E(core.CodeNotFound, "test", "", nil)
	}
	return views.CustomerCard{Customer: core.Customer{ID: id, Name: "Ana"}}, nil
}
func (f *fakeShop) Messages(context.Context, core.CustomerID, time.Time, int) ([]views.Bubble, error) {
	return nil, nil
}

func (f *fakeShop) Status(context.Context) (views.Status, error) {
	f.statuses++
	return f.status, f.err
}
func (f *fakeShop) Today(context.Context) (views.Today, error) {
	f.todays++
	return views.Today{Closing: []views.ClosingChat{{CustomerID: "a", Name: "Ana", ClosesAt: now.Add(time.Hour)}}, Status: f.status}, nil
}
func (f *fakeShop) WaitingLists(context.Context) ([]views.WaitingList, error) {
	f.lists++
	return nil, nil
}
func (f *fakeShop) Conversations(context.Context, views.ConversationQuery) ([]views.ConversationRow, error) {
	return nil, nil
}
func (f *fakeShop) Sync(context.Context, bool, func(views.SyncProgress)) (views.SyncResult, error) {
	f.synced++
	return views.SyncResult{MessagesNew: 12}, nil
}
func (f *fakeShop) StopLooking() { f.stopped++ }
func (f *fakeShop) Connect(context.Context, core.Token, bool) (views.Connection, error) {
	f.status = views.Status{Page: core.Page{ID: "1", Name: "Tulip Corner"}, Token: views.TokenValid}
	return views.Connection{Page: f.status.Page}, nil
}
func (f *fakeShop) Report(context.Context) (views.Report, error) { return views.Report{}, nil }
func (f *fakeShop) CampaignReport(_ context.Context, id core.CampaignID) (views.CampaignReport, error) {
	return views.CampaignReport{Campaign: core.Campaign{ID: id}, Title: "Blue mug"}, nil
}
func (f *fakeShop) Compare(context.Context, core.CampaignID, core.CampaignID) (views.Comparison, error) {
	return views.Comparison{}, nil
}
func (f *fakeShop) CompareTexts(views.CampaignReport) []views.Versus       { return nil }
func (f *fakeShop) SaveReport(context.Context, string, views.Report) error { return nil }
func (f *fakeShop) SavePicture(string, image.Image) error                  { return nil }
func (f *fakeShop) Segments(context.Context) ([]core.Segment, error)       { return nil, nil }
func (f *fakeShop) Pools(context.Context) ([]views.CodePool, error)        { return nil, nil }
func (f *fakeShop) Templates(context.Context) ([]views.MessageTemplate, error) {
	return nil, nil
}
func (f *fakeShop) PeopleChoices(context.Context) (views.PeopleChoices, error) {
	return views.PeopleChoices{}, nil
}
func (f *fakeShop) Plan(context.Context, views.Order) (views.Plan, error) { return views.Plan{}, nil }
func (f *fakeShop) Forecast(context.Context, views.Order) (views.Forecast, error) {
	return views.Forecast{}, nil
}
func (f *fakeShop) Folder() string                                            { return "/data" }
func (f *fakeShop) Backups(context.Context) (views.Backups, error)            { return views.Backups{}, nil }
func (f *fakeShop) StockSources(context.Context) ([]views.StockSource, error) { return nil, nil }
func (f *fakeShop) Retention(context.Context) (views.Retention, error)        { return views.Retention{}, nil }
func (f *fakeShop) PictureRoom(context.Context) (views.PictureRoom, error) {
	return views.PictureRoom{}, nil
}
func (f *fakeShop) Rules(context.Context) ([]views.RuleValue, error) { return nil, nil }
func (f *fakeShop) Progress(_ context.Context, id core.CampaignID) (views.Progress, error) {
	return views.Progress{Campaign: core.Campaign{ID: id, State: core.CampaignRunning}}, nil
}
func (f *fakeShop) Deliveries(context.Context, core.CampaignID, int) ([]views.DeliveryRow, error) {
	return nil, nil
}
func (f *fakeShop) Subscribe(heard func(views.Event)) func() {
	f.heard = heard
	return func() { f.ended++ }
}

func open(t *testing.T, f *fakeShop, opt Options) (*Window, *tasks.Stage) {
	t.Helper()
	return openShop(t, f, opt)
}

func openShop(t *testing.T, f UseCases, opt Options) (*Window, *tasks.Stage) {
	t.Helper()
	app := test.NewTempApp(t)
	stage := tasks.NewStage()
	opt.Runner, opt.Clock, opt.Zone = stage.Runner, core.NewFakeClock(now), time.UTC
	w := New(app, f, opt)
	w.Open()
	stage.FinishAll()
	return w, stage
}

func connected() *fakeShop {
	return &fakeShop{status: views.Status{Page: core.Page{ID: "1", Name: "Tulip Corner"}, Token: views.TokenValid, SyncedAt: now}}
}

func TestWithoutAPageTheFirstStepsCome(t *testing.T) {
	w, stage := open(t, &fakeShop{}, Options{})
	if w.shell != nil {
		t.Fatal("a shop without a page is shown")
	}
	w.showFirst()
	stage.FinishAll()
	if f := w.shop.(*fakeShop); f.heard != nil {
		t.Error("the first steps listen to news")
	}
}

func TestWithAPageTheShopComes(t *testing.T) {
	f := connected()
	w, _ := open(t, f, Options{})
	if id, _ := w.shell.Now(); id != pageToday || f.todays != 1 {
		t.Errorf("shows %q, read today %d times", id, f.todays)
	}
	if title, sub := NewSign(w.env.Words, f.status, now, time.UTC).Title, w.status.Page.Name; title != "Connected" || sub != "Tulip Corner" {
		t.Errorf("%q, %q", title, sub)
	}
}

func TestAFailureToOpenIsTold(t *testing.T) {
	f := connected()
	f.err = core.E(core.CodeDataBusy, "test", "pid 7", nil)
	w, stage := open(t, f, Options{})
	if w.shell != nil {
		t.Fatal("the shop is shown over a failure")
	}
	f.err = nil
	w.Open()
	stage.FinishAll()
	if w.shell == nil {
		t.Error("trying again does not open the shop")
	}
}

// A burst of a thousand events reads once, soon, and an endless one still reads.
func TestNewsAreGathered(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	before := f.statuses
	for range 1000 {
		f.heard(views.Event{Kind: views.EventMessages})
	}
	stage.Advance(newsRest)
	stage.FinishAll()
	if n := f.statuses - before; n != 1 {
		t.Errorf("a burst read %d times", n)
	}
	for range 100 {
		f.heard(views.Event{Kind: views.EventOutbox})
		stage.Advance(newsRest / 10)
		stage.FinishAll()
	}
	if n := f.statuses - before; n < 8 || n > 12 {
		t.Errorf("an endless burst read %d times in 10 rests", n)
	}
	_ = w
}

// News reload the page that is shown, and today for its badge, nothing else.
func TestNewsReloadWhatIsShown(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	w.shell.Show(pageWaitlists)
	stage.FinishAll()
	lists, todays := f.lists, f.todays
	f.heard(views.Event{Kind: views.EventProducts})
	stage.Advance(newsRest)
	stage.FinishAll()
	if f.lists != lists+1 || f.todays != todays+1 {
		t.Errorf("read the lists %d times, today %d times", f.lists-lists, f.todays-todays)
	}
}

// A sending lies over the results, whichever page led there, and the way back is there too.
func TestASendingLiesOverTheResults(t *testing.T) {
	w, stage := open(t, connected(), Options{})
	w.showSending("c1")
	stage.FinishAll()
	if id, p := w.shell.Now(); id != pageResults || p.Content != w.sending.Content() {
		t.Errorf("lies over %q", id)
	}
	w.sending.Leave()
	if id, p := w.shell.Now(); id != pageResults || p.ID != pageResults {
		t.Errorf("leads back to %q", id)
	}
}

func TestClosingEndsTheNews(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	w.Window.Close()
	n := f.statuses
	stage.Advance(time.Hour)
	stage.FinishAll()
	if f.ended != 1 || f.statuses != n {
		t.Errorf("ended %d times, read %d times afterwards", f.ended, f.statuses-n)
	}
}

func TestLookingTellsWhatCame(t *testing.T) {
	f := connected()
	w, stage := open(t, f, Options{})
	w.Look()
	stage.FinishAll()
	if f.synced != 1 {
		t.Errorf("looked %d times", f.synced)
	}
}

func TestStripsTellOneCauseOnce(t *testing.T) {
	w := words.New("en")
	s := views.Status{Token: views.TokenInvalid, Halted: core.CodeTokenInvalid, OfflineFrom: now, Missing: []string{"pages_messaging"}}
	strips := NewStrips(w, s, now, time.UTC)
	if len(strips) != 2 || strips[0].Way != WaySettings || strips[1].Way != WayLook {
		t.Errorf("%+v", strips)
	}
	if got := NewStrips(w, views.Status{Token: views.TokenValid}, now, time.UTC); len(got) != 0 {
		t.Errorf("all is well, yet %+v", got)
	}
	got := NewStrips(w, views.Status{Token: views.TokenValid, Halted: core.CodePageRestricted}, now, time.UTC)
	if len(got) != 1 || got[0].Bold != "Facebook lets the page send nothing now." {
		t.Errorf("%+v", got)
	}
}

// Where the newest part of the data is missing, the owner's word is one press away on every page.
func TestTheOwnersWordIsOnePressAway(t *testing.T) {
	f := connected()
	f.status.Halted = core.CodeDataLost
	w, stage := open(t, f, Options{})
	strips := NewStrips(w.env.Words, w.status, now, time.UTC)
	if len(strips) != 1 || strips[0].Way != WayGoOn || strips[0].Button != "Go on" || !strings.HasPrefix(strips[0].Bold, "The newest part of the data is missing") {
		t.Fatalf("%+v", strips)
	}
	w.goOn()
	stage.FinishAll()
	if w.status.Halted != "" {
		t.Errorf("still %s", w.status.Halted)
	}
}

func TestSignTellsTheGravestFirst(t *testing.T) {
	w := words.New("en")
	for want, s := range map[string]views.Status{
		"Key does not work":    {Token: views.TokenInvalid, OfflineFrom: now, Syncing: true},
		"No access key":        {Token: views.TokenNone, OfflineFrom: now},
		"Sending rests":        {Token: views.TokenValid, Halted: core.CodeRateLimited, HaltedUntil: now.Add(time.Hour)},
		"Facebook not reached": {Token: views.TokenValid, OfflineFrom: now, OfflineWhy: core.CodeIntercepted},
		"No internet":          {Token: views.TokenValid, OfflineFrom: now, Syncing: true},
		"Reading messages":     {Token: views.TokenValid, Syncing: true},
		"Practice shop":        {Practice: true},
		"Connected":            {Token: views.TokenValid},
	} {
		if got := NewSign(w, s, now, time.UTC).Title; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// The look is kept for the next time, and a spoilt one does no harm.
func TestLookIsKept(t *testing.T) {
	f := connected()
	w, _ := open(t, f, Options{})
	w.setLook(settings.Look{Mode: theme.ModeNight, Percent: 125})
	if got := loadLook(w.app.Preferences()); got.Mode != theme.ModeNight || got.Percent != 125 {
		t.Errorf("%+v", got)
	}
	w.app.Preferences().SetString(prefMode, "plaid")
	w.app.Preferences().SetInt(prefPercent, 9000)
	if got := loadLook(w.app.Preferences()); got.Mode != theme.ModeSystem || got.Percent != 150 {
		t.Errorf("%+v", got)
	}
}

// Every page fits the smallest window.
func TestPagesFitTheSmallestWindow(t *testing.T) {
	w, stage := open(t, connected(), Options{})
	for _, p := range w.pages() {
		w.shell.Show(p.ID)
		stage.FinishAll()
		m, least := w.shell.Root.MinSize(), shell.MinSize()
		if m.Width > least.Width || m.Height > least.Height {
			t.Errorf("%s needs %v, the smallest window is %v", p.ID, m, least)
		}
	}
}
