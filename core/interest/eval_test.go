package interest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"shopbell/core"
)

const sharedData = "../../../shared/data/"

// readLines reads a file of one JSON value a line.
func readLines[T any](t testing.TB, name string) []T {
	t.Helper()
	f, err := os.Open(sharedData + name)
	if err != nil {
		t.Skip("no labelled messages on this computer")
	}
	defer func() { _ = f.Close() }()
	var out []T
	for s := bufio.NewScanner(f); s.Scan(); {
		var v T
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

type evalProduct struct {
	Set, ID, Name, SKU      string
	Aliases, Sizes, Colours []string
}

type evalCase struct {
	Set, Lang, Text string
	Want, OK, Neg   []string
	Restock         bool
}

// catalogues reads the products of each set. Where the data has no article number its id stands in.
func catalogues(t testing.TB) map[string][]core.Product {
	out := map[string][]core.Product{}
	for _, p := range readLines[evalProduct](t, "interest_catalogue.jsonl") {
		out[p.Set] = append(out[p.Set], core.Product{SKU: core.SKU(p.ID), Name: p.Name, Aliases: p.Aliases,
			Variants: slices.Concat(p.Sizes, p.Colours)})
	}
	return out
}

// score counts right and wrong products.
type score struct{ cases, found, missed, extra, refused int }

func (s score) recall() float64    { return float64(s.found) / float64(max(s.found+s.missed, 1)) }
func (s score) precision() float64 { return float64(s.found) / float64(max(s.found+s.extra, 1)) }

// TestEval reads labelled messages that are not part of the program and holds what is found to the goal, by set. It skips
// where they are absent.
func TestEval(t *testing.T) {
	cats := catalogues(t)
	readers := map[string]*Reader{}
	for set, c := range cats {
		readers[set] = New(c)
	}
	scores := map[string]*score{}
	for _, c := range readLines[evalCase](t, "interest_dev.jsonl") {
		s := scores[c.Set]
		if s == nil {
			s = &score{}
			scores[c.Set] = s
		}
		s.cases++
		var got []string
		for _, m := range readers[c.Set].Read(c.Text, "") {
			if !m.Withdraw && !slices.Contains(got, string(m.SKU)) {
				got = append(got, string(m.SKU))
			}
		}
		ok := true
		for _, id := range c.Want {
			if slices.Contains(got, id) {
				s.found++
			} else {
				s.missed++
				ok = false
			}
		}
		for _, id := range got {
			switch {
			case slices.Contains(c.Neg, id):
				s.refused++
				ok = false
			case !slices.Contains(c.Want, id) && !slices.Contains(c.OK, id):
				s.extra++
				ok = false
			}
		}
		if !ok {
			t.Logf("%s want %v not %v got %v: %s", c.Set, c.Want, c.Neg, got, c.Text)
		}
	}
	report(t, scores)
}

func report(t *testing.T, scores map[string]*score) {
	var sets []string
	for set := range scores {
		sets = append(sets, set)
	}
	sort.Strings(sets)
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-6s %6s %6s %7s %6s %8s %7s %10s\n", "set", "cases", "found", "missed", "extra", "refused", "recall", "precision")
	for _, set := range sets {
		s := scores[set]
		fmt.Fprintf(&b, "%-6s %6d %6d %7d %6d %8d %7.3f %10.3f\n", set, s.cases, s.found, s.missed, s.extra, s.refused, s.recall(), s.precision())
		if s.recall() < 0.93 || s.precision() < 0.93 || s.refused > 0 {
			t.Errorf("%s: recall %.3f, precision %.3f, refused products returned %d", set, s.recall(), s.precision(), s.refused)
		}
	}
	t.Log(b.String())
}
