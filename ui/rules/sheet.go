// Package rules is the page of the shop's own limits: each is a sentence with one or two fields. Nothing changes until
// the owner saves.
package rules

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"shopbell/core/views"
	"shopbell/ui/words"
)

// Form is how the value of a rule is typed.
type Form int

// The forms.
const (
	Number  Form = iota // a whole number
	Percent             // a number from 0 to 100, or a pace
	Hours               // a length of time, a bare number being hours
	Days                // the same in days
	Clock               // a time of day
	Switch              // on or off
	List                // words that may be missing
	Minutes             // the same in minutes
	Seconds             // the same in seconds
)

// none is how the rules write a value that is missing.
const none = "none"

// unit is the letter that a length of time ends with where its number stands alone in the sentence.
func (f Form) unit() string {
	return map[Form]string{Hours: "h", Days: "d", Minutes: "m", Seconds: "s"}[f]
}

// typed writes a rule's value as the owner types it.
func (f Form) typed(value string) string {
	unit := f.unit()
	if n, ok := strings.CutSuffix(value, unit); ok && unit != "" && isNumber(n) {
		return n
	}
	if f == List {
		if value == none {
			return ""
		}
		return strings.ReplaceAll(value, ",", ", ")
	}
	return value
}

// value writes what the owner typed as the rules take it. fault is the id of what is wrong with it, "" for nothing that
// shows without asking.
func (f Form) value(typed string) (value, fault string) {
	typed = strings.TrimSpace(typed)
	switch f {
	case Number:
		if !isNumber(typed) {
			return typed, "rules.fault_number"
		}
	case Percent:
		if n, err := strconv.ParseFloat(typed, 64); err != nil || n < 0 {
			return typed, "rules.fault_percent"
		}
	case Hours, Days, Minutes, Seconds:
		if typed == "" {
			return typed, "rules.fault_number"
		}
		if isNumber(typed) {
			return typed + f.unit(), ""
		}
	case Clock:
		t, err := time.Parse("15:04", typed)
		if err != nil {
			return typed, "rules.fault_clock"
		}
		return t.Format("15:04"), ""
	case List:
		if typed == "" {
			return none, ""
		}
		return strings.ReplaceAll(typed, " ", ""), ""
	}
	return typed, ""
}

func isNumber(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= 0
}

// Change is a rule that the owner changed and has not saved.
type Change struct {
	Name     string
	From, To string // as typed
}

// Sheet is the rules as they are kept and as they stand in the fields.
type Sheet struct {
	forms map[string]Form
	order []string
	saved map[string]string // values
	told  map[string]views.RuleValue
	typed map[string]string // only what differs from saved, as typed
}

// NewSheet knows how each rule is typed, in the order of the page.
func NewSheet() *Sheet {
	s := &Sheet{forms: map[string]Form{}, saved: map[string]string{}, told: map[string]views.RuleValue{}, typed: map[string]string{}}
	for _, section := range sections() {
		for _, sentence := range section.sentences {
			for _, f := range sentence.fields {
				s.forms[f.name] = f.form
				s.order = append(s.order, f.name)
			}
		}
	}
	return s
}

// Load takes the kept values. What the owner typed and did not save stays.
func (s *Sheet) Load(all []views.RuleValue) {
	clear(s.saved)
	for _, v := range all {
		s.saved[v.Name], s.told[v.Name] = v.Value, v
	}
	for name, typed := range maps.Clone(s.typed) {
		s.Type(name, typed)
	}
}

// Knows reports whether a rule has a value.
func (s *Sheet) Knows(name string) bool {
	_, ok := s.saved[name]
	return ok
}

// Type takes what stands in the field of a rule.
func (s *Sheet) Type(name, typed string) {
	if value, fault := s.forms[name].value(typed); fault == "" && value == s.saved[name] {
		delete(s.typed, name)
		return
	}
	s.typed[name] = typed
}

// Text is what the field of a rule holds.
func (s *Sheet) Text(name string) string {
	if typed, ok := s.typed[name]; ok {
		return typed
	}
	return s.forms[name].typed(s.saved[name])
}

// Undo forgets what was not saved.
func (s *Sheet) Undo() { clear(s.typed) }

// Fault is the id of what is wrong with a rule's field, "" for nothing.
func (s *Sheet) Fault(name string) string {
	typed, ok := s.typed[name]
	if !ok {
		return ""
	}
	_, fault := s.forms[name].value(typed)
	return fault
}

// Good reports whether every field can be saved as far as the page can tell.
func (s *Sheet) Good() bool {
	for name := range s.typed {
		if s.Fault(name) != "" {
			return false
		}
	}
	return true
}

// Changes lists what the owner changed, in the order of the page.
func (s *Sheet) Changes() []Change {
	var all []Change
	for _, name := range s.order {
		if typed, ok := s.typed[name]; ok {
			all = append(all, Change{name, s.forms[name].typed(s.saved[name]), typed})
		}
	}
	return all
}

// Values are the changes as the rules take them.
func (s *Sheet) Values() map[string]string {
	values := map[string]string{}
	for name, typed := range s.typed {
		values[name], _ = s.forms[name].value(typed)
	}
	return values
}

// Line words a change: "Offers in 24 hours: 1 → 2".
func (c Change) Line(w *words.Words) string {
	return w.T("rules.change", "Rule", w.T("rules.name_"+c.Name), "From", shown(w, c.From), "To", shown(w, c.To))
}

// shown is a value as a person reads it.
func shown(w *words.Words, typed string) string {
	switch typed {
	case "on":
		return w.T("rules.on")
	case "off":
		return w.T("rules.off")
	case "":
		return w.T("rules.nothing")
	}
	return typed
}
