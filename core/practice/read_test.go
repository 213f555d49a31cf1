package practice

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// after gives the cursor of the next page, "" on the last.
func after(a answer) string {
	paging, _ := a.body["paging"].(map[string]any)
	if paging["next"] == nil {
		return ""
	}
	cursors, _ := paging["cursors"].(map[string]any)
	c, _ := cursors["after"].(string)
	return c
}

func TestConversationsArePagedNewestFirst(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	seen := map[string]bool{}
	last := ""
	pages := 0
	for cursor := ""; pages == 0 || cursor != ""; pages++ {
		a := s.get("/v25.0/me/conversations?platform=messenger&limit=10&fields=id,updated_time&after=" + cursor)
		for _, row := range a.rows() {
			at, _ := row["updated_time"].(string)
			if last != "" && at > last {
				t.Fatalf("%s is listed after %s", at, last)
			}
			last = at
			if seen[row["id"].(string)] {
				t.Fatalf("%v is listed twice", row["id"])
			}
			seen[row["id"].(string)] = true
		}
		cursor = after(a)
	}
	if n := len(s.page.Customers()); len(seen) != n || pages != (n+9)/10 {
		t.Errorf("%d conversations on %d pages, %d people", len(seen), pages, n)
	}
}

func TestACursorHoldsWhileConversationsMove(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	first := s.get("/me/conversations?limit=20&fields=id,participants")
	rows := first.rows()
	// The one that the cursor points behind moves to the front, and so does one that was not read yet.
	moved := customerOf(rows[19])
	people := s.page.Customers()
	var unread Person
	for _, p := range people {
		if !contains(rows, string(p.ConversationID)) {
			unread = p
		}
	}
	s.clock.Advance(time.Minute)
	s.page.Write(person(people, moved).ID, "one more thing")
	s.page.Write(unread.ID, "and I")
	listed := map[string]bool{}
	for _, row := range rows {
		listed[row["id"].(string)] = true
	}
	for cursor := after(first); cursor != ""; {
		a := s.get("/me/conversations?limit=20&fields=id&after=" + cursor)
		for _, row := range a.rows() {
			if listed[row["id"].(string)] {
				t.Errorf("%v is listed twice", row["id"])
			}
			listed[row["id"].(string)] = true
		}
		cursor = after(a)
	}
	// Only the unread one that moved in front of the cursor is missing; it is the newest now.
	if len(listed) != len(people)-1 || listed[string(unread.ConversationID)] {
		t.Errorf("%d of %d listed", len(listed), len(people))
	}
	if a := s.get("/me/conversations?limit=1&fields=id"); a.rows()[0]["id"] != string(unread.ConversationID) {
		t.Errorf("newest is %v", a.rows()[0])
	}
}

func person(people []Person, id string) Person {
	for _, p := range people {
		if string(p.ID) == id {
			return p
		}
	}
	return Person{}
}

func contains(rows []map[string]any, id string) bool {
	for _, row := range rows {
		if row["id"] == id {
			return true
		}
	}
	return false
}

// customerOf gives the participant that is not the page.
func customerOf(row map[string]any) string {
	participants, _ := row["participants"].(map[string]any)
	list, _ := participants["data"].([]any)
	for _, p := range list {
		if id, _ := p.(map[string]any)["id"].(string); id != string(PageID) {
			return id
		}
	}
	return ""
}

func TestPageSizes(t *testing.T) {
	s := open(t, Options{Customers: 150, NoRateLimits: true})
	for limit, want := range map[string]int{"": 25, "?limit=7": 7, "?limit=1000": 100} {
		if n := len(s.get("/me/conversations" + limit).rows()); n != want {
			t.Errorf("limit %q gives %d, want %d", limit, n, want)
		}
	}
	s.wantCode(s.get("/me/conversations?limit=many"), 400, 100, 0)
	s.wantCode(s.get("/me/conversations?after=bm9uc2Vuc2U"), 400, 100, 0)
	s.wantCode(s.get("/me/conversations?limit=100&fields=id,messages.limit(100){message}"), 500, 1, 0)
}

