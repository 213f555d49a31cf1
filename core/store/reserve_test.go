package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// people lets n customers write and wait for the mug, c0 first.
func people(t *testing.T, s *Store, n int) []core.CustomerID {
	t.Helper()
	var ids []core.CustomerID
	var pulls []Pull
	for i := range n {
		id := core.CustomerID(fmt.Sprintf("c%03d", i))
		ids = append(ids, id)
		pulls = append(pulls, says(id, noon.Add(-time.Hour+time.Duration(i)*time.Second), "the mug?", wants("MUG", "")))
	}
	apply(t, s, noon, pulls...)
	return ids
}

// reserve tries everything that is due, with the real rules.
func reserve(t *testing.T, s *Store, now time.Time, rules policy.Rules) (going, kept []NamedDelivery) {
	t.Helper()
	due, err := s.Due(t.Context(), now, 1000)
	if err != nil {
		t.Fatal(err)
	}
	going, kept, err = s.Reserve(t.Context(), due, now, rules, policy.Page{ListedAt: now},
		func(_ core.Campaign, m policy.Message, c policy.Customer, p policy.Page) core.Verdict {
			return policy.Decide(m, c, p, rules, now)
		})
	if err != nil {
		t.Fatal(err)
	}
	return going, kept
}

func settleSent(t *testing.T, s *Store, list []NamedDelivery, now time.Time) {
	t.Helper()
	var out []Outcome
	for _, d := range list {
		out = append(out, Outcome{ID: d.ID, State: core.DeliverySent, MessageID: core.MessageID("sent_" + d.ID), Reason: core.Reason{Code: core.ReasonAccepted}})
	}
	if err := s.Settle(t.Context(), out, now); err != nil {
		t.Fatal(err)
	}
}

func TestPageCapLetsExactlyThatManyThrough(t *testing.T) {
	s := open(t)
	ids := people(t, s, 20)
	rules := policy.Defaults(time.UTC)
	rules.PageDay = 7
	restock(t, s, "MUG", 100, ids[:10]...)
	restock(t, s, "MUG", 100, ids[10:]...)
	going, kept := reserve(t, s, noon, rules)
	if len(going) != 7 || len(kept) != 13 {
		t.Fatalf("%d going, %d kept; want 7 and 13", len(going), len(kept))
	}
	for _, d := range kept {
		if d.State != core.DeliveryHeld || d.Reason.Code != core.ReasonCapPageDay {
			t.Fatalf("kept %s %s", d.State, d.Reason.Code)
		}
	}
}

