package practice

import (
	"net/http"
	"testing"
	"time"
)

// The page keeps its own limits of the profile, whatever a client thinks of them.
func TestProfileKeepsThePlatformsLimits(t *testing.T) {
	s := open(t, Options{Empty: true, NoRateLimits: true})
	set := func(body string) answer { return s.do(s.request(http.MethodPost, "/me/messenger_profile", body)) }
	menu := `"persistent_menu":[{"locale":"default","call_to_actions":[{"type":"web_url","title":"Shop","url":"https://a.example"}]}]`
	s.wantCode(set(`{`+menu+`}`), 400, 100, 0)
	s.wantCode(set(`{"get_started":{"payload":"GO"},`+menu+`}`), 200, 0, 0)
	s.wantCode(s.do(s.request(http.MethodDelete, "/me/messenger_profile", `{"fields":["get_started"]}`)), 400, 100, 0)
	s.wantCode(s.do(s.request(http.MethodDelete, "/me/messenger_profile", `{"fields":["get_started","persistent_menu"]}`)), 200, 0, 0)
	s.wantCode(set(`{"greeting":[{"locale":"de_DE","text":"Hallo"}]}`), 400, 100, 0)
	s.wantCode(set(`{"greeting":[{"locale":"default","text":"A"},{"locale":"default","text":"B"}]}`), 400, 100, 0)
	s.wantCode(set(`{"ice_breakers":[{"locale":"default","call_to_actions":[]}]}`), 400, 100, 0)
	s.wantCode(s.get("/me/messenger_profile?fields=nothing"), 400, 100, 0)
	if rows := s.get("/me/messenger_profile?fields=greeting").rows(); len(rows) != 0 {
		t.Errorf("an empty profile is %v", rows)
	}
}

func TestProfileHasTenCallsInTenMinutes(t *testing.T) {
	s := open(t, Options{})
	for range 10 {
		s.wantCode(s.get("/me/messenger_profile?fields=greeting"), 200, 0, 0)
	}
	s.wantCode(s.get("/me/messenger_profile?fields=greeting"), 400, 613, 0)
	s.clock.Advance(10 * time.Minute)
	s.wantCode(s.get("/me/messenger_profile?fields=greeting"), 200, 0, 0)
}
