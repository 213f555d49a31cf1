package rules

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core/views"
	"shopbell/ui/words"
)

// Every sentence is explained, in every language, and every way in which a message may be stopped belongs to one.
func TestEverySentenceIsExplained(t *testing.T) {
	left := map[string]bool{}
	for topic := range stops {
		left[topic] = true
	}
	for _, tag := range words.Languages() {
		w := words.New(tag.String())
		for _, section := range sections() {
			for _, s := range section.sentences {
				delete(left, s.topic())
				does, stopped := s.Help(w)
				for _, text := range []string{does, stopped} {
					if strings.HasPrefix(text, "rules.") || strings.Contains(text, "<no value>") {
						t.Errorf("%s in %s: %q", s.id, tag, text)
					}
				}
			}
		}
	}
	if len(left) > 0 {
		t.Errorf("explained nowhere: %v", left)
	}
}

func TestLimitsAreInTheUnitOfTheSentence(t *testing.T) {
	w := words.New("en")
	told := map[string]views.RuleValue{}
	for _, v := range []views.RuleValue{
		{Name: "page_day", Default: "500", Least: "0", Most: "1000000"}, {Name: "min_gap", Default: "48h", Least: "0s", Most: "8760h"},
		{Name: "window_margin", Default: "5m", Least: "0s", Most: "23h59m"}, {Name: "fresh_within", Default: "10s", Least: "1s", Most: "10m"},
		{Name: "hold_for", Default: "14d", Least: "1s", Most: "365d"}, {Name: "pace", Default: "10", Most: "40"},
		{Name: "quiet_from", Default: "21:00"}, {Name: "quiet_to", Default: "09:00"}, {Name: "holidays", Default: "none"}, {Name: "closing_line", Default: "on"},
	} {
		told[v.Name] = v
	}
	want := map[string]string{
		"page_day": "Normally 500. You can set 0 to 1,000,000.", "min_gap": "Normally 48. You can set 0 to 8,760.",
		"window_margin": "Normally 5. You can set 0 to 1,439.", "fresh_within": "Normally 10. You can set 1 to 600.",
		"hold_for": "Normally 14. You can set at most 365.", "pace": "Normally 10. You can set at most 40.",
		"quiet": "Normally from 21:00 to 09:00. Any time of day is possible.", "holidays": "Normally: none.", "closing_line": "Normally: yes.",
	}
	for _, section := range sections() {
		for _, s := range section.sentences {
			if says, ok := want[s.topic()]; ok && s.Limits(w, told) != says {
				t.Errorf("%s: %q, want %q", s.topic(), s.Limits(w, told), says)
			}
		}
	}
}

// A press on the sign opens the explanation, another shuts it; the keyboard does the same.
func TestTheSignOpensTheHelp(t *testing.T) {
	s := raised(t)
	h := s.helps[0]
	test.Tap(h.sign)
	if !h.box.Visible() || s.helps[1].box.Visible() || !strings.HasPrefix(h.limits.String(), "Normally") {
		t.Fatalf("open %v, %q", h.box.Visible(), h.limits.String())
	}
	s.env.Canvas().Focus(h.sign)
	h.sign.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if h.box.Visible() {
		t.Error("it stays open")
	}
	if says := h.sign.AccessibilityLabel(); says != "What is this? Offers in 24 hours" {
		t.Errorf("the sign says %q", says)
	}
}
