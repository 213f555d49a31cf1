package answers

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/words"
)

// purposes lists what an answer may be for, the empty one first.
func purposes() []core.Purpose { return append([]core.Purpose{core.PurposeNone}, core.Purposes()...) }

func purposeName(w *words.Words, p core.Purpose) string {
	if p == core.PurposeNone {
		return w.T("answers.for_none")
	}
	return w.T("answers.for_" + string(p))
}

// times lists when automatic answers may leave.
func times() []core.AnswerTime {
	return []core.AnswerTime{core.AnswerAlways, core.AnswerClosed, core.AnswerOpen}
}

// languagesOf lists the languages of an answer, sorted.
func languagesOf(a core.SavedAnswer) []string { return slices.Sorted(maps.Keys(a.Texts)) }

// line words a saved answer for the list.
func line(w *words.Words, a core.SavedAnswer) (name, text, what string) {
	tags := languagesOf(a)
	if base, _, _ := strings.Cut(w.Tag(), "-"); slices.Contains(tags, base) {
		tags = []string{base}
	}
	if len(tags) > 0 {
		text = strings.Join(strings.Fields(a.Texts[tags[0]]), " ")
	}
	if a.Purpose != core.PurposeNone {
		what = purposeName(w, a.Purpose)
	}
	return "/" + a.Key, text, what
}

// needs gives the purposes that a question is answered by.
func needs(q core.Question) []core.Purpose {
	switch q {
	case core.QuestionPrice:
		return []core.Purpose{core.PurposePrice}
	case core.QuestionAvailable:
		return []core.Purpose{core.PurposeAvailable, core.PurposeSoldOut}
	case core.QuestionHours:
		return []core.Purpose{core.PurposeHours}
	}
	return []core.Purpose{core.PurposeDelivery}
}

// answered says in which languages a question would be answered automatically.
func answered(w *words.Words, q core.Question, saved []core.SavedAnswer, auto views.AutoAnswers) string {
	tags := map[string]bool{}
	for _, a := range saved {
		if !slices.Contains(needs(q), a.Purpose) {
			continue
		}
		for tag := range a.Texts {
			if base, _, _ := strings.Cut(tag, "-"); slices.Contains(auto.Languages, base) {
				tags[tag] = true
			}
		}
	}
	if len(tags) == 0 {
		return w.T("answers.no_text")
	}
	return w.T("answers.langs", "Languages", strings.Join(slices.Sorted(maps.Keys(tags)), ", "))
}

// hoursText writes the hours of a day, "" for a closed one.
func hoursText(h core.OpenHours) string {
	if h.From == h.To {
		return ""
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", h.From/60, h.From%60, h.To/60, h.To%60)
}

var hoursForm = regexp.MustCompile(`^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$`)

// readHours reads the hours of a day as they are typed: 9-18, 9:00–18.30; nothing is closed.
func readHours(text string) (core.OpenHours, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return core.OpenHours{}, true
	}
	m := hoursForm.FindStringSubmatch(text)
	if m == nil {
		return core.OpenHours{}, false
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits, or nothing
	}
	h := core.OpenHours{From: n[0]*60 + n[1], To: n[2]*60 + n[3]}
	return h, n[1] < 60 && n[3] < 60 && h.From < h.To && h.To <= 24*60
}
