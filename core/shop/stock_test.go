package shop

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// write puts a catalogue with one product into a file.
func (s *scene) write(path string, stock int) {
	s.Helper()
	s.must(os.WriteFile(path, fmt.Appendf(nil, "sku,name,variants,stock\nLAMP,Zebra lamp,0.3 l|0.4 l,%d\n", stock), 0o600))
}

// backs gives Today's products that are back, as words.
func (s *scene) backs() string {
	s.Helper()
	today, err := s.Today(s.Context())
	s.must(err)
	var all []string
	for _, b := range today.Back {
		all = append(all, fmt.Sprintf("%s %d->%d %s %d wait", b.Product.SKU, b.Was, b.Product.Stock, b.From, b.Waiting))
	}
	return strings.Join(all, "; ")
}

// A file in a watched folder brings new stock onto Today, sends nothing by itself, and is not read twice.
func TestWatchedFolder(t *testing.T) {
	s, _ := waitingShop(t, 3)
	folder := t.TempDir()
	if err := s.WatchStock(t.Context(), filepath.Join(folder, "none.csv")); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("a file that is not there: %v", err)
	}
	file := filepath.Join(folder, "stock.csv")
	s.write(file, 0)
	s.must(os.WriteFile(filepath.Join(folder, "~$stock.xlsx"), []byte("lock"), 0o600))
	s.must(s.WatchStock(t.Context(), folder))
	var fw fileWatch
	var web patience
	look := func() {
		s.lookAtStock(t.Context(), &fw, &web)
		s.lookAtStock(t.Context(), &fw, &web) // the second look sees that it is whole
	}
	look()
	if got := s.backs(); got != "" {
		t.Errorf("nothing in stock, and Today says %q", got)
	}
	s.write(file, 5)
	later := time.Now().Add(time.Hour)
	s.must(os.Chtimes(file, later, later))
	look()
	if got := s.backs(); got != "LAMP 0->5 file 3 wait" {
		t.Errorf("Today says %q", got)
	}
	s.look()
	if len(s.page.Log()) != 0 {
		t.Error("something was sent by itself")
	}
	src, err := s.StockSources(t.Context())
	s.must(err)
	if len(src) != 1 || src[0].Kind != "file" || src[0].Place != folder || src[0].Changed != 1 || src[0].Failed != "" {
		t.Errorf("sources %+v", src)
	}
	read := src[0].ReadAt
	s.clock.Advance(time.Minute)
	later = later.Add(time.Hour)
	s.must(os.Chtimes(file, later, later)) // saved again without a change
	look()
	if src, _ = s.StockSources(t.Context()); !src[0].ReadAt.Equal(read) {
		t.Error("the same words were taken for a change")
	}
	s.must(os.WriteFile(file, []byte("name\nno number\n"), 0o600))
	look()
	if src, _ = s.StockSources(t.Context()); src[0].Failed != core.CodeBadInput {
		t.Errorf("a file that is no catalogue: %+v", src[0])
	}
	s.must(os.Remove(file))
	look()
	if src, _ = s.StockSources(t.Context()); src[0].Failed != core.CodeNotFound {
		t.Errorf("a file that is gone: %+v", src[0])
	}
	_, err = s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 5})
	s.must(err)
	if got := s.backs(); got != "" {
		t.Errorf("told, and Today still says %q", got)
	}
	s.must(s.WatchStock(t.Context(), ""))
	if src, _ = s.StockSources(t.Context()); len(src) != 0 {
		t.Errorf("watched after the end: %+v", src)
	}
}

func TestDismissedAndSoldAgain(t *testing.T) {
	s, _ := waitingShop(t, 1)
	put := func(stock int) {
		s.must(s.putProducts(t.Context(), []core.Product{{SKU: "LAMP", Name: "Zebra lamp", Stock: stock}}, &views.ImportResult{}))
	}
	put(3)
	if got := s.backs(); got != "LAMP 0->3 hand 1 wait" {
		t.Errorf("says %q", got)
	}
	put(3)
	put(2)
	if got := s.backs(); got != "LAMP 0->2 hand 1 wait" {
		t.Errorf("after a sale it says %q", got)
	}
	s.must(s.DismissBack(t.Context(), "LAMP"))
	put(1)
	if got := s.backs(); got != "" {
		t.Errorf("dismissed, and it says %q", got)
	}
	put(4)
	put(0)
	if got := s.backs(); got != "" {
		t.Errorf("sold out, and it says %q", got)
	}
}

