package policy

import (
	"time"

	"shopbell/core"
)

// Rules are the shop's settings. The platform's own limits are floors that no value loosens.
type Rules struct {
	CustomerDay    int           // promotional messages per customer in rolling 24 h
	CustomerWeek   int           // in rolling 7 x 24 h
	Customer30d    int           // in rolling 30 x 24 h
	MinGap         time.Duration // between two promotional messages to one customer
	PageDay        int           // promotional messages of the page in a calendar day of Zone
	WindowMargin   time.Duration // the 24-hour window is taken as this much shorter
	QuietFrom      time.Duration // since midnight; equal to QuietTo: no quiet hours
	QuietTo        time.Duration
	Zone           *time.Location // the shop's
	Holidays       []string       // dates as 2006-01-02, in the customer's zone
	SameTextDays   int
	HoldFor        time.Duration
	RestockPerUnit int
	WaveHours      int
	FreshWithin    time.Duration
	Pace           float64 // messages a second; 0 lifts it, only towards loopback
	InFlight       int
	PauseOptOut    float64 // per cent
	PauseError     float64 // per cent
	ClosingLine    bool
	StopConfirm    bool
	Counts         map[core.Kind]bool // does the kind count towards the caps
	Obeys          map[core.Kind]bool // does the kind obey the caps
}
