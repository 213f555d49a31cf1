package fbexport

import (
	"strings"
	"time"
)

// dateForms are the ways in which English downloads write a time, after tidying.
var dateForms = []string{
	"Jan 2, 2006 3:04:05PM", "Jan 2, 2006 3:04PM", "Jan 2, 2006, 3:04:05PM", "Jan 2, 2006, 3:04PM",
	"January 2, 2006 3:04:05PM", "January 2, 2006 at 3:04PM", "Jan 2, 2006 15:04:05", "Jan 2, 2006 15:04", "Jan 2, 2006, 15:04",
	"2 Jan 2006, 15:04:05", "2 Jan 2006, 15:04", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2006-01-02 15:04:05", "2006-01-02 15:04",
}

// localTime reads a time as a download's HTML writes it: local, to the second or the minute.
func localTime(s string, zone *time.Location) (time.Time, bool) {
	s = strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(s)
	for _, half := range []string{"am", "pm", "AM", "PM"} {
		if rest, ok := strings.CutSuffix(s, half); ok {
			s = strings.TrimSpace(rest) + strings.ToUpper(half)
		}
	}
	for _, form := range dateForms {
		if t, err := time.ParseInLocation(form, s, zone); err == nil && plausible(t) {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}
