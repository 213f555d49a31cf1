package store

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
	"shopbell/core/policy"
)

// restock makes a running campaign with one planned delivery for each person.
func restock(t *testing.T, s *Store, sku core.SKU, stock int, ids ...core.CustomerID) core.CampaignID {
	t.Helper()
	if _, _, _, err := s.PutProducts(t.Context(), []core.Product{{SKU: sku, Name: "The " + string(sku), Stock: stock}}); err != nil {
		t.Fatal(err)
	}
	var drafts []Draft
	for _, id := range ids {
		drafts = append(drafts, Draft{CustomerID: id, Text: "back, " + string(id), TextKey: "k" + string(id),
			Verdict: core.Verdict{Action: core.ActionSend, Lane: core.LaneWindow, Reasons: []core.Reason{{Code: core.ReasonWindowOpen}}}})
	}
	id, err := s.AddCampaign(t.Context(), core.Campaign{Kind: core.KindRestock, SKU: sku, Stock: stock, PerUnit: 1, CreatedAt: noon, HoldUntil: noon.Add(14 * 24 * time.Hour)}, noon, drafts)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func stateOf(t *testing.T, s *Store, id core.CustomerID) (core.DeliveryState, core.ReasonCode) {
	t.Helper()
	list, err := s.PersonDeliveries(t.Context(), id, 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("no delivery for %s: %v", id, err)
	}
	return list[0].State, list[0].Reason.Code
}

func TestStopTakesBackWhatHasNotLeft(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")))
	restock(t, s, "MUG", 5, "a")
	apply(t, s, noon, says("a", noon.Add(time.Minute), "STOP", reads(core.ReadStop), func(r *Read) { r.Confirm = "You get no more offers." }))
	list, err := s.PersonDeliveries(t.Context(), "a", 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[1].State != core.DeliveryRefused || list[1].Reason.Code != core.ReasonOptedOut || list[1].Reason.Quote != "STOP" {
		t.Errorf("deliveries %+v", list)
	}
	if list[0].Kind != core.KindConfirm || list[0].State != core.DeliveryPlanned {
		t.Errorf("no confirmation planned: %+v", list[0])
	}
	apply(t, s, noon, says("a", noon.Add(2*time.Minute), "I said STOP", reads(core.ReadStop), func(r *Read) { r.Confirm = "You get no more offers." }))
	if again, _ := s.PersonDeliveries(t.Context(), "a", 5); len(again) != 2 {
		t.Errorf("a second stop was confirmed again: %+v", again)
	}
}

func TestOldStopIsNotConfirmed(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-25*time.Hour), "STOP", reads(core.ReadStop), func(r *Read) { r.Confirm = "ok" }))
	if list, _ := s.PersonDeliveries(t.Context(), "a", 5); len(list) != 0 {
		t.Errorf("confirmed a day late: %+v", list)
	}
}

func TestDoubtfulStopWaitsForTheOwner(t *testing.T) {
	for _, stop := range []bool{true, false} {
		s := open(t)
		apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")))
		restock(t, s, "MUG", 5, "a")
		apply(t, s, noon, says("a", noon.Add(time.Minute), "enough for now", reads(core.ReadReview)))
		if state, code := stateOf(t, s, "a"); state != core.DeliveryRefused || code != core.ReasonOptOutReview {
			t.Fatalf("while in doubt: %s %s", state, code)
		}
		reviews, err := s.Reviews(t.Context())
		if err != nil || len(reviews) != 1 || reviews[0].Quote != "enough for now" {
			t.Fatalf("reviews %+v, %v", reviews, err)
		}
		if err := s.DecideReview(t.Context(), "a", reviews[0].MessageID, stop, noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		want := core.DeliveryPlanned
		if stop {
			want = core.DeliveryRefused
		}
		if state, code := stateOf(t, s, "a"); state != want || stop && code != core.ReasonOptedOut {
			t.Errorf("decided stop=%v: %s %s", stop, state, code)
		}
		if left, _ := s.Reviews(t.Context()); len(left) != 0 {
			t.Errorf("still in doubt: %+v", left)
		}
		if judged, err := s.Judged(t.Context()); err != nil || judged[compose.TextKey("Enough for  now")] != stop || len(judged) != 1 {
			t.Errorf("remembered %v, %v", judged, err)
		}
	}
}

func TestOnlyTheCustomersOwnWordsUndoAStop(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon.Add(-time.Hour), "hello"), says("b", noon.Add(time.Hour), "hello"))
	apply(t, s, noon, says("a", noon, "stop", reads(core.ReadStop)))
	before := says("a", noon.Add(-time.Hour), "").Messages[0].ID
	others := says("b", noon.Add(time.Hour), "").Messages[0].ID
	for name, proof := range map[string]core.MessageID{"none": "", "unknown": "m_x", "older than the stop": before, "somebody else's": others} {
		if err := s.RemoveOptOut(t.Context(), "a", proof, noon); core.CodeOf(err) != core.CodeProofNeeded {
			t.Errorf("proof %s: %v", name, err)
		}
	}
	later := says("a", noon.Add(2*time.Hour), "you may write again")
	apply(t, s, noon, later)
	if err := s.RemoveOptOut(t.Context(), "a", later.Messages[0].ID, noon); err != nil {
		t.Errorf("with proof: %v", err)
	}
	if list, _ := s.OptOuts(t.Context()); len(list) != 0 {
		t.Errorf("still stopped: %+v", list)
	}
}

