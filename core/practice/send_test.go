package practice

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

func TestTheWindowClosesAtExactly24Hours(t *testing.T) {
	s := open(t, Options{})
	for _, c := range []struct {
		ago  time.Duration
		open bool
	}{{0, true}, {24*time.Hour - time.Millisecond, true}, {24 * time.Hour, false}, {24*time.Hour + time.Millisecond, false}} {
		a := s.post(text(s.someone("Ana", c.ago), "hi"))
		if c.open {
			s.wantCode(a, 200, 0, 0)
			continue
		}
		s.wantCode(a, 400, 10, 2018278)
		if !strings.Contains(string(a.raw), "(#10) This message is sent outside of allowed window.") {
			t.Errorf("%s", a.raw)
		}
	}
}

func TestOnlyTheCustomerOpensTheWindow(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", 23*time.Hour)
	s.page.WriteFromPage(ana, "from the inbox", noon)
	s.clock.Advance(2 * time.Hour)
	s.wantCode(s.post(text(ana, "hi")), 400, 10, 2018278)
	s.page.WriteSticker(ana)
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
}

func tagged(to core.CustomerID, tag string) string {
	return `{"recipient":{"id":"` + string(to) + `"},"messaging_type":"MESSAGE_TAG","tag":"` + tag + `","message":{"text":"hi"}}`
}

func TestHumanAgent(t *testing.T) {
	without := open(t, Options{})
	without.wantCode(without.post(tagged(without.someone("Ana", time.Hour), "HUMAN_AGENT")), 403, 10, 0)
	s := open(t, Options{HumanAgent: true})
	s.wantCode(s.post(tagged(s.someone("Ana", 7*24*time.Hour), "HUMAN_AGENT")), 200, 0, 0)
	s.wantCode(s.post(tagged(s.someone("Ana", 7*24*time.Hour+time.Second), "HUMAN_AGENT")), 400, 10, 2018278)
	if log := s.page.Log(); len(log) != 1 || log[0].Tag != "HUMAN_AGENT" || log[0].MessagingType != "MESSAGE_TAG" {
		t.Errorf("log %+v", log)
	}
}

func TestDeadTagsAreNamed(t *testing.T) {
	s := open(t, Options{HumanAgent: true})
	ana := s.someone("Ana", time.Hour)
	for _, tag := range deadTags {
		a := s.post(tagged(ana, tag))
		s.wantCode(a, 400, 100, 0)
		if !strings.Contains(string(a.raw), tag) {
			t.Errorf("%s", a.raw)
		}
	}
	s.wantCode(s.post(tagged(ana, "MADE_UP")), 400, 100, 0)
}

