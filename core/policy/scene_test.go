package policy

import (
	"slices"
	"testing"
	"time"

	"shopbell/core"
)

// scene is everything that one decision looks at. Tests take one in which the message goes and change one thing.
type scene struct {
	m   Message
	c   Customer
	p   Page
	r   Rules
	now time.Time
}

func (s scene) decide() core.Verdict { return Decide(s.m, s.c, s.p, s.r, s.now) }

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// noon is a moment in the middle of a Wednesday in Berlin, far from any change of the clocks.
func noon() time.Time { return time.Date(2026, 3, 11, 11, 0, 0, 0, time.UTC) }

func wrote(at time.Time) Event { return Event{At: at, ID: "m_in", Quote: "do you have it in blue?"} }

// promo is an offer that goes: the customer wrote an hour ago and got nothing before.
func promo(t testing.TB) scene {
	return scene{
		m:   Message{Kind: core.KindPromo, Campaign: "c1", TextKey: "offer", Code: "SPRING"},
		c:   Customer{ID: "7", HasConversation: true, LastInbound: wrote(noon().Add(-time.Hour))},
		r:   Defaults(zone(t, "Europe/Berlin")),
		now: noon(),
	}
}

// restock is a notice that goes: the customer asked an hour ago and there is stock for ten people.
func restock(t testing.TB) scene {
	s := promo(t)
	s.m = Message{Kind: core.KindRestock, Campaign: "c1", SKU: "MUG", TextKey: "mug is back"}
	s.c.Request = &core.Request{
		CustomerID: "7", SKU: "MUG", MessageID: "m_ask", Quote: "tell me when the mug is back",
		AskedAt: noon().Add(-time.Hour), State: core.RequestWaiting,
	}
	s.p.Wave = &Wave{Stock: 5, Units: 5}
	return s
}

// of is a scene with a message of another kind.
func of(t testing.TB, k core.Kind) scene {
	s := promo(t)
	if k == core.KindRestock {
		return restock(t)
	}
	s.m = Message{Kind: k, Campaign: "c1"}
	return s
}

func allKinds() []core.Kind {
	return []core.Kind{core.KindRestock, core.KindPromo, core.KindNews, core.KindOrder, core.KindReply, core.KindConfirm}
}

// past is a message of a kind that left some time before noon.
func past(k core.Kind, ago time.Duration) Past {
	return Past{Delivery: core.DeliveryID("d_" + ago.String()), Kind: k, At: noon().Add(-ago)}
}

// lone gives rules in which only the rules that a test sets can hold a message back.
func lone(t testing.TB) Rules {
	r := Defaults(zone(t, "Europe/Berlin"))
	r.CustomerDay, r.CustomerWeek, r.Customer30d, r.PageDay = 1000, 1000, 1000, 1000
	r.MinGap, r.QuietFrom, r.QuietTo = 0, 0, 0
	return r
}

func wantSend(t testing.TB, v core.Verdict, lane core.Lane) {
	t.Helper()
	if v.Action != core.ActionSend || v.Lane != lane || !v.EligibleAt.IsZero() {
		t.Fatalf("want send by %s, have %+v", lane, v)
	}
}

// want checks the action, the deciding reason and the time (zero: none).
func want(t testing.TB, v core.Verdict, action core.Action, code core.ReasonCode, at time.Time) core.Reason {
	t.Helper()
	if v.Action != action || !v.EligibleAt.Equal(at) || v.Lane != core.LaneNone {
		t.Fatalf("want %s at %v, have %+v", action, at, v)
	}
	if v.Reasons[0].Code != code {
		t.Fatalf("want %s to decide, have %+v", code, v.Reasons)
	}
	return v.Reasons[0]
}

func has(v core.Verdict, code core.ReasonCode) bool {
	return slices.ContainsFunc(v.Reasons, func(r core.Reason) bool { return r.Code == code })
}
