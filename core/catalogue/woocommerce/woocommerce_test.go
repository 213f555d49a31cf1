package woocommerce

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// web is a web shop on this computer with the interface's documented shapes.
type web struct {
	*httptest.Server
	products   []map[string]any
	variations map[string][]map[string]any
	before     func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
	asked      []string
}

func newWeb(t *testing.T) *web {
	s := &web{variations: map[string][]map[string]any{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *web) serve(w http.ResponseWriter, r *http.Request) {
	s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
	if s.before != nil && s.before(w, r) {
		return
	}
	if name, secret, ok := r.BasicAuth(); !ok || name != "ck_1" || secret != "cs_2" {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprint(w, `{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources.","data":{"status":401}}`)
		return
	}
	path := strings.TrimPrefix(r.URL.Path, "/wp-json/wc/v3/")
	switch {
	case path == "data/currencies/current":
		fmt.Fprint(w, `{"code":"PLN","name":"Polish złoty","symbol":"&#122;&#322;"}`)
	case path == "products":
		page(w, r, s.products)
	default:
		page(w, r, s.variations[strings.TrimSuffix(strings.TrimPrefix(path, "products/"), "/variations")])
	}
}

func page(w http.ResponseWriter, r *http.Request, all []map[string]any) {
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	per, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	w.Header().Set("X-WP-Total", strconv.Itoa(len(all)))
	w.Header().Set("X-WP-TotalPages", strconv.Itoa((len(all)+per-1)/per))
	from, to := min((n-1)*per, len(all)), min(n*per, len(all))
	if err := json.NewEncoder(w).Encode(append([]map[string]any{}, all[from:to]...)); err != nil {
		panic(err)
	}
}

func simple(id int, sku, name string, more map[string]any) map[string]any {
	p := map[string]any{"id": id, "sku": sku, "name": name, "type": "simple", "price": "18.50", "permalink": "https://shop.example/p",
		"manage_stock": true, "stock_quantity": 4, "stock_status": "instock", "images": []map[string]any{{"src": "https://shop.example/i.jpg"}}}
	for k, v := range more {
		p[k] = v
	}
	return p
}

// open reads the web shop; rested gathers the pauses.
func (s *web) open(t *testing.T, rested *[]time.Duration) *Shop {
	t.Helper()
	key, err := Key("ck_1\ncs_2")
	if err != nil {
		t.Fatal(err)
	}
	shop, err := New(Config{Address: s.URL, Key: key, Within: 2 * time.Second, Wait: func(_ context.Context, d time.Duration) error {
		if rested != nil {
			*rested = append(*rested, d)
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return shop
}

func TestReadsEveryPageAndVariation(t *testing.T) {
	s := newWeb(t)
	for n := range 230 {
		s.products = append(s.products, simple(n+1, fmt.Sprint("S-", n), fmt.Sprint("Thing ", n), nil))
	}
	s.products[3] = simple(4, "", "Caf&eacute; <b>mug</b>", map[string]any{"manage_stock": false, "stock_quantity": nil})
	s.products[4] = simple(5, "OUT", "Out", map[string]any{"manage_stock": false, "stock_quantity": nil, "stock_status": "outofstock"})
	s.products[5] = simple(6, "SHIRT", "Shirt", map[string]any{"type": "variable", "manage_stock": false, "stock_quantity": nil})
	s.variations["6"] = []map[string]any{
		{"id": 61, "price": "20.00", "manage_stock": true, "stock_quantity": 2, "stock_status": "instock", "attributes": []map[string]any{{"name": "Colour", "option": "Red"}, {"name": "Size", "option": "M"}}},
		{"id": 62, "price": "20.00", "manage_stock": true, "stock_quantity": -1, "stock_status": "onbackorder", "attributes": []map[string]any{{"name": "Colour", "option": "Red"}, {"name": "Size", "option": "L"}}},
	}
	s.products[6] = simple(7, "HAT", "Hat", map[string]any{"type": "variable", "stock_quantity": 9})
	s.variations["7"] = []map[string]any{{"id": 71, "manage_stock": "parent", "stock_quantity": 9, "stock_status": "instock", "attributes": []map[string]any{{"option": "One"}}},
		{"id": 72, "manage_stock": "parent", "stock_quantity": 9, "stock_status": "instock", "attributes": []map[string]any{{"option": "Two"}}}}
	s.products[7] = simple(8, "S-0", "Twice", nil)
	s.products[8] = simple(9, "NONAME", "", nil)
	var told []int
	shop := s.open(t, nil)
	shop.told = func(products int) { told = append(told, products) }
	got, rejected, err := shop.Products(t.Context())
	if !slices.Equal(told, []int{100, 200, 230}) {
		t.Errorf("told %v products while they came", told)
	}
	if err != nil || len(got) != 228 || len(rejected) != 2 || rejected[0].Line != 8 || rejected[1].Line != 9 {
		t.Fatalf("%d products, rejected %+v, %v", len(got), rejected, err)
	}
	if p := got[0]; p.SKU != "S-0" || p.Stock != 4 || p.Price != (core.Money{Minor: 1850, Currency: "PLN"}) || p.URL == "" || p.Image == "" {
		t.Errorf("%+v", p)
	}
	if p := got[3]; p.SKU != "WC-4" || p.Name != "Café mug" || p.Stock != 1 {
		t.Errorf("a product that is not counted: %+v", p)
	}
	if got[4].Stock != 0 {
		t.Errorf("sold out: %+v", got[4])
	}
	if p := got[5]; p.Stock != 2 || strings.Join(p.Variants, "/") != "Red, M/Red, L" {
		t.Errorf("with variations: %+v", p)
	}
	if p := got[6]; p.Stock != 9 || len(p.Variants) != 2 {
		t.Errorf("variations that share a figure: %+v", p)
	}
	for _, a := range s.asked {
		if !strings.HasPrefix(a, "GET ") || strings.Contains(a, "ck_") || strings.Contains(a, "cs_") {
			t.Errorf("asked %s", a)
		}
	}
}

func TestErrorsHaveCodes(t *testing.T) {
	answer := func(status int, header, value, body string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			if header != "" {
				w.Header().Set(header, value)
			}
			w.WriteHeader(status)
			fmt.Fprint(w, body)
			return true
		}
	}
	for name, c := range map[string]struct {
		before func(http.ResponseWriter, *http.Request) bool
		code   core.Code
		tries  int
		after  time.Duration
	}{
		"wrong key":     {answer(401, "", "", `{"code":"woocommerce_rest_cannot_view"}`), core.CodeShopKey, 1, 0},
		"too often":     {answer(429, "Retry-After", "30", `{}`), core.CodeShopBusy, 3, 30 * time.Second},
		"a long pause":  {answer(429, "Retry-After", "900", `{}`), core.CodeShopBusy, 1, 15 * time.Minute},
		"maintenance":   {answer(503, "", "", `<html>`), core.CodeShopBusy, 3, 0},
		"a page":        {answer(200, "Content-Type", "text/html", "<!doctype html><html>"), core.CodeShopAnswer, 1, 0},
		"no such place": {answer(404, "", "", `{"code":"rest_no_route"}`), core.CodeShopAnswer, 1, 0},
		"elsewhere":     {answer(302, "Location", "http://127.0.0.1:1/", ""), core.CodeShopAnswer, 1, 0},
		"cut off": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Length", "100000")
			fmt.Fprint(w, `[{"id":1`)
			return true
		}, core.CodeShopOffline, 3, 0},
		"huge": {func(w http.ResponseWriter, _ *http.Request) bool {
			line := strings.Repeat(" ", 1<<20)
			for range 22 {
				if _, err := fmt.Fprint(w, line); err != nil {
					return true
				}
			}
			return true
		}, core.CodeShopAnswer, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newWeb(t)
			s.before = c.before
			var rested []time.Duration
			_, _, err := s.open(t, &rested).Products(t.Context())
			if core.CodeOf(err) != c.code || RetryAfter(err) != c.after {
				t.Errorf("%v, after %s", err, RetryAfter(err))
			}
			if len(s.asked) != c.tries || len(rested) != c.tries-1 {
				t.Errorf("asked %d times, rested %v", len(s.asked), rested)
			}
			if strings.Contains(fmt.Sprint(err), "cs_2") {
				t.Errorf("the secret is told: %v", err)
			}
		})
	}
}

func TestSlowAndSilentShops(t *testing.T) {
	s := newWeb(t)
	free := make(chan struct{})
	s.before = func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-free:
		case <-r.Context().Done():
		}
		return true
	}
	defer close(free)
	shop := s.open(t, nil)
	shop.http.Timeout = 50 * time.Millisecond
	if _, _, err := shop.Products(t.Context()); core.CodeOf(err) != core.CodeShopOffline {
		t.Errorf("slow: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := shop.Products(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("called off: %v", err)
	}
}

// A web shop whose answers never end, each of them of a size that may be, is left.
func TestAllAnswersTogetherAreBounded(t *testing.T) {
	s := newWeb(t)
	for n := range 300 {
		s.products = append(s.products, simple(n+1, fmt.Sprint("S-", n), strings.Repeat("long ", 1000), nil))
	}
	key, err := Key("ck_1:cs_2")
	if err != nil {
		t.Fatal(err)
	}
	for most, want := range map[int64]core.Code{1 << 20: core.CodeShopAnswer, 4 << 20: ""} {
		shop, err := New(Config{Address: s.URL, Key: key, Most: most})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // each reading has its own bound
			if _, _, err := shop.Products(t.Context()); core.CodeOf(err) != want {
				t.Errorf("%d bytes: %v", most, err)
			}
		}
	}
}

