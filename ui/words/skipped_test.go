package words

import (
	"strings"
	"testing"

	"shopbell/core"
)

func TestEveryReasonToSkipAFileHasASentence(t *testing.T) {
	for _, tag := range Languages() {
		w := New(tag.String())
		for _, code := range constants[core.SkipCode](t, "skipped.go", "Skip") {
			for n := range 3 {
				got := w.Skipped(core.Skipped{Code: code, N: n, Cause: "permission denied"})
				if strings.Contains(got, "skipped.") || strings.ContainsAny(got, "{<") || len(got) < 8 {
					t.Errorf("%s in %s: %q", code, tag, got)
				}
			}
		}
	}
}

func TestWhatWasReadBeforeIsTold(t *testing.T) {
	w := New("en")
	for want, s := range map[string]core.Skipped{
		"It is cut short.": {Code: core.SkipCutShort},
		"It is cut short. 1,200 messages before that were read.":                                     {Code: core.SkipCutShort, N: 1200},
		"It cannot be read. The computer says “input/output error”. 1 message before that was read.": {Code: core.SkipRead, N: 1, Cause: "input/output error"},
		"3 of its entries have no sender or no time that can be read.":                               {Code: core.SkipEntries, N: 3},
		"More files were left out. Only the first 1,000 are named.":                                  {Code: core.SkipMore, N: 1000},
	} {
		if got := w.Skipped(s); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
