package graph

import (
	"net/http"
	"testing"

	"shopbell/core"
)

func TestCheckBase(t *testing.T) {
	good := map[string]struct {
		base     string
		loopback bool
	}{
		"":                                {"https://graph.facebook.com", false},
		"https://graph.facebook.com":      {"https://graph.facebook.com", false},
		"https://Graph.Facebook.com:443/": {"https://graph.facebook.com", false},
		"http://127.0.0.1:8080":           {"http://127.0.0.1:8080", true},
		"http://127.9.9.9:1/":             {"http://127.9.9.9:1", true},
		"http://LOCALHOST:65535/page/":    {"http://localhost:65535/page", true},
		"https://localhost":               {"https://localhost", true},
		"http://[::1]:80":                 {"http://[::1]:80", true},
		"http://[::ffff:127.0.0.1]:80":    {"http://[::ffff:127.0.0.1]:80", true},
	}
	for raw, want := range good {
		base, loopback, err := CheckBase(raw)
		if err != nil || base != want.base || loopback != want.loopback {
			t.Errorf("%q: %q, %v, %v", raw, base, loopback, err)
		}
	}
	bad := []string{
		"http://graph.facebook.com", "https://graph.facebook.com:8443", "https://graph.facebook.com/v1", "https://graph.facebook.com.",
		"https://graph.facebook.com.evil.example", "https://evil.example/graph.facebook.com", "https://graph.facebook.com@evil.example",
		"https://user:pw@graph.facebook.com", "http://user@127.0.0.1", "https://graph.facebook.com?x=1", "https://graph.facebook.com#x",
		"http://127.0.0.1#", "http://127.0.0.1?", "http://128.0.0.1", "http://0.0.0.0", "http://[::]:80", "http://[::2]", "http://10.0.0.1",
		"http://127.1", "http://2130706433", "http://0x7f.0.0.1", "http://0177.0.0.1", "http://127.0.0.1.evil.example",
		"http://localhost.evil.example", "http://localhost.", "http://127.0.0.1:", "http://127.0.0.1:0", "http://127.0.0.1:65536",
		"http://127.0.0.1:99999999999999999999", "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1:8080", "localhost:80", "//127.0.0.1",
		"http:127.0.0.1", "http://", " ", "http://[::1%25eth0]:80", "http://127.0.0.1\\@evil.example", "http://127.0.0.1:80@evil.example",
		"https://graph.facebook.com%00.evil.example", "https://graph。facebook.com", "http://[fe80::1]",
	}
	for _, raw := range bad {
		if base, _, err := CheckBase(raw); core.CodeOf(err) != core.CodeBadAddress || base != "" {
			t.Errorf("%q: %q, %v", raw, base, err)
		}
	}
}

func TestNewRefusesWhatItMustNotUse(t *testing.T) {
	token := core.NewToken(secret)
	cases := []struct {
		name string
		cfg  Config
		want core.Code
	}{
		{"no token", Config{}, core.CodeTokenMissing},
		{"token with a line break", Config{Token: core.NewToken("EAAB\nX: y")}, core.CodeTokenInvalid},
		{"other host", Config{Token: token, Base: "https://evil.example"}, core.CodeBadAddress},
		{"version with a path", Config{Token: token, Version: "v25.0/../me"}, core.CodeBadInput},
		{"lifted pace on the platform", Config{Token: token, ReadsPerSecond: -1}, core.CodeLooserThanMeta},
		{"faster than the platform allows", Config{Token: token, ReadsPerSecond: 2.1}, core.CodeLooserThanMeta},
		{"slower", Config{Token: token, ReadsPerSecond: 1}, ""},
		{"faster on this computer", Config{Token: token, ReadsPerSecond: 50, Base: "http://127.0.0.1:1"}, ""},
	}
	for _, tc := range cases {
		if _, err := New(tc.cfg); core.CodeOf(err) != tc.want {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

// A redirect is an answer like any other: the token does not travel on.
func TestRedirectsAreNotFollowed(t *testing.T) {
	other := newPage(t, says(200, `{"id":"1","name":"Thief","category":"x"}`))
	p := newPage(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
	})
	if _, err := p.client(t, nil).Me(t.Context()); core.CodeOf(err) != core.CodeUnreadable {
		t.Error(err)
	}
	if n := len(other.requests()); n != 0 {
		t.Errorf("%d requests reached the other host", n)
	}
}

// "localhost" that resolves elsewhere is not dialled.
func TestLoopbackDialsLoopbackOnly(t *testing.T) {
	for address, fine := range map[string]bool{"127.0.0.1:80": true, "[::1]:80": true, "192.0.2.1:80": false, "[2001:db8::1]:80": false} {
		if err := onlyLoopback("tcp", address, nil); (err == nil) != fine {
			t.Errorf("%s: %v", address, err)
		}
	}
}