func TestDefaultFieldsAndFilters(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	row := s.get("/me/conversations?limit=1").rows()[0]
	if len(row) != 2 || row["id"] == nil || row["updated_time"] == nil {
		t.Errorf("default fields %v", row)
	}
	ana, _ := s.page.Find("Ana Duarte")
	a := s.get("/me/conversations?user_id=" + string(ana.ID) + "&fields=id,can_reply,unread_count,message_count,participants")
	if rows := a.rows(); len(rows) != 1 || rows[0]["id"] != string(ana.ConversationID) || rows[0]["message_count"] != float64(ana.Messages) ||
		rows[0]["can_reply"] != true || rows[0]["unread_count"] != 2.0 || customerOf(rows[0]) != string(ana.ID) {
		t.Errorf("by person: %s", a.raw)
	}
	for _, q := range []string{"user_id=1", "platform=instagram", "folder=spam"} {
		if a := s.get("/me/conversations?" + q); a.status != http.StatusOK || len(a.rows()) != 0 {
			t.Errorf("%s: %s", q, a.raw)
		}
	}
	if a := open(t, Options{Empty: true}).get("/me/conversations"); string(a.raw) != `{"data":[]}` {
		t.Errorf("empty page: %s", a.raw)
	}
}

func TestOnlyTheNewestMessagesAreDetailed(t *testing.T) {
	for _, c := range []struct{ option, want int }{{0, 20}, {3, 3}, {-1, 30}} {
		t.Run(fmt.Sprint(c.option), func(t *testing.T) {
			s := open(t, Options{Empty: true, NoRateLimits: true, DetailLimit: c.option})
			ana := s.page.AddCustomer("Ana", "en")
			for i := range 30 {
				s.page.WriteAt(ana, fmt.Sprint("message ", i), noon.Add(time.Duration(i-40)*time.Hour))
			}
			conversation := s.page.Customers()[0].ConversationID
			a := s.get("/" + string(conversation) + "/messages?limit=100&fields=id,created_time,from,message")
			detailed := 0
			for i, row := range a.rows() {
				if row["id"] == nil || row["created_time"] == nil {
					t.Fatalf("row %v", row)
				}
				if row["message"] != nil {
					detailed++
					if want := fmt.Sprint("message ", 29-i); row["message"] != want {
						t.Fatalf("%v, want %s", row["message"], want)
					}
				}
				one := s.get("/" + row["id"].(string) + "?fields=message")
				if _, told := row["message"]; told != (one.status == http.StatusOK) {
					t.Errorf("message %d alone: %s", i, one.raw)
				}
				if row["message"] == nil {
					s.wantCode(one, 400, 9000001, 0)
				}
			}
			if len(a.rows()) != 30 || detailed != c.want {
				t.Errorf("%d of %d detailed, want %d", detailed, len(a.rows()), c.want)
			}
			nested := s.get("/" + string(conversation) + "?fields=messages.limit(100){id,message}")
			list, _ := nested.body["messages"].(map[string]any)
			rows := answer{body: list}.rows()
			if len(rows) != 30 || (rows[29]["message"] != nil) != (c.want == 30) {
				t.Errorf("nested: %s", nested.raw)
			}
		})
	}
}

func TestMessagesArePaged(t *testing.T) {
	s := open(t, Options{NoRateLimits: true, DetailLimit: -1})
	ella, _ := s.page.Find("Ella Lowry")
	path := "/" + string(ella.ConversationID) + "/messages?limit=7&fields=id,created_time,from,to,message,attachments,sticker,tags&after="
	n, cursor := 0, ""
	for first := true; first || cursor != ""; first = false {
		a := s.get(path + cursor)
		n += len(a.rows())
		cursor = after(a)
	}
	if n != ella.Messages {
		t.Errorf("%d messages, want %d", n, ella.Messages)
	}
	// A cursor of one conversation is none in another.
	tom, _ := s.page.Find("Tom Becker")
	cursor = after(s.get(path))
	s.wantCode(s.get("/"+string(tom.ConversationID)+"/messages?after="+cursor), 400, 100, 0)
}

