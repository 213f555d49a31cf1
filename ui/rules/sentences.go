package rules

import (
	"strings"

	"fyne.io/fyne/v2"

	"shopbell/core"
	"shopbell/ui/theme"
	"shopbell/ui/words"
)

// field is a rule inside a sentence.
type field struct {
	name string
	form Form
}

// sentence is one line of the page: its words with the places of its fields, A and B.
type sentence struct {
	id     string
	fields []field
}

// section is a card of sentences, and the platform's own rule that no setting loosens.
type section struct {
	id        string
	icon      fyne.Resource
	sentences []sentence
	locked    string // id, "" for none
}

func one(name string, form Form) sentence {
	return sentence{"rules.say_" + name, []field{{name, form}}}
}

// sections lists the whole page.
func sections() []section {
	return []section{
		{"rules.often", theme.Icon(theme.IconPeople), []sentence{one("customer_day", Number), one("customer_week", Number), one("customer_30d", Number),
			one("min_gap", Hours), one("page_day", Number), one("same_text_days", Number), one("window_margin", Minutes)}, "rules.locked_window"},
		{"rules.quiet", theme.Icon(theme.IconMoon), []sentence{{"rules.say_quiet", []field{{"quiet_from", Clock}, {"quiet_to", Clock}}},
			one("zone", List), one("holidays", List)}, ""},
		{"rules.restock", theme.Icon(theme.IconBox), []sentence{one("restock_per_unit", Number), one("wave_hours", Number), one("hold_for", Days)}, ""},
		{"rules.stop", theme.Icon(theme.IconStop), []sentence{one("closing_line", Switch), one("stop_confirmation", Switch),
			one("pause_opt_out_rate", Percent), one("pause_error_rate", Percent)}, "rules.locked_stop"},
		{"rules.pace", theme.Icon(theme.IconBolt), []sentence{one("pace", Percent), one("in_flight", Number), one("fresh_within", Seconds)}, "rules.locked_pace"},
		{"rules.kinds", theme.Icon(theme.IconSliders), kinds(), ""},
	}
}

// kinds are the sentences about which messages the limits are for.
func kinds() []sentence {
	var all []sentence
	for _, group := range []string{"counts_", "obeys_"} {
		for _, kind := range []core.Kind{core.KindPromo, core.KindNews, core.KindRestock, core.KindOrder, core.KindReply} {
			all = append(all, one(group+string(kind), Switch))
		}
	}
	return all
}

// slot marks where a field stands in a sentence.
type slot struct {
	words string
	field int // -1: words
}

// places splits a sentence into single words and the places of its fields, so that it wraps between any of them. The
// order of the fields is that of the language.
func places(w *words.Words, s sentence) []slot {
	const marks = "\x01\x02"
	text := w.T(s.id, "A", " "+marks[:1]+" ", "B", " "+marks[1:]+" ")
	var all []slot
	for _, word := range strings.Fields(text) {
		if i := strings.Index(marks, word); i >= 0 && i < len(s.fields) {
			all = append(all, slot{field: i})
			continue
		}
		all = append(all, slot{words: word, field: -1})
	}
	return all
}
