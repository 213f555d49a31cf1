package practice

import (
	"encoding/json"
	"io"
	"net/http"
	"time"

	"shopbell/core"
)

// controlHeader must be 1 on every control request, so that no web page opened on the same computer can steer the shop.
const controlHeader = "X-Practice"

// ControlHandler steers the page from outside the process, under /practice/: POST write, unsend, delete, react, rename, block, unblock,
// fault, token, restrict and control take JSON; GET log, requests and customers give it. Every request needs the header "X-Practice: 1".
// It is apart from Handler, so that a test can serve the Graph API alone.
func (p *Page) ControlHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /practice/write", steer(p.controlWrite))
	mux.HandleFunc("POST /practice/block", steer(func(in controlCustomer) (any, error) { return done(p.Block(in.Customer)) }))
	mux.HandleFunc("POST /practice/unblock", steer(func(in controlCustomer) (any, error) { return done(p.Unblock(in.Customer)) }))
	mux.HandleFunc("POST /practice/fault", steer(p.controlFault))
	mux.HandleFunc("POST /practice/token", steer(p.controlToken))
	mux.HandleFunc("POST /practice/restrict", steer(func(in controlRestrict) (any, error) {
		p.Restrict(in.Code, in.Subcode)
		return done(true)
	}))
	mux.HandleFunc("POST /practice/control", steer(func(in controlThread) (any, error) {
		return done(p.ThreadControl(in.Customer, in.Ours))
	}))
	mux.HandleFunc("POST /practice/unsend", steer(func(in controlMessage) (any, error) { return done(p.Unsend(in.Message)) }))
	mux.HandleFunc("POST /practice/delete", steer(func(in controlMessage) (any, error) { return done(p.Delete(in.Message)) }))
	mux.HandleFunc("POST /practice/react", steer(func(in controlMessage) (any, error) {
		return done(p.React(in.Message, in.Emoji, in.FromPage))
	}))
	mux.HandleFunc("POST /practice/rename", steer(func(in controlCustomer) (any, error) { return done(p.Rename(in.Customer, in.Name)) }))
	mux.HandleFunc("GET /practice/log", show(p.Log))
	mux.HandleFunc("GET /practice/requests", show(p.Requests))
	mux.HandleFunc("GET /practice/customers", show(p.Customers))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The host is checked too: a web page can make its own name point here.
		if r.Header.Get(controlHeader) != "1" || loopback(r.Host) != nil {
			answerControl(w, http.StatusForbidden, object{"error": "the header " + controlHeader + ": 1 is missing, or the host is not loopback"})
			return
		}
		mux.ServeHTTP(w, r)
	})
}

type controlCustomer struct {
	Customer core.CustomerID `json:"customer"`
	Name     string          `json:"name"` // for rename
}

type controlMessage struct {
	Message  core.MessageID `json:"message"`
	Emoji    string         `json:"emoji"` // for react; empty takes it away
	FromPage bool           `json:"page"`  // the shop reacts
}

type controlThread struct {
	Customer core.CustomerID `json:"customer"`
	Ours     bool            `json:"ours"`
}

type controlRestrict struct {
	Code    int `json:"code"`
	Subcode int `json:"subcode"`
}

type controlWrite struct {
	Customer core.CustomerID `json:"customer"`
	Text     string          `json:"text"`
	At       time.Time       `json:"at"`       // zero: now
	Kind     string          `json:"kind"`     // text (default), sticker or picture
	FromPage bool            `json:"page"`     // the shop wrote, from the page's own inbox
	Name     string          `json:"name"`     // with no customer: someone new of this name writes
	Language string          `json:"language"` // of someone new
}

type controlFault struct {
	Clear     bool      `json:"clear"` // forget all planned faults first
	Match     string    `json:"match"`
	Query     string    `json:"query"`
	Nth       int       `json:"nth"`
	Count     int       `json:"count"`
	Status    int       `json:"status"`
	Code      int       `json:"code"`
	Subcode   int       `json:"subcode"`
	Transient bool      `json:"transient"`
	Message   string    `json:"message"`
	Stored    bool      `json:"stored"`
	Latency   string    `json:"latency"` // as in "250ms"
	Drop      Drop      `json:"drop"`
	Body      BodyFault `json:"body"`
}

func (p *Page) controlWrite(in controlWrite) (any, error) {
	const op = "practice.write"
	if in.Customer == "" && in.Name != "" {
		in.Customer = p.AddCustomer(in.Name, in.Language)
	}
	m := message{text: in.Text, fromPage: in.FromPage, at: in.At}
	if m.at.IsZero() {
		m.at = p.clock.Now()
	}
	switch in.Kind {
	case "", "text":
	case "sticker":
		m.kind = kindSticker
	case "picture":
		m.kind = kindPicture
	default:
		return nil, core.Errorf(core.CodeBadInput, op, "kind %q is not known", in.Kind)
	}
	id := p.note(in.Customer, m)
	if id == "" {
		return nil, core.Errorf(core.CodeNotFound, op, "customer %s", in.Customer)
	}
	return object{"message_id": id, "customer": in.Customer}, nil
}

func (p *Page) controlFault(in controlFault) (any, error) {
	f := Fault{Match: in.Match, Query: in.Query, Nth: in.Nth, Count: in.Count, Status: in.Status, Code: in.Code, Subcode: in.Subcode,
		Transient: in.Transient, Message: in.Message, Stored: in.Stored, Drop: in.Drop, Body: in.Body}
	if in.Latency != "" {
		d, err := time.ParseDuration(in.Latency)
		if err != nil {
			return nil, core.E(core.CodeBadInput, "practice.fault", "latency", err)
		}
		f.Latency = d
	}
	if in.Clear {
		p.ClearFaults()
	}
	if f != (Fault{Match: in.Match, Query: in.Query, Nth: in.Nth, Count: in.Count}) {
		p.Inject(f)
	}
	return done(true)
}

func (p *Page) controlToken(in struct {
	State TokenState `json:"state"`
}) (any, error) {
	for _, s := range TokenStates() {
		if s == in.State {
			p.SetToken(s)
			return done(true)
		}
	}
	return nil, core.Errorf(core.CodeBadInput, "practice.token", "state %q is not known", in.State)
}

func done(found bool) (any, error) {
	if !found {
		return nil, core.E(core.CodeNotFound, "practice.control", "customer", nil)
	}
	return object{"ok": true}, nil
}

// steer makes a handler from a function of a JSON body.
func steer[In any](f func(In) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in In
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&in); err != nil && err != io.EOF {
			answerControl(w, http.StatusBadRequest, object{"error": err.Error()})
			return
		}
		out, err := f(in)
		switch core.CodeOf(err) {
		case "":
			answerControl(w, http.StatusOK, out)
		case core.CodeNotFound:
			answerControl(w, http.StatusNotFound, object{"error": err.Error()})
		default:
			answerControl(w, http.StatusBadRequest, object{"error": err.Error()})
		}
	}
}

func show[T any](list func() []T) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		rows := list()
		if rows == nil {
			rows = []T{}
		}
		answerControl(w, http.StatusOK, rows)
	}
}

func answerControl(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil { // rows of strings, numbers and times always marshal
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that went away is no failure of the page
}
