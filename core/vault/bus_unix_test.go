//go:build (dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd

package vault

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/godbus/dbus/v5"

	"shopbell/core"
)

// withBus makes the tests independent of the machine's session: an address is there, and nobody asks it.
func withBus(t *testing.T) {
	t.Helper()
	t.Setenv(busVariable, "unix:path=/nonexistent")
}

func TestWithoutABusNothingIsCalled(t *testing.T) {
	if exists(filepath.Join("/run/user", strconv.Itoa(os.Getuid()), "bus")) {
		t.Skip("this machine has a bus at its usual place")
	}
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	for _, address := range []string{"", "autolaunch:"} {
		t.Setenv(busVariable, address)
		_, err := New("Shopbell test", 0).ask(t.Context(), "test", func() (string, error) {
			t.Error("called")
			return "", nil
		})
		if core.CodeOf(err) != core.CodeKeyringNone || stateOf(err) != StateNone {
			t.Error(err)
		}
	}
}

func TestABusInTheRuntimeFolderIsFound(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("XDG_RUNTIME_DIR", dir)
	t.Setenv(busVariable, "")
	if err := os.WriteFile(filepath.Join(dir, "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if !HasBus() {
		t.Error("not found")
	}
}

func TestNoService(t *testing.T) {
	const bus = "org.freedesktop.DBus.Error."
	cases := []struct {
		err  error
		want bool
	}{
		{&net.OpError{Op: "dial", Err: errors.New("no such file")}, true},
		{dbus.Error{Name: bus + "ServiceUnknown"}, true},
		{fmt.Errorf("get: %w", dbus.Error{Name: bus + "Spawn.ServiceNotFound"}), true},
		{dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"}, false},
		{errors.New("The name org.freedesktop.secrets was not provided"), false},
	}
	for _, tc := range cases {
		if noService(tc.err) != tc.want {
			t.Errorf("%v: %v", tc.err, !tc.want)
		}
	}
}
