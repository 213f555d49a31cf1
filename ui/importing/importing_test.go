package importing

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// fakeShop reads nothing and tells how far it is.
type fakeShop struct {
	paths    []string
	progress func(done, of int)
	ctx      context.Context
	answer   views.ImportedHistory
	err      error
}

func (f *fakeShop) Import(ctx context.Context, paths []string, progress func(done, of int)) (views.ImportedHistory, error) {
	f.ctx, f.paths, f.progress = ctx, paths, progress
	progress(3, 12)
	if f.err == nil {
		return f.answer, ctx.Err()
	}
	return f.answer, f.err
}

func open(t *testing.T, f *fakeShop) (*Screen, *screentest.Scene) {
	t.Helper()
	stage := screentest.New(t, time.Time{})
	s := New(stage.Env, f, Ways{Chats: func() {}})
	stage.Show(s.Content(), 1280, 820)
	return s, stage
}

func TestTheEndTellsWhatCameAndWhatDidNot(t *testing.T) {
	w := words.New("en")
	o := Judge(w, views.ImportedHistory{Threads: 3, MessagesNew: 1200, Duplicates: 40, OptOutsNew: 1, Skipped: []core.Skipped{{File: "a.zip", Code: core.SkipZipTorn}}}, nil)
	want := []string{"40 messages were here already.", "1 person had asked to stop, long ago. They get no offers."}
	if o.What != "1,200 new messages from 3 conversations." || !slices.Equal(o.More, want) || o.Left != "1 thing was left out" || o.Tone != widgets.Bottle {
		t.Errorf("%+v", o)
	}
	if o = Judge(w, views.ImportedHistory{}, nil); o.Tone != widgets.Brass || len(o.More) != 1 || o.Left != "" {
		t.Errorf("an empty download: %+v", o)
	}
	if o = Judge(w, views.ImportedHistory{Duplicates: 7}, nil); o.Tone != widgets.Bottle || len(o.More) != 1 {
		t.Errorf("the same again: %+v", o)
	}
	o = Judge(w, views.ImportedHistory{Threads: 1, MessagesNew: 1}, errors.Join(context.Canceled))
	if o.Tone != widgets.Brass || o.What != "Stopped." || o.More[0] != "1 new message from 1 conversation." {
		t.Errorf("stopped: %+v", o)
	}
	o = Judge(w, views.ImportedHistory{Threads: 1, MessagesNew: 5}, core.E(core.CodeDataFull, "test", "", nil))
	if o.Tone != widgets.Brick || o.What != "The disk is full." || o.More[0] != "5 new messages from 1 conversation." {
		t.Errorf("a full disk: %+v", o)
	}
}

func TestPartsAreTakenOnce(t *testing.T) {
	var p Parts
	p.Add("/d/a.zip", "/d/b.zip")
	p.Add("/d/./a.zip")
	p.Remove("/d/b.zip")
	if !slices.Equal(p.Paths, []string{"/d/a.zip"}) {
		t.Errorf("%v", p.Paths)
	}
}

// Given chosen parts, when they are read in, then the bar follows, and the list is empty at the end.
func TestReadingIn(t *testing.T) {
	f := &fakeShop{answer: views.ImportedHistory{Threads: 1, MessagesNew: 9, Skipped: []core.Skipped{{File: "x", Code: core.SkipCutShort, N: 3}}}}
	s, stage := open(t, f)
	s.Main()
	if stage.Waiting() != 0 || s.start.Visible() {
		t.Fatal("nothing was chosen, and it was read")
	}
	s.Add("/d/a.zip", "/d/b.zip")
	if s.start.Text() != "Read in 2 files or folders" || !s.start.Visible() {
		t.Errorf("%q", s.start.Text())
	}
	s.Main()
	if s.start.Visible() || !s.stopBtn.Visible() || !s.file.Disabled() {
		t.Error("while it runs it offers to begin")
	}
	s.Add("/d/c.zip")
	if len(s.parts.Paths) != 2 {
		t.Error("a part was added to a reading that runs")
	}
	f.progress = nil
	s.done.Store(3)
	s.of.Store(12)
	stage.Advance(glance)
	if s.stands.String() != "3 of 12 message files read. You may go on working meanwhile." {
		t.Errorf("%q", s.stands.String())
	}
	stage.FinishAll()
	if s.running || len(s.parts.Paths) != 0 || !slices.Equal(f.paths, []string{"/d/a.zip", "/d/b.zip"}) || len(s.end.Objects) != 2 {
		t.Errorf("running %v, %v, %v, %d cards", s.running, s.parts.Paths, f.paths, len(s.end.Objects))
	}
	if stage.Said[len(stage.Said)-1] != "9 new messages from 1 conversation." {
		t.Errorf("%q", stage.Said)
	}
}

// Given a reading that runs, when the owner stops it, then it ends, and the files stay chosen to go on.
func TestStoppingKeepsTheFiles(t *testing.T) {
	f := &fakeShop{}
	s, stage := open(t, f)
	s.Add("/d/a.zip")
	s.Start()
	s.Stop()
	f.err = context.Canceled
	stage.FinishAll()
	if f.ctx.Err() == nil {
		t.Error("the reading was not told to end")
	}
	if s.running || len(s.parts.Paths) != 1 || !s.start.Visible() || s.stopBtn.Disabled() {
		t.Errorf("running %v, %v", s.running, s.parts.Paths)
	}
}
