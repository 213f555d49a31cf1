package outbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/policy"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// model is one history: the page, the program and what the model holds of both. The page's clock only goes forward; the
// computer's may be wrong, and is corrected by the page's.
type model struct {
	*scene
	rt       *rapid.T
	root     string
	server   *practice.Server
	pc       *ahead // the computer's clock
	program  *core.CorrectedClock
	gate     *gate
	did      map[string]int
	stopped  map[core.CustomerID]*said
	promises []promise
	made     int // codes
	folders  int
	logged   int // messages of the page's log that were looked at
	reachedC map[string]bool
	codesOut map[string]bool
	wrote    map[core.CustomerID]time.Time // last
	wished   map[core.CustomerID]bool
	waves    map[string]*waved       // by the mark of the messages
	stock    int                     // of the mug
	replies  int                     // made
	confirms map[core.CustomerID]int // that may still come
	broken   string                  // what was seen on the way out that must not be
}

// said is a STOP on the page. It is sure once a reading of the list began after it: nothing may leave any more.
type said struct {
	at   time.Time
	sure bool
}

const pool = "pool"

func newModel(t *testing.T, rt *rapid.T, root string) *model {
	t.Helper()
	m := &model{scene: &scene{TB: t, clock: core.NewFakeClock(noon.Add(-time.Hour)), rules: policy.Defaults(time.UTC)}, rt: rt, root: root,
		did: map[string]int{}, stopped: map[core.CustomerID]*said{}, reachedC: map[string]bool{}, codesOut: map[string]bool{},
		wrote: map[core.CustomerID]time.Time{}, wished: map[core.CustomerID]bool{}, waves: map[string]*waved{}, confirms: map[core.CustomerID]int{}}
	m.page = practice.New(practice.Options{Clock: m.clock, NoRateLimits: true, Empty: true})
	var err error
	if m.server, err = m.page.Serve(t.Context(), "127.0.0.1:0"); err != nil {
		rt.Fatal(err)
	}
	m.url = m.server.URL
	m.pc = &ahead{Clock: m.clock}
	for i := range 6 {
		id := m.page.AddCustomer(fmt.Sprint("Person ", i), "en")
		m.page.Write(id, "Hello!")
		m.wrote[id] = m.clock.Now()
		m.ids = append(m.ids, id)
	}
	m.clock.Set(noon)
	m.start(func(dir string) error { return os.CopyFS(dir, os.DirFS(fresh(t, root))) })
	m.draw()
	if _, err := m.store.AddCodes(t.Context(), pool, time.Time{}, m.codes(6), noon); err != nil {
		rt.Fatal(err)
	}
	return m
}

