//go:build e2e

package e2e

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// trayHost shows menus beside the clock, as a desktop does.
type trayHost struct{ items chan string }

// RegisterStatusNotifierItem is called by programs that have such a menu.
func (w trayHost) RegisterStatusNotifierItem(_ string, sender dbus.Sender) *dbus.Error {
	w.items <- string(sender)
	return nil
}

// entry is a line of a menu (com.canonical.dbusmenu).
type entry struct {
	ID    int32
	Props map[string]dbus.Variant
	Below []dbus.Variant
}

// lines gives a menu's lines by their words; none before the program offers them.
func lines(menu dbus.BusObject) map[string]int32 {
	var revision uint32
	var root entry
	if err := menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root); err != nil {
		return nil
	}
	out := map[string]int32{}
	for _, v := range root.Below {
		var e entry
		if err := v.Store(&e); err != nil {
			return nil
		}
		if label, ok := e.Props["label"].Value().(string); ok {
			out[label] = e.ID
		}
	}
	return out
}

// hostTray shows menus beside the clock for one test, and gives the bus and who offers one.
func hostTray(t *testing.T) (*dbus.Conn, <-chan string) {
	t.Helper()
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Skip("there is no session bus: ", err)
	}
	t.Cleanup(func() { _ = bus.Close() })
	w := trayHost{items: make(chan string, 4)}
	if err := bus.Export(w, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"); err != nil {
		t.Fatal(err)
	}
	if r, err := bus.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
		t.Skip("this desktop shows such menus itself: ", r, err)
	}
	return bus, w.items
}

// offered waits for the program that offers a menu.
func offered(t *testing.T, bus *dbus.Conn, items <-chan string) dbus.BusObject {
	t.Helper()
	select {
	case program := <-items:
		return bus.Object(program, "/StatusNotifierItem/menu")
	case <-time.After(30 * time.Second):
		t.Fatal("no menu was offered")
	}
	return nil
}

func choose(t *testing.T, menu dbus.BusObject, id int32) {
	t.Helper()
	if err := menu.Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(int32(0)), uint32(0)).Err; err != nil {
		t.Fatal(err)
	}
}

func TestTheTrayLeadsToTheReview(t *testing.T) {
	bus, items := hostTray(t)
	s := newShop(t, "--no-rate-limits")
	s.ready()
	win := openWindow(t, s.command())
	menu := offered(t, bus, items)
	var chosen int32
	win.until("the menu names products", func() bool {
		for label, id := range lines(menu) {
			if strings.Contains(label, " is back: ") {
				chosen = id
				return true
			}
		}
		return false
	})
	choose(t, menu, chosen)
	// The review has a plan for the product that was chosen; nothing of it is kept before it is sent.
	win.press("Tab")
	if n := len(s.log()); n != 0 || len(s.outbox()) != 0 {
		t.Errorf("%d messages left by a press in the menu", n)
	}
}

// A window that was never in sight ends by the menu, which is all that is seen of it; where it could never be drawn, the
// start says so.
func TestOutOfSight(t *testing.T) {
	bus, items := hostTray(t)
	start := func(display string) (*exec.Cmd, *bytes.Buffer) {
		var said bytes.Buffer
		cmd := exec.Command(program(t), "--hidden", "--data", filepath.Join(t.TempDir(), "data"))
		cmd.Env, cmd.Stderr = append(os.Environ(), "LANG=en_US.UTF-8", "WAYLAND_DISPLAY=", "DISPLAY="+display), &said
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Process.Kill() })
		return cmd, &said
	}
	seen, _ := start(ownScreen(t))
	menu := offered(t, bus, items)
	var quit int32
	for deadline := time.Now().Add(30 * time.Second); quit == 0; {
		if quit = lines(menu)["Quit Shopbell"]; time.Now().After(deadline) {
			t.Fatalf("nothing in the menu ends the program: %v", lines(menu))
		}
	}
	choose(t, menu, quit)
	late := time.AfterFunc(30*time.Second, func() { _ = seen.Process.Kill() })
	defer late.Stop()
	if err := seen.Wait(); err != nil {
		t.Errorf("ended by the menu: %v", err)
	}
	var exit *exec.ExitError
	blind, said := start(ownScreen(t, "-extension", "GLX"))
	if err := blind.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(said.String(), "This screen cannot draw the window: OpenGL is missing.") {
		t.Errorf("without OpenGL: %v, said %s", err, said)
	}
}
