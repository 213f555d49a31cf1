package waitlists

import (
	"time"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

// inRound tells for each person in line whether the round reaches them: those who can be told now, oldest request
// first, until it is full.
func inRound(rows []views.WaitRow, r views.Rounds, stock int) (marks []bool, n int) {
	marks = make([]bool, len(rows))
	left := r.Left(stock)
	for i, row := range rows {
		if n < left && row.Verdict.Action == core.ActionSend {
			marks[i] = true
			n++
		}
	}
	return marks, n
}

// round says how the people in line are told: where the restock stands that is under way, or how many a first round
// would tell. It is "" where nothing is in stock and nobody was told yet.
func round(w *words.Words, r views.Rounds, stock int, now time.Time, zone *time.Location) string {
	if said := screen.Round(w, r.Wave, now, zone); said != "" {
		return said
	}
	n := r.Left(stock)
	if n <= 0 {
		return ""
	}
	return w.N("waitlists.round_first", n, "Hours", w.Duration(time.Duration(r.Hours)*time.Hour))
}
