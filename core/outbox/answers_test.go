package outbox

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"shopbell/core/practice"
)

// answer is something that the platform, or the line to it, does to a request.
type answer struct {
	name  string
	fault practice.Fault
	slow  bool // longer than the client waits, see impatient
}

// impatient is a line to the page that gives up as soon as the page keeps a request waiting: what is slow is not left to
// a clock, which on a busy computer may run out at any request.
type impatient struct{ held chan struct{} }

// on gives the fault, and a line to the page that is impatient where the fault is to be slow.
func (a answer) on() (practice.Fault, http.RoundTripper) {
	f := a.fault
	if !a.slow {
		return f, nil
	}
	held := make(chan struct{})
	f.Held = held
	return f, impatient{held}
}

// RoundTrip makes a request that ends like one whose time is over.
func (i impatient) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, giveUp := context.WithCancelCause(r.Context())
	answered := make(chan struct{})
	defer close(answered)
	go func() {
		select {
		case <-i.held:
			giveUp(os.ErrDeadlineExceeded)
		case <-answered:
		}
	}()
	return http.DefaultTransport.RoundTrip(r.WithContext(ctx))
}

// platformAnswers are the platform's errors, of every line of its table (messenger-platform §8.2); with every false only
// the first of each class.
func platformAnswers(every bool) []answer {
	var out []answer
	seen := map[string]bool{}
	for _, c := range []struct {
		code, sub   int
		class, what string
	}{
		{10, 2018278, "window_closed", "outside the window"},
		{10, 2534022, "window_closed", "outside the window"},
		{10, 2018065, "window_closed", "outside the window, and no permission for news"},
		{10, 2018108, "recipient_unavailable", "they cannot receive messages now"},
		{10, 1893063, "page_restricted", "the page is restricted"},
		{10, 1893015, "opted_out", "they stopped this topic"},
		{10, 1404170, "page_restricted", "the page may not ask for opt-ins"},
		{10, 2018300, "thread_control", "another app has the conversation"},
		{2018300, 0, "thread_control", "another app has the conversation, bare"},
		{100, 2018321, "thread_control", "an automatic answer has the conversation"},
		{10, 0, "permission", "permission"},
		{3, 0, "permission", "permission"},
		{200, 0, "permission", "permission"},
		{100, 2018001, "recipient_gone", "no such person"},
		{100, 33, "not_found", "no such object"},
		{100, 2534001, "recipient_gone", "the conversation was deleted"},
		{100, 2018014, "bug", "message and action together"},
		{100, 2018008, "bad_attachment", "an attachment cannot be fetched"},
		{100, 2018047, "bad_attachment", "an attachment of the wrong kind"},
		{100, 2018074, "bad_attachment", "an attachment of another page"},
		{100, 2018109, "bad_attachment", "an attachment too large"},
		{100, 2018294, "bad_attachment", "a video that cannot be used"},
		{100, 2018320, "bug", "a product that is none"},
		{100, 2018328, "bug", "the version of the API"},
		{100, 1893043, "bad_content", "signs that a template may not hold"},
		{100, 0, "bug", "invalid parameter"},
		{190, 0, "auth", "bad token"},
		{190, 458, "auth", "app removed"},
		{190, 459, "auth", "the owner has to log in"},
		{190, 460, "auth", "password changed"},
		{190, 463, "auth", "token expired"},
		{190, 464, "auth", "the owner is not confirmed"},
		{190, 467, "auth", "token invalid"},
		{190, 492, "auth", "session over"},
		{102, 0, "auth", "session"},
		{2500, 0, "auth", "no token"},
		{200, 1545041, "unreachable", "blocked the page"},
		{551, 0, "unreachable", "not available"},
		{551, 1545041, "unreachable", "not available"},
		{230, 0, "unreachable", "may not be written to"},
		{200, 2018028, "app_access", "the app reaches people with a role only"},
		{200, 2018027, "app_access", "the app is not live"},
		{4, 0, "rate", "rate of the app"},
		{17, 0, "rate", "rate of the owner"},
		{32, 0, "rate", "rate of the page"},
		{613, 0, "rate", "rate of the call"},
		{80006, 0, "rate", "Messenger's rate of the page"},
		{4, 2018022, "rate", "too many"},
		{2300078, 0, "rate", "rate of paid messages"},
		{4, 2018354, "cap", "the platform's own gap"},
		{9, 2018352, "cap", "too many requests to opt in"},
		{613, 1893016, "cap", "the same topic again"},
		{613, 2018338, "abuse_warning", "warning: bothersome"},
		{368, 0, "page_restricted", "blocked for abuse"},
		{2022, 0, "page_restricted", "messages for shops are off"},
		{506, 0, "bad_content", "the same again"},
		{1, 0, "transient", "unknown trouble"},
		{1, 99, "transient", "unknown trouble"},
		{2, 0, "transient", "out of service"},
		{1200, 0, "transient", "passing trouble"},
		{-1, 2018012, "transient", "passing trouble inside"},
		{2, 2018344, "setup", "terms to accept"},
		{10303, 0, "bug", "account linking"},
		{9000001, 0, "detail_unavailable", "the message was deleted"},
		{100, 2018218, "profile_unavailable", "no profile"},
		{100, 2018247, "profile_unavailable", "no permission for profiles"},
		{10900, 0, "private_reply", "answered already"},
		{10903, 0, "private_reply", "cannot be answered"},
		{424242, 0, "unknown", "a code of no table"},
	} {
		if seen[c.class] && !every {
			continue
		}
		seen[c.class] = true
		name := fmt.Sprint(c.code)
		if c.sub != 0 {
			name += fmt.Sprintf("/%d", c.sub)
		}
		out = append(out, answer{name: name + " " + c.what, fault: practice.Fault{Code: c.code, Subcode: c.sub}})
	}
	return append(out, answer{name: "80006 with 7 minutes to rest", fault: practice.Fault{Code: 80006, Regain: 7}})
}

