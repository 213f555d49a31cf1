package catalogue

import (
	"strconv"
	"strings"
	"time"
)

// dateReader reads dates as spreadsheets and shop programs write them.
type dateReader struct {
	zone       *time.Location // of dates that name none
	monthFirst bool
}

// layouts that say their order themselves.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00", "2006-01-02 15:04:05 MST", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"2006-01-02", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "2.1.2006 15:04:05", "2.1.2006 15:04", "2.1.2006", "2.1.06",
	"January 2, 2006", "January 2, 2006 3:04 pm", "Jan 2, 2006", "2 January 2006", "2 Jan 2006",
}

// layouts in which the day, or with monthFirst the month, comes first.
var (
	dayFirst    = []string{"2/1/2006 15:04:05", "2/1/2006 15:04", "2/1/2006", "2/1/06", "2-1-2006 15:04", "2-1-2006"}
	monthsFirst = []string{"1/2/2006 15:04:05", "1/2/2006 15:04", "1/2/2006 3:04 PM", "1/2/2006", "1/2/06", "1-2-2006 15:04", "1-2-2006"}
)

// Excel counts days from here; it takes 1900 for a leap year, which matters only before March of it.
var firstDay = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// read gives the time, zero for an empty cell; ok is false when the text is no date.
func (d dateReader) read(s string) (t time.Time, ok bool) {
	if s == "" {
		return time.Time{}, true
	}
	if days, err := strconv.ParseFloat(s, 64); err == nil {
		if days < 20_000 || days > 80_000 { // 1954 to 2119
			return time.Time{}, false
		}
		u := firstDay.Add(time.Duration(days*24*3600+0.5) * time.Second)
		return time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), u.Second(), 0, d.zone).UTC(), true
	}
	more := dayFirst
	if d.monthFirst {
		more = monthsFirst
	}
	for _, list := range [][]string{layouts, more} {
		for _, layout := range list {
			if t, err := time.ParseInLocation(layout, s, d.zone); err == nil {
				return t.UTC(), true
			}
		}
	}
	return time.Time{}, false
}

// monthFirst reports whether a file writes the month before the day: one of its dates has a second number above 12 and
// none has a first one.
func monthFirst(dates []string) bool {
	found := false
	for _, s := range dates {
		parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '-' || r == ' ' })
		if len(parts) < 3 {
			continue
		}
		first, err := strconv.Atoi(parts[0])
		second, err2 := strconv.Atoi(parts[1])
		if err != nil || err2 != nil || first > 31 {
			continue
		}
		if first > 12 {
			return false
		}
		found = found || second > 12
	}
	return found
}
