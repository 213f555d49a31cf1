package words

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

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

// samples hold a number for every plural form that a language of the world may have.
var samples = []int{0, 1, 2, 3, 5, 6, 11, 12, 20, 21, 99, 100, 101, 102, 103, 111, 1000}

// plurals lists the forms that a language needs for whole numbers, as the Unicode tables have it. Exact millions, which
// some Romance languages count in a way of their own, may be left out: they read as other numbers do.
func plurals(tag language.Tag) []string {
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
		plural.Many: "many", plural.Other: "other"}
	needed := []string{"other"}
	for _, n := range samples {
		if name := names[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]; !slices.Contains(needed, name) {
			needed = append(needed, name)
		}
	}
	return needed
}

// like gives the English form whose fields a form of another language has: its own, else the one for many.
func like(english map[form]string, f form) string {
	if said, ok := english[f]; ok {
		return said
	}
	return english[form{f.id, "other"}]
}

// Every language says all that English says, in every plural form it has, with the same things to fill in, and nothing
// more. A form that is for one number alone may say it in a word instead of {{.N}}.
func TestEveryLanguageSaysEverything(t *testing.T) {
	english := forms(t, "lang/en.json")
	for _, name := range files() {
		other := forms(t, name)
		needed := plurals(language.Make(strings.TrimSuffix(path.Base(name), ".json")))
		for f := range english {
			if f.plural == "" {
				if strings.TrimSpace(other[f]) == "" {
					t.Errorf("%s says nothing for %s", name, f.id)
				}
				continue
			}
			for _, p := range needed {
				if strings.TrimSpace(other[form{f.id, p}]) == "" {
					t.Errorf("%s says nothing for %s, %s", name, f.id, p)
				}
			}
		}
		for f, translated := range other {
			said := like(english, f)
			if said == "" || f.plural != "" && !slices.Contains(needed, f.plural) {
				t.Errorf("%s has %s %s, for which there is no use", name, f.id, f.plural)
				continue
			}
			want, got := fillIns(said), fillIns(translated)
			if f.plural == "zero" || f.plural == "one" || f.plural == "two" {
				want, got = without(want, "{{.N}}"), without(got, "{{.N}}")
			}
			if !slices.Equal(want, got) {
				t.Errorf("%s fills other things into %s %s: %q", name, f.id, f.plural, translated)
			}
		}
	}
}

func without(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == one })
}

// Whatever the number, a plural has its words.
func TestEveryNumberHasItsWords(t *testing.T) {
	for _, l := range Languages() {
		w := New(l.String())
		for _, n := range []int{0, 1, 2, 5, 11, 21, 100, 1_000_000} {
			if got := w.N("today.done_sent", n); strings.HasPrefix(got, "today.") || n > 2 && !strings.Contains(got, w.Number(n)) {
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
