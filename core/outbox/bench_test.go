package outbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"shopbell/core/practice"
)

// benchSends is how many people one run reaches.
const benchSends = 3000

// BenchmarkSend sends a campaign with every gate on, pace and limits lifted, and compares with a bare loop that posts
// to the same page with the same number of requests under way. Both report messages a second.
func BenchmarkSend(b *testing.B) {
	const inFlight = 8
	b.Run("shopbell", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := newScene(b, benchSends)
			s.rules.InFlight, s.rules.PageDay = inFlight, 1_000_000
			s.campaign()
			b.StartTimer()
			began := time.Now()
			got, err := s.box.Run(b.Context())
			if err != nil || got.Sent != benchSends {
				b.Fatal(got, err)
			}
			b.ReportMetric(benchSends/time.Since(began).Seconds(), "messages/s")
		}
	})
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := newScene(b, benchSends)
			server, err := s.page.Serve(b.Context(), "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			began := time.Now()
			bare(b, s, server, inFlight)
			b.ReportMetric(benchSends/time.Since(began).Seconds(), "messages/s")
		}
	})
}

func bare(b *testing.B, s *scene, server *practice.Server, inFlight int) {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: inFlight}}
	queue := make(chan int)
	var wg sync.WaitGroup
	for range inFlight {
		wg.Go(func() {
			for i := range queue {
				body, err := json.Marshal(map[string]any{"recipient": map[string]any{"id": s.ids[i]}, "messaging_type": "UPDATE",
					"message": map[string]any{"text": "News for " + string(s.ids[i])}})
				if err != nil {
					b.Error(err)
				}
				req, err := http.NewRequestWithContext(b.Context(), http.MethodPost, fmt.Sprintf("%s/v25.0/%s/messages", server.URL, server.PageID), bytes.NewReader(body))
				if err != nil {
					b.Error(err)
					continue
				}
				req.Header.Set("Authorization", "Bearer "+server.Token.Reveal())
				req.Header.Set("Content-Type", "application/json")
				resp, err := client.Do(req)
				if err != nil {
					b.Error(err)
					continue
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					b.Errorf("%s", resp.Status)
				}
			}
		})
	}
	for i := range s.ids {
		queue <- i
	}
	close(queue)
	wg.Wait()
}
