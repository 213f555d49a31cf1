package outbox

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/history"
	"shopbell/core/optout"
	"shopbell/core/practice"
	"shopbell/core/store"
)

// goesBack puts an older database in the newer one's place, as somebody does who takes its log away, and starts the
// program again.
func (s *scene) goesBack(older []byte) {
	s.Helper()
	if err := s.store.Close(); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, store.FileName), older, 0o600); err != nil {
		s.Fatal(err)
	}
	s.open()
	s.box.Store, s.box.Puller = s.store, history.New(s.store, s.box.Page.(history.Page), practice.PageID, s.clock, optout.New, noon.Add(-24*time.Hour))
}

// now closes the program and gives the database as it is.
func (s *scene) now() []byte {
	s.Helper()
	if err := s.store.Close(); err != nil {
		s.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(s.dir, store.FileName))
	if err != nil {
		s.Fatal(err)
	}
	s.goesBack(b)
	return b
}

// offers plans a message to everyone, with a code of a pool where the text has its mark.
func (s *scene) offers(text string, rich func(text string) *core.Rich) core.CampaignID {
	s.Helper()
	c := core.Campaign{Kind: core.KindPromo, Pool: pool, CreatedAt: s.clock.Now(), HoldUntil: noon.Add(14 * 24 * time.Hour)}
	var drafts []store.Draft
	for _, id := range s.ids {
		drafts = append(drafts, store.Draft{CustomerID: id, Text: text, TextKey: text, Rich: rich(text), Verdict: core.Verdict{Action: core.ActionSend,
			Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	id, err := s.store.AddCampaign(s.Context(), c, noon, drafts)
	if err != nil {
		s.Fatal(err)
	}
	return id
}

func (s *scene) addCodes(n int) {
	s.Helper()
	var codes []string
	for i := range n {
		codes = append(codes, fmt.Sprintf("AUTUMN-%d", i))
	}
	if _, err := s.store.AddCodes(s.Context(), pool, time.Time{}, codes, s.clock.Now()); err != nil {
		s.Fatal(err)
	}
}

// What left in a stretch of which the data is missing is found in the conversations: it does not leave again, and no code
// goes to a second person.
func TestWhatLeftInAMissingStretchLeavesOnce(t *testing.T) {
	for name, rich := range map[string]func(text string) *core.Rich{
		"words": func(text string) *core.Rich { return &core.Rich{Pattern: text} },
		"a coupon": func(text string) *core.Rich {
			return &core.Rich{Pattern: text, Coupon: &core.Coupon{Title: "Autumn", Code: core.CodeMark}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 6)
			s.addCodes(20)
			s.offers("Yours is {code}, until Sunday", rich)
			older := s.now()
			s.page.Write(s.ids[5], "STOP")
			s.clock.Advance(5 * time.Second)
			if got := s.mustRun(); got.Sent != 5 {
				t.Fatalf("got %+v", got)
			}
			s.clock.Advance(time.Minute)
			s.goesBack(older)
			for range 2 {
				if _, err := s.run(); core.CodeOf(err) != core.CodeDataLost {
					t.Fatalf("before the owner's word: %v", err)
				}
			}
			if err := s.store.LetGo(t.Context()); err != nil {
				t.Fatal(err)
			}
			late := s.page.AddCustomer("Late", "en")
			s.page.Write(late, "Do you have the blue mug?")
			s.ids = []core.CustomerID{late}
			s.clock.Advance(5 * time.Second)
			s.pull()
			s.offers("And yours is {code}", rich)
			if got := s.mustRun(); got.Sent != 6 {
				t.Errorf("got %+v", got)
			}
			s.agree()
			codes := map[string]bool{}
			list, err := s.store.Deliveries(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range list {
				if d.State == core.DeliverySent && (d.Code == "" || codes[d.Code]) {
					t.Errorf("%s left with the code %q, which is none or another one's", d.ID, d.Code)
				}
				codes[d.Code] = true
			}
			for who, n := range s.reached() {
				if n != 1 {
					t.Errorf("%s got %d messages", who, n)
				}
			}
		})
	}
}

// A campaign that was forgotten as a whole may be made again: the same words do not reach the same people twice within the
// days of the rules, and codes that they have go to nobody else. Other words leave.
func TestACampaignThatWasForgottenIsNotSentTwice(t *testing.T) {
	s := newScene(t, 4)
	s.rules.CustomerDay, s.rules.CustomerWeek, s.rules.Customer30d, s.rules.MinGap = 100, 100, 100, 0
	s.addCodes(20)
	older := s.now()
	s.offers("Yours is {code}", func(text string) *core.Rich { return &core.Rich{Pattern: text} })
	s.campaign()
	if got := s.mustRun(); got.Sent != 8 {
		t.Fatalf("got %+v", got)
	}
	before := len(s.page.Log())
	s.clock.Advance(time.Minute)
	s.goesBack(older)
	if err := s.store.LetGo(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.mustRun()
	s.campaign()
	if s.mustRun(); len(s.page.Log()) != before {
		t.Errorf("%d messages left again", len(s.page.Log())-before)
	}
	s.offers("Another {code}", func(text string) *core.Rich { return &core.Rich{Pattern: text} })
	s.mustRun()
	codes := map[string]bool{}
	for _, r := range s.page.Log() {
		code := codeIn("Yours is {code}", r.Text)
		if code == "" {
			code = codeIn("Another {code}", r.Text)
		}
		if code != "" && codes[code] {
			t.Errorf("%s left twice", code)
		}
		codes[code] = true
	}
	if len(s.page.Log()) == before {
		t.Error("other words do not leave")
	}
}

func TestCodesInTexts(t *testing.T) {
	for _, c := range []struct{ pattern, text, code string }{
		{"Yours is {code}.", "Yours is A-1.", "A-1"},
		{"{code}", "A-1", "A-1"},
		{"Yours  is\n{code}", "Yours is A-1", "A-1"},
		{"{code} or {code} again", "A-1 or A-1 again", "A-1"},
		{"Yours is {code}", "Ours is A-1", ""},
		{"No code", "No code", ""},
	} {
		if got := codeIn(c.pattern, c.text); got != c.code {
			t.Errorf("%q in %q: %q", c.pattern, c.text, got)
		}
	}
}
