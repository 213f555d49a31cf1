package backup

import (
	"fmt"
	"slices"
	"time"
)

// How many daily copies are kept: the newest of each of the last 7 days, 4 weeks and 12 months that have one.
const (
	keepDays   = 7
	keepWeeks  = 4
	keepMonths = 12
)

// As what a copy is kept.
const (
	KeptDay   = "day"
	KeptWeek  = "week"
	KeptMonth = "month"
)

// Keep says for each copy, by when it was made, as what it is kept: KeptDay, KeptWeek or KeptMonth, the first that
// applies; "" for one that may go. Days, ISO weeks and months are those of zone. The newest copy is always kept, and the
// order of the list does not matter.
func Keep(made []time.Time, zone *time.Location) []string {
	newest := make([]int, len(made))
	for i := range newest {
		newest[i] = i
	}
	slices.SortStableFunc(newest, func(a, b int) int { return made[b].Compare(made[a]) })
	out := make([]string, len(made))
	for _, rule := range []struct {
		most int
		as   string
		span func(time.Time) string
	}{
		{keepDays, KeptDay, func(t time.Time) string { return t.Format(time.DateOnly) }},
		{keepWeeks, KeptWeek, isoWeek},
		{keepMonths, KeptMonth, func(t time.Time) string { return t.Format("2006-01") }},
	} {
		seen := map[string]bool{}
		for _, i := range newest {
			span := rule.span(made[i].In(zone))
			if seen[span] {
				continue
			}
			if seen[span] = true; len(seen) > rule.most {
				break
			}
			if out[i] == "" {
				out[i] = rule.as
			}
		}
	}
	return out
}

func isoWeek(t time.Time) string {
	year, week := t.ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}
