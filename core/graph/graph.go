// Package graph is the client of the platform's Graph API, and the only code that speaks HTTP to the shop's page.
//
// What always holds:
//   - The token travels in the Authorization header and nowhere else: never in an address, a body, an error or a log.
//     It goes to the platform's own host over https, or to this computer itself for a simulator (see CheckBase), and a
//     redirect is never followed.
//   - Reads keep the platform's pace of two a second and are tried again, at most three times in all, when the platform
//     says that the trouble passes. A send is one POST and is never repeated; Uncertain tells whether it may have arrived.
//   - Answers are hostile input: at most 8 MB are read, unknown fields are ignored, odd values become empty ones.
//   - Failures are sorted by code and subcode, never by their wording (see Class).
//
// A Client may be used from any number of goroutines. Every method blocks until the answer is there or ctx ends.
package graph

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/time/rate"

	"shopbell/core"
)

// DefaultVersion is the version of the Graph API that the client asks for unless told otherwise.
const DefaultVersion = "v25.0"

const (
	readsPerSecond = 2                // the platform's limit for reading conversations, per page
	answerLimit    = 8 << 20          // bytes
	answerWithin   = 30 * time.Second // of one request
	mostIdle       = 64               // connections: as many as a sender has requests under way, or each of them is made anew
)

// Config says to whom a Client speaks and how. Only Token is required.
type Config struct {
	Base    string // as CheckBase takes it; empty: the platform
	Version string // empty: DefaultVersion
	Token   core.Token
	Page    core.PageID // the page the token is for; empty: asked for when first needed

	// Observe receives the platform's own time with every answer, and how long the answer took, to correct a wrong clock.
	Observe func(server time.Time, took time.Duration)
	// ReadsPerSecond lowers the pace of reads. 0 is the platform's two a second; below 0 lifts it, and like anything
	// above two is allowed towards this computer only.
	ReadsPerSecond float64

	Transport http.RoundTripper                          // nil: one of its own
	Clock     core.Clock                                 // nil: the computer's
	Wait      func(context.Context, time.Duration) error // nil: sleeps until the time is over or ctx ends
}

// Client reads one page's conversations and sends its messages.
type Client struct {
	root    string // base and version
	token   core.Token
	line    http.RoundTripper // asked itself: it follows no redirect and keeps no cookie
	clock   core.Clock
	wait    func(context.Context, time.Duration) error
	observe func(server time.Time, took time.Duration)
	pace    *rate.Limiter
	meter   meter

	noReactions atomic.Bool // the platform does not know the field
	profile     profileTurns

	mu   sync.Mutex
	page core.PageID
}

var versionForm = regexp.MustCompile(`^v[0-9]{1,3}\.[0-9]{1,2}$`)

// New makes a client. It sends nothing.
// Errors: CodeBadAddress, CodeBadInput (version), CodeTokenMissing, CodeTokenInvalid, CodeLooserThanMeta (pace).
func New(cfg Config) (*Client, error) {
	const op = "graph.new"
	base, loopback, err := CheckBase(cfg.Base)
	if err != nil {
		return nil, err
	}
	if cfg.Version == "" {
		cfg.Version = DefaultVersion
	}
	if !versionForm.MatchString(cfg.Version) {
		return nil, core.E(core.CodeBadInput, op, "the version of the Graph API looks like v25.0", nil)
	}
	if err := checkToken(cfg.Token); err != nil {
		return nil, err
	}
	limit, err := readLimit(cfg.ReadsPerSecond, loopback)
	if err != nil {
		return nil, err
	}
	c := &Client{
		root:    base + "/" + cfg.Version,
		token:   cfg.Token,
		line:    cfg.Transport,
		clock:   cfg.Clock,
		wait:    cfg.Wait,
		observe: cfg.Observe,
		pace:    rate.NewLimiter(limit, 1),
		meter:   meter{full: limit},
		page:    cfg.Page,
	}
	if c.line == nil {
		c.line = newTransport(loopback)
	}
	if c.clock == nil {
		c.clock = core.SystemClock{}
	}
	if c.wait == nil {
		c.wait = sleep
	}
	return c, nil
}

// checkToken refuses what cannot stand in a header.
func checkToken(t core.Token) error {
	if t.IsZero() {
		return core.E(core.CodeTokenMissing, "graph.new", "", nil)
	}
	unfit := func(r rune) bool { return r <= ' ' || r > '~' }
	if strings.ContainsFunc(t.Reveal(), unfit) {
		return core.E(core.CodeTokenInvalid, "graph.new", "the token holds a space or a sign that no token has", nil)
	}
	return nil
}

func readLimit(perSecond float64, loopback bool) (rate.Limit, error) {
	switch {
	case perSecond == 0:
		return readsPerSecond, nil
	case perSecond > 0 && (perSecond <= readsPerSecond || loopback):
		return rate.Limit(perSecond), nil
	case perSecond < 0 && loopback:
		return rate.Inf, nil
	}
	return 0, core.E(core.CodeLooserThanMeta, "graph.new", "the platform allows two reads of conversations a second", nil)
}

// newTransport makes the line to the platform. Towards this computer no proxy is used and only loopback addresses are dialled,
// whatever "localhost" resolves to.
func newTransport(loopback bool) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = mostIdle
	// A connection that died while the computer slept would otherwise take requests for minutes.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 5 * time.Second}
	if loopback {
		t.Proxy = nil
		t.DialContext = (&net.Dialer{Timeout: answerWithin, Control: onlyLoopback}).DialContext
	}
	return t
}

func onlyLoopback(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return core.E(core.CodeBadAddress, "graph.dial", "the address is not this computer", nil)
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
