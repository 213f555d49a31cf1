package timing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shopbell/core"
)

// Value is when messages leave and how long they may wait. The zero Value is: at once, as long as the rules say, and by
// itself.
type Value struct {
	At      time.Time     // not before; zero: at once
	HoldFor time.Duration // 0: as the rules say
	OnReply core.OnReply
}

const day = 24 * time.Hour

// ParseDays reads "14d" or a duration such as "36h" or "1d12h"; 0 for anything else.
func ParseDays(s string) time.Duration {
	var d time.Duration
	if days, rest, ok := strings.Cut(s, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil {
			return 0
		}
		if d, s = time.Duration(n)*day, rest; s == "" {
			return d
		}
	}
	more, err := time.ParseDuration(s)
	if err != nil {
		return 0
	}
	return d + more
}

// keepChoices lists for how long messages may be kept, shortest first, the shop's own time among them.
func keepChoices(own time.Duration) []time.Duration {
	all := []time.Duration{3 * day, 7 * day, 14 * day, 30 * day}
	if own > 0 && !slices.Contains(all, own) {
		all = append(all, own)
		slices.Sort(all)
	}
	return all
}

// parseClock reads a time of day: "9", "9:30", "09.30" or "18h".
func parseClock(s string) (hour, minute int, ok bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "h")
	h, m, both := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	hour, err := strconv.Atoi(h)
	if err != nil || hour < 0 || hour > 23 || len(h) > 2 {
		return 0, 0, false
	}
	if both {
		if minute, err = strconv.Atoi(m); err != nil || minute < 0 || minute > 59 || len(m) != 2 {
			return 0, 0, false
		}
	}
	return hour, minute, true
}

// EndOfDay is the moment at which a calendar day ends in a zone. The day is read as it was written, whatever its zone.
func EndOfDay(d time.Time, zone *time.Location) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day()+1, 0, 0, 0, 0, zone)
}
