package practice

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestTwoConversationCallsASecond(t *testing.T) {
	s := open(t, Options{})
	for i := range 2 {
		if a := s.get("/me/conversations?limit=1"); a.status != http.StatusOK {
			t.Fatalf("call %d: %s", i, a.raw)
		}
	}
	s.wantCode(s.get("/me/conversations?limit=1"), 400, 613, 0)
	// Other calls are not held up.
	if a := s.get("/me"); a.status != http.StatusOK {
		t.Errorf("%s", a.raw)
	}
	// Who keeps the pace is never refused.
	s.clock.Advance(time.Second)
	for i := range 50 {
		s.clock.Advance(500 * time.Millisecond)
		if a := s.get("/me/conversations?limit=1"); a.status != http.StatusOK {
			t.Fatalf("call %d at the pace: %s", i, a.raw)
		}
	}
}

func TestMoreThanFortySendsASecondFreezeThePage(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	for i := range 40 {
		if a := s.post(text(ana, "hi")); a.status != http.StatusOK {
			t.Fatalf("send %d: %s", i, a.raw)
		}
	}
	s.wantCode(s.post(text(ana, "hi")), 400, 613, 0)
	// It stays frozen while the tries go on at that speed.
	for range 60 {
		s.clock.Advance(20 * time.Millisecond)
		s.wantCode(s.post(text(ana, "hi")), 400, 613, 0)
	}
	s.clock.Advance(time.Second)
	s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
	if n := len(s.page.Log()); n != 41 {
		t.Errorf("%d messages arrived", n)
	}
}

func TestFortySendsASecondAreFine(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", time.Hour)
	for range 3 {
		for i := range 40 {
			if a := s.post(text(ana, "hi")); a.status != http.StatusOK {
				t.Fatalf("send %d: %s", i, a.raw)
			}
		}
		s.clock.Advance(time.Second)
	}
}

func TestTheBudgetOfADay(t *testing.T) {
	s := open(t, Options{Customers: 3})
	budget := 3 * callsPerEngagedPerDay
	for i := range budget {
		if a := s.get("/me"); a.status != http.StatusOK {
			t.Fatalf("call %d of %d: %s", i, budget, a.raw)
		} else if want := fmt.Sprintf(`{"call_count":%d,`, (i+1)*100/budget); !strings.HasPrefix(a.header.Get("X-App-Usage"), want) {
			t.Fatalf("call %d: usage %s", i, a.header.Get("X-App-Usage"))
		}
	}
	a := s.get("/me")
	s.wantCode(a, 400, 80006, 0)
	if h := a.header.Get("X-Business-Use-Case-Usage"); !strings.Contains(h, `"call_count":100`) || strings.Contains(h, `regain_access":0`) {
		t.Errorf("usage %s", h)
	}
	s.clock.Advance(23 * time.Hour)
	s.wantCode(s.get("/me"), 400, 80006, 0)
	s.clock.Advance(time.Hour)
	if a := s.get("/me"); a.status != http.StatusOK {
		t.Errorf("a day later: %s", a.raw)
	}
}

func TestLimitsCanBeLifted(t *testing.T) {
	s := open(t, Options{Customers: 1, NoRateLimits: true})
	ana := s.someone("Ana", time.Hour)
	for range 100 {
		s.wantCode(s.post(text(ana, "hi")), 200, 0, 0)
	}
	for range 400 {
		if a := s.get("/me/conversations?limit=1"); a.status != http.StatusOK || !strings.Contains(a.header.Get("X-App-Usage"), `"call_count":0`) {
			t.Fatalf("%s, usage %s", a.raw, a.header.Get("X-App-Usage"))
		}
	}
}
