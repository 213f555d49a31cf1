package policy

import (
	"time"

	"shopbell/core"
)

// Defaults are the rules of a shop that changed nothing. zone is the shop's; nil when it is not known.
func Defaults(zone *time.Location) Rules {
	return Rules{
		CustomerDay: 1, CustomerWeek: 2, Customer30d: 4,
		MinGap:       48 * time.Hour,
		PageDay:      500,
		WindowMargin: 5 * time.Minute,
		QuietFrom:    21 * time.Hour, QuietTo: 9 * time.Hour,
		Zone:           zone,
		SameTextDays:   30,
		HoldFor:        14 * day,
		RestockPerUnit: 2, WaveHours: 24,
		FreshWithin: 10 * time.Second,
		Pace:        10, InFlight: 4,
		PauseOptOut: 3, PauseError: 5,
		ClosingLine: true, StopConfirm: true,
		Counts: promotionalKinds(), Obeys: promotionalKinds(),
	}
}

// promotionalKinds switches on the kinds that promote and off the others that the owner may choose.
func promotionalKinds() map[core.Kind]bool {
	m := make(map[core.Kind]bool)
	for _, k := range ruledKinds() {
		m[k] = k.Promotional()
	}
	return m
}

// ruledKinds are the kinds with a switch of their own, in the order of the help text.
func ruledKinds() []core.Kind {
	return []core.Kind{core.KindPromo, core.KindNews, core.KindRestock, core.KindOrder, core.KindReply}
}
