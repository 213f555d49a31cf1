package practice

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   Fault
		stored  bool
		dropped bool
		status  int
		code    int
		json    bool
	}{
		{name: "drop before", fault: Fault{Drop: BeforeStore}, dropped: true},
		{name: "drop after", fault: Fault{Drop: AfterStore}, stored: true, dropped: true},
		{name: "code", fault: Fault{Code: 368}, status: 400, code: 368, json: true},
		{name: "code and subcode", fault: Fault{Code: 200, Subcode: 1545041}, status: 400, code: 200, json: true},
		{name: "status", fault: Fault{Status: 503}, status: 503, code: 2, json: true},
		{name: "status after it was stored", fault: Fault{Status: 500, Code: 1, Transient: true, Stored: true}, stored: true, status: 500, code: 1, json: true},
		{name: "error on 200", fault: Fault{Status: 200, Code: 4}, status: 200, code: 4, json: true},
		{name: "HTML", fault: Fault{Body: BodyHTML}, status: 502},
		{name: "HTML after it was stored", fault: Fault{Body: BodyHTML, Stored: true}, stored: true, status: 502},
		{name: "truncated", fault: Fault{Body: BodyTruncated}, stored: true, status: 200},
		{name: "empty", fault: Fault{Body: BodyEmpty}, stored: true, status: 200},
		{name: "huge", fault: Fault{Body: BodyHuge}, stored: true, status: 200, json: true},
		{name: "late answer", fault: Fault{AnswerLatency: 5 * time.Millisecond, Drop: AfterStore}, stored: true, dropped: true},
		{name: "late", fault: Fault{Latency: 5 * time.Millisecond}, stored: true, status: 200, json: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, Options{})
			ana := s.someone("Ana", time.Hour)
			s.page.Inject(c.fault)
			a, err := s.try(s.request(http.MethodPost, "/me/messages", text(ana, "hi")))
			if (err != nil) != c.dropped {
				t.Fatalf("error %v", err)
			}
			if code, _ := a.code(); !c.dropped && (a.status != c.status || code != c.code || json.Valid(a.raw) != c.json) {
				t.Errorf("%d, %d bytes: %.200s", a.status, len(a.raw), a.raw)
			}
			if stored := len(s.page.Log()) == 1; stored != c.stored {
				t.Errorf("stored %v", stored)
			}
			if c.fault.Body == BodyHuge && len(a.raw) < HugeBody {
				t.Errorf("%d bytes are not huge", len(a.raw))
			}
			seen := s.page.Requests()
			if last := seen[len(seen)-1]; last.Status != c.status {
				t.Errorf("request %+v", last)
			}
			// The fault is used up.
			s.wantCode(s.post(text(ana, "again")), 200, 0, 0)
		})
	}
}

func TestFaultsHitWhatTheyName(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	s.page.Inject(Fault{Match: "GET /v25.0/me/conv", Nth: 2, Count: 2, Code: 4})
	hit := []bool{}
	for range 4 {
		if a := s.get("/v25.0/me"); a.status != http.StatusOK {
			t.Fatalf("another path was hit: %s", a.raw)
		}
		code, _ := s.get("/v25.0/me/conversations").code()
		hit = append(hit, code == 4)
	}
	if want := []bool{false, true, true, false}; !slices.Equal(hit, want) {
		t.Errorf("hit %v, want %v", hit, want)
	}
	s.page.Inject(Fault{Match: "POST", Count: -1, Status: 500})
	for range 3 {
		if a := s.post("{}"); a.status != http.StatusInternalServerError || !strings.Contains(string(a.raw), "temporarily") {
			t.Fatalf("%s", a.raw)
		}
	}
	s.page.ClearFaults()
	s.wantCode(s.post("{}"), 400, 100, 0)
}

func TestFaultsByQuery(t *testing.T) {
	s := open(t, Options{NoRateLimits: true})
	s.page.Inject(Fault{Match: "/conversations", Query: "user_id=", Count: -1, Code: 4, Regain: 7})
	s.wantCode(s.get("/v25.0/me/conversations"), 200, 0, 0)
	a := s.get("/v25.0/me/conversations?user_id=1")
	if used := a.header.Get("X-Business-Use-Case-Usage"); !strings.Contains(used, `"estimated_time_to_regain_access":7`) {
		t.Errorf("the header is %s", used)
	}
	s.wantCode(a, 400, 4, 0)
}
