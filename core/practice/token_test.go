package practice

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTokenStates(t *testing.T) {
	conversations := "/v25.0/me/conversations"
	cases := []struct {
		state         TokenState
		status        int
		code, subcode int
		messageHas    string
	}{
		{TokenExpired, 400, 190, 463, "Session has expired on"},
		{TokenPasswordChanged, 400, 190, 460, "changed their password"},
		{TokenAppRemoved, 400, 190, 458, "has not authorized"},
		{TokenMalformed, 400, 190, 0, "Invalid OAuth access token."},
		{TokenNoMessaging, 403, 10, 0, "pages_messaging"},
		{TokenOfPerson, 400, 210, 0, "page access token"},
	}
	for _, c := range cases {
		t.Run(string(c.state), func(t *testing.T) {
			s := open(t, Options{})
			s.page.SetToken(c.state)
			a := s.get(conversations)
			s.wantCode(a, c.status, c.code, c.subcode)
			if e, _ := a.body["error"].(map[string]any); !strings.Contains(e["message"].(string), c.messageHas) || e["fbtrace_id"] == "" || e["type"] != "OAuthException" {
				t.Errorf("error %v", e)
			}
			s.page.SetToken(TokenValid)
			if a := s.do(s.request(http.MethodGet, conversations, "")); a.status != http.StatusOK {
				t.Errorf("after the token is valid again: %s", a.raw)
			}
			// The same state is there at any time under a token of its own.
			s.token = s.page.TokenIn(c.state).Reveal()
			s.wantCode(s.get(conversations), c.status, c.code, c.subcode)
		})
	}
}

func TestNoTokenIs2500AndAStrangersTokenIs190(t *testing.T) {
	s := open(t, Options{})
	req := s.request(http.MethodGet, "/me", "")
	req.Header.Del("Authorization")
	s.wantCode(s.do(req), 400, 2500, 0)
	s.token = "EAAnotOurs"
	s.wantCode(s.get("/me"), 400, 190, 0)
}

func TestBadTokensMayBe401(t *testing.T) {
	s := open(t, Options{Unauthorized401: true})
	s.page.SetToken(TokenExpired)
	s.wantCode(s.get("/me"), 401, 190, 463)
}

func TestTokenIsTakenFromHeaderQueryAndForm(t *testing.T) {
	s := open(t, Options{})
	query := s.request(http.MethodGet, "/me?access_token="+url.QueryEscape(s.token), "")
	query.Header.Del("Authorization")
	if a := s.do(query); a.status != http.StatusOK {
		t.Errorf("query: %s", a.raw)
	}
	if a := s.get("/me"); a.status != http.StatusOK {
		t.Errorf("header: %s", a.raw)
	}
	// A form is tried in TestFormsAreTaken.
	seen := s.page.Requests()
	if len(seen) != 2 || seen[0].Query["access_token"][0] != s.token || seen[0].Authorization || seen[1].Query != nil || !seen[1].Authorization {
		t.Errorf("requests %+v", seen)
	}
}

func TestSendingNeedsThePermissionToo(t *testing.T) {
	s := open(t, Options{})
	ana := s.someone("Ana", 0)
	s.page.SetToken(TokenNoMessaging)
	s.wantCode(s.post(text(ana, "hi")), 403, 200, 0)
	s.page.SetToken(TokenOfPerson)
	s.wantCode(s.post(text(ana, "hi")), 400, 210, 0)
	if n := len(s.page.Log()); n != 0 {
		t.Errorf("%d messages were stored", n)
	}
}

func TestMeTellsPageFromPerson(t *testing.T) {
	s := open(t, Options{})
	if a := s.get("/v26.0/me?fields=id,name,category"); a.body["id"] != string(PageID) || a.body["name"] != PageName || a.body["category"] == nil {
		t.Errorf("page: %s", a.raw)
	}
	if a := s.get("/" + string(PageID)); a.body["name"] != PageName {
		t.Errorf("by id: %s", a.raw)
	}
	s.wantCode(s.get("/me/accounts"), 400, 100, 0)
	s.page.SetToken(TokenOfPerson)
	if a := s.get("/me"); a.body["id"] == string(PageID) || a.body["name"] != ownerName {
		t.Errorf("person: %s", a.raw)
	}
	s.wantCode(s.get("/me?fields=id,category"), 400, 100, 0)
	if a := s.get("/me/accounts"); a.status != http.StatusOK || len(a.rows()) != 0 {
		t.Errorf("accounts: %s", a.raw)
	}
}

func TestPermissionsAreListed(t *testing.T) {
	s := open(t, Options{})
	status := func() string {
		for _, row := range s.get("/me/permissions").rows() {
			if row["permission"] == "pages_messaging" {
				return row["status"].(string)
			}
		}
		return "missing"
	}
	if got := status(); got != "granted" {
		t.Errorf("valid: %s", got)
	}
	s.page.SetToken(TokenNoMessaging)
	if got := status(); got != "declined" {
		t.Errorf("without: %s", got)
	}
}

func TestDebugTokenDescribesBadTokens(t *testing.T) {
	s := open(t, Options{})
	debug := func(state TokenState) map[string]any {
		a := s.get("/debug_token?input_token=" + url.QueryEscape(s.page.TokenIn(state).Reveal()))
		data, _ := a.body["data"].(map[string]any)
		return data
	}
	if d := debug(TokenValid); d["is_valid"] != true || d["type"] != "PAGE" || d["profile_id"] != string(PageID) || d["expires_at"] != 0.0 {
		t.Errorf("valid: %v", d)
	}
	if d := debug(TokenOfPerson); d["type"] != "USER" {
		t.Errorf("person: %v", d)
	}
	for state, subcode := range map[TokenState]float64{TokenExpired: 463, TokenAppRemoved: 458} {
		d := debug(state)
		e, _ := d["error"].(map[string]any)
		if d["is_valid"] != false || e["subcode"] != subcode {
			t.Errorf("%s: %v", state, d)
		}
	}
	s.wantCode(s.get("/debug_token"), 400, 100, 0)
}
