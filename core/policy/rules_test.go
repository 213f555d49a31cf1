package policy

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"shopbell/core"
)

func TestEveryRuleHasItsDefault(t *testing.T) {
	want := [][2]string{
		{"customer_day", "1"}, {"customer_week", "2"}, {"customer_30d", "4"}, {"min_gap", "48h"}, {"page_day", "500"},
		{"window_margin", "5m"}, {"quiet_from", "21:00"}, {"quiet_to", "09:00"}, {"zone", "Europe/Berlin"}, {"holidays", "none"},
		{"same_text_days", "30"}, {"hold_for", "14d"}, {"restock_per_unit", "2"}, {"wave_hours", "24"}, {"fresh_within", "10s"},
		{"pace", "10"}, {"in_flight", "4"}, {"pause_opt_out_rate", "3"}, {"pause_error_rate", "5"},
		{"closing_line", "on"}, {"stop_confirmation", "on"},
		{"counts_promo", "on"}, {"counts_news", "on"}, {"counts_restock", "on"}, {"counts_order", "off"}, {"counts_reply", "off"},
		{"obeys_promo", "on"}, {"obeys_news", "on"}, {"obeys_restock", "on"}, {"obeys_order", "off"}, {"obeys_reply", "off"},
	}
	r := Defaults(zone(t, "Europe/Berlin"))
	var names []string
	for _, w := range want {
		names = append(names, w[0])
		if got := r.Get(w[0]); got != w[1] {
			t.Errorf("%s is %q, want %q", w[0], got, w[1])
		}
	}
	if got := Names(); !reflect.DeepEqual(got, names) {
		t.Errorf("names are %v", got)
	}
	if err := r.Validate(false); err != nil {
		t.Errorf("the defaults are not valid: %v", err)
	}
}

func TestSetTakesGoodValues(t *testing.T) {
	for _, x := range [][3]string{
		{"customer_day", " 0 ", "0"}, {"min_gap", "2d", "48h"}, {"min_gap", "1d12h", "36h"}, {"min_gap", "0", "0s"}, {"min_gap", "90m", "1h30m"},
		{"hold_for", "336h", "14d"}, {"hold_for", "36h", "36h"}, {"hold_for", "10m0s", "10m"}, {"window_margin", "0s", "0s"},
		{"window_margin", "1h0m5s", "1h0m5s"}, {"quiet_from", "9:30", "09:30"}, {"quiet_to", "00:00", "00:00"},
		{"zone", "Asia/Tokyo", "Asia/Tokyo"}, {"zone", "Local", "Local"}, {"zone", "none", "none"},
		{"holidays", "2027-01-01, 2026-12-25,2027-01-01", "2026-12-25,2027-01-01"}, {"holidays", "", "none"}, {"holidays", "none", "none"},
		{"pace", "0", "0"}, {"pace", "0.5", "0.5"}, {"pace", "5000", "5000"}, {"pace", "-0", "0"}, {"pause_opt_out_rate", "2.5", "2.5"},
		{"closing_line", "off", "off"}, {"stop_confirmation", "true", "on"}, {"counts_order", "on", "on"}, {"obeys_promo", "false", "off"},
	} {
		r := Defaults(time.UTC)
		if err := r.Set(x[0], x[1]); err != nil {
			t.Errorf("%s=%s: %v", x[0], x[1], err)
		}
		if got := r.Get(x[0]); got != x[2] {
			t.Errorf("%s=%s reads %q, want %q", x[0], x[1], got, x[2])
		}
	}
}

