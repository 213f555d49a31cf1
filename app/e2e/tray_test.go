//go:build e2e

package e2e

import (
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

func TestTheTrayLeadsToTheReview(t *testing.T) {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Skip("there is no session bus: ", err)
	}
	defer func() { _ = bus.Close() }()
	w := trayHost{items: make(chan string, 4)}
	if err := bus.Export(w, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"); err != nil {
		t.Fatal(err)
	}
	if r, err := bus.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
		t.Skip("this desktop shows such menus itself: ", r, err)
	}
	s := newShop(t, "--no-rate-limits")
	s.ready()
	win := openWindow(t, s.command())
	var program string
	select {
	case program = <-w.items:
	case <-time.After(30 * time.Second):
		t.Fatal("no menu was offered")
	}
	menu := bus.Object(program, "/StatusNotifierItem/menu")
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
	if err := menu.Call("com.canonical.dbusmenu.Event", 0, chosen, "clicked", dbus.MakeVariant(int32(0)), uint32(0)).Err; err != nil {
		t.Fatal(err)
	}
	// The review has a plan for the product that was chosen; nothing of it is kept before it is sent.
	win.press("Tab")
	if n := len(s.log()); n != 0 || len(s.outbox()) != 0 {
		t.Errorf("%d messages left by a press in the menu", n)
	}
}