func TestTriesAgainAfterAPause(t *testing.T) {
	s := newWeb(t)
	s.products = append(s.products, simple(1, "A", "A", nil))
	n := 0
	s.before = func(w http.ResponseWriter, _ *http.Request) bool {
		if n++; n == 2 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
			return true
		}
		return false
	}
	var rested []time.Duration
	got, _, err := s.open(t, &rested).Products(t.Context())
	if err != nil || len(got) != 1 || len(rested) != 1 || rested[0] != 7*time.Second {
		t.Errorf("%v %v, rested %v", got, err, rested)
	}
}

func TestAddressesAndKeys(t *testing.T) {
	for raw, want := range map[string]string{"https://Shop.example/": "https://shop.example", "https://a.example/shop/": "https://a.example/shop",
		"http://127.0.0.1:80/": "http://127.0.0.1:80", "http://localhost": "http://localhost",
		"http://shop.example": "", "ftp://shop.example": "", "shop.example": "", "https://u:p@shop.example": "", "https://shop.example/?a": "", "": "",
		"http://127.0.0.1.shop.example": ""} {
		got, err := CheckAddress(raw)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v", raw, got, err)
		}
	}
	for _, bad := range []string{"", "ck_1", "cs_1 ck_2", "ck_1:cs_2:x", "EAAB"} {
		if _, err := Key(bad); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := New(Config{Address: "https://shop.example"}); core.CodeOf(err) != core.CodeShopKey {
		t.Errorf("no key: %v", err)
	}
}
