package views

import (
	"time"

	"shopbell/core"
)

// Forecast is how a plan would go from day to day. Now, Later, OnReply, Lapse and Refused add up to Everyone; OnReply and
// Lapse are estimates from how often each customer has written, of so many people together and not of one.
type Forecast struct {
	At       time.Time
	Zone     *time.Location // whose calendar days these are
	Everyone int
	Now      int     // go at once
	Later    int     // go at a time that is known
	OnReply  float64 // expected to go because the customer writes in time
	Low      float64 // four times in five OnReply is between Low and High
	High     float64
	Lapse    float64 // expected to be dropped because the customer does not write in time
	Refused  int
	PageCap  int // messages of the page in a day
	PageLeft int // of them today, before the plan
	Days     []ForecastDay
	Delays   []ForecastDelay // most people first
	Crowded  []Crowded
}

// ForecastDay is what goes on one calendar day of the shop.
type ForecastDay struct {
	Date    time.Time // its first moment, in the shop's zone
	Sure    int       // messages of the plan that go by what is known
	OnReply float64   // messages of the plan expected to go because their customers write
	Others  int       // messages of earlier campaigns
	Left    int       // of the page's limit after all of them
}

// ForecastDelay is a limit of the shop that holds people of the plan back.
type ForecastDelay struct {
	Code   core.ReasonCode
	People int
	Limit  int       // 0 where the reason has none
	Until  time.Time // when the first of them is free again; zero: not known
}

// Crowded is an earlier campaign that would lose by the plan.
type Crowded struct {
	CampaignID core.CampaignID
	Title      string
	Later      int // messages that would go at least an hour later
	Missed     int // messages that would wait for the customer instead, or not go
}

// WhatIf is how the last days would have gone with other rules. WouldSend, WouldHold and WouldRefuse add up to all
// messages that were to go in that time.
type WhatIf struct {
	Days        int
	Sent        int // that went
	Same        int // that the replay sends with the rules as they are; it differs from Sent where somebody stepped in
	WouldSend   int
	WouldHold   int
	WouldRefuse int
	ByReason    map[core.ReasonCode]int
}

// Wave is how a restock goes from wave to wave.
type Wave struct {
	Stock  int       // units there are now; 0 stops it
	Size   int       // people told in each wave
	Told   int       // people told so far
	Left   int       // people that the wave under way may still tell
	Number int       // of the wave under way, 1 is the first; 0 before it began
	NextAt time.Time // when the next wave may begin; zero: when people are left in this one, or nothing is in stock
}

// Asking is a campaign whose people wrote and whose messages need the owner's word.
type Asking struct {
	CampaignID core.CampaignID
	Title      string
	People     []AskingPerson // who wrote first stands first
}

// AskingPerson is one of them.
type AskingPerson struct {
	DeliveryID core.DeliveryID
	CustomerID core.CustomerID
	Name       string
	WroteAt    time.Time
	ClosesAt   time.Time // when Messenger's window closes
}

// Lapsed is what was dropped because it waited too long.
type Lapsed struct {
	CampaignID core.CampaignID
	Title      string
	Count      int
	Names      []string // of the first people
	Away       bool     // its time came while the app was closed
	At         time.Time
}

// Resting is a campaign that paused itself, with the figures for which it did.
type Resting struct {
	CampaignID core.CampaignID
	Title      string
	Why        string // opt_out_rate, block_rate or error_rate
	Sent       int
	Stopped    int     // people who asked to stop
	Blocked    int     // people who cannot be reached any more
	Failed     int     // messages that failed
	Limit      float64 // per cent
	At         time.Time
}

// BackInStock is a product whose stock rose by itself while people wait for it: review and send.
type BackInStock struct {
	Product core.Product
	Waiting int
	Was     int
	From    string // "file", "woocommerce" or "hand"
	At      time.Time
}

// StockSource is a place from which products and stock are read by themselves.
type StockSource struct {
	Kind    string // "file" or "woocommerce"
	Place   string // the folder or file, or the shop's address
	ReadAt  time.Time
	Failed  core.Code // why the last reading brought nothing, "" when it did
	Detail  string
	Changed int // products changed by the last reading
}
