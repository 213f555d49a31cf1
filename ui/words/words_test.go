package words

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"shopbell/core"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// Every reason code has a sentence of its own that is short, in each of the forms it may take.
func TestEveryReasonHasItsShortSentence(t *testing.T) {
	w := New("en")
	for _, code := range core.ReasonCodes() {
		for form, r := range map[string]core.Reason{
			"bare":  {Code: code, Count: 2, Limit: 1},
			"at":    {Code: code, Count: 2, Limit: 1, At: noon.AddDate(0, 0, -20)},
			"ahead": {Code: code, Count: 2, Limit: 1, At: noon.AddDate(0, 0, 20)},
			"until": {Code: code, Count: 2, Limit: 1, At: noon.Add(-26 * time.Hour), Until: noon.Add(5*time.Hour + 12*time.Minute)},
			"days":  {Code: code, Count: 2, Limit: 1, At: noon.Add(-26 * time.Hour), Until: noon.AddDate(0, 0, 4)},
		} {
			s := w.Reason(r, noon, time.UTC)
			if strings.HasPrefix(s, "reason.") || strings.Contains(s, "<no value>") || s == "" {
				t.Errorf("%s (%s): no sentence: %q", code, form, s)
			}
			if n := utf8.RuneCountInString(s); n > 60 {
				t.Errorf("%s (%s): %d letters, want at most 60: %q", code, form, n, s)
			}
			if d := w.ReasonDetail(r, noon, time.UTC); d == "" || strings.Contains(d, "<no value>") || strings.HasPrefix(d, "detail.") {
				t.Errorf("%s (%s): detail %q", code, form, d)
			}
		}
	}
}

// Two codes never share a sentence: a person who reads one knows which rule it was.
func TestReasonSentencesDiffer(t *testing.T) {
	w, seen := New("en"), map[string]core.ReasonCode{}
	for _, code := range core.ReasonCodes() {
		s := w.Reason(core.Reason{Code: code}, noon, time.UTC)
		if other, twice := seen[s]; twice {
			t.Errorf("%s and %s both say %q", code, other, s)
		}
		seen[s] = code
	}
}

// What ends before a message may leave has not ended yet.
func TestAnEndThatLiesAheadIsNotToldAsOver(t *testing.T) {
	w := New("en")
	for _, code := range []core.ReasonCode{core.ReasonCodeExpired, core.ReasonLapsed} {
		ahead := w.Reason(core.Reason{Code: code, At: noon.AddDate(0, 0, 3)}, noon, time.UTC)
		if over := w.Reason(core.Reason{Code: code, At: noon.AddDate(0, 0, 3)}, noon.AddDate(0, 0, 4), time.UTC); !strings.Contains(ahead, "first") || strings.Contains(over, "first") {
			t.Errorf("%s: ahead %q, over %q", code, ahead, over)
		}
	}
}

func TestEveryErrorSaysWhatAndWhatToDo(t *testing.T) {
	w := New("en")
	for _, code := range codes(t) {
		for _, detail := range []string{"", "pages_messaging"} {
			s := w.Error(core.E(code, "test.op", detail, nil))
			if strings.HasPrefix(s.What, "error.") || strings.HasPrefix(s.Do, "error.") || s.What == "" || s.Do == "" {
				t.Errorf("%s: %+v", code, s)
			}
			if code != core.CodeUnknown && s.What == w.Error(fmt.Errorf("plain")).What {
				t.Errorf("%s says no more than an unknown error", code)
			}
		}
	}
	if s := w.Error(nil); s != (Sentence{}) {
		t.Errorf("no error said %+v", s)
	}
}

// The operation and the cause of an error are for logs: people never read them.
func TestErrorTellsNoInnards(t *testing.T) {
	line := New("en").Error(core.E(core.CodeOffline, "graph.conversations", "", fmt.Errorf("dial tcp: refused"))).Line()
	if strings.Contains(line, "graph.") || strings.Contains(line, "dial") {
		t.Errorf("told %q", line)
	}
}

func TestEveryStateActionAndKindHasItsWord(t *testing.T) {
	w := New("en")
	for _, s := range []core.DeliveryState{core.DeliveryPlanned, core.DeliverySending, core.DeliverySent, core.DeliveryHeld,
		core.DeliveryRefused, core.DeliveryFailed, core.DeliveryUncertain, core.DeliveryCancelled, core.DeliveryLapsed} {
		if got := w.State(s); strings.HasPrefix(got, "state.") {
			t.Errorf("state %s has no word", s)
		}
	}
	for _, a := range []core.Action{core.ActionSend, core.ActionHoldUntil, core.ActionHoldForReply, core.ActionRefuse} {
		if got := w.Action(a); strings.HasPrefix(got, "action.") {
			t.Errorf("action %s has no word", a)
		}
		if got := w.Verdict(core.Verdict{Action: a}, noon, time.UTC); strings.Contains(got, ".") {
			t.Errorf("verdict %s has no word: %q", a, got)
		}
	}
	for _, k := range []core.Kind{core.KindRestock, core.KindPromo, core.KindNews, core.KindOrder, core.KindReply, core.KindConfirm} {
		if got := w.Kind(k); strings.HasPrefix(got, "kind.") {
			t.Errorf("kind %s has no word", k)
		}
	}
}

