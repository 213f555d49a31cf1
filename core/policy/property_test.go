package policy

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"shopbell/core"

	"pgregory.net/rapid"
)

const hour = time.Hour

// anyScene draws a scene in which most rules have a fair chance to speak.
func anyScene(t *rapid.T, zones []*time.Location) scene {
	now := time.Date(2026, 1, 1, 0, 0, rapid.IntRange(0, 365*24*3600).Draw(t, "now"), 0, time.UTC)
	ago := func(name string, most time.Duration) time.Time {
		return now.Add(-time.Duration(rapid.Int64Range(0, int64(most)).Draw(t, name)))
	}
	// Numbers are drawn small more often than large: what must be rare is a large one.
	rarely := func(name string) bool { return rapid.IntRange(0, 99).Draw(t, name) > 90 }
	event := func(name string) Event {
		if !rarely(name) {
			return Event{}
		}
		return Event{At: ago(name+" ago", 40*hour), ID: name}
	}
	// ahead gives the zero time, or one around now.
	ahead := func(name string) time.Time {
		if !rarely(name) {
			return time.Time{}
		}
		return now.Add(time.Duration(rapid.Int64Range(int64(-hour), int64(72*hour)).Draw(t, name+" ahead")))
	}
	kind := rapid.SampledFrom(append(allKinds(), core.KindTest, core.KindAnswer)).Draw(t, "kind")
	s := scene{now: now, m: Message{
		Kind: kind, TextKey: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "text"),
		Code: rapid.SampledFrom([]string{"", "SPRING", "SUMMER"}).Draw(t, "code"), CodesShort: rarely("codes short"),
		NotBefore: ahead("scheduled"), LapsesAt: ahead("lapses"), CodeExpires: ahead("code expires"),
	}}
	switch kind {
	case core.KindOrder:
		s.m.Template, s.m.Offer = rapid.SampledFrom([]string{"", "order_ready"}).Draw(t, "template"), rarely("offer")
		s.p.Utility = rapid.Bool().Draw(t, "utility")
	case core.KindAnswer:
		s.m.Question, s.m.Class = "m", core.QuestionPrice
	}
	s.r = anyRules(t, zones, now)
	s.c = Customer{
		ID: "7", Erased: rarely("erased"), HasConversation: !rarely("stranger"),
		LastInbound: Event{At: ago("wrote", 40*hour), ID: "m"},
		Zone:        rapid.SampledFrom(zones).Draw(t, "zone"),
		Unreachable: event("unreachable"), OtherApp: event("other app"), Unsettled: event("unsettled"),
	}
	if rarely("stopped") {
		s.c.OptOut = &core.OptOut{State: rapid.SampledFrom([]core.OptOutState{core.OptOutStopped, core.OptOutReview}).Draw(t, "stop"), At: now}
	}
	for range rapid.IntRange(0, 4).Draw(t, "past") {
		s.c.Past = append(s.c.Past, Past{
			Delivery: "d", Kind: rapid.SampledFrom(allKinds()).Draw(t, "past kind"), At: ago("past ago", 40*24*hour),
			SKU: "MUG", TextKey: rapid.SampledFrom([]string{"", "a", "b", "c", "d"}).Draw(t, "past text"),
			Code: rapid.SampledFrom([]string{"", "", "", "spring"}).Draw(t, "past code"), Class: core.QuestionPrice,
		})
	}
	if kind == core.KindRestock {
		s.m.SKU = "MUG"
		s.c.Request = &core.Request{SKU: "MUG", State: core.RequestWaiting, AskedAt: ago("asked", 40*hour)}
		s.p.Wave = &Wave{
			Stock: rapid.IntRange(0, 9).Draw(t, "stock"), Units: rapid.IntRange(1, 5).Draw(t, "units"),
			Recent: rapid.IntRange(0, 15).Draw(t, "told"), StartedAt: ago("wave ago", 50*hour), RecentAt: ago("told ago", 50*hour),
		}
	}
	s.p.SentToday = rapid.IntRange(0, 12).Draw(t, "sent today")
	s.p.Restricted, s.p.TokenInvalid, s.p.Paused = event("restricted"), event("token"), event("paused")
	s.p.HumanAgent = rapid.Bool().Draw(t, "human agent")
	if rarely("leaving") {
		s.m.Leaving, s.p.ListedAt, s.c.Changed = true, ago("listed", 20*time.Second), rapid.Bool().Draw(t, "changed")
	}
	if rarely("clock set back") { // what happened lies ahead
		s.now = s.now.Add(-time.Duration(rapid.Int64Range(0, int64(50*hour)).Draw(t, "back")))
	}
	if rarely("rate") {
		s.p.RateUntil = now.Add(time.Duration(rapid.IntRange(0, 30).Draw(t, "rate hours")) * hour)
	}
	return s
}

