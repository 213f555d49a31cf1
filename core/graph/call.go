package graph

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"sync/atomic"
	"time"
)

// A read is tried this often in all, with a rest that doubles between the tries.
const (
	readTries = 3
	readRest  = 500 * time.Millisecond
)

// get reads one object or list. Passing faults are tried again; whoever asks may change the query in between.
func (c *Client) get(ctx context.Context, op, path string, query url.Values, again func(*Error)) ([]byte, error) {
	rest := readRest
	for try := 1; ; try++ {
		body, fault := c.read(ctx, path+"?"+query.Encode())
		if fault == nil {
			return body, nil
		}
		if !passes(fault) || try == readTries {
			return nil, wrap(op, fault)
		}
		if again != nil {
			again(fault)
		}
		if err := c.wait(ctx, rest); err != nil {
			return nil, wrap(op, cancelled(err))
		}
		rest *= 2
	}
}

// passes reports whether asking again is of use: the platform's passing faults, a broken connection, a cut answer. Not
// when nothing could be reached at all: that is for the caller to show, and trying on would only delay it.
func passes(e *Error) bool {
	return e.Class == ClassTransient || e.Class == ClassUnreadable || e.Class == ClassOffline && e.uncertain
}

func (c *Client) read(ctx context.Context, pathAndQuery string) ([]byte, *Error) {
	if fault := c.rested(); fault != nil {
		return nil, fault
	}
	if err := c.takeTurn(ctx); err != nil {
		return nil, cancelled(err)
	}
	return c.exchange(ctx, http.MethodGet, pathAndQuery, nil)
}

// post sends one request, once.
func (c *Client) post(ctx context.Context, op, path string, payload []byte) ([]byte, error) {
	if fault := c.rested(); fault != nil {
		return nil, wrap(op, fault)
	}
	body, fault := c.exchange(ctx, http.MethodPost, path, payload)
	if fault != nil {
		return nil, wrap(op, fault)
	}
	return body, nil
}

// exchange makes one request and gives the body of an answer that is none of the platform's errors. In the fault it
// notes as uncertain whatever leaves open if the platform acted on the request.
func (c *Client) exchange(ctx context.Context, method, pathAndQuery string, payload []byte) ([]byte, *Error) {
	var left atomic.Bool // a connection was there, so the request may have left
	timed, end := context.WithTimeout(ctx, answerWithin)
	defer end()
	traced := httptrace.WithClientTrace(timed, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { left.Store(true) },
	})
	req, err := http.NewRequestWithContext(traced, method, c.root+pathAndQuery, bytes.NewReader(payload))
	if err != nil {
		return nil, &Error{Class: ClassBug, Message: redact(bare(err).Error(), c.token)}
	}
	req.Header = http.Header{"Authorization": {"Bearer " + c.token.Reveal()}, "Accept": {"application/json"}, "User-Agent": {"Shopbell"}}
	if payload != nil {
		req.Header["Content-Type"] = req.Header["Accept"]
	}
	asked := c.clock.Now().Round(0) // by the wall clock, which goes on while the computer sleeps
	resp, err := c.line.RoundTrip(req)
	if err != nil {
		return nil, c.broken(ctx, err, left.Load())
	}
	defer resp.Body.Close()
	now := c.clock.Now()
	c.learn(resp.Header, now, now.Sub(asked))
	body, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit+1))
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, c.broken(ctx, err, true)
	case err != nil:
		return nil, c.unreadable(resp.StatusCode, "the answer was cut short: "+bare(err).Error())
	case len(body) > answerLimit:
		return nil, c.unreadable(resp.StatusCode, "the answer is larger than 8 MB")
	}
	if fault := c.refusal(resp, body, now); fault != nil {
		return nil, fault
	}
	return body, nil
}

// learn takes the platform's time and the use of its limits from an answer.
func (c *Client) learn(h http.Header, now time.Time, took time.Duration) {
	if c.observe != nil {
		if at, err := http.ParseTime(h.Get("Date")); err == nil {
			c.observe(at.UTC(), took)
		}
	}
	if u, told := readUsage(h); told {
		c.pace.SetLimitAt(now, c.meter.note(u, now))
	}
}

// refusal finds the platform's error in an answer, whatever its status, and takes every other answer that is not a
// plain success for a fault too.
func (c *Client) refusal(resp *http.Response, body []byte, now time.Time) *Error {
	fault := parseRefusal(body, resp.StatusCode)
	switch {
	case fault == nil && resp.StatusCode >= 200 && resp.StatusCode < 300:
		return nil
	case fault == nil:
		fault = c.unreadable(resp.StatusCode, "no error of the platform in the answer")
		if class := classOfStatus(resp.StatusCode); class != ClassUnknown {
			fault.Class = class
			fault.uncertain = class == ClassTransient
		}
	default:
		fault.Message = redact(fault.Message, c.token)
		fault.UserMessage = redact(fault.UserMessage, c.token)
		fault.Trace = redact(fault.Trace, c.token)
		fault.uncertain = fault.Class == ClassTransient || fault.Class == ClassUnknown && resp.StatusCode >= 500
	}
	if fault.Class == ClassRate {
		fault.RetryAfter = rest(resp.Header, now)
	}
	return fault
}

func (c *Client) unreadable(status int, why string) *Error {
	return &Error{Class: ClassUnreadable, Status: status, Message: redact(why, c.token), uncertain: true}
}

// broken sorts a request that got no answer.
func (c *Client) broken(ctx context.Context, err error, left bool) *Error {
	if ctx.Err() != nil {
		e := cancelled(ctx.Err())
		e.uncertain = left
		return e
	}
	if foreign(err) {
		return &Error{Class: ClassIntercepted, Message: redact(bare(err).Error(), c.token)}
	}
	return &Error{Class: ClassOffline, Message: redact(bare(err).Error(), c.token), uncertain: left}
}

// foreign reports that whoever answered could not prove to be the platform, or does not speak TLS: a proxy that looks
// into the line, a network's page to log in, or a computer whose clock makes the certificate invalid. No request leaves
// before that proof.
func foreign(err error) bool {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &certificate) || errors.As(err, &record) || errors.Is(err, http.ErrSchemeMismatch)
}

// bare takes the address off an error of net/http: it says nothing new, and addresses do not belong into messages.
func bare(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// cancelled is for a caller who gave up. Only the two errors of context pass as causes; others might quote an address.
func cancelled(err error) *Error {
	e := &Error{Class: ClassCancelled}
	switch {
	case errors.Is(err, context.Canceled):
		e.cause = context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		e.cause = context.DeadlineExceeded
	}
	return e
}
