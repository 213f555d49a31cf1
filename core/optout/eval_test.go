package optout

import (
	"encoding/csv"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"shopbell/core"
)

// tally counts the answers for one language.
type tally struct{ stops, yes, review, others, wrongYes, wrongReview int }

func (t *tally) add(label string, got core.Reading) {
	if label == "1" {
		t.stops++
	} else {
		t.others++
	}
	switch {
	case label == "1" && got == core.ReadStop:
		t.yes++
	case label == "1" && got == core.ReadReview:
		t.review++
	case label == "0" && got == core.ReadStop:
		t.wrongYes++
	case label == "0" && got == core.ReadReview:
		t.wrongReview++
	}
}

// TestEval reads labelled sentences that are not part of the program, prints how many were understood by language and
// holds the totals to the goal. It skips where the sentences are absent.
func TestEval(t *testing.T) {
	f, err := os.Open("../../../shared/data/optout_dev.tsv")
	if err != nil {
		t.Skip("no labelled sentences on this computer")
	}
	defer func() { _ = f.Close() }()
	c := csv.NewReader(f)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord = '\t', true, 4
	rows, err := c.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r, by, all := New(), map[string]*tally{}, &tally{}
	for _, row := range rows[1:] {
		text := strings.ReplaceAll(row[1], `\n`, "\n")
		got := r.Read(text)
		if by[row[0]] == nil {
			by[row[0]] = &tally{}
		}
		by[row[0]].add(row[2], got.Reading)
		all.add(row[2], got.Reading)
		if want := row[2] == "1"; want != (got.Reading == core.ReadStop) && (want || got.Reading != core.ReadNothing) {
			t.Logf("%s want %s got %-6s %q by %q (%s)", row[0], row[2], got.Reading, text, got.Words, got.Language)
		}
	}
	printTallies(t, by, all)
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	if share(all.yes+all.review, all.stops) < 97 || share(all.yes, all.stops) < 85 {
		t.Errorf("stops seen: %.1f %% yes or review, %.1f %% yes", share(all.yes+all.review, all.stops), share(all.yes, all.stops))
	}
	if share(all.wrongYes, all.others) > 1 || share(all.wrongReview, all.others) > 6 {
		t.Errorf("other messages: %.1f %% yes, %.1f %% review", share(all.wrongYes, all.others), share(all.wrongReview, all.others))
	}
}

func printTallies(t *testing.T, by map[string]*tally, all *tally) {
	langs := make([]string, 0, len(by))
	for l := range by {
		langs = append(langs, l)
	}
	sort.Strings(langs)
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-8s %6s %5s %6s | %6s %5s %6s\n", "language", "stops", "yes", "review", "others", "yes", "review")
	line := func(name string, x *tally) {
		fmt.Fprintf(&b, "%-8s %6d %5d %6d | %6d %5d %6d\n", name, x.stops, x.yes, x.review, x.others, x.wrongYes, x.wrongReview)
	}
	for _, l := range langs {
		line(l, by[l])
	}
	line("all", all)
	t.Log(b.String())
}
