package history

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

// state is everything that a pull leaves behind, as text.
func (s *scene) state() string {
	s.Helper()
	var out []string
	for _, p := range s.page.Customers() {
		list, err := s.store.Conversation(s.Context(), p.ID, time.Time{}, "", 1000)
		if err != nil {
			s.Fatal(err)
		}
		c, err := s.store.Customer(s.Context(), p.ID)
		if err != nil {
			s.Fatal(p.Name, err)
		}
		c.OptOut = nil
		wishes, err := s.store.RequestsOf(s.Context(), p.ID)
		if err != nil {
			s.Fatal(err)
		}
		line, err := json.Marshal([]any{c, list, wishes})
		if err != nil {
			s.Fatal(err)
		}
		out = append(out, string(line))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// small is a page whose reading takes a handful of requests, long conversations among them.
func small(t *testing.T) *scene {
	s := newScene(t, practice.Options{Empty: true, DetailLimit: -1})
	for c := range 30 {
		id := s.page.AddCustomer(fmt.Sprint("Customer ", c), "en")
		n := 2
		if c%26 == 0 {
			n = 110
		}
		for i := range n {
			s.page.WriteAt(id, fmt.Sprintf("tell me when the blue mug %d is back", i), noon.Add(-time.Duration(c*200+n-i)*time.Minute))
		}
	}
	return s
}

// Wherever a reading breaks off, by whatever fault, the next one ends where an unbroken one does.
func TestAPullBrokenAtAnyRequestIsTakenUpAgain(t *testing.T) {
	whole := small(t)
	whole.pull()
	requests := len(whole.page.Requests())
	want := whole.state()
	if requests < 8 {
		t.Fatalf("the page takes %d requests only", requests)
	}
	faults := map[string]practice.Fault{
		"dropped":    {Drop: practice.AfterStore},
		"torn":       {Body: practice.BodyTruncated},
		"server":     {Status: 500},
		"permission": {Status: 403, Code: 200},
		"expired":    {Status: 400, Code: 190},
	}
	codes := map[string]core.Code{"dropped": core.CodeOffline, "torn": core.CodeUnreadable, "server": core.CodePlatform, "permission": core.CodePermission, "expired": core.CodeTokenInvalid}
	for name, f := range faults {
		for n := 1; n <= requests; n++ {
			if testing.Short() && n%3 != 0 {
				continue
			}
			s := small(t)
			f.Nth, f.Count = n, -1
			s.page.Inject(f)
			_, err := s.puller.Pull(t.Context(), false, nil)
			if name != "server" && core.CodeOf(err) != codes[name] {
				t.Errorf("%s at request %d: %v", name, n, err)
			}
			if at, _ := s.puller.ListedAt(t.Context()); err != nil && !at.IsZero() {
				t.Errorf("%s at request %d: counts as a complete reading", name, n)
			}
			s.page.ClearFaults()
			s.clock.Advance(10 * time.Second)
			s.pull()
			s.clock.Advance(2 * time.Minute)
			s.pull() // what the page did not give is tried again after a minute
			if got := s.state(); got != want {
				t.Fatalf("%s at request %d: another end state", name, n)
			}
		}
	}
}

// Everybody goes on writing while the page is read.
func TestConversationsChangeWhileTheyAreRead(t *testing.T) {
	s := small(t)
	people := s.page.Customers()
	turn := 0
	write := func() {
		p := people[(turn*37)%len(people)]
		s.page.Write(p.ID, fmt.Sprint("meanwhile ", turn))
		turn++
		s.clock.Advance(time.Second)
	}
	s.client = nil
	s.puller.page = restless{s.puller.page, write}
	s.pull()
	for range 3 {
		s.pull()
	}
	s.puller.page = s.puller.page.(restless).Page
	s.clock.Advance(time.Minute)
	s.pull()
	have := 0
	for _, p := range s.page.Customers() {
		list := s.stored(p.ID)
		have += len(list)
		if len(list) != p.Messages {
			t.Errorf("%s: %d of %d messages", p.Name, len(list), p.Messages)
		}
		for id, m := range list {
			if m.Text == "" || !m.DeletedAt.IsZero() {
				t.Errorf("%s: %s is %+v", p.Name, id, m)
			}
		}
	}
	if turn < 10 || have == 0 {
		t.Errorf("%d messages were written meanwhile", turn)
	}
}

// restless is the page while its customers write: before and after every answer.
type restless struct {
	Page
	write func()
}

func (r restless) Recent(ctx context.Context, after string, limit, newest int) ([]core.Listed, string, error) {
	defer r.write()
	return r.Page.Recent(ctx, after, limit, newest)
}

func (r restless) Messages(ctx context.Context, in core.ConversationID, page core.PageID, after string, limit int) ([]core.Message, string, error) {
	defer r.write()
	return r.Page.Messages(ctx, in, page, after, limit)
}

func TestPermissionLostInTheMiddleIsNamedAndLosesNothing(t *testing.T) {
	for _, code := range []int{200, 10} {
		s := small(t)
		s.page.Inject(practice.Fault{Nth: 6, Count: -1, Status: 403, Code: code})
		got, err := s.puller.Pull(t.Context(), false, nil)
		if core.CodeOf(err) != core.CodePermission || got.Messages == 0 {
			t.Errorf("code %d: %+v, %v", code, got, err)
		}
		s.page.ClearFaults()
		s.clock.Advance(10 * time.Second)
		s.pull()
		for _, p := range s.page.Customers() {
			if n := len(s.stored(p.ID)); n != p.Messages {
				t.Errorf("code %d: %s has %d of %d messages", code, p.Name, n, p.Messages)
			}
		}
	}
}
