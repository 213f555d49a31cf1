package store

import (
	"fmt"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// promo makes a promotion on a pool for people, with a code each.
func promo(t *testing.T, s *Store, pool string, ids ...core.CustomerID) core.CampaignID {
	t.Helper()
	var drafts []Draft
	for _, id := range ids {
		drafts = append(drafts, Draft{CustomerID: id, Text: "Take " + core.CodeMark, Rich: &core.Rich{Pattern: "Take " + core.CodeMark},
			Verdict: core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	id, err := s.AddCampaign(t.Context(), core.Campaign{Kind: core.KindPromo, Pool: pool, CreatedAt: noon, HoldUntil: noon.Add(14 * 24 * time.Hour)}, noon, drafts)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func addCodes(t *testing.T, s *Store, pool string, n int) {
	t.Helper()
	var codes []string
	for i := range n {
		codes = append(codes, fmt.Sprintf("%s-%03d", pool, i))
	}
	if added, err := s.AddCodes(t.Context(), pool, time.Time{}, codes, noon); err != nil || added != n {
		t.Fatalf("%d added, %v", added, err)
	}
}

// oneEach fails when a code belongs to two deliveries, or when the pool and the deliveries do not agree.
func oneEach(t *testing.T, s *Store) map[string]core.DeliveryID {
	t.Helper()
	list, err := s.Deliveries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]core.DeliveryID{}
	for _, d := range list {
		if d.Code == "" {
			continue
		}
		if other, twice := out[d.Code]; twice {
			t.Errorf("%s belongs to %s and %s", d.Code, other, d.ID)
		}
		out[d.Code] = d.ID
		var to int64
		if err := s.read.QueryRowContext(t.Context(), `SELECT delivery_id FROM codes WHERE code = ?`, d.Code).Scan(&to); err != nil || deliveryID(to) != d.ID {
			t.Errorf("%s is with %d, the delivery is %s: %v", d.Code, to, d.ID, err)
		}
	}
	return out
}

func lifted() policy.Rules {
	r := policy.Defaults(time.UTC)
	r.CustomerDay, r.CustomerWeek, r.MinGap, r.SameTextDays = 9, 9, 0, 0
	return r
}

func TestCodeIsTakenGivenBackAndKeptWhileUncertain(t *testing.T) {
	s := open(t)
	ids := people(t, s, 4)
	addCodes(t, s, "P", 4)
	promo(t, s, "P", ids...)
	going, _ := reserve(t, s, noon, lifted())
	if len(going) != 4 || going[0].Code != "P-000" || going[0].Text != "Take P-000" {
		t.Fatalf("reserved %+v", going)
	}
	oneEach(t, s)
	settle := func(now time.Time, out ...Outcome) {
		t.Helper()
		if err := s.Settle(t.Context(), out, now); err != nil {
			t.Fatal(err)
		}
	}
	reason := core.Reason{Code: core.ReasonPlatformError}
	settle(noon, Outcome{ID: going[0].ID, State: core.DeliverySent, MessageID: "m", Reason: reason},
		Outcome{ID: going[1].ID, State: core.DeliveryFailed, Reason: reason},
		Outcome{ID: going[2].ID, State: core.DeliveryUncertain, Reason: reason},
		Outcome{ID: going[3].ID, State: core.DeliveryPlanned, Due: noon, Reason: reason})
	if p, _ := s.Pool(t.Context(), "P"); p.Free != 1 {
		t.Errorf("%d free, want the failed one's", p.Free)
	}
	// Absent on the page: tried again with the code that it had.
	settle(noon, Outcome{ID: going[2].ID, State: core.DeliveryPlanned, Due: noon, Reason: core.Reason{Code: core.ReasonNotDelivered}})
	again, _ := reserve(t, s, noon.Add(time.Second), lifted())
	if len(again) != 2 || again[0].Code != going[2].Code || again[1].Code != going[3].Code {
		t.Errorf("again %+v", again)
	}
	oneEach(t, s)
}

// A code that may be in a message which nobody can find is not given to anybody else, even when the campaign ends.
func TestCodeOfALostMessageIsBurnt(t *testing.T) {
	s := open(t)
	ids := people(t, s, 2)
	addCodes(t, s, "P", 2)
	c := promo(t, s, "P", ids...)
	going, _ := reserve(t, s, noon, lifted())
	if err := s.Settle(t.Context(), []Outcome{
		{ID: going[0].ID, State: core.DeliveryPlanned, Due: noon, Reason: core.Reason{Code: core.ReasonNotDelivered}},
		{ID: going[1].ID, State: core.DeliveryPlanned, Due: noon, Reason: core.Reason{Code: core.ReasonRateLimited}}}, noon); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Cancel(t.Context(), c, noon); err != nil || n != 2 {
		t.Fatalf("%d cancelled, %v", n, err)
	}
	if p, _ := s.Pool(t.Context(), "P"); p.Free != 1 {
		t.Errorf("%d free, want the one that surely did not leave", p.Free)
	}
}

// Erasing the newest person frees the number of their delivery; the next delivery of that number takes another code.
func TestCodeStaysTakenWhenItsPersonIsErased(t *testing.T) {
	s := open(t)
	ids := people(t, s, 2)
	addCodes(t, s, "P", 3)
	promo(t, s, "P", ids[1])
	going, _ := reserve(t, s, noon, lifted())
	settleSent(t, s, going, noon)
	if _, err := s.Erase(t.Context(), ids[1], noon); err != nil {
		t.Fatal(err)
	}
	promo(t, s, "P", ids[0])
	going, _ = reserve(t, s, noon, lifted())
	if len(going) != 1 || going[0].Code != "P-001" {
		t.Fatalf("reserved %+v", going)
	}
	if p, _ := s.Pool(t.Context(), "P"); p.Free != 1 {
		t.Errorf("%d free", p.Free)
	}
}

// Going back to a copy from before the sends gives no code twice, though the copy takes them for free.
func TestRestoreKeepsCodesTaken(t *testing.T) {
	s := open(t)
	ids := people(t, s, 4)
	addCodes(t, s, "P", 6)
	promo(t, s, "P", ids[:2]...)
	older := copied(t, s)
	going, _ := reserve(t, s, noon, lifted())
	settleSent(t, s, going, noon)
	promo(t, s, "P", ids[2])
	going, _ = reserve(t, s, noon.Add(time.Second), lifted())
	settleSent(t, s, going, noon)
	addCodes(t, s, "LATER", 1)
	dir := closed(t, s)
	if got, err := Restore(t.Context(), dir, from(older), noon.Add(time.Hour)); err != nil || len(got.Unread) > 0 {
		t.Fatalf("%+v, %v", got, err)
	}
	s = reopen(t, dir)
	before := oneEach(t, s)
	if p, err := s.Pool(t.Context(), "P"); err != nil || p.Free != 3 || len(before) != 3 {
		t.Errorf("pool %+v, %v, with people %v", p, err, before)
	}
	if p, err := s.Pool(t.Context(), "LATER"); err != nil || p.Free != 1 {
		t.Errorf("a newer pool: %+v, %v", p, err)
	}
	promo(t, s, "P", ids[3])
	going, _ = reserve(t, s, noon.Add(2*time.Hour), lifted())
	for _, d := range going {
		if _, twice := before[d.Code]; twice {
			t.Errorf("%s again", d.Code)
		}
	}
	if len(going) == 0 {
		t.Error("nothing was reserved")
	}
	oneEach(t, s)
}
