package policy

import (
	"testing"
	"time"

	"shopbell/core"

	"pgregory.net/rapid"
)

// utc reads a moment written as 2026-03-29 00:30.
func utc(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// night is an offer that only the quiet hours and holidays can hold back.
func night(t testing.TB, zoneName, from, to string, now time.Time) scene {
	t.Helper()
	s := promo(t)
	s.r = lone(t)
	if err := s.r.Set("quiet_from", from); err != nil {
		t.Fatal(err)
	}
	if err := s.r.Set("quiet_to", to); err != nil {
		t.Fatal(err)
	}
	s.r.Zone = zone(t, zoneName)
	s.now, s.c.LastInbound.At = now, now
	return s
}

func TestQuietHours(t *testing.T) {
	for _, x := range []struct{ name, zone, from, to, now, until string }{
		{"its first minute", "Europe/Berlin", "21:00", "09:00", "2026-03-11 20:00", "2026-03-12 08:00"},
		{"a minute before", "Europe/Berlin", "21:00", "09:00", "2026-03-11 19:59", ""},
		{"after midnight", "Europe/Berlin", "21:00", "09:00", "2026-03-11 03:00", "2026-03-11 08:00"},
		{"its last minute", "Europe/Berlin", "21:00", "09:00", "2026-03-11 07:59", "2026-03-11 08:00"},
		{"its end", "Europe/Berlin", "21:00", "09:00", "2026-03-11 08:00", ""},
		{"a rest at noon", "Europe/Berlin", "12:00", "14:00", "2026-03-11 11:00", "2026-03-11 13:00"},
		{"after the rest", "Europe/Berlin", "12:00", "14:00", "2026-03-11 13:00", ""},
		{"equal times: none", "Europe/Berlin", "09:00", "09:00", "2026-03-11 03:00", ""},
		{"until midnight", "Europe/Berlin", "18:00", "00:00", "2026-03-11 18:00", "2026-03-11 23:00"},
		{"half-hour zone", "Asia/Kolkata", "21:00", "09:00", "2026-03-11 15:30", "2026-03-12 03:30"},
		{"the night that is an hour short", "Europe/Berlin", "21:00", "09:00", "2026-03-28 21:00", "2026-03-29 07:00"},
		{"the night that is an hour long", "Europe/Berlin", "21:00", "09:00", "2026-10-24 20:00", "2026-10-25 08:00"},
		{"an end that the clock skips", "Europe/Berlin", "21:00", "02:30", "2026-03-29 00:30", "2026-03-29 01:00"},
		{"an end shown twice, before the first", "Europe/Berlin", "21:00", "02:30", "2026-10-25 00:10", "2026-10-25 00:30"},
		{"an end shown twice, between", "Europe/Berlin", "21:00", "02:30", "2026-10-25 00:40", ""},
		{"an end shown twice, before the second", "Europe/Berlin", "21:00", "02:30", "2026-10-25 01:10", "2026-10-25 01:30"},
		{"a beginning that the clock skips", "Europe/Berlin", "02:30", "09:00", "2026-03-29 01:00", "2026-03-29 07:00"},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := night(t, x.zone, x.from, x.to, utc(t, x.now))
			if x.until == "" {
				wantSend(t, s.decide(), core.LaneWindow)
				return
			}
			want(t, s.decide(), core.ActionHoldUntil, core.ReasonQuietHours, utc(t, x.until))
		})
	}
}

func TestQuietHoursAreTheCustomersBeforeTheShops(t *testing.T) {
	s := night(t, "Europe/Berlin", "21:00", "09:00", noon())
	s.c.Zone = zone(t, "Asia/Tokyo") // 20:00 there
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Zone = zone(t, "Pacific/Auckland") // midnight there
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonQuietHours, utc(t, "2026-03-11 20:00"))
	if !QuietNow(s.c.Zone, s.r, s.now) || QuietNow(nil, s.r, s.now) {
		t.Error("QuietNow says otherwise")
	}
}

func TestWithoutAnyZoneTheOfferWaits(t *testing.T) {
	s := night(t, "UTC", "21:00", "09:00", noon())
	s.r.Zone = nil
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonQuietHours, time.Time{})
	if !QuietNow(nil, s.r, s.now) {
		t.Error("QuietNow says otherwise")
	}
	s.r.QuietFrom, s.r.QuietTo = 0, 0
	wantSend(t, s.decide(), core.LaneWindow)
	s.r.Holidays = []string{"2026-12-25"}
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonHoliday, time.Time{})
}

func TestNightHoldsBackPromotionsAlone(t *testing.T) {
	for _, k := range allKinds() {
		s := of(t, k)
		s.now = utc(t, "2026-03-11 23:00")
		s.r.Holidays = []string{"2026-03-12"}
		v := s.decide()
		if !k.Promotional() {
			wantSend(t, v, core.LaneWindow)
		} else if !has(v, core.ReasonQuietHours) || !has(v, core.ReasonHoliday) || v.Action == core.ActionSend {
			t.Errorf("%s: have %+v", k, v)
		}
	}
}

