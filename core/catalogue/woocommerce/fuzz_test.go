package woocommerce

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core"
)

// FuzzProducts answers with anything in the place of the products and of their variations: what is taken is whole, what is
// not is an error of a web shop.
func FuzzProducts(f *testing.F) {
	f.Add(`[{"id":1,"name":"Mug","sku":"M","type":"simple","price":"18.50","manage_stock":true,"stock_quantity":1e300}]`, "1")
	f.Add(`[{"id":-7,"name":"<b>Mug</b>&#0;","type":"variable","price":"x","manage_stock":"parent","stock_quantity":null,"attributes":[null]}]`, "")
	f.Add(`[null,{"images":[{"src":"javascript:1"}],"permalink":"//x"}]`, "-1")
	f.Add(`{"code":"rest_no_route"}`, "9")
	var body, pages atomic.Value
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wp-json/wc/v3/data/currencies/current" {
			_, _ = io.WriteString(w, `{"code":"PLN"}`)
			return
		}
		if p := pages.Load().(string); r.URL.Query().Get("page") == "1" {
			w.Header().Set("X-WP-TotalPages", p)
			_, _ = io.WriteString(w, body.Load().(string))
			return
		}
		_, _ = io.WriteString(w, `[]`)
	}))
	f.Cleanup(web.Close)
	key, err := Key("ck_1 cs_2")
	if err != nil {
		f.Fatal(err)
	}
	s, err := New(Config{Address: web.URL, Key: key, Wait: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, answer string, of string) {
		// A count of many pages is read page by page, which tries the socket and not the reader; a header of control
		// characters never gets here.
		if len(of) > 1 || of != "" && (of[0] < '!' || of[0] > '~') {
			t.Skip()
		}
		body.Store(answer)
		pages.Store(of)
		list, rejected, err := s.Products(t.Context())
		if err != nil && core.CodeOf(err) != core.CodeShopAnswer {
			t.Fatalf("%v", err)
		}
		for _, p := range list {
			if p.SKU == "" || p.Name == "" || p.Stock < 0 || p.Price.Minor < 0 {
				t.Fatalf("took %+v", p)
			}
		}
		for _, r := range rejected {
			if r.Line < 1 || r.Why == "" {
				t.Fatalf("left out %+v", r)
			}
		}
	})
}

// FuzzCheckAddress takes any address: what passes is https, or this computer.
func FuzzCheckAddress(f *testing.F) {
	for _, s := range []string{"https://shop.example/a/", "http://127.0.0.1:1", "http://localhost.evil.example", "https://a@b", "https://x?y", "http://[::1%25z]"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got, err := CheckAddress(raw)
		if err != nil {
			return
		}
		r, err := http.NewRequest(http.MethodGet, got+"/wp-json/wc/v3/products?page=1", nil)
		if err != nil {
			t.Fatalf("%q passed as %q: %v", raw, got, err)
		}
		if r.URL.User != nil || r.URL.Scheme != "https" && !(r.URL.Scheme == "http" && loopback(r.URL.Hostname())) {
			t.Fatalf("%q passed as %q", raw, got)
		}
		if again, err := CheckAddress(got); err != nil || again != got {
			t.Fatalf("%q passed as %q, and that as %q: %v", raw, got, again, err)
		}
	})
}
