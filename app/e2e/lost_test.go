//go:build e2e

package e2e

import (
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core/store"
)

// The program is killed in the middle of a campaign, and somebody takes the log of its database away: the record of messages
// that left and of a stop is gone with it. That is noticed, nothing leaves before the owner's word, and then nobody gets a
// message or a code twice, nobody is left out, and the stop holds.
func TestALogTakenAwayDoublesNothing(t *testing.T) {
	t.Parallel()
	bin := crashingProgram(t) // for its shorter waits
	for _, kind := range [][]string{
		{"promo", "--pool", "autumn", "--text", "Round 1: yours is {code} indeed"},
		{"restock", "--sku", "MUG-BLUE", "--stock", "20", "--text", "Round 1: the mug is back"},
	} {
		t.Run(kind[0], func(t *testing.T) {
			t.Parallel()
			s := newCrashShop(t, bin, rand.New(rand.NewPCG(1, 2)), new(crashTally))
			for range 7 {
				s.join()
			}
			s.must(done, nil, "rules", "set", "pace=4", "in_flight=1")
			wrote := time.Now()
			s.until("the second in which they wrote to be over", func() bool { return time.Since(wrote) > 5*time.Second })
			s.killedAfter(2, append([]string{"send"}, kind...)...)
			s.must(done, nil, "rules", "set", "hold_for=13d") // ends as it should, and leaves no log
			if _, err := os.Stat(filepath.Join(s.dir, store.FileName+"-wal")); err == nil {
				t.Fatal("there is a log after a program that ended")
			}
			s.stops()
			s.killedAfter(6, "outbox", "run")
			for _, tail := range []string{"-wal", "-shm"} {
				if err := os.Remove(filepath.Join(s.dir, store.FileName+tail)); err != nil {
					t.Fatal(err)
				}
			}
			before := len(s.log())
			for _, args := range [][]string{{"doctor"}, {"outbox", "run"}, {"outbox", "run"}, {"doctor"}} {
				r := s.run("", args...)
				if r.code != 1 || !strings.Contains(r.out+r.err, "newest part of the data is missing") {
					t.Errorf("%v: exit %d, %s%s", args, r.code, r.out, r.err)
				}
			}
			if n := len(s.log()); n != before {
				t.Errorf("%d messages left before the owner's word", n-before)
			}
			var said struct {
				LetGo bool `json:"let_go"`
			}
			if s.must(done, &said, "doctor", "--repair"); !said.LetGo {
				t.Error("the repair lets nothing go")
			}
			s.must(partly, nil, "outbox", "run")
			s.account()
			for _, f := range s.faults {
				t.Error(f)
			}
			for _, who := range s.people {
				if n := s.reached(who); n != 1 {
					t.Errorf("%s got %d messages", who, n)
				}
			}
		})
	}
}

// killedAfter runs a command and kills it once so many messages have left in all.
func (s *crashShop) killedAfter(messages int, args ...string) {
	s.Helper()
	cmd := s.command(args...)
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	s.until("the messages", func() bool { return len(s.log()) >= messages })
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// stops lets somebody say stop whom nothing has reached.
func (s *crashShop) stops() {
	s.Helper()
	i := slices.IndexFunc(s.people, func(who string) bool { return s.reached(who) == 0 })
	if i < 0 {
		s.Fatal("everybody was reached")
	}
	who := s.people[i]
	s.people = slices.Delete(s.people, i, i+1)
	s.stopped[who] = 0
	s.control(http.MethodPost, "write", map[string]string{"customer": who, "text": "STOP"}, nil)
}
