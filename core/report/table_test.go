package report_test

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/report"
)

// The last line of the sheet is the sum of the campaigns' lines, but for the times; the texts' lines are not in it.
func TestSheetAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := report.New([]core.Campaign{{ID: "3"}, {ID: "2"}, {ID: "1"}}, []string{"=c", "b", "a"}, drawFacts(t))
		table := report.NewTable(r)
		last := table.Rows[len(table.Rows)-1]
		for i, head := range table.Heads {
			if !table.Numbers[i] || head == "reply_half_minutes" || head == "reply_most_minutes" {
				continue
			}
			sum := 0.0
			for _, row := range table.Rows[:len(table.Rows)-1] {
				if len(row) != len(table.Heads) {
					t.Fatalf("a row of %d cells below %d heads", len(row), len(table.Heads))
				}
				if row[5] == "" {
					sum += number(t, row[i])
				}
			}
			if got := number(t, last[i]); got-sum > 0.001 || sum-got > 0.001 {
				t.Fatalf("%s: the lines add up to %v, the last one says %v", head, sum, got)
			}
		}
	})
}

func number(t *rapid.T, s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
