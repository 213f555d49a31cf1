package words

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"shopbell/assets"
	"shopbell/core"
)

// form is one template of a translation.
type form struct{ id, plural string }

// forms reads a translation as it is written.
func forms(t *testing.T, name string) map[form]string {
	t.Helper()
	raw, err := assets.Lang.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	entries, all := map[string]any{}, map[form]string{}
	if err := json.Unmarshal(raw, &entries); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for id, entry := range entries {
		if one, ok := entry.(string); ok {
			all[form{id, ""}] = one
			continue
		}
		for plural, one := range entry.(map[string]any) {
			all[form{id, plural}] = one.(string)
		}
	}
	return all
}

// fillIn is what a template leaves to be filled in, by Shopbell or by the owner's own words.
var fillIn = regexp.MustCompile(`{{\.[A-Za-z]+}}|\{[a-z_]+\}`)

func fillIns(template string) []string {
	all := fillIn.FindAllString(template, -1)
	slices.Sort(all)
	return all
}

// Every language says all that English says, in the same forms, with the same things to fill in, and nothing more.
func TestEveryLanguageSaysEverything(t *testing.T) {
	english := forms(t, "lang/en.json")
	for _, name := range files() {
		other := forms(t, name)
		for f, said := range english {
			translated, ok := other[f]
			switch {
			case !ok:
				t.Errorf("%s lacks %s %s", name, f.id, f.plural)
			case strings.TrimSpace(translated) == "":
				t.Errorf("%s says nothing for %s", name, f.id)
			case !slices.Equal(fillIns(said), fillIns(translated)):
				t.Errorf("%s fills other things into %s %s: %q", name, f.id, f.plural, translated)
			}
		}
		for f := range other {
			if _, ok := english[f]; !ok {
				t.Errorf("%s has %s %s, which English has not", name, f.id, f.plural)
			}
		}
	}
}

// Whatever the number, a plural has its words.
func TestEveryNumberHasItsWords(t *testing.T) {
	for _, l := range Languages() {
		w := New(l.String())
		for _, n := range []int{0, 1, 2, 5, 11, 21, 100, 1_000_000} {
			if got := w.N("today.done_sent", n); strings.HasPrefix(got, "today.") || !strings.Contains(got, w.Number(n)) {
				t.Errorf("%s, %d: %q", l, n, got)
			}
		}
	}
}

// A page answers with two different letters in every language.
func TestAnswersHaveDifferentKeys(t *testing.T) {
	for _, l := range Languages() {
		w := New(l.String())
		yes, no := w.T("today.review_yes_key"), w.T("today.review_no_key")
		if yes == no || utf8.RuneCountInString(yes) != 1 || utf8.RuneCountInString(no) != 1 || strings.ToUpper(yes+no) != yes+no {
			t.Errorf("%s: %q and %q", l, yes, no)
		}
	}
}

// Reasons stand in narrow rows, in every language.
func TestReasonsAreShortInEveryLanguage(t *testing.T) {
	for _, l := range Languages() {
		w := New(l.String())
		for _, code := range core.ReasonCodes() {
			if s := w.Reason(core.Reason{Code: code, Count: 2, Limit: 1}, noon, noon.Location()); utf8.RuneCountInString(s) > 75 {
				t.Errorf("%s, %s: %d letters: %q", l, code, utf8.RuneCountInString(s), s)
			}
		}
	}
}
