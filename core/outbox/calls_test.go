package outbox

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/outbox/docs"
	"shopbell/core/practice"
	"shopbell/ui/words"
)

// call is a request that is no message.
type call struct {
	method       string // of graph.Client
	title, intro string
	match        string // METHOD and path
	do           func(ctx context.Context, c *graph.Client, l *callLine) error
}

const pagePath = "/v25.0/" + string(practice.PageID)

func calls() []call {
	return []call{
		{"Me", "Whose key is it", "`GET /me`: the check of a pasted key, and each look whether it still works.", "GET /v25.0/me",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				page, err := c.Me(ctx)
				return want(err, page.ID == practice.PageID && page.Name != "")
			}},
		{"Me", "Is it a person's key", "`GET /me/accounts`, where the platform tells no category. What is no answer to that leaves it open, and the key is tried as a page's.", "GET /v25.0/me/accounts",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				l.page.SetToken(practice.TokenOfPerson)
				_, err := c.Me(ctx)
				if core.CodeOf(err) == core.CodeTokenNotPage {
					return nil
				}
				return err
			}},
		{"Username", "The page's name in addresses", "`GET /{page}?fields=id,username`.", "GET " + pagePath,
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				name, err := c.Username(ctx)
				return want(err, name != "")
			}},
		{"Features", "What the platform approved for the page", "`GET /{page}/messaging_feature_review`.", "GET " + pagePath + "/messaging_feature_review",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				features, err := c.Features(ctx)
				return want(err, features["utility_messaging"])
			}},
		{"Permissions", "What may the key do", "`GET /me/permissions`; where that is not told, a read of the conversations is tried.", "GET /v25.0/me/permissions",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				_, missing, _, err := c.Permissions(ctx)
				return want(err, len(missing) == 0)
			}},
		{"Conversations", "The list of conversations", "`GET /{page}/conversations`.", "GET " + pagePath + "/conversations",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				list, _, err := c.Conversations(ctx, "", 10)
				return want(err, len(list) == 1 && list[0].ID == l.conversation)
			}},
		{"Recent", "The list of conversations, with what was said last", "`GET /{page}/conversations` with messages in it: each look for what is new.", "GET " + pagePath + "/conversations",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				list, _, err := c.Recent(ctx, "", 10, 5)
				return want(err, len(list) == 1 && list[0].ID == l.conversation)
			}},
		{"ConversationOf", "One person's conversation", "`GET /{page}/conversations?user_id=…`: the search for a message whose answer was lost.", "GET " + pagePath + "/conversations",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				one, err := c.ConversationOf(ctx, l.customer)
				return want(err, one.ID == l.conversation)
			}},
		{"Messages", "The messages of a conversation", "`GET /{conversation}/messages`.", "GET /v25.0/t_",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				list, _, err := c.Messages(ctx, l.conversation, practice.PageID, "", 10)
				return want(err, len(list) == 1 && list[0].ID == l.message)
			}},
		{"Message", "One message", "`GET /{message}`.", "GET /v25.0/m_",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				m, err := c.Message(ctx, l.message, practice.PageID)
				return want(err, m.ID == l.message)
			}},
		{"Templates", "The templates for order updates", "`GET /{page}/message_templates`.", "GET " + pagePath + "/message_templates",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				list, err := c.Templates(ctx)
				return want(err, len(list) > 0)
			}},
		{"CreateTemplate", "A new template", "`POST /{page}/message_templates`: asked once, whatever happens. Whoever tries again looks at the list first.", "POST " + pagePath + "/message_templates",
			func(ctx context.Context, c *graph.Client, l *callLine) error {
				l.named++
				t, err := c.CreateTemplate(ctx, graph.UtilityTemplate{Name: fmt.Sprint("ready_to_collect_", l.named), Language: "en", Body: "Your order {{1}} is ready to be collected."}, []string{"17"})
				return want(err, t.ID != "")
			}},
		{"Profile", "What people see before they write", "`GET /{page}/messenger_profile`: asked once, since the platform takes ten such calls in ten minutes.", "GET " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				_, err := c.Profile(ctx)
				return err
			}},
		{"SetGreeting", "A new greeting", "`POST /{page}/messenger_profile`: asked once, whatever happens.", "POST " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				return c.SetGreeting(ctx, map[string]string{graph.LocaleDefault: "Hello!"})
			}},
		{"SetGreeting", "No greeting any more", "`DELETE /{page}/messenger_profile`: asked once, whatever happens.", "DELETE " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error { return c.SetGreeting(ctx, nil) }},
		{"SetMenu", "A new menu", "`POST /{page}/messenger_profile`: asked once, whatever happens.", "POST " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				return c.SetMenu(ctx, graph.Profile{}, map[string][]graph.MenuItem{graph.LocaleDefault: {{Title: "Shop", URL: "https://tulip.example"}}})
			}},
		{"SetMenu", "No menu any more", "`DELETE /{page}/messenger_profile`: asked once, whatever happens.", "DELETE " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error {
				return c.SetMenu(ctx, graph.Profile{}, nil)
			}},
		{"RemoveQuestions", "No questions to tap any more", "`DELETE /{page}/messenger_profile`: asked once, whatever happens.", "DELETE " + pagePath + "/messenger_profile",
			func(ctx context.Context, c *graph.Client, _ *callLine) error { return c.RemoveQuestions(ctx) }},
	}
}

