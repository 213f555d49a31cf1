package outbox

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// trouble is a fault of something else than the platform's answers.
type trouble struct {
	name string
	cell func(t *testing.T) []string
}

func troubles() []trouble {
	return []trouble{
		{"no line: every connection refused", func(t *testing.T) []string { return lineGone(t, refusing, true) }},
		{"no line, from a message on", func(t *testing.T) []string { return lineGone(t, refusing, false) }},
		{"DNS: the name is not found", func(t *testing.T) []string { return lineGone(t, nameless, true) }},
		{"DNS, from a message on", func(t *testing.T) []string { return lineGone(t, nameless, false) }},
		{"TLS: a certificate of somebody else", func(t *testing.T) []string { return lineGone(t, untrusted, true) }},
		{"TLS, from a message on", func(t *testing.T) []string { return lineGone(t, untrusted, false) }},
		{"the password is changed in the middle", func(t *testing.T) []string { return tokenDies(t, practice.TokenPasswordChanged) }},
		{"the app is removed in the middle", func(t *testing.T) []string { return tokenDies(t, practice.TokenAppRemoved) }},
		{"the permission to send is taken away in the middle", func(t *testing.T) []string { return tokenDies(t, practice.TokenNoMessaging) }},
		{"the disk is full before a message is reserved", func(t *testing.T) []string { return diskFull(t, false) }},
		{"the disk is full once messages have left", func(t *testing.T) []string { return diskFull(t, true) }},
		{"the disk takes no writing", readOnly},
		{"a second Shopbell on the same data", secondProgram},
		{"the clock jumps 3 h ahead after the reservation", func(t *testing.T) []string { return clockJumps(t, 3*time.Hour, 0) }},
		{"the clock jumps 3 h back after the reservation", func(t *testing.T) []string { return clockJumps(t, -3*time.Hour, 0) }},
		{"asleep for 30 h after the reservation", func(t *testing.T) []string { return clockJumps(t, 30*time.Hour, 16*time.Hour) }},
		{"asleep for 11 h after the reservation, into the night", func(t *testing.T) []string { return clockJumps(t, 11*time.Hour, 10*time.Hour) }},
		{"asleep for 3 h, and the answer lost meanwhile", func(t *testing.T) []string { return sleepsInRequest(t, practice.AfterStore) }},
		{"asleep for 3 h, and the request lost meanwhile", func(t *testing.T) []string { return sleepsInRequest(t, practice.BeforeStore) }},
		{"the computer's clock is 3 h ahead", func(t *testing.T) []string { return wrongClock(t, 3*time.Hour) }},
		{"the computer's clock is 3 h behind", func(t *testing.T) []string { return wrongClock(t, -3*time.Hour) }},
	}
}

// around lets a test act before and after each message that leaves. n counts them from 1.
type around struct {
	Page
	sends         atomic.Int32
	before, after func(n int32)
	send          Page // who sends from the second message on; nil: Page
}

func (a *around) Send(ctx context.Context, out graph.Outgoing) (core.MessageID, error) {
	n := a.sends.Add(1)
	if a.before != nil {
		a.before(n)
	}
	by := a.Page
	if a.send != nil && n > 1 {
		by = a.send
	}
	id, err := by.Send(ctx, out)
	if a.after != nil {
		a.after(n)
	}
	return id, err
}

// rest of a cell after a run.
func (m *matrix) ended(err error) []string {
	m.Helper()
	m.tell(err)
	m.rests(err)
	m.mended()
	return m.cells
}

// refusing is a client of a port where nobody listens.
func refusing(m *matrix) *graph.Client {
	m.Helper()
	return m.client(graph.Config{Base: "http://127.0.0.1:1", Token: m.page.Token()})
}

// nameless is a client of the platform's own name, which asks a server of names that is not there.
func nameless(m *matrix) *graph.Client {
	m.Helper()
	names := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", "127.0.0.1:1")
	}}
	line := &http.Transport{DialContext: (&net.Dialer{Resolver: names}).DialContext}
	return m.client(graph.Config{Token: m.page.Token(), Transport: line})
}

// untrusted is a client of the platform's own name, which leads to a server with a certificate that nobody vouches for.
func untrusted(m *matrix) *graph.Client {
	m.Helper()
	other := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		m.Error("a request reached somebody else's server")
	}))
	other.Config.ErrorLog = log.New(io.Discard, "", 0)
	other.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	other.StartTLS()
	m.Cleanup(other.Close)
	line := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", other.Listener.Addr().String())
	}}
	return m.client(graph.Config{Token: m.page.Token(), Transport: line})
}

func lineGone(t *testing.T, dead func(*matrix) *graph.Client, always bool) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	alive := m.box
	if always {
		m.box = m.boxOn(dead(m), m.clock)
	} else {
		m.box = m.boxOn(m.client(graph.Config{Base: m.url, Token: m.page.Token()}), m.clock)
		m.box.Page = &around{Page: m.box.Page, send: dead(m)}
	}
	_, err := m.run()
	m.tell(err)
	m.rests(err)
	m.box = alive
	m.mended()
	return m.cells
}

func tokenDies(t *testing.T, how practice.TokenState) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	m.box.Page = &around{Page: m.box.Page, before: func(n int32) {
		if n == 2 {
			m.page.SetToken(how)
		}
	}}
	_, err := m.run()
	m.tell(err)
	m.rests(err)
	m.page.SetToken(practice.TokenValid)
	m.mended()
	return m.cells
}