// fresh gives an empty data folder to copy: migrations take longer than a history.
func fresh(t *testing.T, root string) string {
	dir := filepath.Join(root, "fresh")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// start opens a data folder that fill has made, as a program that was just started.
func (m *model) start(fill func(dir string) error) {
	m.folders++
	m.dir = filepath.Join(m.root, fmt.Sprint("data-", m.folders))
	if err := fill(m.dir); err != nil {
		m.rt.Fatal(err)
	}
	var err error
	if m.store, err = store.Open(m.Context(), m.dir); err != nil {
		m.rt.Fatal(err)
	}
	m.connect()
}

// connect makes a client and an outbox as a program does that was just started.
func (m *model) connect() {
	m.program = core.NewCorrectedClock(m.pc)
	m.box = m.boxOn(m.client(graph.Config{Base: m.url, Token: m.page.Token(), Clock: m.program, Observe: m.program.Observe}), m.program)
	m.box.Puller.SetCatalogue([]core.Product{{SKU: mug, Name: "blue mug"}})
	m.box.Puller.SetConfirm(func(string) string { return confirmed })
	m.gate = &gate{Page: m.box.Page, m: m}
	m.box.Page = m.gate
}

func (m *model) end() {
	if err := errors.Join(m.store.Close(), m.server.Close(), os.RemoveAll(m.dir)); err != nil {
		m.Error(err)
	}
}

// codes makes n new codes.
func (m *model) codes(n int) []string {
	var out []string
	for range n {
		m.made++
		out = append(out, fmt.Sprintf("CODE-%d", m.made))
	}
	return out
}

// draw draws rules.
func (m *model) draw() {
	r := policy.Defaults(time.UTC)
	r.Pace, r.PauseOptOut, r.PauseError = 0, 100, 100
	r.CustomerDay = 4 - rapid.IntRange(1, 3).Draw(m.rt, "a day")
	r.CustomerWeek = rapid.IntRange(r.CustomerDay, 6).Draw(m.rt, "a week")
	r.Customer30d = rapid.IntRange(r.CustomerWeek, 9).Draw(m.rt, "in 30 days")
	r.MinGap = rapid.SampledFrom([]time.Duration{0, 0, time.Hour, 48 * time.Hour}).Draw(m.rt, "gap")
	r.PageDay = 22 - rapid.IntRange(2, 20).Draw(m.rt, "page a day")
	r.InFlight = rapid.IntRange(1, 3).Draw(m.rt, "in flight")
	if rapid.Bool().Draw(m.rt, "no quiet hours") {
		r.QuietTo = r.QuietFrom
	}
	m.rules = r
}

// gate stands before the page: a history acts there between a reservation and its message, or ends the program.
type gate struct {
	Page
	m      *model
	mu     sync.Mutex
	sends  int
	before func(n int)
	after  func(n int)
	dead   bool
}

var errDead = errors.New("the program is gone")

func (g *gate) Send(ctx context.Context, out graph.Outgoing) (core.MessageID, error) {
	if err := g.passes(out); err != nil {
		return "", err
	}
	id, err := g.Page.Send(ctx, out)
	g.mu.Lock()
	defer g.mu.Unlock()
	if graph.Uncertain(err) {
		g.m.did["lost answers"]++
	}
	if g.after != nil && !g.dead {
		g.after(g.sends)
	}
	return id, err
}

// passes checks what must hold when a message leaves.
func (g *gate) passes(out graph.Outgoing) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sends++
	if g.before != nil && !g.dead {
		g.before(g.sends)
	}
	if g.dead {
		return errDead
	}
	now := g.m.clock.Now()
	if s := g.m.stopped[out.To]; markIn.MatchString(out.Text) && s != nil && (s.sure || now.Sub(s.at) > g.m.rules.FreshWithin+clockSlack) {
		g.m.broken = fmt.Sprintf("a message for %s at %v after the stop of %v", out.To, now, s.at)
	}
	return nil
}

// clockSlack is how far the corrected clock may be off the page's.
const clockSlack = 2 * time.Second

// looks pulls and sends, as the program does every minute.
func (m *model) looks() error {
	ctx := m.Context()
	if _, err := m.box.Puller.Pull(ctx, false, nil); err != nil {
		return err
	}
	for _, s := range m.stopped {
		s.sure = true // the reading that has just ended began after it
	}
	_, err := m.box.Run(ctx)
	return err
}

// passing are the codes with which a run may end for a while.
func passing(code core.Code) bool {
	switch code {
	case "", core.CodeOffline, core.CodeTokenInvalid, core.CodePermission, core.CodeAppAccess, core.CodeRateLimited, core.CodePageRestricted,
		core.CodePlatform, core.CodeUnreadable, core.CodeNotFound:
		return true
	}
	return false
}

// crashes ends the program at a message: everything that it does from there on is lost, and the next one starts with what
// was committed.
func (m *model) crashes(at int, late bool) {
	var copied []byte
	first := m.gate.sends
	die := func(n int) {
		if n < first+at || m.gate.dead {
			return
		}
		m.gate.dead = true
		err := m.store.CopyTo(m.Context(), func(r *os.File) (err error) {
			copied, err = io.ReadAll(r)
			return err
		})
		if err != nil {
			m.Error(err)
		}
		m.did["crashes"]++
	}
	if late {
		m.gate.after = die
	} else {
		m.gate.before = die
	}
	err := m.looks()
	m.gate.before, m.gate.after = nil, nil
	if copied == nil {
		m.ended(err)
		return
	}
	old := m.dir
	if err := errors.Join(m.store.Close(), os.RemoveAll(old)); err != nil {
		m.rt.Fatal(err)
	}
	m.start(func(dir string) error {
		return errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, store.FileName), copied, 0o600))
	})
}

// ended checks a run that was not ended from outside.
func (m *model) ended(err error) {
	if !passing(core.CodeOf(err)) {
		m.rt.Fatalf("a run ended with %v", err)
	}
	list, lerr := m.store.Unsettled(m.Context())
	if lerr != nil {
		m.rt.Fatal(lerr)
	}
	for _, d := range list {
		if d.State == core.DeliverySending && err == nil {
			m.rt.Fatalf("%s is still under way after a run", d.ID)
		}
	}
}
