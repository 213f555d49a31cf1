package vault

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"shopbell/core"
)

const (
	page   = core.PageID("104210001111222")
	real   = "https://graph.facebook.com"
	local  = "http://127.0.0.1:8080"
	secret = "EAABsecretOfTheTest"
)

// keeper is what a Vault and a Session have in common.
type keeper interface {
	Save(context.Context, core.PageID, string, core.Token) error
	Load(context.Context, core.PageID, string) (core.Token, error)
	Delete(context.Context, core.PageID, string) error
	State(context.Context, core.PageID, string) State
}

// keeps checks what every keeper of tokens must do.
func keeps(t *testing.T, k keeper) {
	t.Helper()
	ctx := t.Context()
	if _, err := k.Load(ctx, page, real); core.CodeOf(err) != core.CodeTokenMissing || k.State(ctx, page, real) != StateEmpty {
		t.Fatalf("at first: %v, %s", err, k.State(ctx, page, real))
	}
	for _, s := range []string{"an earlier one", secret} {
		if err := k.Save(ctx, page, real, core.NewToken(s)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := k.Load(ctx, page, real); err != nil || got.Reveal() != secret || k.State(ctx, page, real) != StateStored {
		t.Fatalf("stored: %v, %s", err, k.State(ctx, page, real))
	}
	for _, other := range []struct {
		page core.PageID
		base string
	}{{page, local}, {"1", real}} {
		if _, err := k.Load(ctx, other.page, other.base); core.CodeOf(err) != core.CodeTokenMissing {
			t.Errorf("the token of %s at %s is handed to %v: %v", page, real, other, err)
		}
	}
	for range 2 {
		if err := k.Delete(ctx, page, real); err != nil {
			t.Fatal(err)
		}
	}
	if s := k.State(ctx, page, real); s != StateEmpty {
		t.Errorf("deleted: %s", s)
	}
	if err := k.Save(ctx, page, real, core.Token{}); core.CodeOf(err) != core.CodeTokenMissing {
		t.Errorf("no token: %v", err)
	}
	for _, bad := range []struct {
		page core.PageID
		base string
	}{{"", real}, {page, ""}, {"1 2", real}, {page, "a\nb"}} {
		if err := k.Save(ctx, bad.page, bad.base, core.NewToken(secret)); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestSessionKeeps(t *testing.T) { keeps(t, NewSession()) }

// The real keyring is in real_test.go; here its library keeps in memory, and failures are what it would give.

func TestVaultKeeps(t *testing.T) {
	withBus(t)
	keyring.MockInit()
	keeps(t, New("Shopbell test", 0))
}

func TestFailuresHaveCodes(t *testing.T) {
	withBus(t)
	cases := []struct {
		given error
		code  core.Code
		state State
	}{
		{keyring.ErrNotFound, core.CodeTokenMissing, StateEmpty},
		{keyring.ErrSetDataTooBig, core.CodeKeyringTooBig, StateLate},
		{keyring.ErrUnsupportedPlatform, core.CodeKeyringNone, StateNone},
		{errors.New("failed to unlock correct collection"), core.CodeKeyringLocked, StateLocked},
	}
	for _, tc := range cases {
		keyring.MockInitWithError(tc.given)
		v := New("Shopbell test", 0)
		err := v.Save(t.Context(), page, real, core.NewToken(secret))
		if core.CodeOf(err) != tc.code || strings.Contains(err.Error(), secret) {
			t.Errorf("%v: %v", tc.given, err)
		}
		if tc.code == core.CodeKeyringTooBig {
			continue // only storing can meet it
		}
		if s := v.State(t.Context(), page, real); s != tc.state {
			t.Errorf("%v: state %s", tc.given, s)
		}
	}
}

// A keyring that hangs holds one call, however many are made, and lets everybody go in time.
func TestAStuckKeyringHoldsOneCall(t *testing.T) {
	withBus(t)
	v := New("Shopbell test", 20*time.Millisecond)
	stuck := make(chan struct{})
	started := make(chan struct{}, 10)
	for i := range 5 {
		_, err := v.ask(t.Context(), "test", func() (string, error) {
			started <- struct{}{}
			<-stuck
			return "late", nil
		})
		if core.CodeOf(err) != core.CodeKeyringTimeout || stateOf(err) != StateLate {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if n := len(started); n != 1 {
		t.Errorf("%d calls are stuck", n)
	}
	close(stuck)
	// The late call ends; the keyring is asked again, and its old answer goes to nobody.
	got := ""
	for deadline := time.Now().Add(time.Minute); got == "" && time.Now().Before(deadline); {
		got, _ = v.ask(t.Context(), "test", func() (string, error) { return "new", nil })
	}
	if got != "new" {
		t.Errorf("after the stuck call: %q", got)
	}
}

func TestACallerMayGoAway(t *testing.T) {
	withBus(t)
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	_, err := New("Shopbell test", time.Hour).ask(ctx, "test", func() (string, error) {
		cancel()
		<-release
		return "", nil
	})
	if !errors.Is(err, context.Canceled) || core.CodeOf(err) != core.CodeUnknown {
		t.Error(err)
	}
}

func TestAPanicOfTheLibraryIsAFailure(t *testing.T) {
	withBus(t)
	_, err := New("Shopbell test", 0).ask(t.Context(), "test", func() (string, error) { panic("nil signal") })
	if core.CodeOf(err) != core.CodeKeyringLocked {
		t.Error(err)
	}
}

func TestVaultsPrintNoToken(t *testing.T) {
	s := NewSession()
	if err := s.Save(t.Context(), page, real, core.NewToken(secret)); err != nil {
		t.Fatal(err)
	}
	if all := fmt.Sprintf("%v %+v %#v", s.entries, s.entries, s.entries); strings.Contains(all, secret) {
		t.Error(all)
	}
}