func TestUtilityMessages(t *testing.T) {
	with := func(to core.CustomerID, template, value string) string {
		return `{"recipient":{"id":"` + string(to) + `"},"messaging_type":"UTILITY","message":{"template":{"name":"` + template +
			`","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"` + value + `"}]}]}}}`
	}
	body := func(to core.CustomerID, template string) string { return with(to, template, "566701") }
	without := open(t, Options{})
	without.wantCode(without.post(body(without.someone("Ana", 90*24*time.Hour), "order_ready")), 403, 200, 0)
	s := open(t, Options{Utility: true})
	ana := s.someone("Ana", 90*24*time.Hour)
	s.wantCode(s.post(body(ana, "order_ready")), 200, 0, 0)
	s.wantCode(s.post(body(ana, "big_sale")), 400, 100, 0)
	s.wantCode(s.post(body(ana, "order_shipped")), 400, 100, 0) // it has two places
	s.wantCode(s.post(with(ana, "order_ready", "50% off")), 400, 100, 1893043)
	if log := s.page.Log(); len(log) != 1 || log[0].Template != "order_ready" || !strings.Contains(log[0].Text, "order 566701 is") {
		t.Errorf("log %+v", log)
	}
	if rows := s.get("/me/message_templates").rows(); len(rows) != len(UtilityTemplates()) || rows[0]["status"] != "APPROVED" {
		t.Errorf("templates %v", rows)
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	to := `"recipient":{"id":"` + string(ana) + `"}`
	long := func(n int) string { return strings.Repeat("ö", n) }
	replies := func(n int) string {
		return `[` + strings.TrimSuffix(strings.Repeat(`{"content_type":"text","title":"a"},`, n), ",") + `]`
	}
	for _, c := range []struct {
		name, body    string
		status        int
		code, subcode int
	}{
		{"no JSON", `{"recipient`, 400, 100, 0},
		{"nothing", `{}`, 400, 100, 0},
		{"no recipient", `{"message":{"text":"a"}}`, 400, 100, 0},
		{"two recipients", `{"recipient":{"id":"1","user_ref":"2"},"message":{"text":"a"}}`, 400, 100, 0},
		{"recipient of a strange kind", `{"recipient":{"id":["1"]},"message":{"text":"a"}}`, 400, 100, 0},
		{"nobody of this page", text("12345", "a"), 400, 100, 2018001},
		{"no message", `{` + to + `}`, 400, 100, 0},
		{"empty text", `{` + to + `,"message":{"text":""}}`, 400, 100, 0},
		{"blank text", `{` + to + `,"message":{"text":" \n"}}`, 400, 100, 0},
		{"text of 2000", text(ana, long(2000)), 200, 0, 0},
		{"text of 2001", text(ana, long(2001)), 400, 100, 0},
		{"metadata of 999", `{` + to + `,"message":{"text":"a","metadata":"` + long(999) + `"}}`, 200, 0, 0},
		{"metadata of 1000", `{` + to + `,"message":{"text":"a","metadata":"` + long(1000) + `"}}`, 400, 100, 0},
		{"13 quick replies", `{` + to + `,"message":{"text":"a","quick_replies":` + replies(13) + `}}`, 200, 0, 0},
		{"14 quick replies", `{` + to + `,"message":{"text":"a","quick_replies":` + replies(14) + `}}`, 400, 105, 0},
		{"text and attachment", `{` + to + `,"message":{"text":"a","attachment":{"type":"image"}}}`, 400, 100, 0},
		{"message and action", `{` + to + `,"sender_action":"typing_on","message":{"text":"a"}}`, 400, 100, 2018014},
		{"unknown action", `{` + to + `,"sender_action":"dance"}`, 400, 100, 0},
		{"unknown type", `{` + to + `,"messaging_type":"PROMO","message":{"text":"a"}}`, 400, 100, 0},
		{"type without tag", `{` + to + `,"messaging_type":"MESSAGE_TAG","message":{"text":"a"}}`, 400, 100, 0},
		{"tag without type", `{` + to + `,"tag":"HUMAN_AGENT","message":{"text":"a"}}`, 400, 100, 0},
		{"utility without template", `{` + to + `,"messaging_type":"UTILITY","message":{"text":"a"}}`, 400, 100, 0},
		{"no type at all", `{` + to + `,"message":{"text":"a"}}`, 200, 0, 0},
		{"a bare number as id", `{"recipient":{"id":` + string(ana) + `},"message":{"text":"a"}}`, 200, 0, 0},
		{"coupon without code", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"coupon","title":"a"}}}}`, 400, 100, 0},
		{"coupon", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"coupon","title":"a","coupon_code":"TULIP10"}}}}`, 200, 0, 0},
		{"coupon with a long title", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"coupon","title":"` + strings.Repeat("a", 81) + `","coupon_code":"A"}}}}`, 400, 100, 0},
		{"coupon code with a space", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"coupon","title":"a","coupon_code":"A B"}}}}`, 400, 100, 0},
		{"card", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"a","image_url":"https://x.example/a.jpg"}]}}}}`, 200, 0, 0},
		{"card without a card", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[]}}}}`, 400, 194, 0},
		{"card with a long subtitle", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"generic","elements":[{"title":"a","subtitle":"` + strings.Repeat("a", 81) + `"}]}}}}`, 400, 100, 0},
		{"buttons below a long text", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"` + strings.Repeat("a", 641) + `","buttons":[{"type":"web_url","url":"https://x.example","title":"Shop"}]}}}}`, 400, 100, 0},
		{"a long button", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"a","buttons":[{"type":"web_url","url":"https://x.example","title":"` + strings.Repeat("a", 21) + `"}]}}}}`, 400, 100, 0},
		{"a long quick reply", `{` + to + `,"message":{"text":"a","quick_replies":[{"content_type":"text","title":"` + strings.Repeat("a", 21) + `","payload":"x"}]}}`, 400, 100, 0},
		{"receipt without a total", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"receipt","recipient_name":"A","order_number":"1","currency":"EUR","payment_method":"cash"}}}}`, 400, 100, 0},
		{"four buttons", `{` + to + `,"message":{"attachment":{"type":"template","payload":{"template_type":"button","text":"a","buttons":[{},{},{},{}]}}}}`, 400, 105, 0},
		{"attachment of a strange kind", `{` + to + `,"message":{"attachment":{"type":"smell"}}}`, 400, 100, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := len(s.page.Log())
			inner := *s
			inner.t = t
			inner.wantCode(inner.post(c.body), c.status, c.code, c.subcode)
			if stored := len(s.page.Log()) - before; stored != 0 != (c.status == http.StatusOK) {
				t.Errorf("%d messages were stored", stored)
			}
		})
	}
}