func anyRules(t *rapid.T, zones []*time.Location, now time.Time) Rules {
	r := Defaults(rapid.SampledFrom(zones).Draw(t, "shop zone"))
	r.CustomerDay = 3 - rapid.IntRange(0, 3).Draw(t, "day")
	r.CustomerWeek = 5 - rapid.IntRange(0, 4).Draw(t, "week")
	r.Customer30d = 6 - rapid.IntRange(0, 5).Draw(t, "month")
	r.MinGap = time.Duration(rapid.IntRange(0, 60).Draw(t, "gap")) * hour
	r.PageDay = 20 - rapid.IntRange(0, 20).Draw(t, "page day")
	r.QuietFrom = time.Duration(rapid.IntRange(0, 47).Draw(t, "quiet from")) * 30 * time.Minute
	r.QuietTo = time.Duration(rapid.IntRange(0, 47).Draw(t, "quiet to")) * 30 * time.Minute
	r.SameTextDays = rapid.IntRange(0, 40).Draw(t, "same text")
	r.WindowMargin = time.Duration(rapid.IntRange(0, 10).Draw(t, "margin")) * time.Minute
	r.WaveHours = rapid.IntRange(1, 48).Draw(t, "wave hours")
	for range rapid.IntRange(0, 3).Draw(t, "holidays") {
		date := now.AddDate(0, 0, rapid.IntRange(-1, 4).Draw(t, "holiday"))
		r.Holidays = append(r.Holidays, date.Format(time.DateOnly))
	}
	return r
}

func someZones(t testing.TB) []*time.Location {
	return []*time.Location{zone(t, "Europe/Berlin"), zone(t, "Asia/Beirut"), zone(t, "America/Santiago"),
		zone(t, "Australia/Lord_Howe"), zone(t, "UTC"), zone(t, "Asia/Tokyo"), nil}
}

// everyScene checks many drawn scenes: few of them let an offer go, so one for each of rapid's rounds is too few.
func everyScene(t *testing.T, check func(*rapid.T, scene)) {
	t.Helper()
	zones := someZones(t)
	rapid.Check(t, func(t *rapid.T) {
		for range 25 {
			check(t, anyScene(t, zones))
		}
	})
}

// at moves a scene to a later time in which nothing else happened: only the page's day begins anew, and the page was read.
func (s scene) at(later time.Time) scene {
	shop := s.r.Zone
	if shop == nil {
		shop = time.UTC
	}
	if later.In(shop).Format(time.DateOnly) != s.now.In(shop).Format(time.DateOnly) {
		s.p.SentToday = 0
	}
	s.now, s.p.ListedAt, s.c.Changed = later, later, false
	return s
}