// What a rule may be is what Set takes: both ends, and nothing beyond them.
func TestRangesAreWhatSetTakes(t *testing.T) {
	for _, x := range []struct{ name, below, least, most, above string }{
		{"customer_day", "-1", "0", "1000", "1001"}, {"page_day", "-1", "0", "1000000", "1000001"}, {"restock_per_unit", "0", "1", "1000", "1001"},
		{"min_gap", "-1s", "0s", "8760h", "8761h"}, {"window_margin", "-1s", "0s", "23h59m", "24h"}, {"hold_for", "0", "1s", "365d", "366d"},
		{"fresh_within", "0", "1s", "10m", "11m"}, {"in_flight", "0", "1", "64", "65"}, {"pause_error_rate", "-1", "0", "100", "101"},
		{"quiet_from", "", "", "", ""}, {"zone", "", "", "", ""}, {"holidays", "", "", "", ""}, {"closing_line", "", "", "", ""},
	} {
		least, most := Range(x.name)
		if least != x.least || most != x.most {
			t.Errorf("%s is from %q to %q, want from %q to %q", x.name, least, most, x.least, x.most)
		}
		r := Defaults(time.UTC)
		for _, good := range []string{least, most} {
			if err := r.Set(x.name, good); good != "" && err != nil {
				t.Errorf("%s=%s: %v", x.name, good, err)
			}
		}
		for _, bad := range []string{x.below, x.above} {
			if err := r.Set(x.name, bad); bad != "" && err == nil {
				t.Errorf("%s=%s is taken", x.name, bad)
			}
		}
	}
	if least, most := Range("pace"); least != "" || most != "40" {
		t.Errorf("the pace is from %q to %q", least, most)
	}
}

func TestSetRefusesBadValuesAndChangesNothing(t *testing.T) {
	for _, x := range []struct {
		name, value string
		code        core.Code
	}{
		{"customer_day", "-1", core.CodeBadInput}, {"customer_day", "1.5", core.CodeBadInput}, {"customer_day", "many", core.CodeBadInput},
		{"customer_day", "1001", core.CodeBadInput}, {"min_gap", "-1h", core.CodeBadInput}, {"min_gap", "48", core.CodeBadInput},
		{"min_gap", "1d-1h", core.CodeBadInput}, {"min_gap", "9999999999999d", core.CodeBadInput}, {"min_gap", "d", core.CodeBadInput},
		{"min_gap", "366d", core.CodeBadInput}, {"min_gap", "1d24h", core.CodeBadInput},
		{"window_margin", "-1s", core.CodeLooserThanMeta}, {"window_margin", "-1d", core.CodeLooserThanMeta}, {"window_margin", "24h", core.CodeBadInput},
		{"window_margin", "x", core.CodeBadInput}, {"quiet_from", "24:00", core.CodeBadInput}, {"quiet_to", "9pm", core.CodeBadInput},
		{"zone", "", core.CodeBadInput}, {"zone", "Berlin", core.CodeBadInput}, {"zone", "../../etc/passwd", core.CodeBadInput},
		{"holidays", "2026-02-30", core.CodeBadInput}, {"holidays", "2026-12-25,", core.CodeBadInput}, {"holidays", strings.Repeat("2026-12-25,", 1000) + "2026-12-25", core.CodeBadInput},
		{"hold_for", "0", core.CodeBadInput}, {"restock_per_unit", "0", core.CodeBadInput}, {"wave_hours", "0", core.CodeBadInput},
		{"fresh_within", "0s", core.CodeBadInput}, {"fresh_within", "1h", core.CodeBadInput},
		{"pace", "-1", core.CodeBadInput}, {"pace", "NaN", core.CodeBadInput}, {"pace", "Inf", core.CodeBadInput}, {"in_flight", "0", core.CodeBadInput},
		{"pause_error_rate", "101", core.CodeBadInput}, {"closing_line", "maybe", core.CodeBadInput}, {"counts_promo", "", core.CodeBadInput},
		{"counts_confirm", "on", core.CodeBadInput}, {"no_such_rule", "1", core.CodeBadInput}, {"", "", core.CodeBadInput},
	} {
		r := Defaults(time.UTC)
		err := r.Set(x.name, x.value)
		if core.CodeOf(err) != x.code {
			t.Errorf("%s=%s: have %v, want %s", x.name, x.value, err, x.code)
			continue
		}
		if !reflect.DeepEqual(r, Defaults(time.UTC)) {
			t.Errorf("%s=%s was refused and yet changed something", x.name, x.value)
		}
		if n := len(err.Error()); n > 250 {
			t.Errorf("%s: an error of %d bytes", x.name, n)
		}
	}
	if got := Defaults(nil).Get("no_such_rule"); got != "" {
		t.Errorf("a rule that is none reads %q", got)
	}
}

