package rules

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

func kept() []views.RuleValue {
	return []views.RuleValue{{Name: "customer_day", Value: "1"}, {Name: "min_gap", Value: "48h"}, {Name: "hold_for", Value: "14d"}, {Name: "quiet_from", Value: "21:00"},
		{Name: "quiet_to", Value: "09:00"}, {Name: "holidays", Value: "none"}, {Name: "closing_line", Value: "on"}, {Name: "pause_opt_out_rate", Value: "3"}}
}

// What the page writes into a field and the owner leaves alone is the very value that is kept.
func TestUntouchedFieldsAreNoChange(t *testing.T) {
	s := NewSheet()
	s.Load(append(kept(), views.RuleValue{Name: "wave_hours", Value: "24"}, views.RuleValue{Name: "zone", Value: "Europe/Berlin"}))
	for name := range s.saved {
		s.Type(name, s.Text(name))
	}
	if c := s.Changes(); len(c) != 0 {
		t.Errorf("changes %+v", c)
	}
}

func TestFieldsAreTypedWithoutUnits(t *testing.T) {
	for _, c := range []struct {
		form         Form
		value, typed string
	}{{Number, "2", "2"}, {Hours, "48h", "48"}, {Hours, "36h30m", "36h30m"}, {Days, "14d", "14"}, {Days, "36h", "36h"}, {Clock, "09:00", "09:00"},
		{List, "none", ""}, {List, "2026-12-25,2026-12-26", "2026-12-25, 2026-12-26"}, {Percent, "2.5", "2.5"}, {Switch, "on", "on"}} {
		if got := c.form.typed(c.value); got != c.typed {
			t.Errorf("%q is typed %q, want %q", c.value, got, c.typed)
		}
		if got, fault := c.form.value(c.typed); got != c.value || fault != "" {
			t.Errorf("%q gives %q %s, want %q", c.typed, got, fault, c.value)
		}
	}
}

func TestFaultsShowWithoutAsking(t *testing.T) {
	for _, c := range []struct {
		form  Form
		typed string
		fault string
	}{{Number, "two", "rules.fault_number"}, {Number, "-1", "rules.fault_number"}, {Number, "", "rules.fault_number"}, {Hours, "", "rules.fault_number"},
		{Percent, "much", "rules.fault_percent"}, {Percent, "-3", "rules.fault_percent"}, {Clock, "25:00", "rules.fault_clock"}, {Clock, "nine", "rules.fault_clock"},
		{Clock, "9:00", ""}, {Number, " 3 ", ""}, {List, "2026-12-25, 2026-12-26", ""}} {
		if _, fault := c.form.value(c.typed); fault != c.fault {
			t.Errorf("%q: %q, want %q", c.typed, fault, c.fault)
		}
	}
}

func TestChangesAreSavedAsValues(t *testing.T) {
	s := NewSheet()
	s.Load(kept())
	s.Type("min_gap", "24")
	s.Type("holidays", "2026-12-25, 2026-12-26")
	s.Type("closing_line", "off")
	s.Type("customer_day", "2")
	s.Type("customer_day", "1") // taken back
	if got, want := s.Values(), map[string]string{"min_gap": "24h", "holidays": "2026-12-25,2026-12-26", "closing_line": "off"}; !maps.Equal(got, want) {
		t.Errorf("values %v, want %v", got, want)
	}
	w, lines := words.New("en"), []string{}
	for _, c := range s.Changes() {
		lines = append(lines, c.Line(w))
	}
	if want := []string{"Hours between two offers: 48 → 24", "Days without offers: none → 2026-12-25, 2026-12-26", "How to stop, in every offer: yes → no"}; !slices.Equal(lines, want) {
		t.Errorf("lines %q", lines)
	}
	s.Undo()
	if len(s.Changes()) != 0 || s.Text("min_gap") != "48" {
		t.Error("undo left something")
	}
}

// Rules that changed elsewhere come in; what the owner is typing stays.
func TestReloadKeepsWhatIsTyped(t *testing.T) {
	s := NewSheet()
	s.Load(kept())
	s.Type("customer_day", "3")
	all := kept()
	all[0].Value, all[1].Value = "2", "12h"
	s.Load(all)
	if s.Text("customer_day") != "3" || s.Text("min_gap") != "12" {
		t.Errorf("%q %q", s.Text("customer_day"), s.Text("min_gap"))
	}
	all[0].Value = "3"
	s.Load(all)
	if len(s.Changes()) != 0 {
		t.Error("a change that is saved meanwhile is still one")
	}
}

// Every sentence has a place for each of its fields, in every language, and every rule has a short name.
func TestEverySentenceHasItsFields(t *testing.T) {
	for _, w := range []*words.Words{words.New("en"), words.Pseudo()} {
		for _, section := range sections() {
			for _, s := range section.sentences {
				found := map[int]int{}
				for _, p := range places(w, s) {
					if p.field >= 0 {
						found[p.field]++
					}
					if strings.Contains(p.words, "<no value>") {
						t.Errorf("%s has a place without a field", s.id)
					}
				}
				for i, f := range s.fields {
					if f.form != Switch && found[i] != 1 {
						t.Errorf("%s names field %d %d times", s.id, i, found[i])
					}
					if !w.Has("rules.name_" + f.name) {
						t.Errorf("%s has no short name", f.name)
					}
				}
			}
		}
	}
}

func TestReadingSaysWhatAndWhy(t *testing.T) {
	w := words.New("en")
	for _, c := range []struct {
		e    views.Explanation
		says string
		why  string
	}{
		{views.Explanation{OptOut: core.ReadStop, Words: "dont send me"}, "Means stop", "Because of “dont send me”."},
		{views.Explanation{OptOut: core.ReadReview, Words: "enough"}, "You would be asked", "Because of “enough”."},
		{views.Explanation{OptOut: core.ReadNothing, OptIn: true}, "Wants offers again", ""},
		{views.Explanation{OptOut: core.ReadNothing, Products: []views.ExplainedProduct{{SKU: "BLUE-MUG"}, {SKU: "APRON", Variant: "M"}}}, "Goes on a waiting list",
			"Asks for BLUE-MUG. Asks for APRON in M."},
		{views.Explanation{OptOut: core.ReadNothing}, "Nothing about offers", ""},
	} {
		if r := NewReading(w, c.e); r.Says != c.says || r.Why != c.why {
			t.Errorf("%+v: %q %q", c.e, r.Says, r.Why)
		}
	}
}
