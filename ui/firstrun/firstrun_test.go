package firstrun

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
	"shopbell/ui/words"
)

// platform answers every key the same, and notes what it was asked.
type platform struct {
	answer views.Connection
	err    error
	keys   []string
	keeps  []bool
}

func (p *platform) Connect(_ context.Context, token core.Token, keep bool) (views.Connection, error) {
	p.keys, p.keeps = append(p.keys, token.Reveal()), append(p.keeps, keep)
	if !keep {
		return p.answer, nil
	}
	return p.answer, p.err
}

func open(t *testing.T, p *platform) (s *Screen, stage *screentest.Scene, connected *int) {
	t.Helper()
	stage, connected = screentest.New(t, time.Time{}), new(int)
	s = New(stage.Env, p, Ways{Connected: func(views.Connection) { *connected++ }})
	stage.Show(s.Content(), 1280, 820)
	return s, stage, connected
}

func TestAGoodKeyConnectsAndLeavesTheField(t *testing.T) {
	p := &platform{answer: views.Connection{Page: core.Page{Name: "Tulip Corner"}, Kept: "keyring"}}
	s, stage, connected := open(t, p)
	s.Connect.Check()
	if stage.Waiting() != 0 {
		t.Fatal("an empty key was checked")
	}
	s.Connect.Paste(" \"EAAB\nxyz\" \r\n")
	s.Connect.Check()
	s.Connect.Check()
	stage.FinishAll()
	if len(p.keys) != 1 || p.keys[0] != "EAABxyz" || !p.keeps[0] {
		t.Errorf("checked %q, kept %v", p.keys, p.keeps)
	}
	if *connected != 1 || s.Connect.field.Text != "" {
		t.Errorf("connected %d times, the field holds %d letters", *connected, len(s.Connect.field.Text))
	}
}

// A key that does not work says why, and stays so that it can be mended.
func TestABadKeySaysWhatToDo(t *testing.T) {
	s, stage, connected := open(t, &platform{err: core.E(core.CodeTokenNotPage, "test", "", errors.New("raw"))})
	s.Connect.Paste("key")
	s.Connect.Check()
	stage.FinishAll()
	if *connected != 0 || len(s.Connect.says.Objects) != 1 || s.Connect.field.Text == "" {
		t.Errorf("connected %d, %d things said", *connected, len(s.Connect.says.Objects))
	}
}

// Given a password safe that is locked, then the key may be kept for the session, and only then leaves the field.
func TestALockedSafeOffersTheSession(t *testing.T) {
	p := &platform{err: core.E(core.CodeKeyringLocked, "test", "", nil), answer: views.Connection{Page: core.Page{Name: "Tulip Corner"}}}
	s, stage, connected := open(t, p)
	s.Connect.Paste("key")
	s.Connect.Check()
	stage.FinishAll()
	if *connected != 0 || s.Connect.field.Text == "" {
		t.Fatal("the key was taken without the owner's word")
	}
	test.Tap(s.Connect.session)
	stage.FinishAll()
	if *connected != 1 || len(p.keeps) != 2 || p.keeps[1] || s.Connect.field.Text != "" || !s.Connect.token.IsZero() {
		t.Errorf("connected %d, asked %v", *connected, p.keeps)
	}
}

// A missing permission is named before the shop opens.
func TestWhatIsMissingIsNamedFirst(t *testing.T) {
	p := &platform{answer: views.Connection{Page: core.Page{Name: "Tulip Corner"}, Missing: []string{"pages_messaging"}}}
	s, stage, connected := open(t, p)
	s.Connect.Paste("key")
	s.Connect.Check()
	stage.FinishAll()
	if *connected != 0 {
		t.Fatal("the shop opened over what is missing")
	}
	test.Tap(s.Connect.goOn)
	if *connected != 1 {
		t.Error("the shop does not open")
	}
}

func TestJudge(t *testing.T) {
	w := words.New("en")
	for _, code := range []core.Code{core.CodeKeyringLocked, core.CodeKeyringNone, core.CodeKeyringTimeout, core.CodeKeyringTooBig} {
		if o := Judge(w, views.Connection{}, core.E(code, "test", "", nil)); !o.Session || o.Connected {
			t.Errorf("%s: %+v", code, o)
		}
	}
	for _, code := range []core.Code{core.CodeOffline, core.CodeTokenInvalid, core.CodePermission, core.CodeOtherPage} {
		if o := Judge(w, views.Connection{}, core.E(code, "test", "", nil)); o.Session || o.Connected || o.Do == "" {
			t.Errorf("%s: %+v", code, o)
		}
	}
	if o := Judge(w, views.Connection{}, core.E(core.CodeOffline, "test", "", nil)); !strings.Contains(o.Do, "press “Check and connect” again") {
		t.Errorf("offline, nothing tries again by itself: %q", o.Do)
	}
	o := Judge(w, views.Connection{Missing: []string{"pages_messaging", "pages_manage_metadata"}}, nil)
	if !o.Connected || !strings.Contains(o.What, "read and send messages (pages_messaging), look after the page’s conversations (pages_manage_metadata)") {
		t.Errorf("%+v", o)
	}
	if o = Judge(w, views.Connection{Kept: "session", KeptWhy: core.CodeKeyringNone}, nil); !o.Connected || !strings.Contains(o.Do, "no password safe") {
		t.Errorf("%+v", o)
	}
}