func TestDurations(t *testing.T) {
	w := New("en")
	for d, want := range map[time.Duration]string{
		-time.Hour:                     "a moment",
		59 * time.Second:               "a moment",
		time.Minute:                    "1 min",
		38*time.Minute + time.Second:   "38 min",
		5*time.Hour + 12*time.Minute:   "5 h 12 min",
		20 * time.Hour:                 "20 h",
		47*time.Hour + 59*time.Minute:  "47 h 59 min",
		48 * time.Hour:                 "2 days",
		9*24*time.Hour + 3*time.Minute: "9 days",
	} {
		if got := w.Duration(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	if got := w.Ago(noon.Add(-26*time.Hour-40*time.Minute), noon); got != "26 h ago" {
		t.Errorf("ago: %q", got)
	}
}

// A day is named by the calendar of the zone it is told in, not by UTC's.
func TestMomentsFollowTheZone(t *testing.T) {
	w := New("en")
	kyoto := time.FixedZone("JST", 9*3600)
	at := time.Date(2026, 11, 23, 23, 0, 0, 0, time.UTC) // Tuesday, 08:00 in Kyoto
	if got := w.Moment(at, noon, time.UTC); got != "23:00" {
		t.Errorf("UTC: %q", got)
	}
	if got := w.Moment(at, noon, kyoto); got != "Tomorrow, 08:00" {
		t.Errorf("Kyoto: %q", got)
	}
	for got, want := range map[string]string{
		w.Moment(noon.AddDate(0, 0, -21), noon, time.UTC):  "2 November, 12:00",
		w.Date(noon.AddDate(-1, 0, 0), noon, time.UTC):     "23 November 2025",
		w.Day(noon.AddDate(0, 0, -21), noon, time.UTC):     "Monday, 2 November",
		w.Day(noon.AddDate(0, 0, -1), noon, time.UTC):      "Yesterday",
		w.ListTime(noon.AddDate(0, 0, -1), noon, time.UTC): "Yesterday",
		w.ListTime(noon.AddDate(0, 0, -3), noon, time.UTC): "20 Nov",
		w.Month(noon, time.UTC):                            "November 2026",
		w.Moment(time.Time{}, noon, time.UTC):              "",
		w.Within(noon.AddDate(0, 0, 1), noon, time.UTC):    "tomorrow, 12:00",
		w.Within(noon, noon, time.UTC):                     "12:00",
		w.Number(18204):                                    "18,204",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What a customer wrote is a field: it is never read as a template.
func TestFieldsAreNotTemplates(t *testing.T) {
	got := New("en").T("error.not_found.what_detail", "Detail", "{{.Secret}} <b>")
	if got != "Not there: {{.Secret}} <b>." {
		t.Errorf("got %q", got)
	}
}

func TestAnUnknownLanguageIsEnglish(t *testing.T) {
	for _, tag := range []string{"", "tlh", "not a tag", "en-GB"} {
		if got := New(tag).T("date.today"); got != "Today" {
			t.Errorf("%q: %q", tag, got)
		}
	}
}

func TestPseudoIsLongerAndKeepsFields(t *testing.T) {
	plain, long := New("en"), Pseudo()
	id := "error.data_busy.what_detail"
	a, b := plain.T(id, "Detail", "pid 7"), long.T(id, "Detail", "pid 7")
	if utf8.RuneCountInString(b) < utf8.RuneCountInString(a)*13/10 {
		t.Errorf("not longer: %q", b)
	}
	if !strings.Contains(b, "pid 7") {
		t.Errorf("field lost: %q", b)
	}
	if got := long.N("duration.days", 3); !strings.HasPrefix(got, "3 ") {
		t.Errorf("plural: %q", got)
	}
}

// What a key lacks is said in words, with the platform's name in brackets; a name that is not known stays as it is.
func TestPermissionsAreSaidInWords(t *testing.T) {
	got := New("en").Permissions([]string{"pages_messaging", "pages_show_list"})
	if got != "read and send messages (pages_messaging), pages_show_list" {
		t.Errorf("said %q", got)
	}
	for _, l := range Languages() {
		w := New(l.String())
		for _, name := range []string{"pages_messaging", "pages_manage_metadata", "pages_read_engagement"} {
			if said := w.Permissions([]string{name}); !strings.HasSuffix(said, " ("+name+")") {
				t.Errorf("%s: %q", l, said)
			}
		}
	}
}
