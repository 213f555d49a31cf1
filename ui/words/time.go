package words

import (
	"strconv"
	"time"

	"golang.org/x/text/message"
)

// Number writes a whole number with the separators of the language.
func (w *Words) Number(n int) string { return message.NewPrinter(w.digits).Sprintf("%d", n) }

// Clock writes the time of day in a zone. The zero time gives "".
func (w *Words) Clock(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(w.T("format.clock"))
}

// Duration writes a length of time with at most two units: "38 min", "5 h 12 min", "9 days".
func (w *Words) Duration(d time.Duration) string {
	d = max(d, 0)
	switch minutes := int(d / time.Minute); {
	case minutes < 1:
		return w.T("duration.now")
	case minutes < 60:
		return w.T("duration.minutes", "M", minutes)
	case minutes < 48*60 && minutes%60 == 0:
		return w.T("duration.hours", "H", minutes/60)
	case minutes < 48*60:
		return w.T("duration.hours_minutes", "H", minutes/60, "M", minutes%60)
	default:
		return w.N("duration.days", minutes/(24*60))
	}
}

// Ago writes how long ago t was. Beyond a few hours the minutes are left out. Words for days and moments change in some
// languages when they lie back, so that they have sentences of their own.
func (w *Words) Ago(t, now time.Time) string {
	d := now.Sub(t)
	switch {
	case d < time.Minute:
		return w.T("duration.ago_now")
	case d >= 48*time.Hour:
		return w.N("duration.ago_days", int(d/(24*time.Hour)))
	case d > 3*time.Hour:
		d = d.Truncate(time.Hour)
	}
	return w.T("duration.ago", "D", w.Duration(d))
}

// Seconds writes a short length of time in seconds.
func (w *Words) Seconds(d time.Duration) string {
	return w.N("duration.seconds", int(d.Round(time.Second)/time.Second))
}

// Date writes a day without its time: "2 November", with the year when it is not this one. Zero gives "".
func (w *Words) Date(t, now time.Time, zone *time.Location) string {
	return w.day(t, now, zone, "month.")
}

// ShortDate writes a day for narrow places: "2 Nov".
func (w *Words) ShortDate(t, now time.Time, zone *time.Location) string {
	return w.day(t, now, zone, "month_short.")
}

func (w *Words) day(t, now time.Time, zone *time.Location, months string) string {
	if t.IsZero() {
		return ""
	}
	t, now = t.In(zone), now.In(zone)
	month := w.T(months + strconv.Itoa(int(t.Month())))
	if t.Year() == now.Year() {
		return w.T("date.day_month", "Day", t.Day(), "Month", month)
	}
	return w.T("date.day_month_year", "Day", t.Day(), "Month", month, "Year", t.Year())
}

// Month writes month and year: "May 2024". Zero gives "".
func (w *Words) Month(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(zone)
	return w.T("date.month_year", "Month", w.T("month."+strconv.Itoa(int(t.Month()))), "Year", t.Year())
}

// Day writes a day as people name it: "Today", "Yesterday", "Tomorrow", else "Monday, 2 November".
func (w *Words) Day(t, now time.Time, zone *time.Location) string {
	t, now = t.In(zone), now.In(zone)
	if near := w.near(t, now); near != "" {
		return near
	}
	if t.Year() != now.Year() {
		return w.Date(t, now, zone)
	}
	return w.T("date.weekday_day_month", "Weekday", w.T("weekday."+strconv.Itoa(int(t.Weekday()))), "Day", t.Day(),
		"Month", w.T("month."+strconv.Itoa(int(t.Month()))))
}

// Moment writes a time as people say it: "15:00" today, "Tomorrow, 09:30", else "2 November, 17:04". Zero gives "".
func (w *Words) Moment(t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t, now = t.In(zone), now.In(zone)
	if sameDay(t, now) {
		return w.Clock(t, zone)
	}
	date := w.near(t, now)
	if date == "" {
		date = w.Date(t, now, zone)
	}
	return w.T("date.at", "Date", date, "Time", w.Clock(t, zone))
}

// Within writes a time as Moment does, for the middle of a sentence: "tomorrow, 09:30".
func (w *Words) Within(t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	for days, id := range map[int]string{1: "date.within_tomorrow", -1: "date.within_yesterday"} {
		if sameDay(t.In(zone), now.In(zone).AddDate(0, 0, days)) {
			return w.T("date.at", "Date", w.T(id), "Time", w.Clock(t, zone))
		}
	}
	return w.Moment(t, now, zone)
}

// ListTime writes a time for the end of a list row: "13:18" today, "Yesterday", else "2 Nov".
func (w *Words) ListTime(t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t, now = t.In(zone), now.In(zone)
	switch {
	case sameDay(t, now):
		return w.Clock(t, zone)
	case sameDay(t, now.AddDate(0, 0, -1)):
		return w.T("date.yesterday")
	}
	return w.ShortDate(t, now, zone)
}

// near names a day next to now, "" for others. Both times are in the zone they are read in.
func (w *Words) near(t, now time.Time) string {
	switch {
	case sameDay(t, now):
		return w.T("date.today")
	case sameDay(t, now.AddDate(0, 0, 1)):
		return w.T("date.tomorrow")
	case sameDay(t, now.AddDate(0, 0, -1)):
		return w.T("date.yesterday")
	}
	return ""
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
