//go:build e2e

package e2e

import (
	"bytes"
	"image/png"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// window is the real window on the virtual screen.
type window struct {
	*testing.T
	id  string
	cmd *exec.Cmd
	env []string // of the tools that look at the screen; nil: the session's screen
}

// openWindow starts the program and waits until its window is there and painted.
func openWindow(t *testing.T, cmd *exec.Cmd) *window {
	t.Helper()
	w := &window{T: t, cmd: cmd, env: cmd.Env}
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("the program said: %s", said.String())
		}
	})
	w.until("the window", func() bool {
		out, err := w.tool("xdotool", "search", "--onlyvisible", "--name", "Shopbell").Output()
		w.id, _, _ = strings.Cut(strings.TrimSpace(string(out)), "\n")
		return err == nil && w.id != ""
	})
	t.Logf("the window is there after %s", time.Since(began).Round(time.Millisecond))
	w.until("something painted", func() bool { return w.colours() > 50 })
	t.Logf("it is painted after %s", time.Since(began).Round(time.Millisecond))
	return w
}

// tool is a program that looks at the window's screen or works on it.
func (w *window) tool(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Env = w.env
	return cmd
}

func (w *window) until(what string, f func() bool) {
	w.Helper()
	deadline := time.Now().Add(time.Minute)
	for !f() {
		if time.Now().After(deadline) {
			w.Fatalf("waited for %s", what)
		}
		pause := time.NewTimer(50 * time.Millisecond)
		<-pause.C
	}
}

// colours counts the colours on the screen: an empty window has few.
func (w *window) colours() int {
	w.Helper()
	out, err := w.tool("import", "-window", "root", "png:-").Output()
	if err != nil {
		w.Fatalf("no picture of the screen: %v", err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		w.Fatal(err)
	}
	seen := map[[3]uint32]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			r, g, bl, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, bl}] = true
		}
	}
	return len(seen)
}

// settle waits for the toolkit, which tells nobody when it has drawn: for d, and then until the screen stands still. On a
// busy computer its pictures take longer, too. What moves for ever is waited for no longer than a few seconds.
func (w *window) settle(d time.Duration) {
	w.Helper()
	rest := time.NewTimer(d)
	<-rest.C
	moves := time.Now().Add(5 * time.Second)
	for last := w.picture(); time.Now().Before(moves); {
		next := w.picture()
		if alike(last, next) {
			return
		}
		last = next
	}
}

// picture gives the screen, three bytes a point.
func (w *window) picture() []byte {
	w.Helper()
	out, err := w.tool("import", "-window", "root", "-depth", "8", "rgb:-").Output()
	if err != nil {
		w.Fatalf("no picture of the screen: %v", err)
	}
	return out
}

// alike reports whether two pictures differ by no more than a cursor that blinks.
func alike(a, b []byte) bool {
	const cursor = 200 // bytes
	differ := 0
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			differ++
		}
	}
	return len(a) == len(b) && differ <= cursor
}

// press presses a key in the window.
func (w *window) press(key string) {
	w.Helper()
	if out, err := w.tool("xdotool", "key", "--window", w.id, key).CombinedOutput(); err != nil {
		w.Fatalf("key %s: %v %s", key, err, out)
	}
}

// TestTheOwnersWay sends the first restock in the real window with the keyboard, and nothing before the last key.
func TestTheOwnersWay(t *testing.T) {
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var st struct {
		SyncedAt string `json:"synced_at"`
	}
	s.must(done, &st, "status")
	before := st.SyncedAt
	w := openWindow(t, s.command())
	w.until("a look for new messages", func() bool {
		s.must(done, &st, "status")
		return st.SyncedAt != before
	})
	for _, key := range []string{"ctrl+3", "ctrl+b", "Tab", "Down"} { // waiting lists, back in stock, the list of people
		w.press(key)
		w.settle(700 * time.Millisecond)
	}
	if n := len(s.log()); n != 0 || len(s.outbox()) != 0 {
		t.Fatalf("%d left before the owner said so", n)
	}
	// The key rests while the plan is younger than a second; on a busy machine the first press may come too early.
	next := time.Now()
	w.until("the messages", func() bool {
		if len(s.outbox()) == 0 && time.Now().After(next) {
			w.press("ctrl+Return")
			next = time.Now().Add(3 * time.Second)
		}
		return len(s.log()) == 2 // two people for one unit
	})
	s.until("the outbox to settle", func() bool {
		for _, d := range s.outbox() {
			if d.State == "sending" || d.State == "planned" {
				return false
			}
		}
		return true
	})
	s.agree()
}

func TestThePracticeShopOpens(t *testing.T) {
	s := newShop(t)
	cmd := exec.Command(s.bin, "--data", s.dir, "demo")
	openWindow(t, cmd)
}

func TestTheFirstStepsOpen(t *testing.T) {
	s := newShop(t)
	openWindow(t, s.command())
}

// A second start brings up the window that is open, and leaves at once.
func TestASecondStartBringsTheWindowUp(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	screen := "DISPLAY=" + ownScreen(t)
	first := s.command()
	first.Env = append(s.env, screen)
	w := openWindow(t, first)
	second := s.command()
	second.Env = append(s.env, screen)
	if out, err := second.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("the second start ended with %v: %s", err, out)
	}
	if out, err := w.tool("xdotool", "search", "--onlyvisible", "--name", "Shopbell").Output(); err != nil || strings.Count(string(out), "\n") != 1 {
		t.Errorf("not one window is there: %v %s", err, out)
	}
}
