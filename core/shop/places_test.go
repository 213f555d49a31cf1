package shop

import (
	"strings"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/views"
)

// offered counts the messages of the page's log that begin with a text.
func (s *scene) offered(text string) int {
	n := 0
	for _, r := range s.page.Log() {
		if strings.HasPrefix(r.Text, text) {
			n++
		}
	}
	return n
}

// Whoever stops before the offer leaves takes no place of the day: the next ones have it, exactly as many as the day holds.
func TestPlacesThatStopsSetFreeAreUsedTheSameDay(t *testing.T) {
	for stops := range 4 {
		s, ids := waitingShop(t, 8)
		s.must(s.SetRules(t.Context(), map[string]string{"page_day": "3", "pause_opt_out_rate": "100"}))
		at := s.Now().Add(time.Hour)
		plan, err := s.Send(t.Context(), views.Order{Kind: core.KindPromo, Text: "Ten off", At: at})
		s.must(err)
		for _, r := range plan.Rows[:stops] {
			s.page.Write(r.CustomerID, "STOP")
		}
		s.clock.Set(at.Add(time.Minute))
		s.look()
		s.clock.Advance(time.Minute)
		s.look()
		if n := s.offered("Ten off"); n != 3 {
			t.Errorf("%d stopped of %d: %d offers on a day that holds 3", stops, len(ids), n)
		}
		s.clock.Set(noon.Add(36 * time.Hour))
		s.writeAll(ids[4:])
		s.look()
		if n := s.offered("Ten off"); n > 6 {
			t.Errorf("%d offers in two days", n)
		}
	}
}

// What waits for a rule goes as soon as the rule lets it.
func TestLooserRulesLetGoAtOnce(t *testing.T) {
	for name, c := range map[string]struct{ strict, loose map[string]string }{
		"quiet hours": {map[string]string{"quiet_from": "11:00", "quiet_to": "20:00"}, map[string]string{"quiet_to": "11:00"}},
		"holiday":     {map[string]string{"holidays": "2026-11-22"}, map[string]string{"holidays": "none"}},
		"page's day":  {map[string]string{"page_day": "1"}, map[string]string{"page_day": "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := waitingShop(t, 2)
			s.must(s.SetRules(t.Context(), c.strict))
			_, err := s.Send(t.Context(), views.Order{Kind: core.KindPromo, Text: "Ten off"})
			s.must(err)
			s.look()
			if s.offered("Ten off") > 1 {
				t.Fatal("the rule holds nobody")
			}
			s.must(s.SetRules(t.Context(), c.loose))
			s.clock.Advance(time.Minute)
			s.look()
			if n := s.offered("Ten off"); n != 2 {
				t.Errorf("%d have it", n)
			}
		})
	}
}