// small puts the data folder on a file system of its own, and opens it anew: with no room kept in the journal.
func (m *matrix) small() (dir string, ok bool) {
	m.Helper()
	dir = m.TempDir()
	if out, err := exec.CommandContext(m.Context(), "mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", dir).CombinedOutput(); err != nil {
		m.Logf("no file system of its own here, so the row stands as it was: %s", out)
		return "", false
	}
	m.Cleanup(func() {
		if m.store != nil {
			_ = m.store.Close()
		}
		if err := exec.Command("umount", dir).Run(); err != nil {
			m.Errorf("umount: %v", err)
		}
	})
	if err := m.store.Close(); err != nil {
		m.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS(m.dir)); err != nil {
		m.Fatal(err)
	}
	m.dir = filepath.Join(dir, "data")
	m.reopen()
	return dir, true
}

func (m *matrix) reopen() {
	m.Helper()
	m.open()
	m.box = m.boxOn(m.client(graph.Config{Base: m.url, Token: m.page.Token()}), m.clock)
}

// fill leaves no byte on a file system.
func (m *matrix) fill(path string) {
	m.Helper()
	f, err := os.Create(path)
	if err != nil {
		m.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 1<<16); len(block) > 0; block = block[:len(block)/2] {
		for err == nil {
			_, err = f.Write(block)
		}
		if !errors.Is(err, syscall.ENOSPC) {
			m.Fatal(err)
		}
		err = nil
	}
}

func diskFull(t *testing.T, late bool) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	dir, ok := m.small()
	if !ok {
		return nil
	}
	full := filepath.Join(dir, "full")
	if late {
		m.box.Page = &around{Page: m.box.Page, before: func(n int32) {
			if n == 1 {
				m.fill(full)
			}
		}}
	} else {
		m.fill(full)
	}
	_, err := m.run()
	if left := len(m.page.Log()); (left > 0) != late {
		t.Errorf("%d messages left", left)
	}
	m.tell(err)
	m.rests(err)
	if err := os.Remove(full); err != nil {
		t.Fatal(err)
	}
	m.mended()
	return m.cells
}

func readOnly(t *testing.T) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	dir, ok := m.small()
	if !ok {
		return nil
	}
	if err := m.store.Close(); err != nil {
		t.Fatal(err)
	}
	m.remount(dir, "ro")
	_, err := store.Open(t.Context(), m.dir)
	m.cells = append(m.cells, m.words.Error(err).Line())
	m.remount(dir, "rw")
	m.reopen()
	d := m.delivery(m.struck)
	m.cells = append(m.cells, stands(d.State, d.Reason.Code), "until it is started again")
	m.mended()
	return m.cells
}

func (m *matrix) remount(dir, how string) {
	m.Helper()
	if out, err := exec.CommandContext(m.Context(), "mount", "-o", "remount,"+how, dir).CombinedOutput(); err != nil {
		m.Fatalf("%v: %s", err, out)
	}
}

func secondProgram(t *testing.T) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	var second error
	m.box.Page = &around{Page: m.box.Page, before: func(n int32) {
		if n == 2 {
			_, second = store.Open(t.Context(), m.dir)
		}
	}}
	m.mustRun()
	if core.CodeOf(second) != core.CodeDataBusy {
		t.Errorf("the second one got %v", second)
	}
	d := m.delivery(m.struck)
	m.cells = append(m.cells, m.words.Code(core.CodeOf(second), "").Line(), stands(d.State, d.Reason.Code), "the second one, until the first is closed")
	m.mended()
	return m.cells
}

// clockJumps moves the clock between the reservation of the first message and its request. later is how long after the
// jump the shop is looked at again; 0: at once.
func clockJumps(t *testing.T, by, later time.Duration) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	m.rules.Pace = 1000
	m.box.Page = &around{Page: m.box.Page, before: func(n int32) {
		if n == 1 {
			m.clock.Advance(by)
		}
	}}
	_, err := m.run()
	m.tell(err)
	m.rests(err)
	m.clock.Advance(later)
	m.mended()
	return m.cells
}

// sleepsInRequest loses a request or its answer while the computer sleeps.
func sleepsInRequest(t *testing.T, how practice.Drop) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	m.page.Inject(practice.Fault{Match: "POST /", Nth: 2, Count: 1, Drop: how})
	m.box.Page = &around{Page: m.box.Page, after: func(n int32) {
		if n == 2 {
			m.clock.Advance(3 * time.Hour)
		}
	}}
	_, err := m.run()
	return m.ended(err)
}

// ahead is a clock that is wrong.
type ahead struct {
	core.Clock
	by time.Duration
}

func (a ahead) Now() time.Time { return a.Clock.Now().Add(a.by) }

func wrongClock(t *testing.T, by time.Duration) []string {
	t.Helper()
	m := newMatrix(t, struckSend, false)
	clock := core.NewCorrectedClock(ahead{m.clock, by})
	m.box = m.boxOn(m.client(graph.Config{Base: m.url, Token: m.page.Token(), Clock: clock, Observe: clock.Observe}), clock)
	_, err := m.run()
	if off := clock.Offset(); (off + by).Abs() > 2*time.Second {
		t.Errorf("corrected by %v", off)
	}
	return m.ended(err)
}