func TestPeopleWhoCannotBeReached(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	s.page.Block(ana)
	s.wantCode(s.post(text(ana, "hi")), 400, 551, 1545041)
	s.page.Unblock(ana)
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
	s.page.Block(ana)
	s.page.Write(ana, "I am back")
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
	gone, _ := s.page.Find("Liam Carver")
	s.wantCode(s.post(text(gone.ID, "hi")), 400, 551, 1545041)
	silent := s.page.AddCustomer("Has never written", "en")
	s.wantCode(s.post(text(silent, "hi")), 400, 100, 2018001)
	if s.page.Block("nobody") || s.page.Write("nobody", "boo") != "" {
		t.Error("someone unknown was steered")
	}
}

func TestThreadControlAndRestriction(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	s.page.ThreadControl(ana, false)
	s.wantCode(s.post(text(ana, "hi")), 400, 10, 2018300)
	s.page.ThreadControl(ana, true)
	s.page.Restrict(368, 0)
	a := s.post(text(ana, "hi"))
	s.wantCode(a, 400, 368, 0)
	if !strings.Contains(string(a.raw), "deemed abusive") {
		t.Errorf("%s", a.raw)
	}
	s.page.Restrict(10, 1893063)
	s.wantCode(s.post(text(ana, "hi")), 400, 10, 1893063)
	s.page.Restrict(0, 0)
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
}

func TestChecksComeInThePlatformsOrder(t *testing.T) {
	// Everything is wrong at once; each mended fault shows the next.
	s := open(t, Options{})
	ana := s.someone("Ana", 30*time.Hour)
	s.page.SetToken(TokenExpired)
	s.page.Block(ana)
	s.page.ThreadControl(ana, false)
	s.page.Restrict(368, 0)
	empty, good := text(ana, ""), text(ana, "hi")
	s.wantCode(s.post(empty), 400, 190, 463)
	s.page.SetToken(TokenNoMessaging)
	s.wantCode(s.post(empty), 403, 200, 0)
	s.page.SetToken(TokenValid)
	s.wantCode(s.post(empty), 400, 100, 0)
	s.wantCode(s.post(good), 400, 551, 1545041)
	s.page.Unblock(ana)
	s.wantCode(s.post(good), 400, 10, 2018300)
	s.page.ThreadControl(ana, true)
	s.wantCode(s.post(good), 400, 368, 0)
	s.page.Restrict(0, 0)
	s.wantCode(s.post(good), 400, 10, 2018278)
	s.page.Write(ana, "here I am")
	s.wantCode(s.post(good), 200, 0, 0)
}

