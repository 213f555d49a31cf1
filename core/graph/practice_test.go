package graph

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

// practicePage serves a practice page at noon of the fake clock and gives a client of it.
func practicePage(t *testing.T, o practice.Options, change func(*Config)) (*practice.Page, *core.FakeClock, *Client) {
	t.Helper()
	clock := core.NewFakeClock(noon)
	o.Clock = clock
	page := practice.New(o)
	server, err := page.Serve(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	f := &fakePage{clock: clock}
	cfg := Config{Base: server.URL, Token: server.Token, Clock: clock, Wait: f.wait}
	if change != nil {
		change(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return page, clock, c
}

func TestPracticeTokens(t *testing.T) {
	want := map[practice.TokenState]core.Code{
		practice.TokenValid:           "",
		practice.TokenExpired:         core.CodeTokenInvalid,
		practice.TokenPasswordChanged: core.CodeTokenInvalid,
		practice.TokenAppRemoved:      core.CodeTokenInvalid,
		practice.TokenMalformed:       core.CodeTokenInvalid,
		practice.TokenNoMessaging:     "",
		practice.TokenOfPerson:        core.CodeTokenNotPage,
	}
	page := practice.New(practice.Options{Empty: true})
	for state, code := range want {
		_, _, c := practicePage(t, practice.Options{Empty: true}, func(cfg *Config) { cfg.Token = page.TokenIn(state) })
		me, err := c.Me(t.Context())
		if core.CodeOf(err) != code || err == nil && me != (core.Page{ID: practice.PageID, Name: practice.PageName}) {
			t.Errorf("%s: %+v, %v", state, me, err)
		}
		if state != practice.TokenNoMessaging {
			continue
		}
		if _, missing, _, err := c.Permissions(t.Context()); err != nil || strings.Join(missing, " ") != "pages_messaging" {
			t.Errorf("missing %v, %v", missing, err)
		}
	}
}

// The whole history of a page with more conversations than one answer holds, at the platform's pace and without one
// refusal: every customer once, every message of the page's own list once.
func TestPracticeHistory(t *testing.T) {
	page, clock, c := practicePage(t, practice.Options{Customers: 130, DetailLimit: -1}, nil)
	seen := map[core.CustomerID]core.Conversation{}
	for after, more := "", true; more; {
		found, next, err := c.Conversations(t.Context(), after, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range found {
			if _, twice := seen[one.CustomerID]; twice || one.CustomerID == "" {
				t.Errorf("again or nobody: %+v", one)
			}
			seen[one.CustomerID] = one
		}
		after, more = next, next != ""
	}
	people := page.Customers()
	if len(seen) != len(people) || len(people) != 130 {
		t.Fatalf("%d conversations of %d people", len(seen), len(people))
	}
	for _, p := range people[:20] {
		one := seen[p.ID]
		count := 0
		for after, more := "", true; more; {
			found, next, err := c.Messages(t.Context(), one.ID, practice.PageID, after, 7)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range found {
				if m.DetailUnavailable || m.CustomerID != p.ID || m.At.IsZero() || m.At.After(noon) {
					t.Errorf("%+v", m)
				}
			}
			count += len(found)
			after, more = next, next != ""
		}
		if count != one.Count {
			t.Errorf("%s: %d messages of %d", p.Name, count, one.Count)
		}
	}
	if clock.Now().Equal(noon) {
		t.Error("no read ever waited for its turn")
	}
}

// One combined reading tells the same as the list and the conversations read one by one.
func TestPracticeRecent(t *testing.T) {
	_, _, c := practicePage(t, practice.Options{Customers: 12}, nil)
	listed, _, err := c.Conversations(t.Context(), "", 12)
	if err != nil || len(listed) != 12 {
		t.Fatal(len(listed), err)
	}
	recent, _, err := c.Recent(t.Context(), "", 12, 3)
	if err != nil || len(recent) != 12 {
		t.Fatal(len(recent), err)
	}
	for i, r := range recent {
		if r.Conversation != listed[i] {
			t.Errorf("%+v is not %+v", r.Conversation, listed[i])
		}
		one, _, err := c.Messages(t.Context(), r.ID, practice.PageID, "", 3)
		if err != nil || !reflect.DeepEqual(r.Newest, one) {
			t.Errorf("%+v is not %+v, %v", r.Newest, one, err)
		}
	}
}

// Beyond the newest 20 messages the platform tells ids and times.
func TestPracticeKeepsOldDetailsBack(t *testing.T) {
	page, clock, c := practicePage(t, practice.Options{Empty: true}, nil)
	id := page.AddCustomer("Ana", "en")
	for i := range 30 {
		page.WriteAt(id, "hello", clock.Now().Add(time.Duration(i-30)*time.Minute))
	}
	in, err := c.ConversationOf(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	found, _, err := c.Messages(t.Context(), in.ID, practice.PageID, "", 100)
	if err != nil || len(found) != 30 {
		t.Fatalf("%d messages, %v", len(found), err)
	}
	for i, m := range found {
		if m.DetailUnavailable != (i >= 20) || m.At.IsZero() || (m.Text == "hello") != (i < 20) {
			t.Errorf("message %d: %+v", i, m)
		}
	}
}

func TestPracticeSends(t *testing.T) {
	page, clock, c := practicePage(t, practice.Options{Empty: true, HumanAgent: true, Utility: true}, nil)
	open, closed, blocked := page.AddCustomer("Ana", "en"), page.AddCustomer("Bo", "en"), page.AddCustomer("Cy", "en")
	page.WriteAt(open, "hi", clock.Now().Add(-time.Hour))
	page.WriteAt(closed, "hi", clock.Now().Add(-25*time.Hour))
	page.WriteAt(blocked, "hi", clock.Now().Add(-time.Hour))
	page.Block(blocked)
	order := &Template{Name: practice.UtilityTemplates()[0], Language: "en",
		Components: []Component{{Type: "body", Parameters: []Parameter{{Type: "text", Text: "566701"}}}}}

	cases := []struct {
		name string
		out  Outgoing
		want Class
	}{
		{"open window", Outgoing{To: open, Type: Update, Text: "Back in stock <3 & \"new\""}, ClassNone},
		{"closed window", Outgoing{To: closed, Text: "x"}, ClassWindowClosed},
		{"typed by a person", Outgoing{To: closed, Type: Tagged, Tag: TagHumanAgent, Text: "Sorry for the delay"}, ClassNone},
		{"approved template", Outgoing{To: closed, Type: Utility, Template: order}, ClassNone},
		{"dead tag", Outgoing{To: closed, Type: Tagged, Tag: "ACCOUNT_UPDATE", Text: "x"}, ClassBug},
		{"blocked", Outgoing{To: blocked, Text: "x"}, ClassUnreachable},
		{"nobody", Outgoing{To: "1", Text: "x"}, ClassRecipientGone},
	}
	for _, tc := range cases {
		id, err := c.Send(t.Context(), tc.out)
		if ClassOf(err) != tc.want || (err == nil) != (tc.want == ClassNone) || Uncertain(err) || (id == "") != (err != nil) {
			t.Errorf("%s: %q, %v", tc.name, id, err)
		}
	}
	log := page.Log()
	if len(log) != 3 || log[0].Text != cases[0].out.Text {
		t.Errorf("the page got %+v", log)
	}
	page.Restrict(368, 0)
	if _, err := c.Send(t.Context(), cases[0].out); core.CodeOf(err) != core.CodePageRestricted {
		t.Errorf("restricted: %v", err)
	}
}

// An uncertain send is settled by reading the conversation: the message is there, or it is not.
func TestPracticeUncertainSends(t *testing.T) {
	faults := map[string]struct {
		fault   practice.Fault
		arrived bool
	}{
		"dropped after":  {practice.Fault{Drop: practice.AfterStore}, true},
		"dropped before": {practice.Fault{Drop: practice.BeforeStore}, false},
		"cut short":      {practice.Fault{Body: practice.BodyTruncated}, true},
		"empty":          {practice.Fault{Body: practice.BodyEmpty}, true},
		"huge":           {practice.Fault{Body: practice.BodyHuge}, true},
		"gateway":        {practice.Fault{Body: practice.BodyHTML}, false},
		"stored, 500":    {practice.Fault{Status: 500, Stored: true}, true},
	}
	for name, tc := range faults {
		page, clock, c := practicePage(t, practice.Options{Empty: true}, nil)
		id := page.AddCustomer("Ana", "en")
		page.WriteAt(id, "hi", clock.Now().Add(-time.Hour))
		in, err := c.ConversationOf(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		tc.fault.Match = "POST"
		page.Inject(tc.fault)
		if _, err := c.Send(t.Context(), Outgoing{To: id, Text: "The mug is back"}); !Uncertain(err) {
			t.Errorf("%s: certain: %v", name, err)
		}
		found, _, err := c.Messages(t.Context(), in.ID, practice.PageID, "", 5)
		if err != nil || len(found) == 0 {
			t.Fatal(name, err)
		}
		there := found[0].FromPage && found[0].Text == "The mug is back"
		if there != tc.arrived || len(page.Log()) > 1 {
			t.Errorf("%s: there %v, the page got %+v", name, there, page.Log())
		}
	}
}

// The token is in the header of every request and nowhere else.
func TestPracticeSeesTheTokenInTheHeaderOnly(t *testing.T) {
	page, _, c := practicePage(t, practice.Options{}, nil)
	if _, err := c.Me(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, _, _, _ = c.Permissions(t.Context())
	if _, _, err := c.Conversations(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	requests := page.Requests()
	if len(requests) == 0 {
		t.Fatal("the page saw no request")
	}
	for _, r := range requests {
		if all := fmt.Sprint(r.Path, r.Query); !r.Authorization || strings.Contains(all, page.Token().Reveal()) {
			t.Errorf("%+v", r)
		}
	}
}