// A web shop is read with a key that stands in the keyring alone; the aliases of the owner stay.
func TestWebShop(t *testing.T) {
	s, _ := waitingShop(t, 2)
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "LAMP", Name: "Zebra lamp", Aliases: []string{"speckled cup"}}}, &views.ImportResult{}))
	var stock, status atomic.Int64
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, secret, _ := r.BasicAuth()
		switch {
		case status.Load() != 0:
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(int(status.Load()))
		case name != "ck_a" || secret != "cs_b":
			w.WriteHeader(http.StatusUnauthorized)
		case strings.HasSuffix(r.URL.Path, "/currencies/current"):
			fmt.Fprint(w, `{"code":"EUR"}`)
		default:
			w.Header().Set("X-WP-TotalPages", "1")
			fmt.Fprintf(w, `[{"id":1,"sku":"LAMP","name":"Zebra lamp","type":"simple","price":"9.00","manage_stock":true,"stock_quantity":%d,"stock_status":"instock"}]`, stock.Load())
		}
	}))
	t.Cleanup(web.Close)
	if err := s.ConnectWebShop(t.Context(), web.URL, "ck_a cs_wrong"); core.CodeOf(err) != core.CodeShopKey {
		t.Errorf("a wrong key: %v", err)
	}
	if src, _ := s.StockSources(t.Context()); len(src) != 0 {
		t.Errorf("kept with a wrong key: %+v", src)
	}
	s.must(s.ConnectWebShop(t.Context(), web.URL, "ck_a\ncs_b"))
	stock.Store(7)
	var fw fileWatch
	var p patience
	s.lookAtStock(t.Context(), &fw, &p)
	if got := s.backs(); got != "LAMP 0->7 woocommerce 2 wait" {
		t.Errorf("Today says %q", got)
	}
	lamp, err := s.store.Product(t.Context(), "LAMP")
	s.must(err)
	if len(lamp.Aliases) != 1 {
		t.Errorf("the owner's aliases are gone: %+v", lamp)
	}
	stock.Store(9)
	s.lookAtStock(t.Context(), &fw, &p)
	if got := s.backs(); !strings.Contains(got, "->7") {
		t.Errorf("read again at once: %q", got)
	}
	s.clock.Advance(webEvery)
	status.Store(http.StatusTooManyRequests)
	s.lookAtStock(t.Context(), &fw, &p)
	src, err := s.StockSources(t.Context())
	s.must(err)
	if src[0].Failed != core.CodeShopBusy || p.next.Sub(s.Now()) != 2*time.Hour {
		t.Errorf("%+v, next %s", src[0], p.next.Sub(s.Now()))
	}
	status.Store(0)
	s.clock.Advance(2 * time.Hour)
	s.lookAtStock(t.Context(), &fw, &p)
	if got := s.backs(); got != "LAMP 7->9 woocommerce 2 wait" {
		t.Errorf("Today says %q", got)
	}
	key, err := s.cfg.Vault.Load(t.Context(), webVault, src[0].Place)
	if err != nil || key.Reveal() != "ck_a:cs_b" {
		t.Errorf("the key is not in the keyring: %v", err)
	}
	all, err := filepath.Glob(filepath.Join(s.store.Dir(), "*"))
	s.must(err)
	for _, file := range all {
		if b, err := os.ReadFile(file); err == nil && strings.Contains(string(b), "cs_b") {
			t.Errorf("the key stands in %s", file)
		}
	}
	s.must(s.DisconnectWebShop(t.Context()))
	if _, err := s.cfg.Vault.Load(t.Context(), webVault, src[0].Place); core.CodeOf(err) != core.CodeTokenMissing {
		t.Errorf("the key stays: %v", err)
	}
}

func TestPatience(t *testing.T) {
	var p patience
	now := noon
	for i, want := range []time.Duration{10 * time.Minute, 20 * time.Minute, 40 * time.Minute, time.Hour, time.Hour} {
		p.note(now, errors.New("no"))
		if got := p.next.Sub(now); got != want {
			t.Errorf("after %d failures %s, want %s", i+1, got, want)
		}
	}
	p.note(now, nil)
	if p.due(now) || !p.due(now.Add(webEvery)) {
		t.Errorf("after a success next is %s", p.next.Sub(now))
	}
}
