package rules

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"shopbell/core/views"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// stops says what becomes of a message that a sentence's rule stops, as the end of an id. The rules that are missing stop
// none.
var stops = map[string]string{
	"customer_day": "wait", "customer_week": "wait", "customer_30d": "wait", "min_gap": "wait", "page_day": "wait", "obeys": "wait",
	"quiet": "night", "holidays": "night", "window_margin": "reply", "same_text_days": "not",
	"restock_per_unit": "line", "wave_hours": "line", "hold_for": "drop", "pause_opt_out_rate": "rest", "pause_error_rate": "rest",
	"pace": "turn", "in_flight": "turn", "fresh_within": "look",
}

// topic is what a sentence is explained under: its own name, and one for each group of switches.
func (s sentence) topic() string {
	topic := strings.TrimPrefix(s.id, "rules.say_")
	for _, group := range []string{"counts", "obeys"} {
		if strings.HasPrefix(topic, group+"_") {
			return group
		}
	}
	return topic
}

// Help explains a sentence: what its rule does and why, and what becomes of a message that it stops, "" for none.
func (s sentence) Help(w *words.Words) (does, stopped string) {
	if end := stops[s.topic()]; end != "" {
		stopped = w.T("rules.stops_" + end)
	}
	return w.T("rules.help_" + s.topic()), stopped
}

// help is the explanation beside a sentence. A press on its sign opens and shuts it.
type help struct {
	sentence sentence
	sign     *widgets.Button
	limits   *widgets.Text // default and range
	box      *fyne.Container
}

func (t *Screen) help(s sentence) *help {
	w := t.env.Words
	does, stopped := s.Help(w)
	h := &help{sentence: s, limits: widgets.NewText("", widgets.Quiet().Wrapped())}
	lines := []fyne.CanvasObject{widgets.NewText(does, widgets.Quiet().Wrapped())}
	if stopped != "" {
		lines = append(lines, widgets.NewText(stopped, widgets.Quiet().Wrapped()))
	}
	lines = append(lines, h.limits)
	h.box = container.NewStack(widgets.NewGround(theme.Button, "", theme.RadiusField), widgets.PadAll(widgets.Column(theme.Gap4, lines...), theme.Gap8))
	h.box.Hide()
	h.sign = widgets.NewButton("", fynetheme.QuestionIcon(), widgets.Subtle, func() { t.Explain(s.fields[0].name) }).Saying(w.T("rules.help", "Rule", w.T("rules.name_"+s.fields[0].name)))
	t.helps = append(t.helps, h)
	return h
}

// Explain opens what explains a rule, or shuts it.
func (t *Screen) Explain(name string) {
	for _, h := range t.helps {
		if h.sentence.fields[0].name == name {
			h.box.Hidden = !h.box.Hidden
		}
	}
	t.content.Refresh()
}

// Limits words what the rules of a sentence are unless somebody changes them, and what they may be.
func (s sentence) Limits(w *words.Words, told map[string]views.RuleValue) string {
	form, v := s.fields[0].form, told[s.fields[0].name]
	if len(s.fields) == 2 {
		return w.T("rules.usual_between", "From", v.Default, "To", told[s.fields[1].name].Default)
	}
	usual, whole := form.counted(w, v.Default)
	if !whole {
		usual = shown(w, form.typed(v.Default))
	}
	least, from := form.counted(w, v.Least)
	most, to := form.counted(w, v.Most)
	switch {
	case from && to:
		return w.T("rules.usual_range", "Default", usual, "Least", least, "Most", most)
	case to:
		return w.T("rules.usual_most", "Default", usual, "Most", most)
	}
	return w.T("rules.usual", "Default", usual)
}

// counted writes a value in the unit of its sentence. whole is false for what is no whole number of it.
func (f Form) counted(w *words.Words, value string) (text string, whole bool) {
	unit := map[Form]time.Duration{Seconds: time.Second, Minutes: time.Minute, Hours: time.Hour, Days: 24 * time.Hour}[f]
	if unit == 0 {
		n, err := strconv.Atoi(value)
		return w.Number(n), err == nil
	}
	var d time.Duration
	if days, ok := strings.CutSuffix(value, "d"); ok && isNumber(days) {
		n, _ := strconv.Atoi(days)
		d = time.Duration(n) * 24 * time.Hour
	} else if length, err := time.ParseDuration(value); err != nil {
		return "", false
	} else {
		d = length
	}
	return w.Number(int(d / unit)), d%unit == 0
}
