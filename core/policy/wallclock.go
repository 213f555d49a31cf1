package policy

import "time"

// sinceMidnight reads the wall clock of a local time.
func sinceMidnight(local time.Time) time.Duration {
	h, m, s := local.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second +
		time.Duration(local.Nanosecond())
}

// firstAt gives the first time from t on at which done holds. done looks at the wall clock of zone and may change only
// when the clock shows wall or when the zone's offset changes, so only those moments are tried. That is exact where a
// daylight-saving change skips wall or shows it twice. The zero time: not within a few days.
func firstAt(t time.Time, zone *time.Location, wall time.Duration, done func(local time.Time) bool) time.Time {
	for range 8 {
		local := t.In(zone)
		if done(local) {
			return t.UTC()
		}
		ahead := wall - sinceMidnight(local)
		if ahead <= 0 {
			ahead += day
		}
		next := t.Add(ahead)
		if _, change := local.ZoneBounds(); !change.IsZero() && change.Before(next) {
			next = change
		}
		t = next
	}
	return time.Time{}
}

// nextDay gives the first time after t that has another date in zone.
func nextDay(t time.Time, zone *time.Location) time.Time {
	today := dateNumber(t.In(zone))
	return firstAt(t, zone, 0, func(local time.Time) bool { return dateNumber(local) > today })
}

// dateNumber orders dates.
func dateNumber(local time.Time) int {
	y, m, d := local.Date()
	return y*10_000 + int(m)*100 + d
}

// zone gives the customer's zone, else the shop's, else nil.
func (in *input) zone() *time.Location {
	if in.c.Zone != nil {
		return in.c.Zone
	}
	return in.r.Zone
}
