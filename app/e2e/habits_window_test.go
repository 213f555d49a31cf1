//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"shopbell/core/store"
)

// remembered is what the windows keep under a name, as the data folder has it.
func (s *shop) remembered(name string) string {
	s.Helper()
	st, err := store.OpenReader(s.Context(), s.dir)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	value, err := st.Kept(s.Context(), name)
	if err != nil {
		s.Fatal(err)
	}
	return value
}

// doubts is how many people may have asked to stop.
func (s *shop) doubts() int {
	s.Helper()
	st, err := store.OpenReader(s.Context(), s.dir)
	if err != nil {
		s.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	list, err := st.Reviews(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	return len(list)
}

// doubtful is what may become a wish to stop.
const doubtful = "how often do you send these to my inbox?"

// With the keyboard alone: the palette opens a customer's conversation, the answer to the stop question is taken back, an
// offer is begun. The program is then killed, and the next one goes on with the page and the words.
func TestHabitsOutliveTheWindow(t *testing.T) {
	s := newShop(t, "--empty", "--no-rate-limits")
	ana := s.newcomer("Ana Duarte", "Do you have candles?", time.Hour)
	s.newcomer("Rita Doubt", doubtful, time.Hour)
	s.ready()
	if n := s.doubts(); n != 1 {
		t.Fatalf("%d people are in doubt", n)
	}
	w := openWindow(t, s.command())
	w.settle(2 * time.Second)

	w.press("n") // no, carry on
	s.until("the answer", func() bool { return s.doubts() == 0 })
	w.settle(time.Second)
	w.press("ctrl+z")
	s.until("the question again", func() bool { return s.doubts() == 1 })

	w.press("ctrl+k")
	w.settle(time.Second)
	w.write("ana dua")
	w.settle(time.Second)
	w.press("Return")
	s.until("Ana's conversation", func() bool { return strings.Contains(s.remembered("place"), `"customer":"`+ana+`"`) })

	w.press("ctrl+n")
	w.settle(time.Second)
	w.write("Winter is here")
	s.until("the words to be kept", func() bool { return strings.Contains(s.remembered("offer"), "Winter is here") })
	s.until("the page to be kept", func() bool { return strings.Contains(s.remembered("place"), `"page":"offers"`) })
	if err := w.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = w.cmd.Wait()

	again := openWindow(t, s.command())
	again.settle(2 * time.Second)
	again.write(" again") // the words have the keyboard
	s.until("the words to go on", func() bool { return strings.Contains(s.remembered("offer"), "Winter is here again") })
	if n := len(s.log()); n != 0 || len(s.outbox()) != 0 {
		t.Errorf("%d messages left by these keys", n)
	}
}

// notice is what a program asked the desktop to show.
type notice struct{ title, text string }

// desktop shows notices, as a desktop does.
type desktop struct{ shown chan notice }

// Notify is called by programs (org.freedesktop.Notifications).
func (d desktop) Notify(_ string, _ uint32, _, title, text string, _ []string, _ map[string]dbus.Variant, _ int32) (uint32, *dbus.Error) {
	d.shown <- notice{title, text}
	return 1, nil
}

// TestNoticesReachTheDesktop starts the program out of sight, as at login. A doubtful message is told on the desktop once,
// without its words; after a restart only what is new is told.
func TestNoticesReachTheDesktop(t *testing.T) {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Skip("there is no session bus: ", err)
	}
	defer func() { _ = bus.Close() }()
	d, tray := desktop{make(chan notice, 8)}, trayHost{make(chan string, 8)}
	for name, object := range map[string]any{"org.freedesktop.Notifications": d, "org.kde.StatusNotifierWatcher": tray} {
		path := dbus.ObjectPath("/" + strings.ReplaceAll(name, ".", "/"))
		if name == "org.kde.StatusNotifierWatcher" {
			path = "/StatusNotifierWatcher"
		}
		if err := bus.Export(object, path, name); err != nil {
			t.Fatal(err)
		}
		if r, err := bus.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || r != dbus.RequestNameReplyPrimaryOwner {
			t.Skip("this desktop has one itself: ", name, r, err)
		}
	}
	s := newShop(t, "--empty", "--no-rate-limits")
	s.newcomer("Rita Doubt", doubtful, time.Hour)
	s.ready()
	told := func(who string) {
		t.Helper()
		select {
		case n := <-d.shown:
			if !strings.Contains(n.title, who) || strings.Contains(n.title+n.text, "inbox") {
				t.Errorf("told %q, %q", n.title, n.text)
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("nothing was told of %s", who)
		}
	}
	hidden := func() (end func()) {
		t.Helper()
		cmd := s.command("--hidden")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return func() {
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	end := hidden()
	defer func() { end() }()
	told("Rita Doubt")
	end()

	s.newcomer("Olga Doubt", doubtful, time.Minute)
	end = hidden()
	told("Olga Doubt") // found while the program runs; nothing more of Rita
	select {
	case n := <-d.shown:
		t.Errorf("told again: %q", n.title)
	default:
	}
}
