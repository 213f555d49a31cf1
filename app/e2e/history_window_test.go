//go:build e2e

package e2e

import (
	"os/exec"
	"strconv"
	"testing"
	"time"
)

// write types letters into what has the keyboard.
func (w *window) write(text string) {
	w.Helper()
	if out, err := exec.Command("xdotool", "type", "--window", w.id, "--delay", "40", text).CombinedOutput(); err != nil {
		w.Fatalf("typing %q: %v %s", text, err, out)
	}
}

// click presses a place of the window. The toolkit takes a press at the place where the pointer was before, hence the
// rests between.
func (w *window) click(x, y int) {
	w.Helper()
	for _, step := range [][]string{{"mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y)}, {"mousedown", "1"}, {"mouseup", "1"}} {
		if out, err := w.tool("xdotool", step...).CombinedOutput(); err != nil {
			w.Fatalf("%v: %v %s", step, err, out)
		}
		w.settle(150 * time.Millisecond)
	}
}

// TestASearchLeadsIntoTheConversation searches from another page, goes to the second hit by key, and answers: the answer
// is for the person whose message the search of the command line gives second.
func TestASearchLeadsIntoTheConversation(t *testing.T) {
	s := newShop(t, "--no-rate-limits")
	s.ready()
	var hits []struct {
		CustomerID string `json:"customer_id"`
	}
	s.must(done, &hits, "search", "mug")
	second := -1
	for i, h := range hits {
		if h.CustomerID != hits[0].CustomerID {
			second = i
			break
		}
	}
	if second < 1 {
		t.Fatalf("the sample shop has %d messages about mugs, of one person", len(hits))
	}
	w := openWindow(t, s.command())
	w.settle(2 * time.Second)
	w.press("ctrl+f")
	w.settle(time.Second)
	w.write("mug")
	w.settle(2 * time.Second)
	for range second + 1 {
		w.press("F3")
		w.settle(time.Second)
	}
	w.click(700, 735) // the field of the reply
	w.write("answered")
	w.settle(500 * time.Millisecond)
	w.press("ctrl+Return")
	w.until("the answer", func() bool { return len(s.outbox()) == 1 })
	if d := s.outbox()[0]; d.CustomerID != hits[second].CustomerID || d.Text != "answered" {
		t.Errorf("answered %s with %q, want %s", d.CustomerID, d.Text, hits[second].CustomerID)
	}
}
