package history

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/graph"
	"shopbell/core/optout"
	"shopbell/core/practice"
	"shopbell/core/store"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// scene is a puller with a real store and the real client on the practice page over a socket.
type scene struct {
	*testing.T
	clock  *core.FakeClock
	page   *practice.Page
	client *graph.Client
	store  *store.Store
	puller *Puller
}

func newScene(t *testing.T, o practice.Options) *scene {
	t.Helper()
	s := &scene{T: t, clock: core.NewFakeClock(noon)}
	o.Clock, o.NoRateLimits = s.clock, true
	s.page = practice.New(o)
	server, err := s.page.Serve(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	if s.client, err = graph.New(graph.Config{Base: server.URL, Token: server.Token, Page: server.PageID, Clock: s.clock, ReadsPerSecond: -1,
		Wait: func(context.Context, time.Duration) error { return nil }}); err != nil {
		t.Fatal(err)
	}
	if s.store, err = store.Open(t.Context(), filepath.Join(t.TempDir(), "data")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.store.Close() })
	s.puller = New(s.store, s.client, server.PageID, s.clock, optout.New, noon.Add(-time.Hour))
	s.puller.SetCatalogue([]core.Product{{SKU: "MUG-BLUE", Name: "Blue mug", Variants: []string{"S", "L"}}, {SKU: "APRON", Name: "Linen apron"}})
	s.clock.Advance(10 * time.Second)
	return s
}

func (s *scene) pull() Result {
	s.Helper()
	got, err := s.puller.Pull(s.Context(), false, nil)
	if err != nil {
		s.Fatal(err)
	}
	s.clock.Advance(10 * time.Second)
	return got
}

// texts gives a conversation as it is stored, oldest first.
func (s *scene) texts(id core.CustomerID) string {
	s.Helper()
	list, err := s.store.Conversation(s.Context(), id, time.Time{}, "", 1000)
	if err != nil {
		s.Fatal(err)
	}
	var out []string
	for _, m := range list {
		out = append([]string{m.Text}, out...)
	}
	return strings.Join(out, "|")
}

func TestFirstPullBringsEverything(t *testing.T) {
	s := newScene(t, practice.Options{DetailLimit: -1})
	var last Progress
	got, err := s.puller.Pull(t.Context(), false, func(p Progress) { last = p })
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, p := range s.page.Customers() {
		want += p.Messages
	}
	if got.Messages != want || got.Unavailable != 0 || last.Messages != want {
		t.Errorf("%+v, progress %+v; the page has %d messages", got, last, want)
	}
	s.clock.Advance(10 * time.Second)
	if again := s.pull(); again.Messages != 0 || again.Conversations != 0 {
		t.Errorf("again: %+v", again)
	}
}

func TestOlderMessagesWithoutDetailBecomeStubs(t *testing.T) {
	s := newScene(t, practice.Options{})
	got := s.pull()
	if got.Stubs == 0 {
		t.Fatalf("no stub: %+v", got)
	}
	if again := s.pull(); again.Messages != 0 {
		t.Errorf("again: %+v", again)
	}
}

func TestOnlyWhatChangedIsPulled(t *testing.T) {
	s := newScene(t, practice.Options{})
	s.pull()
	id := s.page.Customers()[3].ID
	for i := range 12 { // more than the list tells at once
		s.page.Write(id, fmt.Sprint("word ", i))
		s.clock.Advance(time.Second)
	}
	s.clock.Advance(10 * time.Second)
	if got := s.pull(); got.Conversations != 1 || got.Messages != 12 {
		t.Errorf("got %+v", got)
	}
	if all := s.texts(id); !strings.HasSuffix(all, "word 9|word 10|word 11") {
		t.Errorf("stored %s", all)
	}
}

// What Shopbell sent itself is stored at once. A message that the customer wrote just before must still be read.
func TestOwnMessageDoesNotHideTheOneBefore(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id := s.page.AddCustomer("Ana", "en")
	s.page.Write(id, "hello")
	s.clock.Advance(time.Minute)
	s.pull()
	s.page.Write(id, "STOP")
	s.clock.Advance(time.Second)
	m, err := s.client.Send(t.Context(), graph.Outgoing{To: id, Text: "An offer"})
	if err != nil {
		t.Fatal(err)
	}
	own := store.Pull{Conversation: core.Conversation{ID: s.page.Customers()[0].ConversationID, CustomerID: id, UpdatedAt: s.clock.Now()}}
	own.Messages = []store.Read{{Message: core.Message{ID: m, CustomerID: id, FromPage: true, At: s.clock.Now(), Text: "An offer"}}}
	if _, err := s.store.Apply(t.Context(), []store.Pull{own}, s.clock.Now()); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(10 * time.Second)
	if got := s.pull(); got.OptOuts != 1 {
		t.Errorf("the stop was passed over: %+v, %s", got, s.texts(id))
	}
}

