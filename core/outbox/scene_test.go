package outbox

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
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

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// scene is an outbox with a real store, and the real client on the practice page over a socket. Only the clock is set.
type scene struct {
	testing.TB
	clock *core.FakeClock
	page  *practice.Page
	url   string // where the page listens
	dir   string // the data folder
	store *store.Store
	box   *Outbox
	rules policy.Rules
	ids   []core.CustomerID
}

// newScene lets n customers write an hour ago and pulls their messages.
func newScene(t testing.TB, n int) *scene {
	t.Helper()
	s := &scene{TB: t, clock: core.NewFakeClock(noon.Add(-time.Hour)), rules: policy.Defaults(time.UTC)}
	s.rules.Pace = 0
	s.page = practice.New(practice.Options{Clock: s.clock, NoRateLimits: true, Empty: true})
	server, err := s.page.Serve(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	s.url, s.dir = server.URL, filepath.Join(t.TempDir(), "data")
	s.open()
	t.Cleanup(func() { _ = s.store.Close() })
	for i := range n {
		id := s.page.AddCustomer(fmt.Sprint("Person ", i), "en")
		s.page.Write(id, "Do you have the blue mug?")
		s.ids = append(s.ids, id)
	}
	s.clock.Set(noon)
	s.box = s.newBox(server)
	s.pull()
	return s
}

// open opens the data folder.
func (s *scene) open() {
	s.Helper()
	var err error
	if s.store, err = store.Open(s.Context(), s.dir); err != nil {
		s.Fatal(err)
	}
}

// newBox makes a client, a puller and an outbox as a freshly started program does.
func (s *scene) newBox(server *practice.Server) *Outbox {
	s.Helper()
	return s.boxOn(s.client(graph.Config{Base: server.URL, Token: server.Token}), s.clock)
}

// client makes a client of the page on the scene's clock, that never sleeps.
func (s *scene) client(cfg graph.Config) *graph.Client {
	s.Helper()
	cfg.Page, cfg.Wait = practice.PageID, func(context.Context, time.Duration) error { return nil }
	if cfg.Clock == nil {
		cfg.Clock = s.clock
	}
	if strings.HasPrefix(cfg.Base, "http://127.0.0.1") {
		cfg.ReadsPerSecond = -1
	}
	client, err := graph.New(cfg)
	if err != nil {
		s.Fatal(err)
	}
	return client
}

func (s *scene) boxOn(client *graph.Client, clock core.Clock) *Outbox {
	return New(Config{
		Store: s.store, Page: client, PageID: practice.PageID, Clock: clock,
		Puller: history.New(s.store, client, practice.PageID, clock, optout.New, noon.Add(-24*time.Hour)),
		Rules:  func(context.Context) (policy.Rules, error) { return s.rules, nil },
		Wait: func(ctx context.Context, d time.Duration) error {
			s.clock.Advance(d)
			return ctx.Err()
		},
	})
}

func (s *scene) pull() {
	s.Helper()
	if _, err := s.box.Puller.Pull(s.Context(), false, nil); err != nil {
		s.Fatal(err)
	}
}

// campaign plans a news message to everyone, as a plan made now would.
func (s *scene) campaign(ids ...core.CustomerID) core.CampaignID {
	s.Helper()
	if len(ids) == 0 {
		ids = s.ids
	}
	var drafts []store.Draft
	for _, id := range ids {
		drafts = append(drafts, store.Draft{CustomerID: id, Text: "News for " + string(id), Verdict: core.Verdict{Action: core.ActionSend,
			Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	id, err := s.store.AddCampaign(s.Context(), core.Campaign{Kind: core.KindNews, CreatedAt: s.clock.Now(), HoldUntil: noon.Add(14 * 24 * time.Hour)}, noon, drafts)
	if err != nil {
		s.Fatal(err)
	}
	return id
}

func (s *scene) run() (Result, error) {
	s.Helper()
	return s.box.Run(s.Context())
}

// mustRun runs and wants no error.
func (s *scene) mustRun() Result {
	s.Helper()
	got, err := s.run()
	if err != nil {
		s.Fatal(err)
	}
	return got
}

// delivery gives the newest delivery to a person.
func (s *scene) delivery(id core.CustomerID) store.NamedDelivery {
	s.Helper()
	list, err := s.store.PersonDeliveries(s.Context(), id, 1)
	if err != nil || len(list) == 0 {
		s.Fatalf("no delivery to %s: %v", id, err)
	}
	return list[0]
}

// reached counts by the page's own log how many messages each person got.
func (s *scene) reached() map[core.CustomerID]int {
	out := map[core.CustomerID]int{}
	for _, r := range s.page.Log() {
		out[r.Customer]++
	}
	return out
}

// agree compares the outbox with the page's own log: sent means there once, and nothing is there that is not sent.
func (s *scene) agree() {
	s.Helper()
	list, err := s.store.Deliveries(s.Context())
	if err != nil {
		s.Fatal(err)
	}
	sent := map[core.MessageID]core.CustomerID{}
	for _, d := range list {
		if d.State == core.DeliverySent {
			sent[d.MessageID] = d.CustomerID
		}
	}
	for _, r := range s.page.Log() {
		if sent[r.MessageID] != r.Customer {
			s.Errorf("the page has %s for %s, the outbox does not", r.MessageID, r.Customer)
		}
		delete(sent, r.MessageID)
	}
	for id, who := range sent {
		s.Errorf("the outbox has %s for %s as sent, the page does not", id, who)
	}
}
