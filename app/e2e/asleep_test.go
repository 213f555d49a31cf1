//go:build e2e && unix

package e2e

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	phrases "shopbell/assets/optout"
)

// stopSaid is a stop in one language.
type stopSaid struct{ language, text string }

// stopsSaid gives up to two stops of every language that is read, from the examples of assets/optout.
func stopsSaid(t *testing.T) []stopSaid {
	t.Helper()
	files, err := fs.Glob(phrases.Files, "*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []stopSaid
	for _, name := range files {
		b, err := fs.ReadFile(phrases.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		_, yes, _ := strings.Cut(string(b), "\n[yes]\n")
		yes, _, _ = strings.Cut(yes, "\n[")
		n := 0
		for line := range strings.Lines(yes) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && n < 2 {
				list = append(list, stopSaid{strings.TrimSuffix(name, ".txt"), line})
				n++
			}
		}
	}
	return list
}

// The computer sleeps in the middle of a campaign, and meanwhile people ask for silence in every language: none of them
// is written to when it wakes, though their messages were reserved or planned before; everybody else is, once.
func TestStopsSaidWhileTheComputerSleeps(t *testing.T) {
	t.Parallel()
	const told, others = 5, 40   // before the sleep, and after it
	const nap = 11 * time.Second // longer than a reading of the page's list counts
	stops := stopsSaid(t)
	s := newShop(t, "--empty", "--no-rate-limits")
	s.must(done, nil, "connect")
	s.must(done, nil, "rules", "set", "quiet_from=00:00", "quiet_to=00:00", "zone=UTC", "pace=20", "in_flight=1",
		"page_day=100000", "pause_opt_out_rate=100", "stop_confirmation=off")
	for i := range told + len(stops) + others {
		s.control(http.MethodPost, "write", map[string]string{"name": fmt.Sprint("Person ", i), "language": "en", "text": "Do you have the blue mug?"}, nil)
	}
	s.must(done, nil, "sync")
	campaign := s.command("send", "news", "--text", "All is new")
	if err := campaign.Start(); err != nil {
		t.Fatal(err)
	}
	s.until("the first messages", func() bool { return len(s.log()) >= told })
	s.signal(campaign.Process, syscall.SIGSTOP)
	waiting := s.waiting()
	if len(waiting) < len(stops) {
		t.Fatalf("%d people are left for %d stops", len(waiting), len(stops))
	}
	stopped := map[string]stopSaid{}
	for i, stop := range stops {
		s.control(http.MethodPost, "write", map[string]string{"customer": waiting[i], "text": stop.text}, nil)
		stopped[waiting[i]] = stop
	}
	asleep := time.NewTimer(nap)
	<-asleep.C
	s.signal(campaign.Process, syscall.SIGCONT)
	if err := campaign.Wait(); err != nil && campaign.ProcessState.ExitCode() != 3 {
		t.Fatal(err)
	}
	late, languages, got := 0, map[string]int{}, map[string]int{}
	for _, m := range s.log() {
		got[m.Customer]++
	}
	for who, stop := range stopped {
		languages[stop.language]++
		if got[who] > 0 {
			late++
			t.Errorf("%s: %q was written, and they got a message", stop.language, stop.text)
		}
	}
	for _, d := range s.outbox() {
		if _, silent := stopped[d.CustomerID]; !silent && (d.State != "sent" || got[d.CustomerID] != 1) {
			t.Errorf("%s said no stop, is %s, %s and got %d messages", d.CustomerID, d.State, d.Reason, got[d.CustomerID])
		}
	}
	s.agree()
	if len(languages) < 50 {
		t.Errorf("stops in %d languages only", len(languages))
	}
	t.Logf("%d stops in %d languages, late %d: %v", len(stops), len(languages), late, languages)
}

func (s *shop) signal(p *os.Process, what os.Signal) {
	s.Helper()
	if err := p.Signal(what); err != nil {
		s.Fatal(err)
	}
}

// waiting gives whom a campaign has not reached, in the order in which it will, but for the first: their message may be
// on its way already.
func (s *shop) waiting() []string {
	s.Helper()
	got := map[string]bool{}
	for _, m := range s.log() {
		got[m.Customer] = true
	}
	var list []string
	for _, d := range s.outbox() {
		if (d.State == "sending" || d.State == "planned") && !got[d.CustomerID] {
			list = append(list, d.CustomerID)
		}
	}
	return list[min(1, len(list)):]
}
