package rules

import (
	"context"
	"maps"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen/screentest"
)

// fake keeps rules as the store does: all of a change or none.
type fake struct {
	values []views.RuleValue
	err    error
	set    []map[string]string
	read   []string
	asked  []map[string]string
}

// WhatIf finds that each change costs ten messages.
func (f *fake) WhatIf(_ context.Context, values map[string]string) (views.WhatIf, error) {
	f.asked = append(f.asked, values)
	return views.WhatIf{Days: 90, Sent: 812, Same: 810, WouldSend: 810 - 10*len(values)}, nil
}

func (f *fake) Rules(context.Context) ([]views.RuleValue, error) { return f.values, nil }

func (f *fake) SetRules(_ context.Context, values map[string]string) error {
	if f.err != nil {
		return f.err
	}
	f.set = append(f.set, values)
	for i, v := range f.values {
		if to, ok := values[v.Name]; ok {
			f.values[i].Value = to
		}
	}
	return nil
}

func (f *fake) Explain(_ context.Context, text string) (views.Explanation, error) {
	f.read = append(f.read, text)
	return views.Explanation{OptOut: core.ReadStop, Words: text}, nil
}

type scene struct {
	*Screen
	*screentest.Scene
	fake *fake
}

func raised(t *testing.T) *scene {
	t.Helper()
	s := &scene{Scene: screentest.New(t, time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)), fake: &fake{values: kept()}}
	s.Screen = New(s.Env, s.fake)
	s.Show(s.Content(), 1024, 700)
	s.Load()
	s.FinishAll()
	return s
}

func TestFieldsShowWhatIsKept(t *testing.T) {
	s := raised(t)
	if s.fields["customer_day"].Text != "1" || s.fields["min_gap"].Text != "48" || !s.checks["closing_line"].Checked {
		t.Error("the fields do not show what is kept")
	}
	if !s.fields["page_day"].Disabled() {
		t.Error("a rule that is not there can be changed")
	}
	if !s.save.Disabled() || !s.undo.Disabled() {
		t.Error("there is something to save")
	}
}

func TestSaveKeepsAllChanges(t *testing.T) {
	s := raised(t)
	s.fields["customer_day"].SetText("2")
	s.checks["closing_line"].SetChecked(false)
	if s.save.Text() != "Save 2 changes" {
		t.Fatalf("button %q", s.save.Text())
	}
	test.Tap(s.save)
	test.Tap(s.save)
	s.FinishAll()
	if len(s.fake.set) != 1 || !maps.Equal(s.fake.set[0], map[string]string{"customer_day": "2", "closing_line": "off"}) {
		t.Errorf("set %v", s.fake.set)
	}
	if !s.save.Disabled() || len(s.Said) != 1 || s.fields["customer_day"].Text != "2" {
		t.Errorf("after saving: said %v", s.Said)
	}
}

func TestUndoPutsTheFieldsBack(t *testing.T) {
	s := raised(t)
	s.fields["customer_day"].SetText("2")
	s.checks["closing_line"].SetChecked(false)
	test.Tap(s.undo)
	if s.fields["customer_day"].Text != "1" || !s.checks["closing_line"].Checked || len(s.sheet.Changes()) != 0 {
		t.Error("undo left a change")
	}
}

func TestFaultStandsBesideItsField(t *testing.T) {
	s := raised(t)
	s.fields["quiet_from"].SetText("late")
	if s.faults["quiet_from"].Text() != "A time like 21:00, please." || !s.save.Disabled() {
		t.Errorf("fault %q", s.faults["quiet_from"].Text())
	}
	s.Save()
	s.FinishAll()
	if len(s.fake.set) != 0 {
		t.Error("a fault was saved")
	}
	s.fields["quiet_from"].SetText("20:00")
	if s.faults["quiet_from"].Box.Visible() || s.save.Disabled() {
		t.Error("the fault stays")
	}
}