func TestStandardAccessHidesEverybodyElse(t *testing.T) {
	s := open(t, Options{StandardAccess: true, NoRateLimits: true})
	if rows := s.get("/me/conversations").rows(); len(rows) != 1 {
		t.Fatalf("%d conversations are seen", len(rows))
	}
	ana, _ := s.page.Find("Ana Duarte")
	s.page.Write(ana.ID, "hello?")
	s.wantCode(s.post(text(ana.ID, "hi")), 400, 200, 2018028)
	s.wantCode(s.get("/"+string(ana.ConversationID)), 400, 100, 33)
	s.wantCode(s.get("/"+string(ana.ID)), 400, 100, 33)
	s.page.SetRole(ana.ID, true)
	s.wantCode(s.post(text(ana.ID, "hi")), 200, 0, 0)
}

func TestMarkSeenClearsUnread(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	ana := s.someone("Ana", time.Hour)
	unread := func() any {
		return s.get("/me/conversations?fields=unread_count&user_id=" + string(ana)).rows()[0]["unread_count"]
	}
	s.post(text(ana, "hi"))
	if unread() != 1.0 {
		t.Errorf("a send clears unread: %v", unread())
	}
	a := s.post(`{"recipient":{"id":"` + string(ana) + `"},"sender_action":"mark_seen"}`)
	if a.status != http.StatusOK || a.body["message_id"] != nil || unread() != 0.0 {
		t.Errorf("%s, unread %v", a.raw, unread())
	}
}

func TestTheBodyIsBounded(t *testing.T) {
	s := open(t, Options{})
	s.wantCode(s.post(text("1", strings.Repeat("a", maxBody))), 400, 100, 0)
}

// FuzzSend: whatever a client sends, the page answers with JSON, and stores a message exactly when it says so.
func FuzzSend(f *testing.F) {
	f.Add(`{"recipient":{"id":"1"},"message":{"text":"a"}}`, true)
	f.Add(`recipient={"id":"1"}&message={"text":"a"}`, false)
	f.Add(`{"recipient":{"id":1},"messaging_type":"UTILITY","message":{"template":{"name":"order_ready"}}}`, true)
	f.Add(`{"recipient":null,"message":null,"tag":"x"}`, true)
	f.Add(`%zz=1&message=[`, false)
	f.Fuzz(func(t *testing.T, body string, asJSON bool) {
		page := New(Options{Empty: true, NoRateLimits: true, Utility: true, HumanAgent: true, Clock: core.NewFakeClock(noon)})
		known := string(page.AddCustomer("Ana", "en"))
		page.Write(core.CustomerID(known), "hello")
		req, err := http.NewRequest(http.MethodPost, "/me/messages", strings.NewReader(strings.ReplaceAll(body, `"1"`, `"`+known+`"`)))
		if err != nil {
			t.Skip()
		}
		req.Header.Set("Authorization", "Bearer "+page.Token().Reveal())
		if asJSON {
			req.Header.Set("Content-Type", "application/json")
		}
		before := len(page.Log())
		w := newRecorder()
		page.Handler().ServeHTTP(w, req)
		stored := len(page.Log()) - before
		var got map[string]any
		if err := json.Unmarshal(w.body, &got); err != nil {
			t.Fatalf("%d %q: %v", w.status, w.body, err)
		}
		if _, told := got["message_id"]; told != (stored == 1) || stored > 1 {
			t.Fatalf("%d stored, answer %s", stored, w.body)
		}
		if (got["error"] == nil) != (w.status == http.StatusOK) {
			t.Fatalf("%d %s", w.status, w.body)
		}
	})
}

// recorder is a ResponseWriter without a network.
type recorder struct {
	header http.Header
	status int
	body   []byte
}

func newRecorder() *recorder { return &recorder{header: http.Header{}, status: http.StatusOK} }

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { r.body = append(r.body, b...); return len(b), nil }
