//go:build keyring_real

package vault

import (
	"strings"
	"testing"

	"shopbell/core"
)

// These tests ask the keyring of the session they run in; a throw-away one is had with
//
//	HOME=$(mktemp -d) dbus-run-session -- bash -c 'printf ci-pass | gnome-keyring-daemon --unlock --components=secrets \
//	  >/dev/null; exec go test -tags keyring_real ./core/vault/'

func TestRealKeyringKeeps(t *testing.T) { keeps(t, New("Shopbell test", 0)) }

// A page's token has about 300 characters; keyrings differ in how much more they take.
func TestRealKeyringTakesALongToken(t *testing.T) {
	v := New("Shopbell test", 0)
	long := "EAAB" + strings.Repeat("x", 500)
	if err := v.Save(t.Context(), page, local, core.NewToken(long)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := v.Delete(t.Context(), page, local); err != nil {
			t.Error(err)
		}
	}()
	// Another vault of the same name reads what the first one wrote: nothing is kept in memory.
	if got, err := New("Shopbell test", 0).Load(t.Context(), page, local); err != nil || got.Reveal() != long {
		t.Errorf("%d characters, %v", len(got.Reveal()), err)
	}
	if _, err := New("Shopbell other", 0).Load(t.Context(), page, local); core.CodeOf(err) != core.CodeTokenMissing {
		t.Errorf("another service reads it: %v", err)
	}
}

func TestRealKeyringForgetsAllOfOneService(t *testing.T) {
	v, other := New("Shopbell test", 0), New("Shopbell other test", 0)
	for _, keep := range []struct {
		v    *Vault
		page core.PageID
	}{{v, "1"}, {v, "2"}, {other, "1"}} {
		if err := keep.v.Save(t.Context(), keep.page, local, core.NewToken(secret)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time there is nothing
		if err := v.Clear(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for _, page := range []core.PageID{"1", "2"} {
		if _, err := v.Load(t.Context(), page, local); core.CodeOf(err) != core.CodeTokenMissing {
			t.Errorf("page %s: %v", page, err)
		}
	}
	if _, err := other.Load(t.Context(), "1", local); err != nil {
		t.Errorf("another service: %v", err)
	}
	if err := other.Clear(t.Context()); err != nil {
		t.Error(err)
	}
}
