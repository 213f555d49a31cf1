package practice

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func (s *shop) control(method, path, body string) answer {
	s.t.Helper()
	req := s.request(method, "/practice/"+path, body)
	req.Header.Del("Authorization")
	req.Header.Set("X-Practice", "1")
	return s.do(req)
}

func TestControlNeedsItsHeader(t *testing.T) {
	s := open(t, Options{})
	if a := s.do(s.request(http.MethodGet, "/practice/log", "")); a.status != http.StatusForbidden {
		t.Errorf("%d %s", a.status, a.raw)
	}
	if n := len(s.page.Requests()); n != 0 {
		t.Errorf("control requests are logged as the platform's: %d", n)
	}
}

func TestControlSteersThePage(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", 30*time.Hour)
	who := `{"customer":"` + string(ana) + `"}`
	s.wantCode(s.post(text(ana, "hi")), 400, 10, 2018278)
	a := s.control(http.MethodPost, "write", `{"customer":"`+string(ana)+`","text":"me again"}`)
	if a.status != http.StatusOK || a.body["message_id"] == "" {
		t.Fatalf("write: %s", a.raw)
	}
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
	s.control(http.MethodPost, "block", who)
	s.wantCode(s.post(text(ana, "hi")), 400, 551, 1545041)
	s.control(http.MethodPost, "unblock", who)
	s.control(http.MethodPost, "control", `{"customer":"`+string(ana)+`","ours":false}`)
	s.wantCode(s.post(text(ana, "hi")), 400, 10, 2018300)
	s.control(http.MethodPost, "control", `{"customer":"`+string(ana)+`","ours":true}`)
	s.control(http.MethodPost, "restrict", `{"code":368}`)
	s.wantCode(s.post(text(ana, "hi")), 400, 368, 0)
	s.control(http.MethodPost, "restrict", `{}`)
	s.control(http.MethodPost, "token", `{"state":"expired"}`)
	s.wantCode(s.post(text(ana, "hi")), 400, 190, 463)
	s.control(http.MethodPost, "token", `{"state":"valid"}`)
	s.control(http.MethodPost, "fault", `{"match":"POST","code":2,"status":503,"transient":true,"latency":"1ms"}`)
	a = s.post(text(ana, "hi"))
	s.wantCode(a, 503, 2, 0)
	if !strings.Contains(string(a.raw), `"is_transient":true`) {
		t.Errorf("%s", a.raw)
	}
	s.control(http.MethodPost, "fault", `{"match":"POST","count":-1,"code":1}`)
	s.control(http.MethodPost, "fault", `{"clear":true}`)
	s.wantCode(s.post(text(ana, "last")), 200, 0, 0)

	var log []Received
	decode(t, s.control(http.MethodGet, "log", ""), &log)
	if len(log) != 2 || log[1].Text != "last" || log[1].Customer != ana {
		t.Errorf("log %+v", log)
	}
	var seen []Request
	decode(t, s.control(http.MethodGet, "requests", ""), &seen)
	if len(seen) != len(s.page.Requests()) || !seen[0].Authorization || seen[0].Path != "/v25.0/me/messages" {
		t.Errorf("requests %+v", seen)
	}
	var people []Person
	decode(t, s.control(http.MethodGet, "customers", ""), &people)
	if len(people) < 60 || person(people, string(ana)).Name != "Ana" {
		t.Errorf("%d people", len(people))
	}
}

func TestControlBringsNewPeople(t *testing.T) {
	s := open(t, Options{Empty: true})
	a := s.control(http.MethodPost, "write", `{"name":"Zoe","language":"fr","kind":"sticker","at":"2026-11-20T10:00:00Z"}`)
	people := s.page.Customers()
	if len(people) != 1 || a.body["customer"] != string(people[0].ID) || people[0].Name != "Zoe" || !people[0].LastWroteAt.Equal(noon.Add(-2*time.Hour)) {
		t.Fatalf("%s, %+v", a.raw, people)
	}
	s.control(http.MethodPost, "write", `{"customer":"`+string(people[0].ID)+`","text":"from the inbox","page":true}`)
	row := s.get("/me/conversations?fields=snippet,updated_time").rows()[0]
	if row["snippet"] != "from the inbox" || row["updated_time"] != "2026-11-20T12:00:00+0000" || len(s.page.Log()) != 0 {
		t.Errorf("row %v, log %v", row, s.page.Log())
	}
}

func TestControlRefusesNonsense(t *testing.T) {
	s := open(t, Options{})
	for path, want := range map[string]int{
		`write {"customer":"nobody","text":"a"}`:      http.StatusNotFound,
		`write {"customer":"1","kind":"shout"}`:       http.StatusBadRequest,
		`write {"custmer":"1"}`:                       http.StatusBadRequest,
		`write [`:                                     http.StatusBadRequest,
		`block {"customer":"nobody"}`:                 http.StatusNotFound,
		`token {"state":"tired"}`:                     http.StatusBadRequest,
		`fault {"latency":"soon"}`:                    http.StatusBadRequest,
		`nothing {}`:                                  http.StatusNotFound,
		`control {"customer":"nobody","ours":true}`:   http.StatusNotFound,
		`unblock {"customer":"nobody","extra":"yes"}`: http.StatusBadRequest,
	} {
		name, body, _ := strings.Cut(path, " ")
		if a := s.control(http.MethodPost, name, body); a.status != want {
			t.Errorf("%s: %d, want %d: %s", path, a.status, want, a.raw)
		}
	}
}

func decode(t *testing.T, a answer, into any) {
	t.Helper()
	if err := json.Unmarshal(a.raw, into); err != nil {
		t.Fatalf("%v: %.200s", err, a.raw)
	}
}
