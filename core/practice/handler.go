package practice

import (
	"encoding/base64"
	"encoding/binary"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Request is one HTTP request as the page saw it.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	// Query is the address's query with its values, so that a test can prove that no token is in an address.
	Query map[string][]string `json:"query,omitempty"`
	// Authorization tells whether that header was there; its value is not kept.
	Authorization bool      `json:"authorization"`
	Status        int       `json:"status"` // 0: the connection was dropped without an answer
	At            time.Time `json:"at"`
}

// maxRequests is how many requests are remembered; beyond it the oldest half is forgotten.
const maxRequests = 1 << 20

// Requests lists the requests to the Graph API, in the order they were answered.
func (p *Page) Requests() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// reply is an answer before it goes over the wire.
type reply struct {
	status int
	body   []byte
	kind   string // content type; empty: JSON
	regain int    // see Fault.Regain
}

const jsonType = "application/json; charset=UTF-8"

// maxBody bounds what a request may send.
const maxBody = 1 << 20

// call is one request taken apart.
type call struct {
	method string
	path   []string // without the version
	full   string
	host   string
	query  url.Values
	form   url.Values
	body   []byte
	json   bool
	token  string
	now    time.Time
}

// Handler is the Graph API, without the control endpoints.
func (p *Page) Handler() http.Handler { return http.HandlerFunc(p.serveGraph) }

func (p *Page) serveGraph(w http.ResponseWriter, r *http.Request) {
	now := p.clock.Now()
	fault := p.takeFault(r.Method, r.URL.Path, r.URL.RawQuery)
	if fault != nil {
		fault.delay(r.Context(), fault.Latency)
	}
	var answer reply
	if fault.carriesOut() {
		answer = p.carryOut(w, r, now)
	}
	dropped := false
	if fault != nil {
		fault.delay(r.Context(), fault.AnswerLatency)
		answer, dropped = fault.apply(answer, p.trace())
	}
	p.remember(r, answer.status, dropped, now)
	if dropped {
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	}
	p.write(w, answer, now)
}

func (p *Page) carryOut(w http.ResponseWriter, r *http.Request, now time.Time) reply {
	if name, ok := strings.CutPrefix(r.URL.Path, mediaPath); ok {
		return p.media(name, r.URL.Query(), now)
	}
	c, e := readCall(w, r, now)
	if e == nil {
		var out reply
		if out, e = p.route(c); e == nil {
			return out
		}
	}
	return reply{status: e.status, body: e.body(p.trace())}
}

// readCall takes a request apart. The token may stand in the header, the query or the form.
func readCall(w http.ResponseWriter, r *http.Request, now time.Time) (*call, *refusal) {
	c := &call{method: r.Method, path: splitPath(r.URL.Path), full: r.URL.Path, host: r.Host, now: now}
	if r.URL.RawQuery != "" {
		q, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return nil, badParameter("Invalid parameter")
		}
		c.query = q
		c.token = q.Get("access_token")
	}
	if r.Method == http.MethodPost || r.Method == http.MethodDelete {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			return nil, badParameter("The request body is too large or was cut short")
		}
		c.body = body
		c.json = strings.HasPrefix(r.Header.Get("Content-Type"), "application/json")
		if !c.json {
			form, err := url.ParseQuery(string(body))
			if err != nil {
				return nil, badParameter("Invalid parameter")
			}
			c.form = form
			if t := form.Get("access_token"); t != "" {
				c.token = t
			}
		}
	}
	if h := r.Header.Get("Authorization"); h != "" {
		scheme, value, _ := strings.Cut(h, " ")
		if strings.EqualFold(scheme, "Bearer") || strings.EqualFold(scheme, "OAuth") {
			c.token = strings.TrimSpace(value)
		}
	}
	return c, nil
}

// splitPath gives the parts of a path without an API version in front.
func splitPath(path string) []string {
	path = strings.Trim(path, "/")
	if path == "" {
		return nil
	}
	parts := strings.Split(path, "/")
	if isVersion(parts[0]) {
		parts = parts[1:]
	}
	return parts
}

func isVersion(s string) bool {
	major, minor, ok := strings.Cut(strings.TrimPrefix(s, "v"), ".")
	return ok && s[0] == 'v' && isDigits(major) && isDigits(minor)
}

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func digits(n uint64) string { return strconv.FormatUint(n, 10) }

// trace makes the next fbtrace_id.
func (p *Page) trace() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.traces++
	var raw [8]byte
	binary.BigEndian.PutUint64(raw[:], mix(p.salt^p.traces<<20))
	return "A" + base64.RawURLEncoding.EncodeToString(raw[:])
}

func (p *Page) remember(r *http.Request, status int, dropped bool, now time.Time) {
	seen := Request{Method: r.Method, Path: r.URL.Path, Authorization: r.Header.Get("Authorization") != "", Status: status, At: now}
	if r.URL.RawQuery != "" {
		seen.Query = r.URL.Query()
	}
	if dropped {
		seen.Status = 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.requests) >= maxRequests {
		p.requests = append([]Request(nil), p.requests[maxRequests/2:]...)
	}
	p.requests = append(p.requests, seen)
}

// dateHeader is the Date header of the last second that was asked for.
type dateHeader struct {
	second int64
	value  []string
}

// Header values that never change; net/http only reads them.
var (
	jsonHeader    = []string{jsonType}
	versionHeader = []string{"v25.0"}
)

func (p *Page) write(w http.ResponseWriter, a reply, now time.Time) {
	p.mu.Lock()
	if s := now.Unix(); s != p.date.second || p.date.value == nil {
		p.date = dateHeader{s, []string{now.UTC().Format(http.TimeFormat)}}
	}
	date, app, usage := p.date.value, p.rate.app, p.rate.usage
	p.mu.Unlock()
	h := w.Header()
	h["Content-Type"] = jsonHeader
	if a.kind != "" {
		h["Content-Type"] = []string{a.kind}
	}
	h["Date"] = date
	h["X-App-Usage"] = app
	h["X-Business-Use-Case-Usage"] = usage
	if a.regain > 0 {
		h["X-Business-Use-Case-Usage"] = []string{usageOf(100, a.regain)}
	}
	h["Facebook-Api-Version"] = versionHeader
	h["Content-Length"] = []string{strconv.Itoa(len(a.body))}
	w.WriteHeader(a.status)
	// A client that went away is no failure of the page.
	_, _ = w.Write(a.body)
}
