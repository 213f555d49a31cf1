package policy

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone database of its own

	"shopbell/core"
)

const opRules = "policy.rules"

// none is how an empty value is written.
const none = "none"

// maxHolidays bounds a pasted list.
const maxHolidays = 1000

// bad is an error about a value that the owner wrote.
func bad(format string, args ...any) error {
	return core.Errorf(core.CodeBadInput, opRules, format, args...)
}

// quoted shows a value in an error, cut to what fits a line.
func quoted(value string) string {
	if len(value) > 60 {
		value = strings.ToValidUTF8(value[:60], "") + "…"
	}
	return strconv.Quote(value)
}

// number is a whole number within limits.
func number(name string, least, most int, at func(*Rules) *int) field {
	return field{
		name: name, least: strconv.Itoa(least), most: strconv.Itoa(most),
		get: func(r Rules) string { return strconv.Itoa(*at(&r)) },
		set: func(r *Rules, value string) error {
			n, err := strconv.Atoi(strings.TrimSpace(value))
			if err != nil || n < least || n > most {
				return bad("%s must be a whole number from %d to %d, not %s", name, least, most, quoted(value))
			}
			*at(r) = n
			return nil
		},
	}
}

// decimal is a number within limits.
func decimal(name string, least, most float64, at func(*Rules) *float64) field {
	return field{
		name: name, least: formatDecimal(least), most: formatDecimal(most),
		get: func(r Rules) string { return formatDecimal(*at(&r)) },
		set: func(r *Rules, value string) error {
			n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || math.IsNaN(n) || n < least || n > most {
				return bad("%s must be a number from %s to %s, not %s", name, formatDecimal(least), formatDecimal(most), quoted(value))
			}
			*at(r) = n + 0 // turns a negative zero into zero
			return nil
		},
	}
}

func formatDecimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// span is a length of time within limits, shown in unit where it is a whole number of them.
func span(name string, unit, least, most time.Duration, at func(*Rules) *time.Duration) field {
	return field{
		name: name, least: formatSpan(least, unit), most: formatSpan(most, unit),
		get: func(r Rules) string { return formatSpan(*at(&r), unit) },
		set: func(r *Rules, value string) error {
			d, ok := parseSpan(value)
			if !ok || d < least || d > most {
				return bad("%s must be a time like 48h, 14d or 5m from %s to %s, not %s", name,
					formatSpan(least, unit), formatSpan(most, unit), quoted(value))
			}
			*at(r) = d
			return nil
		},
	}
}

// windowMargin is a span whose lower limit is the platform's: a negative margin would send after the window.
func windowMargin() field {
	f := span("window_margin", time.Hour, 0, day-time.Minute, func(r *Rules) *time.Duration { return &r.WindowMargin })
	within := f.set
	f.set = func(r *Rules, value string) error {
		if d, ok := parseSpan(value); ok && d < 0 {
			return core.Errorf(core.CodeLooserThanMeta, opRules, "window_margin %s would send after the platform's 24 hours", quoted(value))
		}
		return within(r, value)
	}
	return f
}

// parseSpan reads 48h, 14d, 1d12h or 90s.
func parseSpan(value string) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	days, rest, found := strings.Cut(value, "d")
	if !found {
		d, err := time.ParseDuration(value)
		return d, err == nil
	}
	n, err := strconv.Atoi(days)
	if err != nil || n < -36500 || n > 36500 {
		return 0, false
	}
	if rest == "" {
		return time.Duration(n) * day, true
	}
	d, err := time.ParseDuration(rest)
	if err != nil || d < 0 || d >= day || n < 0 {
		return 0, false
	}
	return time.Duration(n)*day + d, true
}

// formatSpan writes what parseSpan reads.
func formatSpan(d, unit time.Duration) string {
	if unit == day && d != 0 && d%day == 0 {
		return strconv.FormatInt(int64(d/day), 10) + "d"
	}
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// wallTime is a time of day, since midnight.
func wallTime(name string, at func(*Rules) *time.Duration) field {
	return field{
		name: name,
		get: func(r Rules) string {
			minutes := int(*at(&r) / time.Minute)
			return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
		},
		set: func(r *Rules, value string) error {
			t, err := time.Parse("15:04", strings.TrimSpace(value))
			if err != nil {
				return bad("%s must be a time of day like 21:00, not %s", name, quoted(value))
			}
			*at(r) = sinceMidnight(t)
			return nil
		},
	}
}

// zoneField is an IANA zone name, Local for the computer's, or none.
func zoneField() field {
	return field{
		name: "zone",
		get: func(r Rules) string {
			if r.Zone == nil {
				return none
			}
			return r.Zone.String()
		},
		set: func(r *Rules, value string) error {
			value = strings.TrimSpace(value)
			if value == none {
				r.Zone = nil
				return nil
			}
			zone, err := time.LoadLocation(value)
			if err != nil || value == "" {
				return bad("zone must be a name like Europe/Berlin, not %s", quoted(value))
			}
			r.Zone = zone
			return nil
		},
	}
}

// holidaysField is a list of dates, kept in order and each once.
func holidaysField() field {
	return field{
		name: "holidays",
		get: func(r Rules) string {
			if len(r.Holidays) == 0 {
				return none
			}
			return strings.Join(r.Holidays, ",")
		},
		set: func(r *Rules, value string) error {
			dates, err := parseDates(value)
			if err != nil {
				return err
			}
			r.Holidays = dates
			return nil
		},
	}
}

func parseDates(value string) ([]string, error) {
	value = strings.TrimSpace(value)
	if value == "" || value == none {
		return nil, nil
	}
	parts := strings.Split(value, ",")
	if len(parts) > maxHolidays {
		return nil, bad("holidays has %d dates, at most %d", len(parts), maxHolidays)
	}
	dates := make([]string, 0, len(parts))
	for _, part := range parts {
		t, err := time.Parse(time.DateOnly, strings.TrimSpace(part))
		if err != nil {
			return nil, bad("holidays must be dates like 2026-12-25 with commas between, not %s", quoted(part))
		}
		dates = append(dates, t.Format(time.DateOnly))
	}
	slices.Sort(dates)
	return slices.Compact(dates), nil
}

// onOff is a switch.
func onOff(name string, at func(*Rules) *bool) field {
	return field{
		name: name,
		get:  func(r Rules) string { return formatOnOff(*at(&r)) },
		set: func(r *Rules, value string) error {
			on, err := parseOnOff(name, value)
			if err != nil {
				return err
			}
			*at(r) = on
			return nil
		},
	}
}

func parseOnOff(name, value string) (bool, error) {
	switch strings.TrimSpace(value) {
	case "on", "true":
		return true, nil
	case "off", "false":
		return false, nil
	}
	return false, bad("%s must be on or off, not %s", name, quoted(value))
}

func formatOnOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}