func TestStickersAndPicturesComeWithoutText(t *testing.T) {
	s := open(t, Options{Empty: true, NoRateLimits: true})
	ana := s.page.AddCustomer("Ana", "en")
	s.page.WriteSticker(ana)
	s.clock.Advance(time.Second)
	s.page.WritePicture(ana, "")
	rows := s.get("/" + string(s.page.Customers()[0].ConversationID) + "/messages?fields=message,sticker,attachments{image_data,size}").rows()
	if rows[1]["message"] != "" || rows[1]["sticker"] == nil || rows[1]["attachments"] != nil {
		t.Errorf("sticker %v", rows[1])
	}
	list, _ := rows[0]["attachments"].(map[string]any)
	items := answer{body: list}.rows()
	if len(items) != 1 {
		t.Fatalf("picture %v", rows[0])
	}
	image, _ := items[0]["image_data"].(map[string]any)
	address, _ := image["url"].(string)
	media := s.do(s.request(http.MethodGet, strings.TrimPrefix(address, s.srv.URL), ""))
	if media.status != http.StatusOK || http.DetectContentType(media.raw) != "image/png" || float64(len(media.raw)) != items[0]["size"] {
		t.Errorf("%s: %d, %d bytes, %v told", address, media.status, len(media.raw), items[0]["size"])
	}
}

