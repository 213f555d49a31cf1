package outbox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/history"
	"shopbell/core/optout"
	"shopbell/core/policy"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// stopWords are stops as people write them.
var stopWords = []string{"STOP", "stop", "Stop messaging me", "Bitte keine Nachrichten mehr", "Abmelden", "unsubscribe", "basta", "Deja de escribirme", "arrêtez",
	"STOPP", "pare", "Arrêter les messages", "Non voglio più messaggi", "Não quero mais mensagens", "стоп", "отпишите меня", "dur", "停止", "توقف", "หยุด"}

// stamped notes when the outbox let a message go: how long a busy computer then takes to carry it to the page says nothing
// of the rules.
type stamped struct {
	Page
	clock core.Clock
	mu    sync.Mutex
	went  map[core.CustomerID]time.Time
}

func (s *stamped) Send(ctx context.Context, out graph.Outgoing) (core.MessageID, error) {
	s.mu.Lock()
	s.went[out.To] = s.clock.Now()
	s.mu.Unlock()
	return s.Page.Send(ctx, out)
}

func (s *stamped) sent() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.went)
}

// Stops that are written at any moment of a campaign are respected, by the page's own log and with real clocks: nobody
// is written to later than the rules allow a reading of the page's list to be old. SHOPBELL_LATE is how many people the
// campaign has.
func TestLateStops(t *testing.T) {
	people, stops, pace := 1000, 40, 200.0
	if n, err := strconv.Atoi(os.Getenv("SHOPBELL_LATE")); err == nil {
		people, stops, pace = n, 300, 400
	}
	clock := core.SystemClock{}
	page := practice.New(practice.Options{NoRateLimits: true, Empty: true})
	server, err := page.Serve(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	st, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	client, err := graph.New(graph.Config{Base: server.URL, Token: server.Token, Page: server.PageID, ReadsPerSecond: -1})
	if err != nil {
		t.Fatal(err)
	}
	rules := policy.Defaults(time.UTC)
	rules.QuietFrom, rules.QuietTo, rules.PageDay, rules.PauseOptOut = 0, 0, 1_000_000, 100
	rules.Pace, rules.InFlight, rules.FreshWithin = pace, 8, 2*time.Second
	puller := history.New(st, client, server.PageID, clock, optout.New, clock.Now())
	line := &stamped{Page: client, clock: clock, went: map[core.CustomerID]time.Time{}}
	box := New(Config{Store: st, Page: line, PageID: server.PageID, Clock: clock, Puller: puller,
		Rules: func(context.Context) (policy.Rules, error) { return rules, nil }})
	s := &scene{TB: t, page: page, store: st, box: box, clock: core.NewFakeClock(clock.Now())}
	for i := range people {
		id := page.AddCustomer(fmt.Sprint("Person ", i), "en")
		page.WriteAt(id, "Hello!", clock.Now().Add(-time.Hour-time.Duration(i)*time.Second))
		s.ids = append(s.ids, id)
	}
	s.pull()
	s.campaign()
	ended := make(chan error, 1)
	go func() {
		_, err := box.Run(t.Context())
		ended <- err
	}()
	stopped := map[core.CustomerID]time.Time{}
	// Spread over the campaign, to anybody: told already, under way, or still to come. At least people-stops are told.
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for len(stopped) < stops {
		for line.sent() < (len(stopped)+1)*(people-stops)/(stops+1) {
			select {
			case err := <-ended:
				t.Fatalf("the campaign ended after %d stops: %v", len(stopped), err)
			case <-look.C:
			}
		}
		who := s.ids[rand.IntN(len(s.ids))]
		if _, twice := stopped[who]; twice {
			continue
		}
		page.Write(who, stopWords[len(stopped)%len(stopWords)])
		stopped[who] = clock.Now()
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	reached := map[core.CustomerID]bool{}
	met, late, longest := 0, 0, time.Duration(0)
	for _, m := range page.Log() {
		reached[m.Customer] = true
		at, stop := stopped[m.Customer]
		after := line.went[m.Customer].Sub(at)
		if !stop || after <= 0 {
			continue
		}
		met, longest = met+1, max(longest, after)
		if after > rules.FreshWithin {
			late++
			t.Errorf("%s got a message %v after the stop", m.Customer, after)
		}
	}
	spared := 0
	for who := range stopped {
		if !reached[who] {
			spared++
		}
	}
	if spared == 0 || len(reached) != people-spared {
		t.Errorf("%d of %d reached, %d spared", len(reached), people, spared)
	}
	t.Logf("%d people, %d stops: %d spared, %d met a message that left before the stop could be read (at most %v later), late %d", people, stops, spared, met, longest, late)
}
