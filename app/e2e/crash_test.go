//go:build e2e

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// crashing builds the program that dies where SHOPBELL_CRASH says, see core/crash, once for all tests.
var crashing = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.TempDir(), "shopbell-crashpoints") // one for all runs: it is large
	out, err := exec.Command("go", "build", "-tags", "sqlite_fts5 migrated_fynedo crashpoints", "-o", path, "../../app").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func crashingProgram(t *testing.T) string {
	t.Helper()
	path, err := crashing()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// crashShop is a shop whose program is killed again and again while it sends to a few people.
type crashShop struct {
	*shop
	rand    *rand.Rand
	tally   *crashTally
	people  []string
	stopped map[string]int // messages that a person had when they said stop
	round   int
	cuts    *cuts    // each kill is a power cut; nil: the disk keeps everything
	faults  []string // what was found to be wrong
}

// crashTally counts over all shops.
type crashTally struct {
	want, kills, atPoint, rounds, sent, drops, stops, codes atomic.Int64
}

// A killed program loses nothing, doubles nothing, gives no code twice and respects every stop; by the page's own log.
// SHOPBELL_KILLS says how many kills, 200 otherwise. Shops mostly wait: run it with -parallel 12.
func TestKilledAtAnyMoment(t *testing.T) {
	tally := new(crashTally)
	tally.want.Store(200)
	if n, err := strconv.ParseInt(os.Getenv("SHOPBELL_KILLS"), 10, 64); err == nil {
		tally.want.Store(n)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	bin := crashingProgram(t)
	t.Run("shops", func(t *testing.T) {
		for i := range uint64(12) {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				s := newCrashShop(t, bin, rand.New(rand.NewPCG(seed, i)), tally)
				for tally.kills.Load() < tally.want.Load() && len(s.faults) == 0 {
					s.next()
				}
				s.account()
				for _, f := range s.faults {
					t.Error(f)
				}
			})
		}
	})
	if t.Failed() {
		return
	}
	t.Log(tally)
}

// String tells a tally of a test that found nothing wrong.
func (t *crashTally) String() string {
	return fmt.Sprintf("%d kills (%d of them at a named step), %d campaigns, %d messages, %d connections dropped, %d stops, %d codes: lost 0, doubled 0, codes doubled 0, stops violated 0",
		t.kills.Load(), t.atPoint.Load(), t.rounds.Load(), t.sent.Load(), t.drops.Load(), t.stops.Load(), t.codes.Load())
}

func (s *crashShop) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

func newCrashShop(t *testing.T, bin string, r *rand.Rand, tally *crashTally) *crashShop {
	t.Helper()
	s := &crashShop{shop: newShop(t, "--empty", "--no-rate-limits"), rand: r, tally: tally, stopped: map[string]int{}}
	s.bin = bin
	s.env = append(s.env, "SHOPBELL_CRASH_APART=150ms")
	s.must(done, nil, "connect")
	s.must(done, nil, "products", "import", catalogue(t))
	s.must(done, nil, "rules", "set", "quiet_from=00:00", "quiet_to=00:00", "zone=UTC", "pace=0", "customer_day=1000", "customer_week=1000", "customer_30d=1000",
		"min_gap=0s", "page_day=100000", "same_text_days=0", "pause_opt_out_rate=100", "pause_error_rate=100", "stop_confirmation=off")
	s.must(done, nil, "codes", "generate", "--pool", "autumn", "--count", "5000")
	for range 5 {
		s.join()
	}
	return s
}

// join lets somebody new write.
func (s *crashShop) join() {
	s.Helper()
	var told struct{ Customer string }
	name := fmt.Sprintf("Person %d", len(s.people)+len(s.stopped))
	s.control(http.MethodPost, "write", map[string]string{"name": name, "language": "en", "text": "Tell me when the blue mug is back, please"}, &told)
	s.people = append(s.people, told.Customer)
}

// next makes one campaign whose sending is killed up to three times, and then lets it end.
func (s *crashShop) next() {
	s.Helper()
	s.round++
	s.tally.rounds.Add(1)
	if s.rand.IntN(2) == 0 {
		drop := []string{"before_store", "after_store"}[s.rand.IntN(2)]
		s.control(http.MethodPost, "fault", map[string]any{"match": "POST /", "nth": 1 + s.rand.IntN(6), "count": 1, "drop": drop}, nil)
		s.tally.drops.Add(1)
	}
	if s.rand.IntN(6) == 0 {
		who := s.people[0]
		s.stopped[who] = s.reached(who)
		s.people = s.people[1:]
		s.control(http.MethodPost, "write", map[string]string{"customer": who, "text": "STOP"}, nil)
		s.tally.stops.Add(1)
		s.join()
	}
	text := fmt.Sprintf("Round %d:", s.round)
	switch s.rand.IntN(3) {
	case 0:
		s.killed("send", "news", "--text", text+" all is new")
	case 1:
		s.killed("send", "promo", "--pool", "autumn", "--text", text+" yours is {code} indeed")
	default:
		s.killed("send", "restock", "--sku", "MUG-BLUE", "--stock", fmt.Sprint(10+s.round), "--text", text+" the mug is back")
	}
	for range 2 {
		s.killed("outbox", "run")
	}
	if r := s.run("", "outbox", "run"); r.code != 0 && r.code != 3 {
		s.fault("round %d: exit %d, %s", s.round, r.code, r.err)
	}
}

