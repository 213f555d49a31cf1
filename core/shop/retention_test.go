package shop

import (
	"slices"
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/practice"
)

// silent gives a shop whose customers are old friends, with Eve who wrote and said stop long ago.
func silent(t *testing.T) (s *scene, eve core.CustomerID) {
	t.Helper()
	s = newScene(t, practice.Options{})
	eve = s.page.AddCustomer("Eve", "en")
	s.page.Write(eve, "STOP, no more messages please")
	s.clock.Advance(time.Minute)
	_, err := s.Sync(t.Context(), false, nil)
	s.must(err)
	_, err = s.RunOutbox(t.Context()) // confirms the stop
	s.must(err)
	for range 25 { // months in which everybody else writes now and then
		s.clock.Advance(30 * 24 * time.Hour)
		for _, p := range s.page.Customers() {
			if p.ID != eve {
				s.page.Write(p.ID, "hello again")
			}
		}
	}
	s.clock.Advance(time.Minute)
	_, err = s.Sync(t.Context(), false, nil)
	s.must(err)
	return s, eve
}

func TestOldConversationsAreForgotten(t *testing.T) {
	s, eve := silent(t)
	ctx := t.Context()
	done, err := s.ForgetToday(ctx)
	if err != nil || done.People != 0 {
		t.Fatalf("off, and forgot %+v, %v", done, err)
	}
	for _, bad := range []int{-1, 601} {
		if err := s.SetRetention(ctx, bad); core.CodeOf(err) != core.CodeBadInput {
			t.Errorf("%d months: %v", bad, err)
		}
	}
	s.must(s.SetRetention(ctx, 24))
	if r, err := s.Retention(ctx); err != nil || r.Months != 24 || r.Due != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	s.clock.Advance(25 * time.Hour)
	if done, err := s.ForgetToday(ctx); err != nil || done.People != 0 {
		t.Errorf("without a look at the page forgot %+v, %v", done, err)
	}
	_, err = s.Sync(ctx, false, nil)
	s.must(err)
	before := len(s.everybody())
	if done, err = s.ForgetToday(ctx); err != nil || done.People != 1 || done.OptOuts != 1 || done.Messages == 0 {
		t.Errorf("forgot %+v, %v", done, err)
	}
	if left := s.everybody(); len(left) != before-1 || slices.Contains(left, eve) {
		t.Errorf("%d of %d are left", len(left), before)
	}
	_, err = s.Sync(ctx, true, nil)
	s.must(err)
	if slices.Contains(s.everybody(), eve) {
		t.Error("a full look at the page brought them back")
	}
	// The stop holds when they write again.
	s.clock.Advance(time.Minute)
	s.page.Write(eve, "Tell me when the blue mug is back")
	s.clock.Advance(time.Minute)
	_, err = s.Sync(ctx, false, nil)
	s.must(err)
	card, err := s.Customer(ctx, eve)
	if err != nil || card.OptOut == nil || card.OptOut.State != core.OptOutStopped || card.OptOut.Quote != "" {
		t.Errorf("%+v, %v", card.OptOut, err)
	}
	s.must(s.SetRetention(ctx, 0))
	if r, err := s.Retention(ctx); err != nil || r.Months != 0 || r.Due != 0 {
		t.Errorf("off again: %+v, %v", r, err)
	}
}

func TestOncePerDay(t *testing.T) {
	s, _ := silent(t)
	ctx := t.Context()
	s.must(s.SetRetention(ctx, 30))
	_, err := s.ForgetToday(ctx)
	s.must(err)
	s.must(s.store.Set(ctx, map[string]string{settingRetention: "24"})) // as if Eve's time had come an hour later
	if done, err := s.ForgetToday(ctx); err != nil || done.People != 0 {
		t.Errorf("twice a day: %+v, %v", done, err)
	}
	s.clock.Advance(24 * time.Hour)
	_, err = s.Sync(ctx, false, nil)
	s.must(err)
	if done, err := s.ForgetToday(ctx); err != nil || done.People != 1 {
		t.Errorf("the next day: %+v, %v", done, err)
	}
}

func (s *scene) everybody() []core.CustomerID {
	s.Helper()
	rows, err := s.Customers(s.Context(), core.Filter{})
	s.must(err)
	var out []core.CustomerID
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}
