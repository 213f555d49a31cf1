package graph

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

const listBody = `{"data":[{"id":"t_1","updated_time":"2026-11-21T09:15:07+0000","snippet":"Do you still have it?","unread_count":1,
 "message_count":14,"can_reply":true,"link":"/x/","wallpaper":{"a":[1]},
 "participants":{"data":[{"name":"Tulip Corner","email":"x","id":"104210001111222"},{"name":"Ana Duarte","id":"7100000000000001"}]}}],
 "paging":{"cursors":{"before":"QVFIUa","after":"QVFIUb"},"next":"https://evil.example/?access_token=zzz"}}`

func TestConversations(t *testing.T) {
	p := newPage(t, says(200, listBody))
	got, next, err := p.client(t, nil).Conversations(t.Context(), "QVFIU=+&", 500)
	if err != nil {
		t.Fatal(err)
	}
	want := []core.Conversation{{ID: "t_1", CustomerID: ana, Name: "Ana Duarte", UpdatedAt: time.Date(2026, 11, 21, 9, 15, 7, 0, time.UTC),
		Snippet: "Do you still have it?", Unread: 1, Count: 14, CanReply: true}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if next != "QVFIUb" {
		t.Errorf("next %q", next)
	}
	asked := p.requests()[0]
	q, err := url.ParseQuery(asked.query)
	if err != nil || asked.path != "/v25.0/"+pageID+"/conversations" || q.Get("after") != "QVFIU=+&" || q.Get("limit") != "100" ||
		q.Get("platform") != "messenger" || q.Has("access_token") || asked.auth != "Bearer "+secret {
		t.Errorf("asked %+v", asked)
	}
}

func TestTheEndOfAList(t *testing.T) {
	for name, paging := range map[string]string{
		"no next":            `{"cursors":{"before":"a","after":"b"}}`,
		"no paging":          `null`,
		"empty cursor":       `{"cursors":{"after":""},"next":"https://x"}`,
		"cursor going round": `{"cursors":{"after":"here"},"next":"https://x"}`,
	} {
		p := newPage(t, says(200, `{"data":[],"paging":`+paging+`}`))
		got, next, err := p.client(t, nil).Conversations(t.Context(), "here", 0)
		if err != nil || next != "" || len(got) != 0 {
			t.Errorf("%s: %v, next %q, %v", name, got, next, err)
		}
	}
}

// What is not a list must not pass for an empty one: an empty list says that nobody wrote.
func TestAListThatIsNoneIsUnreadable(t *testing.T) {
	for _, body := range []string{`{}`, `{"data":null}`, `{"data":{}}`, `{"data":"x"}`, `[]`, `null`, `"x"`, `{"data":[]} x`, `{"data":[`} {
		p := newPage(t, says(200, body))
		if _, _, err := p.client(t, nil).Conversations(t.Context(), "", 0); core.CodeOf(err) != core.CodeUnreadable {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestConversationOf(t *testing.T) {
	p := newPage(t, says(200, listBody))
	c := p.client(t, nil)
	got, err := c.ConversationOf(t.Context(), ana)
	if err != nil || got.ID != "t_1" || got.CustomerID != ana {
		t.Errorf("%+v, %v", got, err)
	}
	if q, _ := url.ParseQuery(p.requests()[0].query); q.Get("user_id") != string(ana) {
		t.Errorf("asked %q", p.requests()[0].query)
	}
	// A page that ignores the parameter answers with somebody else's conversation.
	if got, err := c.ConversationOf(t.Context(), "7100000000000002"); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestMessages(t *testing.T) {
	p := newPage(t, says(200, `{"data":[
	 {"id":"m_6","created_time":"2026-11-21T09:15:07+0000","from":{"name":"Ana","id":"7100000000000001"},"to":{"data":[{"id":"104210001111222"}]},"message":"Café ☕?"},
	 {"id":"m_5","created_time":1795252506980,"from":{"id":104210001111222},"to":{"data":[{"id":"7100000000000001"}]},"message":"Yes"},
	 {"id":"m_4","created_time":"2026-11-21T09:14:50+0000","from":{"id":"7100000000000001"},"message":"",
	  "attachments":{"data":[{"id":"1","mime_type":"image/jpeg","name":"I.jpg","size":81234,"image_data":{"url":"https://s.example/a.jpg","render_as_sticker":false}},
	   {"mime_type":"application/pdf","name":"b.pdf","size":"12","file_url":"https://s.example/b.pdf"},
	   {"mime_type":"video/mp4","video_data":{"url":"https://s.example/v"}},{"mime_type":"audio/mp4","file_url":"https://s.example/s"},
	   {"generic_template":{"title":"Order ready","subtitle":"No 7"}}]}},
	 {"id":"m_3","created_time":"2026-11-21T09:14:00Z","from":{"id":"7100000000000001"},"message":"","sticker":"https://s.example/like"},
	 {"id":"m_2","created_time":"2026-11-21T09:13:00+0000","from":{"id":"7100000000000001"},"message":"look","shares":{"data":[{"link":"https://x.example","name":"X","description":"D"}]}},
	 {"id":"m_1","created_time":"2026-11-21T09:12:00+0000"},
	 {"id":"m_0","created_time":"soon","to":{"data":[{"id":"104210001111222"}]},"message":"hi"},
	 {"created_time":"2026-11-21T09:12:00+0000","message":"no id"}, null, 7]}`))
	got, next, err := p.client(t, nil).Messages(t.Context(), "t_1/..?x", pageID, "", 0)
	if err != nil || next != "" {
		t.Fatal(next, err)
	}
	at := func(h, m, s int) time.Time { return time.Date(2026, 11, 21, h, m, s, 0, time.UTC) }
	const in = core.ConversationID("t_1/..?x")
	want := []core.Message{
		{ID: "m_6", ConversationID: in, CustomerID: ana, At: at(9, 15, 7), Text: "Café ☕?"},
		{ID: "m_5", ConversationID: in, CustomerID: ana, FromPage: true, At: time.UnixMilli(1795252506980).UTC(), Text: "Yes"},
		{ID: "m_4", ConversationID: in, CustomerID: ana, At: at(9, 14, 50), Attachments: []core.Attachment{
			{Kind: "image", MIME: "image/jpeg", Name: "I.jpg", URL: "https://s.example/a.jpg", Size: 81234},
			{Kind: "file", MIME: "application/pdf", Name: "b.pdf", URL: "https://s.example/b.pdf", Size: 12},
			{Kind: "video", MIME: "video/mp4", URL: "https://s.example/v"},
			{Kind: "audio", MIME: "audio/mp4", URL: "https://s.example/s"},
			{Kind: "template", Text: "Order ready\nNo 7"},
		}},
		{ID: "m_3", ConversationID: in, CustomerID: ana, At: at(9, 14, 0), Attachments: []core.Attachment{{Kind: "sticker", URL: "https://s.example/like"}}},
		{ID: "m_2", ConversationID: in, CustomerID: ana, At: at(9, 13, 0), Text: "look",
			Attachments: []core.Attachment{{Kind: "share", Name: "X", URL: "https://x.example", Text: "D"}}},
		{ID: "m_1", ConversationID: in, At: at(9, 12, 0), DetailUnavailable: true},
		{ID: "m_0", ConversationID: in, Text: "hi"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d messages: %+v", len(got), got)
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("got  %+v\nwant %+v", got[i], want[i])
		}
	}
	if asked := p.requests()[0]; asked.path != "/v25.0/t_1/..?x/messages" {
		t.Errorf("an id broke out of its place in the path: %q", asked.path)
	}
}

// The platform answers for a page with old messages as for a deleted one: then fewer are asked for, then ids alone.
func TestMessagesFallBackToStubs(t *testing.T) {
	old := says(400, `{"error":{"code":9000001,"message":"This Message has been deleted by the user or the business."}}`)
	stubs := says(200, `{"data":[{"id":"m_1","created_time":"2026-11-21T09:12:00+0000"}],"paging":{"cursors":{"after":"A"},"next":"x"}}`)
	p := newPage(t, inTurn(old, old, stubs))
	got, next, err := p.client(t, nil).Messages(t.Context(), "t_1", pageID, "", 100)
	if err != nil || next != "A" || len(got) != 1 || !got[0].DetailUnavailable || got[0].At.IsZero() {
		t.Fatalf("%+v, %q, %v", got, next, err)
	}
	var asked []string
	for _, r := range p.requests() {
		q, _ := url.ParseQuery(r.query)
		asked = append(asked, q.Get("limit")+" "+q.Get("fields"))
	}
	want := []string{"100 " + messageFields, "20 " + messageFields, "100 " + stubFields}
	if !reflect.DeepEqual(asked, want) {
		t.Errorf("asked %q", asked)
	}
}

func TestRecent(t *testing.T) {
	body := strings.Replace(listBody, `"can_reply":true,`, `"can_reply":true,"messages":{"data":[
		{"id":"m_2","created_time":"2026-11-21T09:15:07+0000","from":{"id":"104210001111222"},"to":{"data":[{"id":"7100000000000001"}]},"message":"Yes"},
		{"id":"m_1","created_time":"2026-11-21T09:15:00+0000"}],"paging":{"cursors":{"after":"inner"},"next":"x"}},`, 1)
	old := says(400, `{"error":{"code":9000001}}`)
	p := newPage(t, inTurn(says(200, body), old, says(200, listBody)))
	c := p.client(t, nil)
	got, next, err := c.Recent(t.Context(), "", 10, 99)
	if err != nil || next != "QVFIUb" || len(got) != 1 || got[0].CustomerID != ana || len(got[0].Newest) != 2 {
		t.Fatalf("%+v, %q, %v", got, next, err)
	}
	if m := got[0].Newest[0]; m.Text != "Yes" || !m.FromPage || m.CustomerID != ana || m.ConversationID != "t_1" {
		t.Errorf("%+v", m)
	}
	if !got[0].Newest[1].DetailUnavailable {
		t.Errorf("%+v", got[0].Newest[1])
	}
	if q, _ := url.ParseQuery(p.requests()[0].query); !strings.Contains(q.Get("fields"), "messages.limit(20){") {
		t.Errorf("asked %q", q.Get("fields"))
	}
	// The details are refused: the list itself is still there.
	got, _, err = c.Recent(t.Context(), "", 10, 5)
	if err != nil || len(got) != 1 || got[0].ID != "t_1" || len(got[0].Newest) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestATooHeavyPageIsAskedForSmaller(t *testing.T) {
	heavy := says(500, `{"error":{"code":1,"message":"Please reduce the amount of data you're asking for"}}`)
	p := newPage(t, inTurn(heavy, says(200, `{"data":[]}`)))
	if _, _, err := p.client(t, nil).Messages(t.Context(), "t_1", pageID, "", 100); err != nil {
		t.Fatal(err)
	}
	if q, _ := url.ParseQuery(p.requests()[1].query); q.Get("limit") != "50" {
		t.Errorf("asked %q", p.requests()[1].query)
	}
}

func TestRecordedConversations(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/data/graph_conversations.json")
	if err != nil {
		t.Skip("no recorded conversations on this machine")
	}
	var recorded map[string]json.RawMessage
	if err := json.Unmarshal(raw, &recorded); err != nil {
		t.Fatal(err)
	}
	for name, body := range recorded {
		if strings.HasPrefix(name, "list") {
			l, ok := parseList[conversation](body)
			found := conversationsOf(l.items, "200000000000002")
			if !ok || len(found) != 1 || found[0].ID == "" {
				t.Errorf("%s: %+v", name, found)
			}
			if name == "list_2016" && (found[0].CustomerID != "100000000000001" || found[0].UpdatedAt.IsZero()) {
				t.Errorf("%s: %+v", name, found)
			}
			continue
		}
		l, ok := parseList[message](body)
		found := messagesOf(l.items, "t_1", "PAGE")
		if !ok || len(found) == 0 || len(found) != len(l.items) {
			t.Errorf("%s: %+v", name, found)
		}
		for i, m := range found {
			if m.Text == "" || m.At.IsZero() || m.DetailUnavailable || m.FromPage != (l.items[i].From.v.ID == "PAGE") {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}

func TestMe(t *testing.T) {
	const noField = `{"error":{"message":"(#100) Tried accessing nonexisting field","code":100}}`
	cases := []struct {
		name                  string
		full, plain, accounts string // answers to /me with and without the category, and to /me/accounts
		want                  core.Code
	}{
		{"a page", `{"id":"1","name":"Tulip","category":"Shop"}`, ``, ``, ""},
		{"a page that tells no category", `{"id":"1","name":"Tulip"}`, ``, noField, ""},
		{"a page without any such path", `{"id":"1","name":"Tulip"}`, ``, `{"error":{"code":2500}}`, ""},
		{"a person", noField, `{"id":"2","name":"Jo"}`, `{"data":[{"id":"1"}]}`, core.CodeTokenNotPage},
		{"a person without pages", noField, `{"id":"2","name":"Jo"}`, `{"data":[]}`, core.CodeTokenNotPage},
		{"a person, told leniently", `{"id":"2","name":"Jo"}`, ``, `{"data":[{"id":"1"}]}`, core.CodeTokenNotPage},
		{"a dead token", `{"error":{"code":190}}`, ``, ``, core.CodeTokenInvalid},
		{"a token that dies in between", `{"id":"1","name":"Tulip"}`, ``, `{"error":{"code":190}}`, core.CodeTokenInvalid},
		{"no id", `{"name":"Tulip"}`, ``, ``, core.CodeUnreadable},
	}
	for _, tc := range cases {
		p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
			body := tc.full
			switch {
			case strings.HasSuffix(r.URL.Path, "/accounts"):
				body = tc.accounts
			case !strings.Contains(r.URL.Query().Get("fields"), "category"):
				body = tc.plain
			}
			status := 200
			if strings.Contains(body, `"error"`) {
				status = 400
			}
			says(status, body)(w, r)
		})
		c := p.client(t, func(cfg *Config) { cfg.Page = "" })
		page, err := c.Me(t.Context())
		if core.CodeOf(err) != tc.want {
			t.Errorf("%s: %v", tc.name, err)
		}
		if err == nil && (page != core.Page{ID: "1", Name: "Tulip"} || c.known() != "1") {
			t.Errorf("%s: %+v, remembered %q", tc.name, page, c.known())
		}
		if err != nil && c.known() != "" {
			t.Errorf("%s: remembered %q", tc.name, c.known())
		}
	}
}

func TestThePageIsAskedForOnce(t *testing.T) {
	p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/me") {
			says(200, `{"id":"104210001111222","name":"T","category":"Shop"}`)(w, r)
			return
		}
		says(200, listBody)(w, r)
	})
	c := p.client(t, func(cfg *Config) { cfg.Page = "" })
	for range 2 {
		if _, _, err := c.Conversations(t.Context(), "", 0); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(p.requests()); n != 3 {
		t.Errorf("%d requests: %+v", n, p.requests())
	}
}

func TestPermissions(t *testing.T) {
	const untold = `{"error":{"code":100}}`
	cases := []struct {
		name             string
		told, list       string
		granted, missing []string
		code             core.Code
	}{
		{"told, one lacks", `{"data":[{"permission":"pages_messaging","status":"granted"},{"permission":"pages_manage_metadata","status":"declined"},
			{"permission":"pages_read_engagement","status":"granted"}]}`, ``,
			[]string{"pages_messaging", "pages_read_engagement"}, []string{"pages_manage_metadata"}, ""},
		{"not told, reading works", untold, `{"data":[]}`, nil, nil, ""},
		{"told as nothing, reading works", `{"data":[]}`, `{"data":[]}`, nil, nil, ""},
		{"not told, reading refused", untold, `{"error":{"code":200}}`, nil, Needed(), ""},
		{"no such path, reading works", `{"error":{"code":2500}}`, `{"data":[]}`, nil, nil, ""},
		{"dead token", `{"error":{"code":190}}`, ``, nil, nil, core.CodeTokenInvalid},
		{"not told, dead token", untold, `{"error":{"code":190}}`, nil, nil, core.CodeTokenInvalid},
	}
	for _, tc := range cases {
		p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
			body := tc.list
			if strings.HasSuffix(r.URL.Path, "/me/permissions") {
				body = tc.told
			}
			says(200, body)(w, r)
		})
		granted, missing, expires, err := p.client(t, nil).Permissions(t.Context())
		if core.CodeOf(err) != tc.code || !reflect.DeepEqual(granted, tc.granted) || !reflect.DeepEqual(missing, tc.missing) || !expires.IsZero() {
			t.Errorf("%s: %v, %v, %v, %v", tc.name, granted, missing, expires, err)
		}
		for _, r := range p.requests() {
			if strings.Contains(r.query+r.path+r.body, secret) {
				t.Errorf("%s: the token left in %+v", tc.name, r)
			}
		}
	}
}