// Two messages in one second: the list names the change by the second, so the second message must not be lost.
func TestSecondMessageInTheSameSecond(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id := s.page.AddCustomer("Ana", "en")
	s.page.Write(id, "thanks")
	if _, err := s.puller.Pull(t.Context(), false, nil); err != nil {
		t.Fatal(err)
	}
	s.clock.Advance(100 * time.Millisecond)
	s.page.Write(id, "STOP")
	s.clock.Advance(10 * time.Second)
	if got := s.pull(); got.OptOuts != 1 {
		t.Errorf("the stop was passed over: %+v", got)
	}
}

func TestBrokenPullIsTakenUpAgain(t *testing.T) {
	s := newScene(t, practice.Options{DetailLimit: -1, Customers: 200, Seed: 3})
	for _, fault := range []practice.Fault{
		{Match: "/conversations", Nth: 3, Count: 1, Status: 400, Code: 190, Subcode: 463},
		{Match: "/messages", Nth: 2, Count: 1, Status: 403, Code: 10},
		{Match: "/conversations", Nth: 5, Count: 1, Status: 400, Code: 613},
	} {
		s.page.Inject(fault)
		if _, err := s.puller.Pull(t.Context(), false, nil); err == nil {
			t.Log("this fault was outlived")
		}
		s.page.ClearFaults()
		s.clock.Advance(2 * time.Hour) // a rate limit is over
	}
	s.pull()
	want, have := 0, 0
	for _, p := range s.page.Customers() {
		want += p.Messages
		if p.Messages > 0 {
			have += len(strings.Split(s.texts(p.ID), "|"))
		}
	}
	if want != have {
		t.Errorf("%d messages here, the page has %d", have, want)
	}
}

func TestConversationThatIsNotGivenIsTriedAgain(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true, DetailLimit: -1})
	id := s.page.AddCustomer("Ana", "en")
	for i := range 30 {
		s.page.Write(id, fmt.Sprint("word ", i))
		s.clock.Advance(time.Second)
	}
	s.clock.Advance(10 * time.Second)
	s.page.Inject(practice.Fault{Match: "/messages", Count: 2, Status: 400, Code: 100}) // asked again without reactions
	if got := s.pull(); got.Unavailable != 1 || got.Messages != 0 {
		t.Fatalf("got %+v", got)
	}
	s.clock.Advance(2 * time.Minute)
	if got := s.pull(); got.Messages != 30 {
		t.Errorf("tried again: %+v", got)
	}
}

func TestEndedPullKeepsWhatItHas(t *testing.T) {
	s := newScene(t, practice.Options{Customers: 120, Seed: 5})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.puller.Pull(ctx, false, func(p Progress) {
		if p.Messages > 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if at, _ := s.puller.ListedAt(t.Context()); !at.IsZero() {
		t.Error("a broken pull counts as a complete reading")
	}
	if list, _ := s.store.Customers(t.Context(), store.CustomerQuery{}); len(list) == 0 {
		t.Error("nothing was kept")
	}
}

func TestWishesAndWhatTheyPointTo(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	id := s.page.AddCustomer("Ana", "en")
	s.page.Write(id, "Is the linen apron still there?")
	s.clock.Advance(time.Minute)
	s.page.WriteFromPage(id, "The blue mug, in S or L?", s.clock.Now())
	s.clock.Advance(time.Minute)
	s.page.Write(id, "Please tell me when it is back in L")
	s.clock.Advance(time.Minute)
	s.pull()
	line, err := s.store.Line(t.Context(), "MUG-BLUE", "L")
	if err != nil || len(line) != 1 || line[0].Variant != "L" || line[0].Quote != "Please tell me when it is back in L" {
		t.Errorf("line %+v, %v", line, err)
	}
	s.page.Write(id, "I don't want the blue mug any more")
	s.clock.Advance(time.Minute)
	s.pull()
	if line, _ := s.store.Line(t.Context(), "MUG-BLUE", ""); len(line) != 0 {
		t.Errorf("still waiting: %+v", line)
	}
}

func TestTheOwnersAnswerIsRemembered(t *testing.T) {
	s := newScene(t, practice.Options{Empty: true})
	const doubtful = "Who gave you my number?"
	ask := func() core.CustomerID {
		id := s.page.AddCustomer("Ana", "en")
		s.page.Write(id, doubtful)
		s.clock.Advance(10 * time.Second)
		return id
	}
	first := ask()
	if optout.New().Read(doubtful).Reading != core.ReadReview {
		t.Fatal("these words are no longer doubtful: take others")
	}
	s.pull()
	reviews, err := s.store.Reviews(t.Context())
	if err != nil || len(reviews) != 1 || reviews[0].CustomerID != first {
		t.Fatalf("reviews %+v, %v", reviews, err)
	}
	if err := s.store.DecideReview(t.Context(), first, reviews[0].MessageID, true, s.clock.Now()); err != nil {
		t.Fatal(err)
	}
	second := ask()
	s.pull()
	if c, err := s.store.Customer(t.Context(), second); err != nil || c.OptOut == nil || c.OptOut.State != core.OptOutStopped {
		t.Errorf("the same words from somebody else: %+v, %v", c.OptOut, err)
	}
}
