package graph

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"shopbell/core"
)

const (
	secret = "EAABpagetokenOfTheTest0123456789"
	pageID = "104210001111222"
)

// noon is the time on the fake clock.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// request is what the fake page was asked.
type request struct {
	method, path, query, auth, body string
}

// fakePage is a server on loopback that answers as a test tells it, and notes what it was asked.
type fakePage struct {
	*httptest.Server
	clock *core.FakeClock

	mu    sync.Mutex
	asked []request
	rests []time.Duration // what the client wanted to wait
}

func newPage(t *testing.T, answer http.HandlerFunc) *fakePage {
	t.Helper()
	p := &fakePage{clock: core.NewFakeClock(noon)}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.mu.Lock()
		p.asked = append(p.asked, request{r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("Authorization"), string(body)})
		p.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(p.Close)
	return p
}

// client makes a client of the page whose waits take no time but move the fake clock.
func (p *fakePage) client(t *testing.T, change func(*Config)) *Client {
	t.Helper()
	cfg := Config{Base: p.URL, Token: core.NewToken(secret), Page: pageID, Clock: p.clock, Wait: p.wait, ReadsPerSecond: -1}
	if change != nil {
		change(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (p *fakePage) wait(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	p.rests = append(p.rests, d)
	p.mu.Unlock()
	p.clock.Advance(d)
	return ctx.Err()
}

func (p *fakePage) requests() []request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]request(nil), p.asked...)
}

// says answers everything with one status and body.
func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// inTurn gives one answer after the other, the last one for ever.
func inTurn(answers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		now := answers[0]
		if len(answers) > 1 {
			answers = answers[1:]
		}
		mu.Unlock()
		now(w, r)
	}
}
