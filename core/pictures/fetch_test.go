package pictures

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"shopbell/core"
)

func TestOnlyThePlatformIsAsked(t *testing.T) {
	platform, here := NewFetcher(false), NewFetcher(true)
	for address, want := range map[string]string{
		"https://scontent.xx.fbcdn.net/v/a.jpg?oh=1": "platform", "https://cdn.fbsbx.com:443/v/a.jpg": "platform",
		"https://SCONTENT.FBCDN.NET/a": "platform", "http://127.0.0.1:80/a": "here", "http://localhost/a": "here", "http://[::1]:9/a": "here",
		"http://scontent.xx.fbcdn.net/a.jpg": "", "https://fbcdn.net.evil.example/a": "", "https://evilfbcdn.net/a": "", "https://u@scontent.fbcdn.net/a": "",
		"https://scontent.fbcdn.net:8443/a": "", "https://shop.example/a": "", "file:///etc/passwd": "", "https://10.0.0.1/a": "", "http://10.0.0.1/a": "",
		"ftp://scontent.fbcdn.net/a": "", "data:image/png;base64,xx": "", "": "", "//scontent.fbcdn.net/a": "", "https://scontent.fbcdn.net@evil.example/": "",
	} {
		if platform.May(address) != (want == "platform") || here.May(address) != (want == "here") {
			t.Errorf("%s: platform %v, here %v", address, platform.May(address), here.May(address))
		}
	}
}

func TestGet(t *testing.T) {
	data := picture(t, 1, 0)
	var asked []http.Header
	mux := http.NewServeMux()
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header)
		_, _ = w.Write(data)
	})
	for path, status := range map[string]int{"/403": 403, "/404": 404, "/410": 410, "/500": 500, "/204": 204} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	}
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, MaxFile+1)) })
	mux.HandleFunc("/told", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "99999999999")
		w.WriteHeader(200)
	})
	mux.HandleFunc("/torn", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		_, _ = w.Write(data[:300])
	})
	mux.HandleFunc("/on", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusFound) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://10.1.2.3/a", http.StatusFound)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	f := NewFetcher(true)
	for path, want := range map[string]error{"/a": nil, "/on": nil, "/403": ErrExpired, "/404": ErrExpired, "/410": ErrExpired,
		"/large": ErrUnfit, "/told": ErrUnfit, "/round": ErrUnfit, "/away": ErrUnfit} {
		got, err := f.Get(t.Context(), server.URL+path)
		if !errors.Is(err, want) || want == nil && !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes, %v", path, len(got), err)
		}
	}
	for _, path := range []string{"/500", "/204", "/torn"} {
		if _, err := f.Get(t.Context(), server.URL+path); core.CodeOf(err) != core.CodeOffline || strings.Contains(err.Error(), server.URL) {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, h := range asked {
		if h.Get("Authorization") != "" || h.Get("Cookie") != "" || h.Get("Referer") != "" {
			t.Errorf("sent along: %v", h)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Get(ctx, server.URL+"/a"); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	if _, err := NewFetcher(false).Get(t.Context(), server.URL+"/a"); !errors.Is(err, ErrUnfit) {
		t.Errorf("the platform's fetcher asks this computer: %v", err)
	}
}
