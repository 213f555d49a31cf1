package shop

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// writeAll lets everybody write, so that every chat is open.
func (s *scene) writeAll(ids []core.CustomerID) {
	for _, id := range ids {
		s.page.Write(id, "Hello again")
	}
	s.clock.Advance(time.Minute)
}

func (s *scene) wave(id core.CampaignID) views.Wave {
	s.Helper()
	p, err := s.Progress(s.Context(), id)
	s.must(err)
	if p.Wave == nil {
		s.Fatal("no wave in the progress of a restock")
	}
	return *p.Wave
}

// The next wave goes by itself, oldest request first; who was not reached keeps the place; the same figure saved again
// sends nothing; sold out stops it where everybody sees it.
func TestWavesGoByThemselves(t *testing.T) {
	s, ids := waitingShop(t, 6)
	s.page.Block(ids[0])
	plan, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 1, PerUnit: 2})
	s.must(err)
	for i, r := range plan.Rows {
		if r.CustomerID != ids[i] || r.Position != i+1 {
			t.Errorf("place %d has %s", i+1, r.Name)
		}
		if i >= 2 && r.Verdict.Reasons[0].Code != core.ReasonWaveFull {
			t.Errorf("%s: %+v", r.Name, r.Verdict)
		}
	}
	s.look()
	first := s.Now()
	reached := s.reached()
	if reached[ids[0]] || !reached[ids[1]] {
		t.Errorf("the first wave reached %v", reached)
	}
	w := s.wave(plan.CampaignID)
	if w.Size != 2 || w.Number != 1 || w.Stock != 1 {
		t.Errorf("the first wave: %+v", w)
	}
	rounds, err := s.Rounds(t.Context(), "LAMP", "")
	s.must(err)
	if rounds.CampaignID != plan.CampaignID || rounds.PerUnit != 2 || rounds.Hours != 24 || rounds.Wave == nil || rounds.Wave.Told != w.Told || rounds.Left(1) != 2-w.Told {
		t.Errorf("the rounds: %+v, %d left", rounds, rounds.Left(1))
	}
	if other, err := s.Rounds(t.Context(), "LAMP", "blue"); err != nil || other.Wave != nil || other.Left(3) != 6 {
		t.Errorf("the rounds of another list: %+v, %v", other, err)
	}
	again, err := s.PlanRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 1, PerUnit: 2})
	s.must(err)
	if again.Send > 2-w.Told {
		t.Errorf("the same figure saved again would tell %d more, %d are told of 2", again.Send, w.Told)
	}
	line, err := s.Waitlist(t.Context(), "LAMP", "")
	s.must(err)
	if line[0].CustomerID != ids[0] || line[0].State != core.RequestWaiting {
		t.Errorf("who was not reached lost the place: %+v", line[0].Request)
	}
	s.clock.Set(first.Add(24*time.Hour + time.Minute))
	s.writeAll(ids[2:])
	s.look()
	if w = s.wave(plan.CampaignID); w.Told > 4 || w.Told < 3 || w.Number != 2 {
		t.Errorf("the second wave: %+v, reached %v", w, s.reached())
	}
	if got := s.reached(); !got[ids[2]] || got[ids[5]] {
		t.Errorf("the second wave reached %v", got)
	}
	s.must(s.putProducts(t.Context(), []core.Product{{SKU: "LAMP", Name: "Zebra lamp", Stock: 0}}, &views.ImportResult{}))
	before := len(s.page.Log())
	s.clock.Set(first.Add(48*time.Hour + 10*time.Minute))
	s.writeAll(ids[2:])
	s.look()
	if w = s.wave(plan.CampaignID); w.Stock != 0 || !w.NextAt.IsZero() || len(s.page.Log()) != before {
		t.Errorf("sold out: %+v, %d left after", w, len(s.page.Log())-before)
	}
	rows, err := s.Deliveries(t.Context(), plan.CampaignID, 0)
	s.must(err)
	stopped := 0
	for _, d := range rows {
		if d.Reason.Code == core.ReasonOutOfStock {
			stopped++
		}
	}
	if stopped == 0 {
		t.Error("nobody is told to have been left out because it is sold out")
	}
}

// reached tells whom the page got a message for.
func (s *scene) reached() map[core.CustomerID]bool {
	out := map[core.CustomerID]bool{}
	for _, r := range s.page.Log() {
		out[r.Customer] = true
	}
	return out
}

// Who asked for two variants is told once when both are back.
func TestTwoVariantsAreToldOnce(t *testing.T) {
	s, ids := waitingShop(t, 1)
	s.page.Write(ids[0], "Please tell me when the zebra lamp 0.3 l is back")
	s.clock.Advance(time.Second)
	s.page.Write(ids[0], "And please tell me when the zebra lamp 0.4 l is back, too")
	s.clock.Advance(time.Minute)
	s.look()
	for _, variant := range []string{"", "0.3 l", "0.4 l"} {
		_, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Variant: variant, Stock: 4})
		s.must(err)
		s.clock.Advance(10 * time.Second)
		s.look()
	}
	if n := len(s.page.Log()); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// A week in which nobody wrote leaves no places: when all write at once, one wave is told.
func TestSilenceSavesUpNoPlaces(t *testing.T) {
	s, ids := waitingShop(t, 8)
	_, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: "LAMP", Stock: 1, PerUnit: 2})
	s.must(err)
	s.look()
	first := s.Now()
	s.clock.Set(first.Add(7*24*time.Hour + time.Hour))
	s.writeAll(ids[2:])
	s.look()
	if n := len(s.reached()); n != 4 {
		t.Errorf("%d are told, two of them a week later", n)
	}
	s.clock.Advance(10 * time.Hour)
	s.look()
	if n := len(s.reached()); n != 4 {
		t.Errorf("%d are told, the next wave is tomorrow's", n)
	}
	s.clock.Advance(14 * time.Hour)
	s.writeAll(ids[4:])
	s.look()
	if n := len(s.reached()); n != 6 {
		t.Errorf("%d are told after the next wave", n)
	}
}
