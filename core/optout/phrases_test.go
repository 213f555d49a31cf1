package optout

import (
	"strings"
	"testing"

	phrases "shopbell/assets/optout"
	"shopbell/core"
)

// Every language's file carries whole messages that must be read as a stop, and such that must not.
func TestExamplesOfEveryLanguage(t *testing.T) {
	files, err := readPhrases(phrases.Files)
	if err != nil {
		t.Fatal(err)
	}
	r := New()
	for _, f := range files {
		for _, line := range f.lines[secYes] {
			text := strings.ReplaceAll(line, `\n`, "\n")
			if got := r.Read(text); got.Reading != core.ReadStop {
				t.Errorf("%s: %q is read as %q by %q, want a stop", f.lang, text, got.Reading, got.Words)
			}
		}
		for _, line := range f.lines[secNot] {
			text := strings.ReplaceAll(line, `\n`, "\n")
			if got := r.Read(text); got.Reading == core.ReadStop || got.Reading == core.ReadReview {
				t.Errorf("%s: %q is read as %q by %q (%s), want nothing", f.lang, text, got.Reading, got.Words, got.Language)
			}
		}
	}
}
