package words

import (
	"strings"
	"testing"

	"shopbell/core/views"
)

func TestEveryWarningHasASentence(t *testing.T) {
	for _, lang := range []string{"en", "de", "es"} {
		w := New(lang)
		for _, code := range views.WarningCodes() {
			got := w.Warning(views.Warning{Code: code, Detail: "http://x", Count: 3, Limit: 7})
			if strings.Contains(got, "warn.") || strings.Contains(got, "{{") || len(got) < 10 {
				t.Errorf("%s in %s: %q", code, lang, got)
			}
		}
	}
}

func TestAWarningAboutOnePersonSaysSo(t *testing.T) {
	for lang, want := range map[string]string{"en": "1 person has no name to greet them by.", "de": "Von 1 Person fehlt der Name für die Anrede.", "ar": "شخص واحد ليس له اسم للتحية."} {
		if got := New(lang).Warning(views.Warning{Code: views.WarnMissingName, Count: 1}); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
