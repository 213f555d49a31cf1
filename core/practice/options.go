package practice

import (
	"time"

	"shopbell/core"
)

// Options say what page to make. The zero value is the sample shop with every rule of the platform on.
type Options struct {
	// Customers is how many people have written to the page: 0 is the whole sample shop, fewer are its first ones, more
	// are generated from Seed.
	Customers int
	Seed      uint64
	Clock     core.Clock // nil: the computer's clock
	// DetailLimit is how many of a thread's newest messages tell more than id and time; 0: the platform's 20, -1: all.
	DetailLimit int
	// HumanAgent gives the page the Human Agent feature.
	HumanAgent bool
	// Utility gives the page utility messaging, with the templates in UtilityTemplates approved.
	Utility bool
	// StandardAccess is an app without review: only people with a role on it are seen and reached.
	StandardAccess bool
	// Lively customers answer what they get and write by themselves now and then.
	Lively bool
	// Pace is how much faster than real people lively customers live; 0 is 1.
	Pace float64
	// NoRateLimits lifts both rates, the budget and the freeze.
	NoRateLimits bool
	// MediaFor is for how long the address of a picture holds from when it was given out; 0: for ever.
	MediaFor time.Duration
	// Empty is a page that nobody has written to.
	Empty bool
	// Unauthorized401 answers bad tokens with HTTP 401; else 400, as most captured answers have it.
	Unauthorized401 bool
}

// platformDetailLimit is how many messages of a thread the platform details (Conversations API, February 2026).
const platformDetailLimit = 20

func (o Options) detailLimit() int {
	switch {
	case o.DetailLimit < 0:
		return int(^uint(0) >> 1)
	case o.DetailLimit == 0:
		return platformDetailLimit
	}
	return o.DetailLimit
}

func (o Options) pace() float64 {
	if o.Pace <= 0 {
		return 1
	}
	return o.Pace
}