func TestProfiles(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	ana, _ := s.page.Find("Ana Duarte")
	if a := s.get("/" + string(ana.ID) + "?fields=first_name,last_name,name"); a.body["first_name"] != "Ana" || a.body["last_name"] != "Duarte" {
		t.Errorf("profile %s", a.raw)
	}
	nameless, _ := s.page.Find("")
	if a := s.get("/" + string(nameless.ID)); string(a.raw) != "{}" {
		t.Errorf("without a name: %s", a.raw)
	}
	row := s.get("/me/conversations?fields=participants&user_id=" + string(nameless.ID)).rows()[0]
	if strings.Contains(fmt.Sprint(row), "name:"+" ") || customerOf(row) != string(nameless.ID) {
		t.Errorf("without a name: %v", row)
	}
	gone, _ := s.page.Find("Liam Carver")
	row = s.get("/me/conversations?fields=participants,can_reply&user_id=" + string(gone.ID)).rows()[0]
	if !strings.Contains(fmt.Sprint(row), "Facebook User") || row["can_reply"] != false {
		t.Errorf("deleted account: %v", row)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	for _, path := range []string{"/t_1", "/m_AAAA", "/12345", "/t_1/messages", "/v25.0/12345/conversations", "/m_" + strings.Repeat("A", 22)} {
		a := s.get(path)
		s.wantCode(a, 400, 100, 33)
		if e, _ := a.body["error"].(map[string]any); e["type"] != "GraphMethodException" {
			t.Errorf("%s: %v", path, e)
		}
	}
	for _, path := range []string{"/me/nothing", "/a/b/c", "/"} {
		s.wantCode(s.get(path), 400, 2500, 0)
	}
	s.wantCode(s.get("/me/conversations?fields=id,messages{"), 400, 2500, 0)
	for _, q := range []string{"/me?fields=id,shoe_size", "/me/conversations?fields=id,snipet", "/me/conversations?fields=messages{txt}"} {
		s.wantCode(s.get(q), 400, 100, 0)
	}
	silent := s.page.AddCustomer("Has never written", "en")
	if rows := s.get("/me/conversations?user_id=" + string(silent)).rows(); len(rows) != 0 {
		t.Errorf("a conversation before the first message: %v", rows)
	}
	s.wantCode(s.do(s.request(http.MethodPost, "/12345", "{}")), 400, 100, 33)
	s.wantCode(s.do(s.request(http.MethodDelete, "/me", "")), 400, 2500, 0)
}

func TestHeaders(t *testing.T) {
	s := open(t, Options{})
	a := s.get("/me")
	if got := a.header.Get("Date"); got != "Fri, 20 Nov 2026 12:00:00 GMT" {
		t.Errorf("Date %s", got)
	}
	if a.header.Get("X-App-Usage") == "" || !strings.Contains(a.header.Get("X-Business-Use-Case-Usage"), `"type":"messenger"`) {
		t.Errorf("usage %v", a.header)
	}
	s.clock.Advance(90 * time.Minute)
	if got := s.get("/me").header.Get("Date"); got != "Fri, 20 Nov 2026 13:30:00 GMT" {
		t.Errorf("Date %s", got)
	}
}

func TestTheNextAddressHoldsTheToken(t *testing.T) {
	// A trap, as on the platform: who follows it puts the token into an address.
	s := open(t, Options{NoRateLimits: true})
	paging, _ := s.get("/me/conversations?limit=2").body["paging"].(map[string]any)
	next, _ := paging["next"].(string)
	if !strings.HasPrefix(next, s.srv.URL+"/me/conversations?") || !strings.Contains(next, "access_token="+s.token) {
		t.Errorf("next %s", next)
	}
}

func TestFeatureReview(t *testing.T) {
	for _, has := range []bool{false, true} {
		s := open(t, Options{HumanAgent: has})
		rows := s.get("/me/messaging_feature_review").rows()
		if rows[0]["feature"] != "human_agent" || (rows[0]["status"] == "approved") != has {
			t.Errorf("with %v: %v", has, rows)
		}
	}
}

func TestFieldsOfFields(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	row := s.get("/me/conversations?limit=1&fields=participants{id},messages.limit(1){from{name},to{id}}").rows()[0]
	if text := fmt.Sprint(row); strings.Contains(text, "email") || strings.Count(text, "name:") != 1 {
		t.Errorf("%s", text)
	}
}

func TestWhenAConversationWasUpdated(t *testing.T) {
	s := open(t, Options{Empty: true, NoRateLimits: true})
	old := s.someone("Old", 30*time.Hour)
	s.someone("New", time.Hour)
	s.page.WriteAt(old, "and before that", noon.Add(-40*time.Hour))
	rows := s.get("/me/conversations?fields=updated_time,participants").rows()
	if rows[1]["updated_time"] != "2026-11-19T06:00:00+0000" || customerOf(rows[1]) != string(old) {
		t.Errorf("rows %v", rows)
	}
	if p, _ := s.page.Find("Old"); !p.LastWroteAt.Equal(noon.Add(-30 * time.Hour)) {
		t.Errorf("last wrote at %v", p.LastWroteAt)
	}
}

// FuzzRead: whatever address a client asks for, the page answers with JSON.
func FuzzRead(f *testing.F) {
	f.Add("/v25.0/me/conversations", "limit=3&fields=id,messages.limit(2).after(x){from{id},message}")
	f.Add("/me", "fields=id,name")
	f.Add("/t_122150000000000000/messages", "limit=1&after=bXwxfDJ8Mw")
	f.Add("/m_AAAAAAAAAAAAAAAAAAAAAA", "fields=message")
	f.Add("/7241000000000019", "")
	page := New(Options{Customers: 5, NoRateLimits: true, Clock: core.NewFakeClock(noon)})
	f.Fuzz(func(t *testing.T, path, query string) {
		req := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: path, RawQuery: query}, Host: "127.0.0.1",
			Header: http.Header{"Authorization": {"Bearer " + page.Token().Reveal()}}}
		if strings.HasPrefix(path, mediaPath) {
			t.Skip()
		}
		w := newRecorder()
		page.Handler().ServeHTTP(w, req)
		var got map[string]any
		if err := json.Unmarshal(w.body, &got); err != nil || (got["error"] == nil) != (w.status == http.StatusOK) {
			t.Fatalf("%d %q: %v", w.status, w.body, err)
		}
	})
}
