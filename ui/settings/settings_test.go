package settings

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

var now = time.Date(2026, 11, 23, 13, 20, 0, 0, time.UTC)

func TestViewTellsWhereTheKeyIs(t *testing.T) {
	w := words.New("en")
	page := core.Page{ID: "1", Name: "Tulip Corner"}
	for want, s := range map[string]views.Status{
		"In this computer’s password safe": {Page: page, Token: views.TokenValid, TokenKept: "keyring"},
		"For this session only":            {Page: page, Token: views.TokenUnknown, TokenKept: "session"},
		"The access key does not work":     {Page: page, Token: views.TokenInvalid},
		"The password safe is locked":      {Page: page, Token: views.TokenLocked},
		"There is none":                    {Page: page, Token: views.TokenNone},
		"The practice shop needs none":     {Page: page, Practice: true},
	} {
		if got := NewView(w, s, now, time.UTC).Key; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	v := NewView(w, views.Status{Page: page, Practice: true}, now, time.UTC)
	if v.Replace || v.Disconnect {
		t.Error("the practice shop has a key to replace")
	}
	if v = NewView(w, views.Status{Page: page, Token: views.TokenInvalid}, now, time.UTC); v.PillTone != widgets.Brick {
		t.Error("a refused key is said to work")
	}
}

func TestFindingsTellTroubleFirst(t *testing.T) {
	w := words.New("en")
	title, all := Findings(w, []views.Check{{Name: "a", OK: true}, {Name: "b", Detail: "Locked.", Fix: "Unlock it."}})
	if title != "1 thing is not right" || all[0].What != "b" || all[0].Why != "Locked. Unlock it." || len(all) != 2 {
		t.Errorf("%q %+v", title, all)
	}
	if title, _ = Findings(w, []views.Check{{OK: true}}); title != "Everything is all right." {
		t.Errorf("%q", title)
	}
}

// fakeShop notes what is asked of it.
type fakeShop struct {
	fakeData
	fakeStock
	left int
	full []bool
	read func() // is called while it reads
}

func (f *fakeShop) Status(context.Context) (views.Status, error) {
	return views.Status{Page: core.Page{ID: "1", Name: "Tulip Corner"}, Token: views.TokenValid}, nil
}
func (f *fakeShop) Connect(context.Context, core.Token, bool) (views.Connection, error) {
	return views.Connection{}, nil
}
func (f *fakeShop) Disconnect(context.Context) (core.PageID, error) {
	f.left++
	return "1", nil
}
func (f *fakeShop) Sync(ctx context.Context, full bool, progress func(views.SyncProgress)) (views.SyncResult, error) {
	f.full = append(f.full, full)
	progress(views.SyncProgress{Conversations: 3, Of: 10, Messages: 7})
	if f.read != nil {
		f.read()
	}
	if ctx.Err() != nil {
		return views.SyncResult{}, ctx.Err()
	}
	return views.SyncResult{MessagesNew: 12}, nil
}
func (f *fakeShop) Doctor(context.Context) []views.Check { return nil }

func open(t *testing.T, f *fakeShop, ways Ways) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, now)
	p := New(stage.Env, f, Look{Mode: theme.ModeDay, Percent: 100}, ways)
	stage.Show(p.Content(), 1072, 820)
	p.Load()
	stage.FinishAll()
	return p, stage
}

// Disconnecting asks first, and the keyboard is on the button that keeps the connection.
func TestDisconnectingAsksFirst(t *testing.T) {
	f, lefts := &fakeShop{}, 0
	p, stage := open(t, f, Ways{Left: func() { lefts++ }})
	p.askLeave()
	keep := stage.Window.Canvas().Focused().(*widgets.Button)
	if keep.Text() != "Stay connected" {
		t.Fatalf("the keyboard is on %q", keep.Text())
	}
	test.Tap(keep)
	stage.FinishAll()
	if f.left != 0 {
		t.Fatal("disconnected by the button that keeps")
	}
	p.askLeave()
	stage.Window.Canvas().FocusNext()
	test.Tap(stage.Window.Canvas().Focused().(*widgets.Button))
	stage.FinishAll()
	if f.left != 1 || lefts != 1 {
		t.Errorf("disconnected %d times, told %d times", f.left, lefts)
	}
}

// going is the side of a window, where long work is shown.
type going struct {
	says  []string
	stop  func()
	ended int
}

func (g *going) At(says string, _, of int) {
	if of != 0 {
		says += " of a known number"
	}
	g.says = append(g.says, says)
}
func (g *going) End() { g.ended++ }

func TestReadingEverythingAgainTellsHowFar(t *testing.T) {
	f, g := &fakeShop{}, &going{}
	p, stage := open(t, f, Ways{})
	p.env.Begin = func(_ string, stop func()) screen.Going { g.stop = stop; return g }
	test.Tap(p.again)
	if !p.again.Disabled() {
		t.Error("it can be begun twice")
	}
	f.read = func() { stage.Advance(time.Second) }
	stage.FinishAll()
	if len(g.says) == 0 || g.says[0] != "Conversations: 10. New messages: 7." || g.ended != 1 {
		t.Errorf("showed %q, ended %d times", g.says, g.ended)
	}
	if len(f.full) != 1 || !f.full[0] || stage.Said[0] != "All is read. 12 new messages." || p.again.Disabled() {
		t.Errorf("read %v, said %q", f.full, stage.Said)
	}
}

// What was read when the owner stops it stays, and it can be begun anew.
func TestReadingEverythingAgainIsStopped(t *testing.T) {
	f, g := &fakeShop{}, &going{}
	p, stage := open(t, f, Ways{})
	p.env.Begin = func(_ string, stop func()) screen.Going { g.stop = stop; return g }
	test.Tap(p.again)
	stage.Advance(time.Second)
	g.stop()
	stage.FinishAll()
	if len(stage.Said) != 1 || !strings.HasPrefix(stage.Said[0], "Stopped.") || g.ended != 1 || p.again.Disabled() {
		t.Errorf("said %q, ended %d times", stage.Said, g.ended)
	}
	test.Tap(p.again)
	stage.FinishAll()
	if len(stage.Said) != 2 || stage.Said[1] != "All is read. 12 new messages." {
		t.Errorf("said %q", stage.Said)
	}
}

// The size of text steps through the sizes and stays within them.
func TestSizeOfTextSteps(t *testing.T) {
	var got []int
	p, _ := open(t, &fakeShop{}, Ways{Changed: func(l Look) { got = append(got, l.Percent) }})
	for _, step := range []int{1, 1, 1, -1, -1, -1, -1} {
		p.Step(step)
	}
	want := []int{125, 150, 150, 125, 100, 90, 90}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	if p.size.Selected != "Small" {
		t.Errorf("the choice shows %q", p.size.Selected)
	}
}

// A language is chosen by its own name and kept by its tag.
func TestLanguagesHaveTheirOwnNames(t *testing.T) {
	var got []string
	p, _ := open(t, &fakeShop{}, Ways{Languages: []string{"en", "de", "bg"}, Changed: func(l Look) { got = append(got, l.Language) }})
	p.language.SetSelected("Deutsch")
	p.language.SetSelected("български")
	p.language.SetSelected("Like the computer")
	if len(got) != 3 || got[0] != "de" || got[1] != "bg" || got[2] != "" {
		t.Errorf("chose %q", got)
	}
}