// want is an error when a call went well and gave something else than it should.
func want(err error, right bool) error {
	if err == nil && !right {
		return fmt.Errorf("the answer is not what the page has")
	}
	return err
}

const callsIntro = `Made by TestCallMatrix from what happens: the real client and the practice page behind a socket. The fault lasts until it is mended.
Checked in each row: what changes something is asked once, what reads three times at most and once more where an open connection turns out dead; no error holds the key; a failure has a sentence for the owner;
an answer that is taken for good is what the page has; and the same call works once the fault is mended and the rest that the platform asked for is over.`

// What happens to every call but a message, at every fault, is what docs/calls.md says.
func TestCallMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of calls")
	}
	var cells []cell
	var sections []docs.Section
	for i, c := range calls() {
		sections = append(sections, docs.Section{Title: c.title, Intro: c.intro, Head: []string{"fault", "the owner is told", "asked"}})
		for _, a := range append(platformAnswers(true), brokenAnswers()...) {
			cells = append(cells, cell{section: i, name: a.name, find: func(t *testing.T) []string { return called(t, c, a) }})
		}
		for _, d := range []struct {
			name string
			line func(*matrix) *graph.Client
		}{{"no line: every connection refused", refusing}, {"DNS: the name is not found", nameless}, {"TLS: a certificate of somebody else", untrusted}} {
			cells = append(cells, cell{section: i, name: d.name, find: func(t *testing.T) []string { return uncalled(t, c, d.line) }})
		}
	}
	found := findAll(t, cells)
	for i, c := range cells {
		rows := &sections[c.section].Rows
		*rows = join(*rows, append([]string{c.name}, found[i]...))
	}
	if !t.Failed() {
		docs.Check(t, "docs/calls.md", "What happens to calls that are no messages", callsIntro, sections, *update)
	}
}

// A call that core/graph gains has to be tried at every fault, and so has every request that a call makes.
func TestEveryCallIsTried(t *testing.T) {
	l := newCallLine(t)
	tried := map[string]bool{"Send": true} // in docs/faults.md
	requests := map[string]bool{}
	l.most("")
	for _, c := range calls() {
		tried[c.method], requests[shape(c.match)] = true, true
		if err := c.do(t.Context(), l.client(nil), l); err != nil {
			t.Errorf("%s: %v", c.title, err)
		}
		l.page.SetToken(practice.TokenValid)
	}
	for asked := range l.asked {
		if !requests[shape(asked)] {
			t.Errorf("%s is in no row", asked)
		}
	}
	client := reflect.TypeFor[*graph.Client]()
	for i := range client.NumMethod() {
		m := client.Method(i)
		asks := m.Type.NumIn() > 1 && m.Type.In(1) == reflect.TypeFor[context.Context]()
		if asks != tried[m.Name] {
			t.Errorf("%s: tried is %v", m.Name, tried[m.Name])
		}
	}
}