func TestHolidays(t *testing.T) {
	for _, x := range []struct {
		name, zone, now, until string
		dates                  []string
	}{
		{"the day before", "Europe/Berlin", "2026-12-24 22:59", "", []string{"2026-12-25"}},
		{"its first minute", "Europe/Berlin", "2026-12-24 23:00", "2026-12-25 23:00", []string{"2026-12-25"}},
		{"its end", "Europe/Berlin", "2026-12-25 23:00", "", []string{"2026-12-25"}},
		{"a midnight that the clock skips", "Asia/Beirut", "2026-03-28 10:00", "2026-03-28 22:00", []string{"2026-03-28"}},
		{"a day that begins at one", "Asia/Beirut", "2026-03-28 22:00", "2026-03-29 21:00", []string{"2026-03-29"}},
		{"a day of 25 hours", "Asia/Beirut", "2026-10-23 21:30", "2026-10-24 22:00", []string{"2026-10-24"}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := night(t, x.zone, "00:00", "00:00", utc(t, x.now))
			s.r.WindowMargin = 0
			s.r.Holidays = x.dates
			v := s.decide()
			if x.until == "" {
				wantSend(t, v, core.LaneWindow)
				return
			}
			until := utc(t, x.until)
			action := core.ActionHoldUntil
			if until.Sub(s.now) >= 24*time.Hour {
				action = core.ActionHoldForReply
			}
			want(t, v, action, core.ReasonHoliday, until)
		})
	}
}

func TestHolidaysInARowEndWithTheLast(t *testing.T) {
	s := night(t, "Europe/Berlin", "00:00", "00:00", utc(t, "2026-12-25 10:00"))
	s.r.Holidays = []string{"2026-12-27", "2026-12-25", "2026-12-26", "2026-12-29"}
	reason := want(t, s.decide(), core.ActionHoldForReply, core.ReasonHoliday, utc(t, "2026-12-27 23:00"))
	if !reason.Until.Equal(utc(t, "2026-12-27 23:00")) {
		t.Errorf("have %+v", reason)
	}
}

func TestHolidayThatEndsAtNightHoldsUntilMorning(t *testing.T) {
	s := night(t, "Europe/Berlin", "21:00", "09:00", utc(t, "2026-12-25 12:00"))
	s.r.Holidays = []string{"2026-12-25"}
	v := s.decide()
	want(t, v, core.ActionHoldUntil, core.ReasonHoliday, utc(t, "2026-12-26 08:00"))
	s.r.Holidays = []string{"2026-12-25", "2026-12-26"}
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonHoliday, utc(t, "2026-12-27 08:00"))
	if has(v, core.ReasonQuietHours) {
		t.Errorf("it is not night now: %+v", v.Reasons)
	}
}

// The end of the quiet hours is checked against a clock that is looked at every minute.
func TestQuietHoursEndWhenTheClockSaysSo(t *testing.T) {
	zones := []string{"Europe/Berlin", "Asia/Beirut", "America/Santiago", "Australia/Lord_Howe", "Africa/Cairo",
		"America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "UTC"}
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		minute := rapid.IntRange(0, 24*60-1)
		r := Rules{
			Zone:      z,
			QuietFrom: time.Duration(minute.Draw(t, "from")) * time.Minute,
			QuietTo:   time.Duration(minute.Draw(t, "to")) * time.Minute,
		}
		now := time.Date(2026, 1, 1, 0, rapid.IntRange(0, 365*24*60).Draw(t, "now"), 0, 0, time.UTC)
		if rapid.Bool().Draw(t, "near a change") {
			if _, change := now.In(z).ZoneBounds(); !change.IsZero() {
				now = change.UTC().Truncate(time.Minute).Add(time.Duration(rapid.IntRange(-1500, 120).Draw(t, "minutes after")) * time.Minute)
			}
		}
		expect := now
		for quietByHand(r, expect.In(z)) {
			expect = expect.Add(time.Minute)
		}
		reason, objects := quietHours(&input{m: Message{Kind: core.KindPromo}, r: r}, now)
		if objects != expect.After(now) || (objects && !reason.Until.Equal(expect)) {
			t.Fatalf("until %v (%v), the clock says %v", reason.Until, objects, expect)
		}
	})
}

// quietByHand reads the quiet hours as a person would: as texts on a clock.
func quietByHand(r Rules, local time.Time) bool {
	from, to, shown := r.Get("quiet_from"), r.Get("quiet_to"), local.Format("15:04")
	if from <= to {
		return from <= shown && shown < to
	}
	return shown >= from || shown < to
}