// What is sent never breaks a rule, each checked here in another way than the rules do it.
func TestNothingIsSentAgainstARule(t *testing.T) {
	everyScene(t, func(t *rapid.T, s scene) {
		v := s.decide()
		if v.Action != core.ActionSend {
			return
		}
		age := s.now.Sub(s.c.LastInbound.At)
		switch v.Lane {
		case core.LaneWindow:
			if age >= 24*hour {
				t.Fatalf("%v after the customer's last message", age)
			}
		case core.LaneHumanAgent:
			if s.m.Kind != core.KindReply || !s.p.HumanAgent || age >= 7*24*hour {
				t.Fatalf("%s %v after the customer's last message", s.m.Kind, age)
			}
		case core.LaneUtility:
			if s.m.Kind != core.KindOrder || !s.p.Utility || s.m.Template == "" || s.m.Offer {
				t.Fatalf("%+v on %+v", s.m, s.p)
			}
		default:
			t.Fatalf("lane %q", v.Lane)
		}
		for _, end := range []time.Time{s.m.LapsesAt, s.m.CodeExpires} {
			if !end.IsZero() && !end.After(s.now) {
				t.Fatalf("at %v, and it ended at %v", s.now, end)
			}
		}
		if s.m.NotBefore.After(s.now) || s.p.RateUntil.After(s.now) || s.m.CodesShort {
			t.Fatalf("too early: %+v on %+v", s.m, s.p)
		}
		if s.m.Leaving && s.m.Kind.NeedsFresh() && (s.c.Changed || s.now.Sub(s.p.ListedAt).Abs() > s.r.FreshWithin) {
			t.Fatalf("unread: %+v", s.p)
		}
		if s.c.Erased || !s.c.HasConversation || !s.c.Unsettled.At.IsZero() || !s.p.Restricted.At.IsZero() {
			t.Fatalf("sent to %+v on %+v", s.c, s.p)
		}
		if s.m.Kind.Promotional() {
			checkPromotion(t, s)
		}
	})
}

func checkPromotion(t *rapid.T, s scene) {
	if s.c.OptOut != nil {
		t.Fatal("sent after a stop")
	}
	within := func(period time.Duration) (n int) {
		for _, p := range s.c.Past {
			if p.Kind.Promotional() && p.At.Add(period).After(s.now) {
				n++
			}
		}
		return n
	}
	if within(24*hour) >= s.r.CustomerDay || within(7*24*hour) >= s.r.CustomerWeek || within(30*24*hour) >= s.r.Customer30d {
		t.Fatalf("over a cap: %+v", s.c.Past)
	}
	if s.r.MinGap > 0 && within(s.r.MinGap) > 0 {
		t.Fatalf("under the gap: %+v", s.c.Past)
	}
	if s.p.SentToday >= s.r.PageDay {
		t.Fatal("over the page's day")
	}
	for _, p := range s.c.Past {
		if s.m.Code != "" && strings.EqualFold(p.Code, s.m.Code) || s.m.TextKey != "" && p.TextKey == s.m.TextKey && s.now.Before(p.At.AddDate(0, 0, s.r.SameTextDays)) && s.r.SameTextDays > 0 {
			t.Fatalf("a second time: %+v after %+v", s.m, p)
		}
	}
	local := s.c.Zone
	if local == nil {
		local = s.r.Zone
	}
	if local == nil && s.r.QuietFrom != s.r.QuietTo {
		t.Fatal("sent without knowing whether it is night")
	}
	if local != nil && s.r.QuietFrom != s.r.QuietTo && quietByHand(s.r, s.now.In(local)) {
		t.Fatalf("sent at %v", s.now.In(local))
	}
	for _, date := range s.r.Holidays {
		if local != nil && s.now.In(local).Format(time.DateOnly) == date {
			t.Fatal("sent on a holiday")
		}
	}
}

// A verdict says why, by reasons that are known, and its parts fit each other.
func TestVerdictIsWhole(t *testing.T) {
	known := make(map[core.ReasonCode]bool)
	for _, c := range core.ReasonCodes() {
		known[c] = true
	}
	everyScene(t, func(t *rapid.T, s scene) {
		v := s.decide()
		if len(v.Reasons) == 0 {
			t.Fatal("no reason")
		}
		seen := make(map[core.ReasonCode]bool)
		for _, r := range v.Reasons {
			if !known[r.Code] || seen[r.Code] {
				t.Fatalf("reason %q: %+v", r.Code, v.Reasons)
			}
			seen[r.Code] = true
			if !r.Until.IsZero() && !r.Until.After(s.now) && r.Code != core.ReasonStaleHistory {
				t.Fatalf("%s ended before it was given: %v", r.Code, r.Until)
			}
		}
		if (v.Lane != core.LaneNone) != (v.Action == core.ActionSend) {
			t.Fatalf("%s by lane %q", v.Action, v.Lane)
		}
		timeless := v.Action == core.ActionSend || v.Action == core.ActionRefuse
		if !v.EligibleAt.IsZero() && (timeless || v.EligibleAt.Before(s.now)) {
			t.Fatalf("%s at %v", v.Action, v.EligibleAt)
		}
		for _, end := range []time.Time{s.m.LapsesAt, s.m.CodeExpires} {
			if !end.IsZero() && !timeless && !v.EligibleAt.Before(end) {
				t.Fatalf("%s at %v, and it ends at %v", v.Action, v.EligibleAt, end)
			}
		}
	})
}

