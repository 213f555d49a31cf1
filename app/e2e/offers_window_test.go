//go:build e2e

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestAnOfferIsWrittenAndSentInTheWindow pastes codes of a pool, writes an offer that names them and sends it, by keyboard
// and pointer. The page's own log then has one message for each person whom the plan of the command line lets it reach,
// each with their own name and a code of the pool that nobody else has; the person who asked to stop has none.
func TestAnOfferIsWrittenAndSentInTheWindow(t *testing.T) {
	s := newShop(t, "--empty", "--no-rate-limits")
	open := map[string]string{}
	for _, name := range []string{"Ana Duarte", "Ben Okafor", "Carla Rossi"} {
		open[s.newcomer(name, "Do you have candles?", time.Hour)] = strings.Fields(name)[0]
	}
	s.newcomer("Dora Late", "Are you open on Sunday?", 60*time.Hour)
	s.newcomer("Emil Stop", "STOP", time.Hour)
	s.ready()
	before := len(s.log()) // a stop is confirmed
	w := openWindow(t, s.command())
	w.settle(2 * time.Second)
	w.press("ctrl+n")
	w.settle(time.Second)

	w.click(1046, 55) // the pools
	w.settle(time.Second)
	w.write("WINTER")
	w.click(1053, 409) // where codes are pasted
	pool := []string{"AAQ2", "BBQ3", "CCQ4", "DDQ5", "EEQ6"}
	for _, code := range pool {
		w.write(code)
		w.press("Return")
	}
	w.settle(time.Second)
	w.press("ctrl+Return")
	var pools []struct {
		Name  string `json:"pool"`
		Total int    `json:"total"`
		Free  int    `json:"free"`
	}
	w.until("the pool", func() bool {
		s.must(done, &pools, "codes")
		return len(pools) == 1 && pools[0].Total == len(pool) && pools[0].Name == "WINTER"
	})
	w.press("Escape")
	w.settle(time.Second)

	w.write("Hi {first_name}, 10% off with {code}") // the words have the keyboard
	w.settle(time.Second)
	w.press("ctrl+Return") // {code} names a code, and none is chosen: nothing leaves
	w.settle(time.Second)
	for _, key := range []string{"Tab", "Down", "Down", "Down", "Down", "Return"} { // opens the choice of codes and takes the third: the pool
		w.press(key)
		w.settle(300 * time.Millisecond)
	}
	if n := len(s.log()); n != before || len(s.outbox()) != n {
		t.Fatalf("%d left before the owner said so", n-before)
	}
	next := time.Now().Add(2 * time.Second) // the key rests while the number on the button is new
	w.until("the messages", func() bool {
		if time.Now().After(next) && len(s.log()) == before {
			w.press("ctrl+Return")
			next = time.Now().Add(3 * time.Second)
		}
		return len(s.log()) >= before+len(open)
	})
	for range 2 { // once more does nothing: the page is empty again
		w.press("ctrl+Return")
		w.settle(time.Second)
	}
	s.checkOffer(before, open, pool)
	s.must(done, &pools, "codes")
	if pools[0].Free != len(pool)-len(open) {
		t.Errorf("%d codes are free, want %d", pools[0].Free, len(pool)-len(open))
	}
	s.agree()
}

// checkOffer compares the page's log with who should have got what.
func (s *shop) checkOffer(before int, open map[string]string, pool []string) {
	s.Helper()
	taken, got := map[string]bool{}, map[string]bool{}
	list := s.log()[before:]
	if len(list) != len(open) {
		s.Errorf("%d messages, want %d", len(list), len(open))
	}
	for _, r := range list {
		name, known := open[r.Customer]
		said, found := strings.CutPrefix(r.Text, "Hi "+name+", 10% off with ")
		code, _, _ := strings.Cut(said, "\n")
		if !known || !found || !slices.Contains(pool, code) || taken[code] {
			s.Errorf("%s got %q", r.Customer, r.Text)
		}
		taken[code], got[r.Customer] = true, true
	}
	if len(got) != len(open) {
		s.Errorf("%d people got it, want %d", len(got), len(open))
	}
}
