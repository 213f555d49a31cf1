package graph

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"shopbell/core"
)

const ana = core.CustomerID("7100000000000001")

func TestSendPostsOnceAsDocumented(t *testing.T) {
	p := newPage(t, says(200, `{"recipient_id":"7100000000000001","message_id":"m_AbC123"}`))
	c := p.client(t, nil)

	id, err := c.Send(t.Context(), Outgoing{To: ana, Text: "The mug is back 😊", Metadata: "d1"})
	if err != nil || id != "m_AbC123" {
		t.Fatalf("id %q, %v", id, err)
	}
	asked := p.requests()
	if len(asked) != 1 {
		t.Fatalf("%d requests for one message", len(asked))
	}
	r := asked[0]
	if r.method != "POST" || r.path != "/v25.0/"+pageID+"/messages" || r.query != "" || r.auth != "Bearer "+secret {
		t.Errorf("asked %+v", r)
	}
	sameJSON(t, r.body, `{"recipient":{"id":"7100000000000001"},"messaging_type":"RESPONSE",
		"message":{"text":"The mug is back 😊","metadata":"d1"}}`)
}

func TestSendWritesTagsAndTemplates(t *testing.T) {
	cases := []struct {
		out  Outgoing
		want string
	}{
		{
			Outgoing{To: ana, Type: Tagged, Tag: TagHumanAgent, Text: "It is in the store."},
			`{"recipient":{"id":"7100000000000001"},"messaging_type":"MESSAGE_TAG","tag":"HUMAN_AGENT","message":{"text":"It is in the store."}}`,
		},
		{
			Outgoing{To: ana, Type: Utility, Template: &Template{Name: "order_ready", Language: "en",
				Components: []Component{
					{Type: "body", Parameters: []Parameter{{Type: "text", Text: "566701", Name: "order_id"}}},
					{Type: "buttons", Parameters: []Parameter{{Type: "URL", URL: "566701"}}},
				}}},
			`{"recipient":{"id":"7100000000000001"},"messaging_type":"UTILITY","message":{"template":{"name":"order_ready","language":{"code":"en"},
			  "components":[{"type":"body","parameters":[{"type":"text","parameter_name":"order_id","text":"566701"}]},
			                {"type":"buttons","parameters":[{"type":"URL","url":"566701"}]}]}}}`,
		},
	}
	for _, tc := range cases {
		p := newPage(t, says(200, `{"message_id":"m_1"}`))
		if _, err := p.client(t, nil).Send(t.Context(), tc.out); err != nil {
			t.Fatal(err)
		}
		sameJSON(t, p.requests()[0].body, tc.want)
	}
}

func TestSendRefusesWhatThePlatformWould(t *testing.T) {
	p := newPage(t, says(200, `{"message_id":"m_1"}`))
	c := p.client(t, nil)
	for name, out := range map[string]Outgoing{
		"no customer":       {Text: "x"},
		"nothing":           {To: ana},
		"both":              {To: ana, Text: "x", Template: &Template{}},
		"too long":          {To: ana, Text: strings.Repeat("é", MostText+1)},
		"not UTF-8":         {To: ana, Text: "\xff"},
		"metadata":          {To: ana, Text: "x", Metadata: strings.Repeat("x", 1000)},
		"tag without type":  {To: ana, Text: "x", Tag: TagHumanAgent},
		"type without tag":  {To: ana, Text: "x", Type: Tagged},
		"utility text":      {To: ana, Text: "x", Type: Utility},
		"template untagged": {To: ana, Template: &Template{Name: "a"}},
	} {
		_, err := c.Send(t.Context(), out)
		if core.CodeOf(err) != core.CodeBadInput || Uncertain(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(p.requests()); n != 0 {
		t.Errorf("%d requests left", n)
	}
	if _, err := c.Send(t.Context(), Outgoing{To: ana, Text: strings.Repeat("é", MostText)}); err != nil {
		t.Errorf("the longest text allowed: %v", err)
	}
}

// What leaves open whether the message arrived is uncertain, is asked once only, and nothing else is uncertain.
func TestSendTellsUncertainFromRefused(t *testing.T) {
	cases := []struct {
		name      string
		answer    http.HandlerFunc
		code      core.Code
		uncertain bool
	}{
		{"connection dropped after the request", drop, core.CodeOffline, true},
		{"answer cut short", cutShort, core.CodeUnreadable, true},
		{"not JSON", says(200, "<html>fine</html>"), core.CodeUnreadable, true},
		{"empty", says(200, ""), core.CodeUnreadable, true},
		{"no id", says(200, `{"recipient_id":"1"}`), core.CodeUnreadable, true},
		{"502 page", says(502, "<html>Bad gateway</html>"), core.CodePlatform, true},
		{"redirect", says(302, ""), core.CodeUnreadable, true},
		{"passing fault", says(500, `{"error":{"code":2,"is_transient":true}}`), core.CodePlatform, true},
		{"passing fault as 400", says(400, `{"error":{"code":1}}`), core.CodePlatform, true},
		{"unknown code as 500", says(500, `{"error":{"code":77777}}`), core.CodePlatform, true},
		{"unknown code", says(400, `{"error":{"code":77777}}`), core.CodePlatform, false},
		{"window", says(400, `{"error":{"code":10,"error_subcode":2018278}}`), core.CodePlatform, false},
		{"window told with 200", says(200, `{"error":{"code":10,"error_subcode":2018278},"message_id":"m_1"}`), core.CodePlatform, false},
		{"token as 500", says(500, `{"error":{"code":190}}`), core.CodeTokenInvalid, false},
		{"too many, no envelope", says(429, ""), core.CodeRateLimited, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			p := newPage(t, tc.answer)
			_, err := p.client(t, nil).Send(t.Context(), Outgoing{To: ana, Text: "x"})
			if core.CodeOf(err) != tc.code || Uncertain(err) != tc.uncertain {
				t.Errorf("code %q, uncertain %v: %v", core.CodeOf(err), Uncertain(err), err)
			}
			if n := len(p.requests()); n != 1 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestSendToNobodyListeningIsOfflineAndCertain(t *testing.T) {
	p := newPage(t, says(200, ""))
	c := p.client(t, nil)
	p.Close()
	_, err := c.Send(t.Context(), Outgoing{To: ana, Text: "x"})
	if core.CodeOf(err) != core.CodeOffline || Uncertain(err) {
		t.Errorf("uncertain %v: %v", Uncertain(err), err)
	}
}

// drop closes the connection when the whole request is there, as a cut cable does.
func drop(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	conn, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
}

// cutShort promises more than it sends.
func cutShort(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"message_id":"m_1"`)
}

func sameJSON(t *testing.T, got, want string) {
	t.Helper()
	var g, w any
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
