package graph

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shopbell/core"
)

// Whatever the page answers: no panic, valid text, and nothing without an id.

func FuzzMessages(f *testing.F) {
	f.Add([]byte(`{"data":[{"id":"m_1","created_time":1795252506980,"from":{"id":7},"message":"a\ud800","attachments":[{"size":-1}],"shares":{"data":[null]}}]}`))
	f.Add([]byte(`{"data":[{"id":"m_1","to":[{"id":"1"}],"sticker":"x"}],"paging":{"next":"n","cursors":{"after":"c"}}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, ok := parseList[message](body)
		if !ok && len(l.items) != 0 {
			t.Error("items from a list that is none")
		}
		for _, m := range messagesOf(l.items, "t_1", pageID) {
			if m.ID == "" || !utf8.ValidString(m.Text) || m.At.Unix() < 0 && !m.At.IsZero() || m.FromPage && string(m.CustomerID) == pageID {
				t.Errorf("%+v", m)
			}
			for _, a := range m.Attachments {
				if a.Kind == "" || a.Size < 0 {
					t.Errorf("%+v", a)
				}
			}
		}
	})
}

func FuzzConversations(f *testing.F) {
	f.Add([]byte(listBody))
	f.Add([]byte(`{"data":[{"id":7,"unread_count":1e999,"message_count":"-3","senders":{"data":[{"id":"2"}]},"can_reply":"false"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		l, _ := parseList[conversation](body)
		for _, c := range conversationsOf(l.items, pageID) {
			if c.ID == "" || c.CustomerID == pageID || c.Unread < 0 || c.Count < 0 || !utf8.ValidString(c.Name+c.Snippet) {
				t.Errorf("%+v", c)
			}
		}
	})
}

func FuzzRefusal(f *testing.F) {
	f.Add([]byte(`{"error":{"message":"x `+secret+`","code":"190","error_subcode":460,"is_transient":"true","fbtrace_id":"A"}}`), 400)
	f.Add([]byte(`{"error":"x"}`), 500)
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		e := parseRefusal(body, status)
		if e != nil && (e.Class == ClassNone || codeOf(e.Class) == "") {
			t.Errorf("%+v", e)
		}
		if id := sentID(body); !utf8.ValidString(string(id)) {
			t.Errorf("id %q", id)
		}
	})
}

func FuzzUsage(f *testing.F) {
	f.Add(`{"1":[{"type":"messenger","call_count":7,"estimated_time_to_regain_access":5}]}`)
	f.Add(`{"call_count":"1e308"}`)
	f.Fuzz(func(t *testing.T, value string) {
		h := http.Header{"X-App-Usage": {value}, "X-Business-Use-Case-Usage": {value}, "Retry-After": {value}}
		if u, _ := readUsage(h); u.percent < 0 || u.regain < 0 || u.regain > mostRest {
			t.Errorf("%+v", u)
		}
		if d := rest(h, noon); d <= 0 || d > mostRest {
			t.Errorf("rest %v", d)
		}
	})
}

// No address that is not the platform's or this computer's gets through, however it is written.
func FuzzCheckBase(f *testing.F) {
	for _, s := range []string{"", "https://graph.facebook.com", "http://127.0.0.1:80/x", "http://[::1]:80", "https://graph.facebook.com@evil.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		base, loopback, err := CheckBase(raw)
		if err != nil {
			return
		}
		req, rerr := http.NewRequest(http.MethodGet, base+"/v25.0/me", nil)
		if rerr != nil {
			t.Fatalf("%q became %q: %v", raw, base, rerr)
		}
		host := req.URL.Hostname()
		if loopback != isLoopback(host) || !loopback && (host != platformHost || req.URL.Scheme != "https" || req.URL.Port() != "") {
			t.Errorf("%q became %q", raw, base)
		}
		if again, _, err := CheckBase(base); err != nil || again != base {
			t.Errorf("%q became %q, then %q, %v", raw, base, again, err)
		}
	})
}

// A text of the token's own letters survives no message of the platform, wherever it stands and however it is escaped.
func TestNoTokenSurvivesRedaction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := rapid.StringMatching(`[A-Za-z0-9|+/=._-]{8,60}`).Draw(t, "token")
		before, after := rapid.String().Draw(t, "before"), rapid.String().Draw(t, "after")
		got := redact(before+token+after, core.NewToken(token))
		if strings.Contains(got, token) || !utf8.ValidString(got) || strings.ContainsAny(got, "\n\r") {
			t.Fatalf("%q", got)
		}
	})
}

// Messages come through as they were written, whatever is in them.
func TestMessageTextSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words, id := rapid.String().Draw(t, "words"), rapid.StringN(1, 50, -1).Draw(t, "id")
		body, err := json.Marshal(map[string]any{"data": []any{map[string]any{
			"id": id, "created_time": "2026-11-21T09:15:07+0000", "message": words, "from": map[string]any{"id": string(ana)},
		}}})
		if err != nil {
			t.Fatal(err)
		}
		l, ok := parseList[message](body)
		found := messagesOf(l.items, "t_1", pageID)
		if !ok || len(found) != 1 || found[0].Text != words || string(found[0].ID) != id || found[0].DetailUnavailable {
			t.Fatalf("%+v", found)
		}
	})
}