// killed runs a command and kills it: at a named step, or at any moment.
func (s *crashShop) killed(args ...string) {
	s.Helper()
	cmd := s.command(args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	points := []string{"after-reserve:1", "before-settle:1", "reconcile:1", "before-post:", "after-post:"}
	named := s.rand.IntN(2) == 0
	if named {
		at := points[s.rand.IntN(len(points))]
		if strings.HasSuffix(at, ":") {
			at += fmt.Sprint(1 + s.rand.IntN(5)) // which of the five messages
		}
		cmd.Env = append(cmd.Env, "SHOPBELL_CRASH="+at)
	}
	inDisk := !named && s.cuts != nil && s.rand.IntN(2) == 0
	if inDisk {
		cmd.Env = append(cmd.Env, fmt.Sprintf("POWER_CUT=%d", 1+s.rand.IntN(mostChanges)))
	}
	if err := cmd.Start(); err != nil {
		s.Fatal(err)
	}
	moment := time.Hour
	if !named && !inDisk {
		moment = time.Duration(s.rand.Int64N(int64(400 * time.Millisecond)))
	}
	kill := time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	kill.Stop()
	switch code := cmd.ProcessState.ExitCode(); {
	case code == -1:
		s.tally.kills.Add(1)
		if named {
			s.tally.atPoint.Add(1)
		}
		if s.cuts != nil {
			s.powerFails()
		}
	case code != 0 && code != 3:
		s.fault("%v ended by itself: %v, %s", args, err, errs.String())
	}
}

func (s *crashShop) reached(who string) int {
	n := 0
	for _, m := range s.log() {
		if m.Customer == who {
			n++
		}
	}
	return n
}

var (
	roundIn = regexp.MustCompile(`^Round \d+:`)
	codeIn  = regexp.MustCompile(`yours is (\S+) indeed`)
)

// account compares everything that happened with the page's own log: nothing lost, nothing doubled, nothing after a stop.
func (s *crashShop) account() {
	s.Helper()
	s.control(http.MethodPost, "fault", map[string]any{"clear": true}, nil)
	if r := s.run("", "outbox", "run"); r.code != 0 && r.code != 3 {
		s.fault("at the end: exit %d, %s", r.code, r.err)
	}
	var list []delivery
	r := s.run("", "outbox", "--json")
	if err := json.Unmarshal([]byte(r.out), &list); err != nil {
		s.fault("the outbox: exit %d, %s, %v", r.code, r.err, err)
		return
	}
	log := s.log()
	s.accountSent(list, log)
	s.accountTexts(log)
	for who, before := range s.stopped {
		if n := s.reached(who); n != before {
			s.fault("%s got %d messages after STOP", who, n-before)
		}
	}
	s.tally.sent.Add(int64(len(log)))
}

// accountSent compares the outbox with the page: sent means there once, and nothing is there that is not sent.
func (s *crashShop) accountSent(list []delivery, log []received) {
	sent := map[string]string{}
	for _, d := range list {
		switch {
		case d.State == "sent":
			sent[d.MessageID] = d.CustomerID
		case d.State == "refused" && (d.Reason == "opted_out" || d.Reason == "same_item_told" || d.Reason == "no_interest"):
		default:
			s.fault("lost: %s for %s is %s, %s", d.Text, d.CustomerID, d.State, d.Reason)
		}
	}
	for _, m := range log {
		if sent[m.MessageID] != m.Customer {
			s.fault("the page has %s for %s (%s), the outbox does not", m.MessageID, m.Customer, m.Text)
		}
		delete(sent, m.MessageID)
	}
	for id, who := range sent {
		s.fault("the outbox has %s for %s as sent, the page does not", id, who)
	}
}

// accountTexts looks at what people got: nothing twice, no code twice.
func (s *crashShop) accountTexts(log []received) {
	twice, codes := map[string]bool{}, map[string]bool{}
	for _, m := range log {
		key := m.Customer + " " + roundIn.FindString(m.Text)
		if twice[key] {
			s.fault("doubled: %s", key)
		}
		twice[key] = true
		if code := codeIn.FindStringSubmatch(m.Text); code != nil {
			if codes[code[1]] {
				s.fault("the code %s left twice", code[1])
			}
			codes[code[1]] = true
		}
		if strings.Contains(m.Text, "{code}") {
			s.fault("left without a code: %s", m.Text)
		}
	}
	s.tally.codes.Add(int64(len(codes)))
}

// A migration that is killed between any two steps is done to its end when the folder is next opened.
func TestKilledWhileMigrating(t *testing.T) {
	bin := crashingProgram(t)
	for n := 1; ; n++ {
		s := newShop(t, "--no-rate-limits")
		s.bin = bin
		env := s.env
		s.env = append(env, fmt.Sprintf("SHOPBELL_CRASH=migration:%d", n))
		died := s.run(s.token+"\n", "connect").code == -1
		s.env = env
		s.must(done, nil, "connect")
		s.must(done, nil, "sync")
		if !died {
			if n < 3 {
				t.Errorf("only %d steps", n-1)
			}
			return
		}
	}
}

// A backup that is killed leaves no file that looks like one, and the next one is whole.
func TestKilledInABackup(t *testing.T) {
	s := newShop(t, "--no-rate-limits")
	s.bin = crashingProgram(t)
	s.ready()
	env, file := s.env, filepath.Join(t.TempDir(), "shop.age")
	s.env = append(env, "SHOPBELL_CRASH=backup:1")
	if r := s.run("a long passphrase\na long passphrase\n", "backup", file); r.code != -1 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("there is a file")
	}
	s.env = env
	if r := s.run("a long passphrase\na long passphrase\n", "backup", file); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	s.must(done, nil, "sync")
}
