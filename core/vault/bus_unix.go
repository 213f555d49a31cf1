//go:build (dragonfly && cgo) || (freebsd && cgo) || linux || netbsd || openbsd

package vault

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
)

const busVariable = "DBUS_SESSION_BUS_ADDRESS"

// HasBus reports whether there is a session bus to ask. Without one the bus library would launch a bus daemon of
// its own for every call and leave it behind.
//
// The library looks for the bus in /run/user only. Where the session keeps it elsewhere, its address is put into the
// variable that the library reads first.
func HasBus() bool {
	if address := os.Getenv(busVariable); address != "" && !strings.HasPrefix(address, "autolaunch:") {
		return true
	}
	usual := filepath.Join("/run/user", strconv.Itoa(os.Getuid()), "bus")
	if exists(usual) {
		return true
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	bus := filepath.Join(dir, "bus")
	if dir == "" || !exists(bus) {
		return false
	}
	return os.Setenv(busVariable, "unix:path="+dbus.EscapeBusAddressValue(bus)) == nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// noService reports whether an error says that nobody on this computer keeps secrets: the bus does not answer, or it
// has no such service and cannot start one.
func noService(err error) bool {
	var dial *net.OpError
	if errors.As(err, &dial) {
		return true
	}
	var told dbus.Error
	if !errors.As(err, &told) {
		return false
	}
	const prefix = "org.freedesktop.DBus.Error."
	switch told.Name {
	case prefix + "ServiceUnknown", prefix + "NameHasNoOwner", prefix + "NoServer", prefix + "Disconnected":
		return true
	}
	return strings.HasPrefix(told.Name, prefix+"Spawn.")
}
