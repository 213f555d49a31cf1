package main

import "time"

// wallClock reads a time as a clock on the wall shows it, 2026-11-27T09:00 or 2026-11-27 09:00, in a zone. A time that the
// change to summer time skips is its first moment; one that is shown twice is the first of the two. What it gives is a
// moment: it stays the same when the zone of the shop or of the computer is changed later.
func wallClock(s string, zone *time.Location) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04"} {
		t, err := time.ParseInLocation(layout, s, zone)
		if err != nil {
			continue
		}
		start, end := t.ZoneBounds()
		if t.Format(layout) != s { // skipped: the library gives a moment on either side of the change
			if !start.IsZero() && t.Sub(start) < 24*time.Hour {
				return start.UTC(), true
			}
			return end.UTC(), true
		}
		if !start.IsZero() {
			_, now := t.Zone()
			_, before := start.Add(-1).Zone()
			first := t.Add(time.Duration(now-before) * time.Second)
			if first.Before(start) && first.Format(layout) == s {
				return first.UTC(), true
			}
		}
		return t.UTC(), true
	}
	return time.Time{}, false
}
