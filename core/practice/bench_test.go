package practice

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

// BenchmarkHandler is what one send costs the page itself, without a network.
func BenchmarkHandler(b *testing.B) {
	page := New(Options{NoRateLimits: true, Clock: core.NewFakeClock(noon)})
	ids := make([]core.CustomerID, 500)
	for i := range ids {
		ids[i] = page.AddCustomer("Ana", "en")
		page.WriteAt(ids[i], "hello", noon.Add(-time.Hour))
	}
	handler, token := page.Handler(), page.Token().Reveal()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		req, err := http.NewRequest(http.MethodPost, "/v25.0/me/messages", strings.NewReader(
			`{"recipient":{"id":"`+string(ids[i%len(ids)])+`"},"messaging_type":"RESPONSE","message":{"text":"the blue mug is back","metadata":"send:1"}}`))
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Content-Type", "application/json")
		w := newRecorder()
		handler.ServeHTTP(w, req)
		if w.status != http.StatusOK {
			b.Fatalf("%s", w.body)
		}
	}
}

// BenchmarkList reads one page of the newest of 100,000 conversations, and one from the middle.
func BenchmarkList(b *testing.B) {
	page := New(Options{Customers: 100_000, NoRateLimits: true, Clock: core.NewFakeClock(noon)})
	handler, token := page.Handler(), page.Token().Reveal()
	middle := page.order.first
	for range 50_000 {
		middle = middle.older
	}
	for name, cursor := range map[string]string{"newest": "", "middle": page.threadCursor(middle)} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				req, err := http.NewRequest(http.MethodGet, "/v25.0/me/conversations?limit=100&fields=id,updated_time,snippet,participants&after="+cursor, nil)
				if err != nil {
					b.Fatal(err)
				}
				req.Header.Set("Authorization", "Bearer "+token)
				w := newRecorder()
				handler.ServeHTTP(w, req)
				if w.status != http.StatusOK {
					b.Fatalf("%s", w.body)
				}
			}
		})
	}
}

// BenchmarkNew makes a page of 100,000 people.
func BenchmarkNew(b *testing.B) {
	for range b.N {
		New(Options{Customers: 100_000, Clock: core.NewFakeClock(noon)})
	}
}