func TestDecideChangesNothingAndAnswersTheSame(t *testing.T) {
	everyScene(t, func(t *rapid.T, s scene) {
		before := s
		before.c.Past = append([]Past(nil), s.c.Past...)
		if s.p.Wave != nil {
			wave := *s.p.Wave
			before.p.Wave = &wave
		}
		first := s.decide()
		if second := s.decide(); !reflect.DeepEqual(first, second) {
			t.Fatalf("first %+v, then %+v", first, second)
		}
		if !reflect.DeepEqual(before, s) {
			t.Fatalf("before %+v, after %+v", before, s)
		}
	})
}

// A hold until a time is kept: then the message goes, and not a moment before.
func TestHoldUntilATimeLeadsToASend(t *testing.T) {
	everyScene(t, func(t *rapid.T, s scene) {
		v := s.decide()
		if v.Action != core.ActionHoldUntil || v.EligibleAt.IsZero() {
			return
		}
		if then := s.at(v.EligibleAt).decide(); then.Action != core.ActionSend {
			t.Fatalf("promised for %v by %+v, and then %+v", v.EligibleAt, v.Reasons, then)
		}
		wait := int64(v.EligibleAt.Sub(s.now))
		if wait == 0 { // only the page must be read
			return
		}
		early := s.now.Add(time.Duration(rapid.Int64Range(0, wait-1).Draw(t, "early")))
		if then := s.at(early).decide(); then.Action == core.ActionSend {
			t.Fatalf("promised for %v, and yet it went at %v", v.EligibleAt, early)
		}
	})
}

// A hold for the reply ends when the customer writes, from the time that it names.
func TestHoldForReplyEndsWithTheReply(t *testing.T) {
	everyScene(t, func(t *rapid.T, s scene) {
		s.c.Unsettled, s.p.Restricted, s.p.TokenInvalid, s.p.Paused = Event{}, Event{}, Event{}, Event{}
		v := s.decide()
		endless := s.m.CodesShort || s.r.CustomerDay == 0 || s.r.PageDay == 0 || (s.r.Zone == nil && s.c.Zone == nil)
		if v.Action != core.ActionHoldForReply || endless || !s.c.OtherApp.At.Before(s.now) {
			return
		}
		reply := s.now
		if v.EligibleAt.After(reply) {
			reply = v.EligibleAt
		}
		s.c.LastInbound.At = reply
		then := s.at(reply).decide()
		if then.Action != core.ActionSend {
			t.Fatalf("held by %+v until a reply after %v, and then %+v", v.Reasons, v.EligibleAt, then)
		}
	})
}

// What time alone brings about: a closed window stays closed, a refusal stays one, caps only loosen.
func TestTimeDoesNotUndoARefusal(t *testing.T) {
	everyScene(t, func(t *rapid.T, s scene) {
		later := s.now.Add(time.Duration(rapid.Int64Range(0, int64(48*hour)).Draw(t, "later")))
		now, then := s.decide(), s.at(later).decide()
		if has(now, core.ReasonWindowClosed) && !has(then, core.ReasonWindowClosed) {
			t.Fatalf("the window opened by itself: %+v", then)
		}
		for _, code := range []core.ReasonCode{core.ReasonOptedOut, core.ReasonOptOutReview, core.ReasonErased, core.ReasonUnreachable} {
			if has(now, code) != has(then, code) {
				t.Fatalf("%s came or went by itself", code)
			}
		}
		for _, code := range []core.ReasonCode{core.ReasonCapCustomerDay, core.ReasonCapCustomerWeek, core.ReasonCapCustomerMonth, core.ReasonMinGap} {
			if !has(now, code) && has(then, code) {
				t.Fatalf("%s came by itself", code)
			}
		}
	})
}