// shape is a request without the ids and what is asked for.
func shape(request string) string {
	path, _, _ := strings.Cut(request, "?")
	return regexp.MustCompile(`/([mt]_).*`).ReplaceAllString(path, "/$1")
}

// callLine is a practice page with one conversation, and what was asked of it.
type callLine struct {
	testing.TB
	clock        *core.FakeClock
	page         *practice.Page
	customer     core.CustomerID
	conversation core.ConversationID
	message      core.MessageID
	url          string
	named        int // templates

	mu    sync.Mutex
	asked map[string]int // by method and address
}

func newCallLine(t *testing.T) *callLine {
	t.Helper()
	l := &callLine{TB: t, clock: core.NewFakeClock(noon), asked: map[string]int{}}
	l.page = practice.New(practice.Options{Clock: l.clock, NoRateLimits: true, Empty: true, Utility: true})
	l.customer = l.page.AddCustomer("Person", "en")
	l.message = l.page.Write(l.customer, "Do you have the blue mug?")
	page := l.page.Handler()
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		l.asked[r.Method+" "+r.URL.String()]++
		l.mu.Unlock()
		page.ServeHTTP(w, r)
	})}
	port, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(port) }()
	t.Cleanup(func() { _ = server.Close() })
	l.url = "http://" + port.Addr().String()
	list, _, err := l.client(nil).Conversations(t.Context(), "", 1)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	l.conversation = list[0].ID
	return l
}

// client makes a client that never sleeps.
func (l *callLine) client(line http.RoundTripper) *graph.Client {
	l.Helper()
	c, err := graph.New(graph.Config{Base: l.url, Token: l.page.Token(), Page: practice.PageID, Clock: l.clock, ReadsPerSecond: -1,
		Transport: line, Wait: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		l.Fatal(err)
	}
	return c
}

// most is how often one address was asked, of those that match.
func (l *callLine) most(match string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	most := 0
	for what, n := range l.asked {
		if strings.HasPrefix(what, match) {
			most = max(most, n)
		}
	}
	clear(l.asked)
	return most
}

func called(t *testing.T, c call, a answer) []string {
	t.Helper()
	l := newCallLine(t)
	f, line := a.on()
	client := l.client(line)
	f.Match, f.Count = c.match, -1
	l.page.Inject(f)
	l.most("")
	err := c.do(t.Context(), client, l)
	asked := l.most(c.match)
	reads := strings.HasPrefix(c.match, http.MethodGet)
	// Three times, and once more by net/http itself where a connection that was open turns out dead.
	if asked < 1 || asked > 4 || !reads && asked > 1 {
		t.Errorf("asked %d times: %v", asked, err)
	}
	told := l.told(err)
	l.page.ClearFaults()
	l.clock.Advance(graph.RetryAfter(err) + 10*time.Minute)
	if err := c.do(t.Context(), client, l); err != nil {
		t.Errorf("mended, and still %v", err)
	}
	return []string{told, fmt.Sprint(asked, " ×")}
}

// uncalled is a call on a line that leads nowhere.
func uncalled(t *testing.T, c call, line func(*matrix) *graph.Client) []string {
	t.Helper()
	l := newCallLine(t)
	err := c.do(t.Context(), line(&matrix{scene: &scene{TB: t, clock: l.clock, page: l.page}}), l)
	if err == nil {
		t.Error("it went well")
	}
	return []string{l.told(err), "0 ×"}
}

// told gives what the owner reads.
func (l *callLine) told(err error) string {
	l.Helper()
	if err == nil {
		return "nothing"
	}
	if strings.Contains(err.Error(), l.page.Token().Reveal()) {
		l.Error("the error holds the key")
	}
	if core.CodeOf(err) == core.CodeUnknown && graph.ClassOf(err) != graph.ClassCancelled {
		l.Errorf("%v has no code", err)
	}
	said := codes.ReplaceAllString(words.New("en").Error(err).Line(), "code …")
	if said == "" {
		l.Errorf("the owner is told nothing of %v", err)
	}
	return said
}
