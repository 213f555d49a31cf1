package forecast

import (
	"slices"
	"time"

	"shopbell/core"
	"shopbell/core/policy"
)

// WhatIfDays is how many days are replayed.
const WhatIfDays = 90

// Wanted is a message that was to go to one customer, and what became of it.
type Wanted struct {
	Message  policy.Message
	Customer core.CustomerID
	At       time.Time          // when it was decided on, or the time for which it was scheduled
	Asked    time.Time          // of a restock: when the customer asked
	Cancel   time.Time          // when the owner called it off; zero: never
	State    core.DeliveryState // what became of it
	// Fixed is why it went to nobody whatever the rules are: no wish, no code, a bad text. "": the rules decide.
	Fixed core.ReasonCode
	// Failed is what the platform answered when it left and did not arrive. "": it arrived, or it never left.
	Failed core.ReasonCode
}

// Life is what is known of one customer in the time that is replayed.
type Life struct {
	Zone    *time.Location
	Inbound []time.Time   // when they wrote, oldest first
	OptOuts []core.OptOut // that hold today; each binds from its time on
	Past    []policy.Past // what reached them before, newest first
}

// History is what is replayed.
type History struct {
	Wanted []Wanted // oldest first
	Lives  map[core.CustomerID]Life
	Waves  map[core.CampaignID]policy.Wave // of restocks, as they began
	// HumanAgent and Utility are features that the page had.
	HumanAgent, Utility bool
}

// Replayed is how the messages of a time went, and how they would have gone.
type Replayed struct {
	Sent        int // that went
	WouldSend   int // that would have gone; with the other two they add up to all
	WouldHold   int // that would still wait
	WouldRefuse int
	ByReason    map[core.ReasonCode]int // of those that would not have gone
}

// WhatIf replays a history against other rules. was are the rules of today: what followed from them, such as how long
// messages wait, follows from the other ones instead; what an order said for itself stays.
//
// Customers are taken to write when they did. Pauses of a campaign, the line and a stop that was taken back later are not
// replayed.
func WhatIf(h History, was, other policy.Rules, now time.Time) Replayed {
	r := replay{history: h, now: now, server: newServer(other, policy.Page{HumanAgent: h.HumanAgent, Utility: h.Utility}),
		got: Replayed{ByReason: map[core.ReasonCode]int{}}}
	for id, wave := range h.Waves {
		if wave.PerUnit == was.RestockPerUnit {
			wave.PerUnit = other.RestockPerUnit
		}
		r.server.waves[id] = &wave
	}
	r.list = slices.Clone(h.Wanted)
	for n := range r.list {
		w := &r.list[n]
		if w.State.Counts() {
			r.got.Sent++
		}
		if w.Fixed != "" {
			r.refuse(w.Fixed)
			continue
		}
		if m := &w.Message; !m.LapsesAt.IsZero() && m.LapsesAt.Sub(w.At) == was.HoldFor {
			m.LapsesAt = w.At.Add(other.HoldFor)
		}
		r.server.add(w.At, n, n)
	}
	for {
		it, more := r.server.next()
		if !more {
			return r.got
		}
		r.serve(it)
	}
}

// replay is one run over a history.
type replay struct {
	history History
	list    []Wanted
	now     time.Time
	server  *server
	got     Replayed
}

func (r *replay) refuse(why core.ReasonCode) {
	r.got.WouldRefuse++
	r.got.ByReason[why]++
}

func (r *replay) hold(why core.ReasonCode) {
	r.got.WouldHold++
	r.got.ByReason[why]++
}

// serve tries one message at its time.
func (r *replay) serve(it item) {
	w := r.list[it.n]
	if !w.Cancel.IsZero() && !it.at.Before(w.Cancel) {
		r.refuse(core.ReasonCancelled)
		return
	}
	v := r.server.decide(w.Message, r.customer(w, it.at), it.at)
	switch v.Action {
	case core.ActionRefuse:
		r.refuse(v.Reasons[0].Code)
	case core.ActionSend:
		if w.Failed != "" { // the platform would have said the same
			r.refuse(w.Failed)
			return
		}
		r.got.WouldSend++
		r.server.went(w.Message, w.Customer, it.at)
	default:
		r.later(it, w, v)
	}
}

// later puts a message back to when it may be tried again, unless that is still to come.
func (r *replay) later(it item, w Wanted, v core.Verdict) {
	at := v.EligibleAt
	known := !at.IsZero()
	if v.Action == core.ActionHoldForReply {
		var wrote time.Time
		wrote, known = next(r.history.Lives[w.Customer].Inbound, it.at)
		if wrote.After(at) {
			at = wrote
		}
	}
	if known && !at.After(it.at) {
		at = it.at.Add(time.Millisecond) // time never stands still
	}
	switch ends := w.Message.LapsesAt; {
	case known && !at.After(r.now):
		r.server.add(at, it.order, it.n)
	case !w.Cancel.IsZero():
		r.refuse(core.ReasonCancelled)
	case !ends.IsZero() && !ends.After(r.now):
		r.refuse(core.ReasonLapsed)
	default:
		r.hold(v.Reasons[0].Code)
	}
}

// next gives the first message after a time.
func next(inbound []time.Time, t time.Time) (time.Time, bool) {
	i, found := slices.BinarySearchFunc(inbound, t, time.Time.Compare)
	for found && i < len(inbound) && !inbound[i].After(t) {
		i++
	}
	if i == len(inbound) {
		return time.Time{}, false
	}
	return inbound[i], true
}

// customer is what was known of a person at a time.
func (r *replay) customer(w Wanted, at time.Time) policy.Customer {
	life := r.history.Lives[w.Customer]
	c := policy.Customer{ID: w.Customer, HasConversation: true, Zone: life.Zone, Past: life.Past}
	i, found := slices.BinarySearchFunc(life.Inbound, at, time.Time.Compare)
	if found {
		i++
	}
	if i > 0 {
		c.LastInbound.At = life.Inbound[i-1]
	}
	for k := range life.OptOuts {
		o := &life.OptOuts[k]
		if !o.At.After(at) && (o.SKU == "" || o.SKU == w.Message.SKU) && (c.OptOut == nil || o.State == core.OptOutStopped) {
			c.OptOut = o
		}
	}
	if w.Message.Kind == core.KindRestock {
		c.Request = &core.Request{CustomerID: w.Customer, SKU: w.Message.SKU, Variant: w.Message.Variant, AskedAt: w.Asked, State: core.RequestWaiting}
	}
	return c
}
