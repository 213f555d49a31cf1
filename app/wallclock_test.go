package main

import (
	"testing"
	"time"
)

func TestWallClock(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"2026-11-27T09:00": "2026-11-27T08:00:00Z",
		"2026-07-01 09:00": "2026-07-01T07:00:00Z",
		"2026-03-29T02:30": "2026-03-29T01:00:00Z", // skipped
		"2026-03-29T03:00": "2026-03-29T01:00:00Z",
		"2026-10-25T02:30": "2026-10-25T00:30:00Z", // shown twice
		"2026-10-25T03:00": "2026-10-25T02:00:00Z",
	} {
		if got, ok := wallClock(in, berlin); !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%s: %s, want %s", in, got.Format(time.RFC3339), want)
		}
	}
	for _, bad := range []string{"", "09:00", "2026-13-01T09:00", "2026-11-27T25:00", "2026-11-27T09:00Z"} {
		if got, ok := wallClock(bad, berlin); ok {
			t.Errorf("%q is taken for %s", bad, got)
		}
	}
}

// A date is the shop's day, not the computer's.
func TestTimesAreTheShops(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"2026-11-27":           "2026-11-26T15:00:00Z",
		"2026-11-27T09:00":     "2026-11-27T00:00:00Z",
		"2026-11-27T09:00:00Z": "2026-11-27T09:00:00Z",
	} {
		if got, err := parseTime(in, tokyo); err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%s: %s %v, want %s", in, got.Format(time.RFC3339), err, want)
		}
	}
}