func TestPaceAboveThePlatformsOnlyTowardsASimulator(t *testing.T) {
	for _, x := range []struct {
		pace float64
		ok   bool
	}{{10, true}, {40, true}, {40.5, false}, {5000, false}, {0, false}} {
		r := Defaults(time.UTC)
		r.Pace = x.pace
		if err := r.Validate(true); err != nil {
			t.Errorf("pace %v towards loopback: %v", x.pace, err)
		}
		err := r.Validate(false)
		if (err == nil) != x.ok || (err != nil && core.CodeOf(err) != core.CodeLooserThanMeta) {
			t.Errorf("pace %v towards the platform: %v", x.pace, err)
		}
	}
}

func TestValidateFindsWhatSetWouldNotTake(t *testing.T) {
	for name, x := range map[string]struct {
		change func(*Rules)
		code   core.Code
	}{
		"margin":  {func(r *Rules) { r.WindowMargin = -time.Second }, core.CodeLooserThanMeta},
		"cap":     {func(r *Rules) { r.CustomerDay = -1 }, core.CodeBadInput},
		"pace":    {func(r *Rules) { r.Pace = math.NaN() }, core.CodeBadInput},
		"holiday": {func(r *Rules) { r.Holidays = []string{"Christmas"} }, core.CodeBadInput},
		"wave":    {func(r *Rules) { r.WaveHours = 0 }, core.CodeBadInput},
	} {
		r := Defaults(nil)
		x.change(&r)
		if err := r.Validate(true); core.CodeOf(err) != x.code {
			t.Errorf("%s: have %v", name, err)
		}
	}
}

func TestCopiedRulesKeepTheirValues(t *testing.T) {
	before := Defaults(time.UTC)
	after := before
	for _, x := range [][2]string{{"counts_order", "on"}, {"obeys_promo", "off"}, {"holidays", "2026-12-25"}} {
		if err := after.Set(x[0], x[1]); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(before, Defaults(time.UTC)) {
		t.Errorf("setting a rule changed a copy made before: %+v", before)
	}
}

func TestLookBackReachesTheLongestRule(t *testing.T) {
	r := Defaults(nil)
	if got := r.LookBack(); got != 30*24*time.Hour {
		t.Errorf("by default %v", got)
	}
	r.SameTextDays = 90
	if got := r.LookBack(); got != 90*24*time.Hour {
		t.Errorf("for texts %v", got)
	}
	r.MinGap = 100 * 24 * time.Hour
	if got := r.LookBack(); got != 100*24*time.Hour {
		t.Errorf("for the gap %v", got)
	}
}

// Whatever Set takes, Get gives back in a form that Set takes as the same, and that is valid.
func FuzzSet(f *testing.F) {
	for _, name := range Names() {
		f.Add(name, Defaults(time.UTC).Get(name))
	}
	f.Add("min_gap", "1d12h")
	f.Add("holidays", "2026-12-25, 2027-01-01")
	f.Add("window_margin", "-5m")
	f.Fuzz(func(t *testing.T, name, value string) {
		r := Defaults(time.UTC)
		if err := r.Set(name, value); err != nil {
			if c := core.CodeOf(err); c != core.CodeBadInput && c != core.CodeLooserThanMeta {
				t.Fatalf("%v", err)
			}
			return
		}
		again := Defaults(time.UTC)
		if err := again.Set(name, r.Get(name)); err != nil {
			t.Fatalf("Get gave %q: %v", r.Get(name), err)
		}
		if again.Get(name) != r.Get(name) {
			t.Fatalf("%q became %q", r.Get(name), again.Get(name))
		}
		if err := r.Validate(true); err != nil {
			t.Fatalf("Set took it, Validate does not: %v", err)
		}
	})
}
