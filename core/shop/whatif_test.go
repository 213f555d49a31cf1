package shop

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
	"shopbell/core/views"
)

// hours lets time pass hour by hour, as the app does while it runs.
func (s *scene) hours(n int) {
	s.Helper()
	for range n {
		s.clock.Advance(time.Hour)
		s.look()
	}
}

// look reads the page and sends what is due, as the background work does.
func (s *scene) look() {
	s.Helper()
	_, err := s.Sync(s.Context(), false, nil)
	s.must(err)
	_, err = s.RunOutbox(s.Context())
	s.must(err)
}

func TestWhatIfOverTheRealHistory(t *testing.T) {
	s := newScene(t, practice.Options{})
	for _, sku := range []core.SKU{"MUG-BLUE", "BOWL-SAND"} {
		_, err := s.SendRestock(t.Context(), views.RestockOrder{SKU: sku, Stock: 3, Text: "{product} is back, {first_name}."})
		s.must(err)
		s.look()
		s.hours(30)
	}
	_, err := s.WhatIf(t.Context(), map[string]string{"customer_day": "-1"})
	if core.CodeOf(err) != core.CodeBadInput {
		t.Errorf("a rule that is none: %v", err)
	}
	same, err := s.WhatIf(t.Context(), nil)
	s.must(err)
	list, err := s.Outbox(t.Context())
	s.must(err)
	if same.Sent == 0 || same.WouldSend != same.Same || same.WouldSend+same.WouldHold+same.WouldRefuse != len(list) {
		t.Errorf("%+v of %d", same, len(list))
	}
	if same.Same != same.Sent {
		t.Errorf("the same rules give %d, %d went", same.Same, same.Sent)
	}
	none, err := s.WhatIf(t.Context(), map[string]string{"page_day": "0"})
	s.must(err)
	if none.WouldSend != 0 || none.Sent != same.Sent {
		t.Errorf("a page that sends nothing: %+v", none)
	}
	fewer, err := s.WhatIf(t.Context(), map[string]string{"restock_per_unit": "1", "wave_hours": "48"})
	s.must(err)
	if fewer.WouldSend >= same.WouldSend || fewer.WouldSend == 0 {
		t.Errorf("half of the people for each unit: %+v, before %+v", fewer, same)
	}
	if rules, err := s.Rules(t.Context()); err != nil || rules[4].Value != "500" {
		t.Errorf("a rule was changed: %+v %v", rules[4], err)
	}
}