func TestResumeEndsAnOlderStopOnly(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "stop", reads(core.ReadStop)))
	apply(t, s, noon, says("a", noon.Add(-time.Minute), "start", reads(core.ReadResume))) // comes late, was said before
	if list, _ := s.OptOuts(t.Context()); len(list) != 1 {
		t.Fatalf("an older resume ended the stop")
	}
	apply(t, s, noon, says("a", noon.Add(time.Minute), "start", reads(core.ReadResume)))
	if list, _ := s.OptOuts(t.Context()); len(list) != 0 {
		t.Errorf("still stopped: %+v", list)
	}
}

func TestItemStopBindsThatItemOnly(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug and bag?", wants("MUG", ""), wants("BAG", "")))
	apply(t, s, noon, says("a", noon.Add(time.Minute), "no more about the mug", reads(core.ReadStop), func(r *Read) { r.StopSKU = "MUG" }))
	rules := policy.Defaults(time.UTC)
	for sku, want := range map[core.SKU]bool{"MUG": true, "BAG": false} {
		people, _, err := s.Audience(t.Context(), sku, "", noon, rules)
		if err != nil || len(people) != 1 {
			t.Fatalf("%s: %v, %v", sku, people, err)
		}
		if stopped := people[0].OptOut != nil; stopped != want {
			t.Errorf("%s: stopped %v, want %v", sku, stopped, want)
		}
	}
}

func TestWaitingLine(t *testing.T) {
	s := open(t)
	if _, _, _, err := s.PutProducts(t.Context(), []core.Product{{SKU: "MUG", Name: "Mug", Variants: []string{"S", "L"}}}); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon,
		says("b", noon.Add(-2*time.Hour), "the mug?", wants("MUG", "")),
		says("a", noon.Add(-3*time.Hour), "a small mug?", wants("MUG", "S")),
		says("c", noon.Add(-time.Hour), "a large mug?", wants("MUG", "L")))
	apply(t, s, noon, says("b", noon, "the mug, still?", wants("MUG", ""))) // keeps the older place
	line := func(variant string) (ids string) {
		list, err := s.Line(t.Context(), "MUG", variant)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			ids += string(r.CustomerID)
		}
		return ids
	}
	for variant, want := range map[string]string{"": "abc", "S": "ab", "l": "bc"} {
		if got := line(variant); got != want {
			t.Errorf("line of %q is %s, want %s", variant, got, want)
		}
	}
	lists, err := s.WaitingLists(t.Context(), noon.Add(-150*time.Minute))
	if err != nil || len(lists) != 1 || lists[0].Waiting != 3 || lists[0].FirstID != "a" || lists[0].NowOpen != 2 {
		t.Errorf("lists %+v, %v", lists, err)
	}
	wrong := says("b", noon.Add(-2*time.Hour), "").Messages[0].ID
	if err := s.CorrectRequest(t.Context(), "b", "MUG", wrong, noon); err != nil {
		t.Fatal(err)
	}
	if n, err := s.AddFindings(t.Context(), []Finding{{Message: core.Message{ID: wrong, CustomerID: "b", At: noon.Add(-2 * time.Hour), Text: "the mug?"},
		Wishes: []Wish{{SKU: "MUG"}}}}, noon); err != nil || n != 0 {
		t.Errorf("the correction did not hold: %d, %v", n, err)
	}
	if got := line(""); got != "ac" {
		t.Errorf("after a correction: %s", got)
	}
	apply(t, s, noon, says("a", noon.Add(time.Hour), "no mug any more", func(r *Read) { r.Wishes = []Wish{{SKU: "MUG", Withdraw: true}} }))
	if got := line(""); got != "c" {
		t.Errorf("after a withdrawal: %s", got)
	}
}