// A refusal stands beside the one field, or above the button when it may be any of several; nothing is lost.
func TestRefusalIsShownWhereItBelongs(t *testing.T) {
	s := raised(t)
	s.fake.err = core.E(core.CodeLooserThanMeta, "test", "the platform allows 24 hours", nil)
	s.fields["customer_day"].SetText("2")
	s.Save()
	s.FinishAll()
	if !s.faults["customer_day"].Box.Visible() || s.fault.Box.Visible() {
		t.Error("not beside its field")
	}
	s.fields["min_gap"].SetText("1")
	s.Save()
	s.FinishAll()
	if !s.fault.Box.Visible() || len(s.sheet.Changes()) != 2 || s.save.Disabled() {
		t.Error("not above the button, or the changes are lost")
	}
	s.fake.err = core.E(core.CodeLooserThanMeta, "test", "min_gap must be longer", nil)
	s.fields["customer_day"].SetText("3")
	s.Save()
	s.FinishAll()
	if !s.faults["min_gap"].Box.Visible() || s.faults["customer_day"].Box.Visible() || s.fault.Box.Visible() {
		t.Error("not beside the field that the refusal names")
	}
	if got := s.faults["min_gap"].Text(); got != "Facebook’s own rule is stricter: Hours between two offers must be longer. Choose a stricter value. Nothing was changed." {
		t.Errorf("says %q", got)
	}
	if s.env.Canvas().Focused() != fyne.Focusable(s.fields["min_gap"]) {
		t.Error("the keyboard is not where the fault is")
	}
	s.fake.err = core.E(core.CodeLooserThanMeta, "test", "pace is 80, the platform allows 40 a second", nil)
	s.fields["pace"].SetText("80")
	s.Save()
	s.FinishAll()
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if y := place(s.fields["pace"]).Y - place(s.scroll).Y; y < 0 || y > s.scroll.Size().Height {
		t.Errorf("the field that the refusal names stands at %v, out of sight", y)
	}
}

func TestSentenceIsReadWhenTheTypingRests(t *testing.T) {
	s := raised(t)
	for _, text := range []string{"s", "st", "stop"} {
		s.try.field.SetText(text)
		s.Advance(typingRest - time.Millisecond)
	}
	s.Advance(time.Millisecond)
	s.FinishAll()
	if len(s.fake.read) != 1 || s.fake.read[0] != "stop" || s.try.pill.Text() != "Means stop" || !s.try.pill.Visible() {
		t.Errorf("read %v, pill %q", s.fake.read, s.try.pill.Text())
	}
	s.Try("")
	s.FinishAll()
	if s.try.pill.Visible() {
		t.Error("an empty sentence means something")
	}
}

// After a change, once the typing rests, the page tells what it would have made of the last days.
func TestChangesAreReplayed(t *testing.T) {
	s := raised(t)
	if s.replay.box.Visible() || len(s.fake.asked) != 0 {
		t.Fatal("reckoned without a change")
	}
	for _, typed := range []string{"2", "23", "2"} {
		s.fields["customer_day"].SetText(typed)
		s.Advance(typingRest - time.Millisecond)
	}
	s.Advance(time.Millisecond)
	s.FinishAll()
	if len(s.fake.asked) != 1 || !maps.Equal(s.fake.asked[0], map[string]string{"customer_day": "2"}) {
		t.Errorf("asked %v", s.fake.asked)
	}
	if got := s.replay.says.String(); got != "In the last 90 days 812 messages went. With this 802 would have gone." {
		t.Errorf("says %q", got)
	}
	s.fields["min_gap"].SetText("none")
	s.fields["quiet_from"].SetText("late")
	s.Advance(typingRest)
	s.FinishAll()
	if s.replay.box.Visible() || len(s.fake.asked) != 1 {
		t.Error("a fault was reckoned")
	}
	test.Tap(s.undo)
	if s.replay.box.Visible() {
		t.Error("after undo it still tells")
	}
}

// Every rule has its sentence on the page.
func TestEveryRuleHasASentence(t *testing.T) {
	said := map[string]bool{}
	for _, section := range sections() {
		for _, s := range section.sentences {
			for _, f := range s.fields {
				said[f.name] = true
			}
		}
	}
	for _, name := range []string{"customer_day", "customer_week", "customer_30d", "min_gap", "page_day", "window_margin", "quiet_from", "quiet_to", "zone",
		"holidays", "same_text_days", "hold_for", "restock_per_unit", "wave_hours", "fresh_within", "pace", "in_flight", "pause_opt_out_rate",
		"pause_error_rate", "closing_line", "stop_confirmation", "counts_promo", "counts_news", "counts_restock", "counts_order", "counts_reply",
		"obeys_promo", "obeys_news", "obeys_restock", "obeys_order", "obeys_reply"} {
		if !said[name] {
			t.Errorf("%s has no sentence", name)
		}
	}
}
