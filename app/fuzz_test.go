package main

import (
	"testing"
	"time"
)

// FuzzTime reads any time in the zones that are odd: it is refused in words, or a moment that reads the same again.
func FuzzTime(f *testing.F) {
	for _, s := range []string{"2026-03-29T02:30", "2026-10-25 02:30", "2026-11-02", "2026-11-02T15:00:00+14:00", "0000-01-01", "9999-12-31T23:59"} {
		f.Add(s, uint8(1))
	}
	var zones []*time.Location
	for _, name := range []string{"UTC", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"} {
		z, err := time.LoadLocation(name)
		if err != nil {
			f.Fatal(err)
		}
		zones = append(zones, z)
	}
	f.Fuzz(func(t *testing.T, s string, zone uint8) {
		z := zones[int(zone)%len(zones)]
		got, err := parseTime(s, z)
		if err != nil || s == "" {
			return
		}
		if _, err := got.AddDate(1000, 0, 0).MarshalJSON(); err != nil || got.IsZero() {
			t.Fatalf("%q in %s is %v, which JSON cannot hold: %v", s, z, got, err)
		}
		again, err := parseTime(got.Format(time.RFC3339), z)
		if err != nil || !again.Equal(got.Truncate(time.Second)) {
			t.Fatalf("%q in %s is %v, which reads %v, %v", s, z, got, again, err)
		}
	})
}

// FuzzSpan reads any length of time: it is more than nothing, or refused.
func FuzzSpan(f *testing.F) {
	for _, s := range []string{"", "14d", "48h", "-1h", "0d", "9999d", "1e3h", "2562047h47m16.9s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := parseSpan(s)
		if (d > 0) != (err == nil && s != "") || d < 0 {
			t.Fatalf("%q is %v, %v", s, d, err)
		}
	})
}