// brokenAnswers are no answers, or broken ones.
func brokenAnswers() []answer {
	const forever = time.Hour // the client is impatient
	return []answer{
		{name: "5xx: HTTP 500, code 1", fault: practice.Fault{Status: 500, Code: 1}},
		{name: "5xx: HTTP 503, code 2, passes", fault: practice.Fault{Status: 503, Code: 2, Transient: true}},
		{name: "5xx: HTTP 500, though it was done", fault: practice.Fault{Status: 500, Code: 1, Stored: true}},
		{name: "HTML: a gateway's page, HTTP 502", fault: practice.Fault{Body: practice.BodyHTML}},
		{name: "HTML: HTTP 502, though it was done", fault: practice.Fault{Body: practice.BodyHTML, Stored: true}},
		{name: "HTML: a login page, HTTP 200", fault: practice.Fault{Body: practice.BodyHTML, Status: 200}},
		{name: "HTTP 401 without a code", fault: practice.Fault{Body: practice.BodyHTML, Status: 401}},
		{name: "HTTP 403 without a code", fault: practice.Fault{Body: practice.BodyHTML, Status: 403}},
		{name: "HTTP 404 without a code", fault: practice.Fault{Body: practice.BodyHTML, Status: 404}},
		{name: "HTTP 429 without a code", fault: practice.Fault{Body: practice.BodyHTML, Status: 429}},
		{name: "an error with HTTP 200", fault: practice.Fault{Status: 200, Code: 368}},
		{name: "truncated body", fault: practice.Fault{Body: practice.BodyTruncated}},
		{name: "empty body", fault: practice.Fault{Body: practice.BodyEmpty}},
		{name: "endless body", fault: practice.Fault{Body: practice.BodyHuge}},
		{name: "reset before it was stored", fault: practice.Fault{Drop: practice.BeforeStore}},
		{name: "reset after it was stored", fault: practice.Fault{Drop: practice.AfterStore}},
		{name: "slow: no answer, not stored", fault: practice.Fault{Latency: forever, Drop: practice.BeforeStore}, slow: true},
		{name: "slow: no answer, stored", fault: practice.Fault{AnswerLatency: forever}, slow: true},
	}
}
