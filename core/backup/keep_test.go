package backup

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestOneADayForTwoYears(t *testing.T) {
	var made []time.Time
	for day := range 730 {
		made = append(made, noon.AddDate(0, 0, -day))
	}
	count := map[string]int{}
	for i, as := range Keep(made, time.UTC) {
		count[as]++
		if i < 7 != (as == KeptDay) {
			t.Errorf("the copy of %d days ago is kept as %q", i, as)
		}
	}
	// Of the four weeks the newest copy is kept as a day, and so it is with the newest of the twelve months; the last day of
	// October is the newest of its month, and of no week.
	if count[KeptDay] != 7 || count[KeptWeek] != 2 && count[KeptWeek] != 3 || count[KeptMonth] != 11 {
		t.Errorf("kept %v", count)
	}
}

func TestNewestOfEachSpan(t *testing.T) {
	zone := time.FixedZone("far east", 9*3600)
	made := []time.Time{
		time.Date(2026, 11, 22, 14, 59, 0, 0, time.UTC), // 22 November there
		time.Date(2026, 11, 22, 15, 0, 0, 0, time.UTC),  // 23 November there
		time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC),
	}
	if got := Keep(made, zone); !slices.Equal(got, []string{KeptDay, "", KeptDay}) {
		t.Errorf("in the shop's zone %q", got)
	}
	if got := Keep(made, time.UTC); !slices.Equal(got, []string{"", "", KeptDay}) {
		t.Errorf("in UTC %q", got)
	}
	if got := Keep(nil, time.UTC); len(got) != 0 {
		t.Errorf("of nothing %q", got)
	}
}

// any number of copies at any times, in any order.
func anyCopies(t *rapid.T) []time.Time {
	minutes := rapid.SliceOfN(rapid.IntRange(0, 800*24*60), 1, 120).Draw(t, "minutes")
	made := make([]time.Time, len(minutes))
	for i, m := range minutes {
		made[i] = noon.Add(-time.Duration(m) * time.Minute)
	}
	return made
}

func TestWhatKeepPromises(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip("no zones on this computer")
	}
	rapid.Check(t, func(t *rapid.T) {
		made := anyCopies(t)
		got := Keep(made, zone)
		if newest := slices.MaxFunc(made, time.Time.Compare); !slices.ContainsFunc(made, func(m time.Time) bool {
			return m.Equal(newest) && got[slices.Index(made, m)] != ""
		}) {
			t.Fatal("the newest went")
		}
		count := map[string]int{}
		for i, as := range got {
			count[as]++
			if as == "" {
				continue
			}
			// What is kept is the newest of its day at least.
			day := made[i].In(zone).Format(time.DateOnly)
			for _, other := range made {
				if other.After(made[i]) && other.In(zone).Format(time.DateOnly) == day {
					t.Fatalf("%v is kept, and %v is newer on the same day", made[i], other)
				}
			}
		}
		if count[KeptDay] > keepDays || count[KeptWeek] > keepWeeks || count[KeptMonth] > keepMonths {
			t.Fatalf("kept %v", count)
		}
	})
}

// TestRemovingEachDayLosesNothing: to remove copies as they come gives the same as to look at all of them at the end.
func TestRemovingEachDayLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := anyCopies(t)
		slices.SortFunc(all, time.Time.Compare)
		all = slices.CompactFunc(all, time.Time.Equal)
		var left []time.Time
		for _, m := range all {
			left = kept(append(left, m))
		}
		if want := kept(all); !slices.EqualFunc(left, want, time.Time.Equal) {
			t.Fatalf("day by day %v\nat once    %v", left, want)
		}
	})
}

func kept(made []time.Time) []time.Time {
	var out []time.Time
	for i, as := range Keep(made, time.UTC) {
		if as != "" {
			out = append(out, made[i])
		}
	}
	return out
}
