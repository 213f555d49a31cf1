package practice

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"time"
)

// Drop says where a connection breaks.
type Drop string

// The ways to drop a connection. AfterStore leaves the client not knowing that the message arrived.
const (
	BeforeStore Drop = "before_store"
	AfterStore  Drop = "after_store"
)

// BodyFault says what is wrong with an answer's body.
type BodyFault string

// The broken bodies.
const (
	BodyTruncated BodyFault = "truncated" // the first half of the true answer
	BodyHTML      BodyFault = "html"      // a gateway's error page
	BodyEmpty     BodyFault = "empty"
	BodyHuge      BodyFault = "huge" // HugeBody bytes of JSON
)

// HugeBody is how many bytes a huge answer has at least.
const HugeBody = 32 << 20

// Fault is something that goes wrong on purpose. The zero value of a field asks for nothing.
type Fault struct {
	// Match says which requests: a part of "METHOD /path", for example "POST" or "/conversations"; empty: all of the API.
	// "/practice-media" are the pictures.
	Match string
	// Query says which of those: a part of the address behind "?", for example "user_id="; empty: all.
	Query string
	// Nth is the first matching request that is hit, counted from 1 and from the moment of Inject; 0 is 1.
	Nth int
	// Count is how many matching requests are hit from there on; 0 is 1, -1 is all.
	Count int

	// Status and Code make an error answer: Status alone gets code 2, Code alone status 400.
	Status    int
	Code      int
	Subcode   int
	Transient bool
	Message   string
	// Stored carries the request out before the error answer or the HTML page; a truncated, empty or huge body and
	// AfterStore always do, BeforeStore never does.
	Stored        bool
	Latency       time.Duration // before the request is looked at; real time, however the page's clock is set
	AnswerLatency time.Duration // the same, after it was carried out
	// Held takes a value whenever a request begins to wait for one of the two, unless it is nil.
	Held   chan<- struct{}
	Regain int // minutes until calls are taken again, told in the usage header
	Drop   Drop
	Body   BodyFault
}

type plannedFault struct {
	Fault
	seen int
}

// Inject plans a fault. Of several that hit one request the one injected first acts.
func (p *Page) Inject(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, &plannedFault{Fault: f})
}

// ClearFaults forgets every planned fault.
func (p *Page) ClearFaults() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = nil
}

// takeFault counts a request in every fault that matches it and gives the first that hits, or nil.
func (p *Page) takeFault(method, path, query string) *Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.faults) == 0 {
		return nil
	}
	var hit *Fault
	for _, f := range p.faults {
		if !strings.Contains(method+" "+path, f.Match) || !strings.Contains(query, f.Query) || f.Match == "" && strings.HasPrefix(path, mediaPath) {
			continue
		}
		f.seen++
		first, count := max(1, f.Nth), f.Count
		if count == 0 {
			count = 1
		}
		if hit == nil && f.seen >= first && (count < 0 || f.seen < first+count) {
			c := f.Fault
			hit = &c
		}
	}
	return hit
}

// delay waits, or until the client has gone.
func (f *Fault) delay(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	if f.Held != nil {
		f.Held <- struct{}{}
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// carriesOut reports whether the request is carried out; without a fault it is.
func (f *Fault) carriesOut() bool {
	switch {
	case f == nil:
		return true
	case f.Drop == BeforeStore:
		return false
	case f.Stored || f.Drop == AfterStore:
		return true
	}
	return f.Status == 0 && f.Code == 0 && f.Body != BodyHTML
}

// apply turns the true answer into the faulty one, or reports that the connection is cut.
func (f *Fault) apply(a reply, trace string) (out reply, dropped bool) {
	if f.Drop != "" {
		return a, true
	}
	if f.Code != 0 || f.Status != 0 && f.Body == "" {
		e := f.refusal()
		a = reply{status: e.status, body: e.body(trace)}
	}
	switch f.Body {
	case BodyTruncated:
		a.body = a.body[:len(a.body)/2]
	case BodyEmpty:
		a.body = nil
	case BodyHuge:
		a.body = append([]byte(`{"data":[],"padding":"`), bytes.Repeat([]byte("x"), HugeBody)...)
		a.body = append(a.body, `"}`...)
	case BodyHTML:
		a = reply{status: http.StatusBadGateway, kind: "text/html; charset=utf-8",
			body: []byte("<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>")}
	}
	if f.Status != 0 {
		a.status = f.Status
	}
	a.regain = f.Regain
	return a, false
}

func (f *Fault) refusal() *refusal {
	e := refuse(f.Code, f.Subcode, f.Message)
	if f.Code == 0 {
		e.code = 2
	}
	if f.Status != 0 {
		e.status = f.Status
	}
	if e.message == "" {
		e.message = "(#" + digits(uint64(max(0, e.code))) + ") An error was injected."
		if e.code == 2 {
			e.message = "(#2) Service temporarily unavailable"
		}
	}
	e.transient = f.Transient
	return e
}