func TestTwoCampaignsAtOnceKeepTheCap(t *testing.T) {
	s := open(t)
	ids := people(t, s, 60)
	rules := policy.Defaults(time.UTC)
	rules.PageDay = 25
	restock(t, s, "MUG", 100, ids[:30]...)
	restock(t, s, "MUG", 100, ids[30:]...)
	due, err := s.Due(t.Context(), noon, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	total := 0
	var wg sync.WaitGroup
	for part := range slices.Chunk(due, 5) {
		wg.Go(func() {
			going, _, err := s.Reserve(t.Context(), part, noon, rules, policy.Page{ListedAt: noon},
				func(_ core.Campaign, m policy.Message, c policy.Customer, p policy.Page) core.Verdict {
					return policy.Decide(m, c, p, rules, noon)
				})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			total += len(going)
		})
	}
	wg.Wait()
	if total != 25 {
		t.Errorf("%d went, the cap is 25", total)
	}
}

func TestWaveTellsPeoplePerUnitOldestFirst(t *testing.T) {
	s := open(t)
	ids := people(t, s, 10)
	rules := policy.Defaults(time.UTC)
	rules.WaveHours = 2
	restock(t, s, "MUG", 3, ids...) // one person a unit
	going, _ := reserve(t, s, noon, rules)
	if len(going) != 3 || going[0].CustomerID != ids[0] || going[2].CustomerID != ids[2] {
		t.Fatalf("first wave %+v", going)
	}
	settleSent(t, s, going, noon)
	if going, _ := reserve(t, s, noon.Add(time.Hour), rules); len(going) != 0 {
		t.Errorf("%d went before the next wave", len(going))
	}
	going, _ = reserve(t, s, noon.Add(2*time.Hour), rules)
	if len(going) != 3 || going[0].CustomerID != ids[3] {
		t.Fatalf("second wave %+v", going)
	}
	settleSent(t, s, going, noon)
	if _, _, _, err := s.PutProducts(t.Context(), []core.Product{{SKU: "MUG", Name: "Mug", Stock: 0}}); err != nil {
		t.Fatal(err)
	}
	_, kept := reserve(t, s, noon.Add(4*time.Hour), rules)
	if len(kept) != 4 || kept[0].Reason.Code != core.ReasonOutOfStock || kept[0].State != core.DeliveryRefused {
		t.Errorf("sold out: %+v", kept)
	}
}

func TestOneMessageAtATimeToAPerson(t *testing.T) {
	s := open(t)
	ids := people(t, s, 1)
	apply(t, s, noon, says(ids[0], noon.Add(-time.Minute), "and the bag", wants("BAG", "")))
	rules := policy.Defaults(time.UTC)
	rules.CustomerDay, rules.CustomerWeek, rules.MinGap, rules.SameTextDays = 10, 10, 0, 0
	restock(t, s, "MUG", 5, ids...)
	restock(t, s, "BAG", 5, ids...)
	going, _ := reserve(t, s, noon, rules)
	if len(going) != 1 {
		t.Fatalf("%d at once", len(going))
	}
	if again, _ := reserve(t, s, noon, rules); len(again) != 0 {
		t.Fatal("a second one left while the first is unsettled")
	}
	settleSent(t, s, going, noon)
	if again, _ := reserve(t, s, noon, rules); len(again) != 1 {
		t.Error("the second one did not follow")
	}
}

func TestSentRestockIsToldOnceAndShown(t *testing.T) {
	s := open(t)
	ids := people(t, s, 2)
	rules := policy.Defaults(time.UTC)
	restock(t, s, "MUG", 5, ids...)
	going, _ := reserve(t, s, noon, rules)
	settleSent(t, s, going, noon)
	if line, _ := s.Line(t.Context(), "MUG", ""); len(line) != 0 {
		t.Errorf("still waiting: %+v", line)
	}
	msgs, err := s.Conversation(t.Context(), ids[0], time.Time{}, "", 5)
	if err != nil || len(msgs) != 2 || !msgs[0].FromPage || msgs[0].Text != "back, c000" {
		t.Errorf("conversation %+v, %v", msgs, err)
	}
	// The same figure saved again: nobody waits, so nobody is planned.
	if audience, _, _ := s.Audience(t.Context(), "MUG", "", noon, rules); len(audience) != 0 {
		t.Errorf("audience %+v", audience)
	}
}

func TestHeldForReplyGoesWhenTheyWrite(t *testing.T) {
	s := open(t)
	ids := people(t, s, 1)
	late := noon.Add(48 * time.Hour)
	rules := policy.Defaults(time.UTC)
	restock(t, s, "MUG", 5, ids...)
	if _, kept := reserve(t, s, late, rules); len(kept) != 1 || kept[0].Reason.Code != core.ReasonWindowClosed || kept[0].State != core.DeliveryHeld {
		t.Fatalf("kept %+v", kept)
	}
	if due, _ := s.Due(t.Context(), late.Add(time.Hour), 10); len(due) != 0 {
		t.Fatal("due without a word from the customer")
	}
	apply(t, s, late.Add(time.Hour), says(ids[0], late.Add(time.Hour), "hello?"))
	if going, _ := reserve(t, s, late.Add(time.Hour+time.Minute), rules); len(going) != 1 {
		t.Error("did not leave when they wrote")
	}
}

func TestChangedConversationWaits(t *testing.T) {
	s := open(t)
	ids := people(t, s, 1)
	p := says(ids[0], noon, "x")
	p.Messages, p.UpTo = nil, noon.Add(-time.Hour) // the list tells a change that could not be pulled
	apply(t, s, noon, p)
	restock(t, s, "MUG", 5, ids...)
	going, kept := reserve(t, s, noon, policy.Defaults(time.UTC))
	if len(going) != 0 || len(kept) != 1 || kept[0].Reason.Code != core.ReasonStaleHistory {
		t.Errorf("going %v, kept %+v", going, kept)
	}
}

func TestCancelAndLapse(t *testing.T) {
	s := open(t)
	ids := people(t, s, 4)
	id := restock(t, s, "MUG", 1, ids...)
	rules := policy.Defaults(time.UTC)
	going, _ := reserve(t, s, noon, rules)
	n, err := s.Cancel(t.Context(), id, noon)
	if err != nil || n != 3 {
		t.Fatalf("cancelled %d, %v", n, err)
	}
	settleSent(t, s, going, noon)
	tally, err := s.Tally(t.Context(), id)
	if err != nil || tally[core.DeliverySent] != 1 || tally[core.DeliveryCancelled] != 3 {
		t.Errorf("tally %v, %v", tally, err)
	}
	restock(t, s, "MUG", 1, ids[1])
	if n, err := s.Lapse(t.Context(), noon.Add(15*24*time.Hour)); err != nil || n != 1 {
		t.Errorf("lapsed %d, %v", n, err)
	}
}

func TestTamperedLedgerIsFound(t *testing.T) {
	for name, change := range map[string]string{
		"changed": `UPDATE ledger SET body = replace(body, 'wish', 'wash') WHERE seq = 3`,
		"removed": `DELETE FROM ledger WHERE seq = 3`,
		"hash":    `UPDATE ledger SET hash = zeroblob(32) WHERE seq = 3`,
	} {
		s := open(t)
		for i := range 5 {
			apply(t, s, noon, says(core.CustomerID(fmt.Sprint("c", i)), noon, "mug", wants("MUG", "")))
		}
		if _, broken, err := s.VerifyLedger(t.Context()); err != nil || broken != 0 {
			t.Fatalf("untouched: broken at %d, %v", broken, err)
		}
		if _, err := s.write.Exec(change); err != nil {
			t.Fatal(err)
		}
		if _, broken, err := s.VerifyLedger(t.Context()); err != nil || broken != 3 {
			t.Errorf("%s: broken at %d, %v; want 3", name, broken, err)
		}
	}
}
