package screen

import (
	"time"

	"shopbell/core/views"
	"shopbell/ui/words"
)

// Round says how a restock that is under way goes from one group of people to the next, "" before it has begun.
func Round(w *words.Words, wave *views.Wave, now time.Time, zone *time.Location) string {
	switch {
	case wave == nil || wave.Number == 0:
		return ""
	case wave.Stock <= 0:
		return w.T("sending.round_sold_out")
	case wave.NextAt.IsZero():
		return w.N("sending.round_now", wave.Told, "Number", w.Number(wave.Number), "Size", w.Number(wave.Size))
	}
	return w.N("sending.round_next", wave.Told, "Size", w.Number(wave.Size), "When", w.Within(wave.NextAt, now, zone))
}
