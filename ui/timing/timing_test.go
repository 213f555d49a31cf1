package timing

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"shopbell/core"
	"shopbell/ui/screen"
	"shopbell/ui/theme"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

func TestKeepChoicesHaveTheShopsOwnTime(t *testing.T) {
	for value, want := range map[string]time.Duration{"14d": 14 * day, "36h": 36 * time.Hour, "1d12h": 36 * time.Hour, "": 0, "xd": 0, "soon": 0} {
		if got := ParseDays(value); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
	if got := keepChoices(10 * day); !slices.Equal(got, []time.Duration{3 * day, 7 * day, 10 * day, 14 * day, 30 * day}) {
		t.Errorf("%v", got)
	}
	if got := keepChoices(0); len(got) != 4 {
		t.Errorf("%v", got)
	}
}

func TestTimesOfDayAreReadAsTheyAreWritten(t *testing.T) {
	for s, want := range map[string][2]int{"9": {9, 0}, "09:30": {9, 30}, " 18.05 ": {18, 5}, "0:00": {0, 0}, "23:59": {23, 59}, "18h": {18, 0}} {
		if h, m, ok := parseClock(s); !ok || h != want[0] || m != want[1] {
			t.Errorf("%q is %d:%d %v", s, h, m, ok)
		}
	}
	for _, s := range []string{"", "24:00", "9:60", "9:5", "-1", "nine", "9:30:00", "009:30", "+9:-1"} {
		if h, m, ok := parseClock(s); ok {
			t.Errorf("%q is taken as %d:%d", s, h, m)
		}
	}
}

// The last day of an offer ends at midnight of the shop, also where the clock is set that night.
func TestADayEndsAtTheShopsMidnight(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[string]string{"2026-12-06": "2026-12-06T23:00:00Z", "2026-03-29": "2026-03-29T22:00:00Z", "2026-10-25": "2026-10-25T23:00:00Z"} {
		typed, err := time.Parse(time.DateOnly, d)
		if err != nil {
			t.Fatal(err)
		}
		if got := EndOfDay(typed, berlin).UTC().Format(time.RFC3339); got != want {
			t.Errorf("%s ends %s, want %s", d, got, want)
		}
	}
}

func raised(t *testing.T) (*Timing, *int) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.ModeDay, 1))
	zone := time.FixedZone("shop", 2*3600)
	w := New(screen.Env{Words: words.New("en"), Clock: core.NewFakeClock(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)), Zone: zone,
		Say: func(widgets.Tone, fyne.Resource, string) {}})
	w.SetHold(10 * day)
	changes := 0
	w.OnChange = func() { changes++ }
	return w, &changes
}

func TestFirstItIsAtOnceAndAsTheRulesSay(t *testing.T) {
	w, changes := raised(t)
	if v := w.Value(); v != (Value{}) || !w.Good() || w.Hold.Selected != "10 days" || *changes != 0 {
		t.Errorf("%+v, good %v, keeps %q, %d changes", v, w.Good(), w.Hold.Selected, *changes)
	}
}

func TestADayAndATimeAreOfTheShop(t *testing.T) {
	w, changes := raised(t)
	w.Start.SetSelectedIndex(startLater)
	if v := w.Value(); !v.At.Equal(time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)) || *changes == 0 { // ten in the morning there
		t.Errorf("begins at %s", v.At)
	}
	w.clock.SetText("half past")
	if w.Good() || w.fault.Text() == "" {
		t.Error("no time of day is taken for one")
	}
	w.clock.SetText("18:30")
	earlier := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	w.day.SetDay(earlier)
	w.changed()
	if !w.Good() || w.fault.Text() == "" {
		t.Error("a time that has passed is not told, or keeps from sending")
	}
	w.Start.SetSelectedIndex(startNow)
	if v := w.Value(); !v.At.IsZero() || w.later.Visible() || w.fault.Text() != "" {
		t.Errorf("still at %s", v.At)
	}
}

func TestHoldingAndAskingAreChosen(t *testing.T) {
	w, _ := raised(t)
	w.Hold.SetSelected("3 days")
	w.Ask.SetSelectedIndex(asksFirst)
	if v := w.Value(); v.HoldFor != 3*day || v.OnReply != core.OnReplyAsk {
		t.Errorf("%+v", v)
	}
	w.SetHold(14 * day)
	if v := w.Value(); v.HoldFor != 3*day {
		t.Errorf("other rules change the choice to %v", v.HoldFor)
	}
	w.Begin()
	if v := w.Value(); v != (Value{}) {
		t.Errorf("%+v", v)
	}
}
