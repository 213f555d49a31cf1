package practice

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"shopbell/core"
)

// FuzzControl steers the page with anything: every answer is JSON, and what is no request changes nothing.
func FuzzControl(f *testing.F) {
	for _, what := range []string{"write", "block", "unblock", "fault", "token", "restrict", "control", "unsend", "delete", "react", "rename"} {
		f.Add(what, `{"customer":"1","text":"hello","kind":"sticker","at":"2026-11-02T15:00:00Z"}`)
		f.Add(what, `{"clear":true,"match":"*","latency":"1h","nth":-1,"count":-1,"status":7}`)
		f.Add(what, `{"message":"m_1","emoji":"\u0000","page":true}`)
	}
	f.Add("write", `{"name":"Ana","language":"xx","at":"9999-12-31T23:59:59Z","text":"x"}`)
	f.Fuzz(func(t *testing.T, what, body string) {
		page := New(Options{Empty: true, NoRateLimits: true, Clock: core.NewFakeClock(noon)})
		known := page.AddCustomer("Ana", "en")
		page.Write(known, "hello")
		r, err := http.NewRequest(http.MethodPost, "http://127.0.0.1/practice/"+what, strings.NewReader(strings.ReplaceAll(body, `"1"`, `"`+string(known)+`"`)))
		if err != nil {
			t.Skip()
		}
		r.Header.Set(controlHeader, "1")
		w := newRecorder()
		page.ControlHandler().ServeHTTP(w, r)
		if w.header.Get("Content-Type") == "application/json" && !json.Valid(w.body) {
			t.Fatalf("%s %q: %d %q", what, body, w.status, w.body)
		}
		// What was steered may not bring the page itself down. Planned faults are forgotten, so that it answers.
		page.ClearFaults()
		get, err := http.NewRequest(http.MethodGet, "/me/conversations?fields=id,senders,messages{id,message,created_time}", nil)
		if err != nil {
			t.Fatal(err)
		}
		get.Header.Set("Authorization", "Bearer "+page.Token().Reveal())
		w = newRecorder()
		page.Handler().ServeHTTP(w, get)
		if !json.Valid(w.body) {
			t.Fatalf("after %s %q: %d %q", what, body, w.status, w.body)
		}
	})
}
