//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// Stock that rises in a watched folder or in the web shop is told as back in stock, and nobody is told by itself.
func TestStockThatComesByItselfSendsNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	s.asking(3)
	s.loose()
	folder := t.TempDir()
	put := func(stock int) {
		text := fmt.Sprintf("sku,name,aliases,stock\nMUG-BLUE,Blue speckled mug,blue mug,%d\n", stock)
		if err := os.WriteFile(filepath.Join(folder, "stock.csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var told sourcesTold
	put(0)
	s.must(done, &told, "products", "watch", folder)
	if len(told.Back) != 0 || len(told.Sources) != 1 || told.Sources[0].Failed != "" {
		t.Fatalf("nothing in stock: %+v", told)
	}
	put(4)
	s.must(done, &told, "products", "refresh")
	if len(told.Back) != 1 || told.Back[0].Stock != 4 || told.Back[0].Was != 0 || told.Back[0].Waiting != 3 {
		t.Errorf("the folder: %+v", told)
	}
	put(0)
	s.must(done, &told, "products", "refresh")
	if len(told.Back) != 0 {
		t.Errorf("sold out, and still back: %+v", told)
	}
	s.must(done, nil, "products", "watch", "--off")

	var stock, refused atomic.Int64
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, secret, _ := r.BasicAuth()
		switch {
		case name != "ck_right" || secret != "cs_right":
			refused.Add(1)
			w.WriteHeader(http.StatusUnauthorized)
		case strings.HasSuffix(r.URL.Path, "/data/currencies/current"):
			_, _ = w.Write([]byte(`{"code":"EUR"}`))
		case strings.HasSuffix(r.URL.Path, "/products"):
			_, _ = fmt.Fprintf(w, `[{"id":1,"name":"Blue speckled mug","sku":"MUG-BLUE","type":"simple","price":"18.50","manage_stock":true,"stock_quantity":%d,"stock_status":"instock"}]`, stock.Load())
		default:
			http.NotFound(w, r)
		}
	}))
	defer web.Close()
	s.sentence(s.run("ck_wrong cs_wrong", "products", "woocommerce", web.URL), 1, "key")
	if r := s.run("ck_right\ncs_right\n", "products", "woocommerce", web.URL, "--json"); r.code != 0 {
		t.Fatalf("the web shop: %s", r.err)
	}
	stock.Store(7)
	s.must(done, &told, "products", "refresh")
	if len(told.Back) != 1 || told.Back[0].Stock != 7 || len(told.Sources) != 1 || told.Sources[0].Kind != "woocommerce" || refused.Load() == 0 {
		t.Errorf("the web shop: %+v", told)
	}
	web.Close()
	s.sentence(s.run("", "products", "refresh"), 1, "web shop")
	s.must(partly, nil, "outbox", "run")
	if n := len(s.arrivals()) + len(s.outbox()); n != 0 {
		t.Errorf("%d messages by themselves", n)
	}
	s.noSecret("cs_right")
}

// noSecret looks for a secret under the data folder.
func (s *shop) noSecret(secret string) {
	s.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "*"))
	if err != nil || len(files) == 0 {
		s.Fatalf("no files: %v", err)
	}
	for _, f := range files {
		if b, err := os.ReadFile(f); err == nil && strings.Contains(string(b), secret) {
			s.Errorf("%s is in %s", secret, filepath.Base(f))
		}
	}
}
