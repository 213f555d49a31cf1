package sending

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/screen"
	"shopbell/ui/words"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func view(state core.CampaignState, sent, toGo, later int) View {
	return View{Progress: views.Progress{Title: "Blue mug", Campaign: core.Campaign{ID: "c1", State: state}, Everyone: sent + toGo + later, Sent: sent, ToGo: toGo, Later: later, PerSecond: 10}}
}

// The headline is the sum of the figures below it, whatever the progress claims.
func TestHeadlineIsTheSumOfItsFigures(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 100_000)
		p := views.Progress{Sent: n.Draw(r, "sent"), ToGo: n.Draw(r, "to go"), Later: n.Draw(r, "later"), HeldBack: n.Draw(r, "held back"),
			NotSure: n.Draw(r, "not sure"), Everyone: n.Draw(r, "everyone")}
		c, sum := (View{Progress: p}).Counts(), 0
		for part := Sent; part < parts; part++ {
			sum += c[part]
		}
		if want := p.Sent + p.ToGo + p.Later + p.HeldBack + p.NotSure; c[Everyone] != sum || sum != want {
			r.Fatalf("everyone %d, figures %d, progress %d", c[Everyone], sum, want)
		}
	})
}

func TestTitleAndStandsFollowTheCampaign(t *testing.T) {
	w := words.New("en")
	paused := view(core.CampaignPaused, 27, 11, 0)
	paused.Campaign.Why = "opt_out_rate"
	strange := view(core.CampaignPaused, 27, 11, 0)
	strange.Campaign.Why = "a word of a newer version"
	halted := view(core.CampaignRunning, 27, 11, 0)
	halted.Halted = core.CodeTokenInvalid
	still := view(core.CampaignRunning, 27, 11, 0)
	still.Still = true
	unpaced := view(core.CampaignRunning, 27, 11, 0)
	unpaced.PerSecond = 0
	for _, c := range []struct {
		v             View
		title, stands string
	}{
		{view(core.CampaignRunning, 27, 11, 3), "Sending: ", "About 2 seconds left."},
		{view(core.CampaignRunning, 0, 601, 0), "Sending: ", "About 2 min left."},
		{unpaced, "Sending: ", ""},
		{still, "Kept ready: ", "Sending rests. Nothing is lost."},
		{view(core.CampaignRunning, 27, 0, 3), "Kept ready: ", "The others leave by themselves"},
		{view(core.CampaignRunning, 27, 0, 0), "Done: ", "Nobody waits"},
		{view(core.CampaignPaused, 27, 11, 0), "Paused: ", "Nothing leaves until you go on."},
		{paused, "Paused: ", "Shopbell paused it: many people asked to stop."},
		{strange, "Paused: ", "Nothing leaves until you go on."},
		{view(core.CampaignCancelled, 27, 0, 0), "Stopped: ", "You stopped it."},
		{view(core.CampaignDone, 27, 0, 0), "Done: ", "Nobody waits"},
		{halted, "Kept ready: ", "Sending rests."},
	} {
		if got := c.v.Title(w); got != c.title+"Blue mug" {
			t.Errorf("title %q, want %q", got, c.title)
		}
		if got := c.v.Stands(w); !strings.HasPrefix(got, c.stands) || (c.stands == "") != (got == "") {
			t.Errorf("%s: stands %q, want %q", c.title, got, c.stands)
		}
	}
}

func TestQuestionSaysWhatIsLost(t *testing.T) {
	text, do := view(core.CampaignRunning, 27, 8, 3).Question(words.New("en"))
	if text != "27 people have the message. 11 more do not get it." || do != "Stop, 11 get nothing" {
		t.Errorf("%q %q", text, do)
	}
}

func TestLineExplainsItself(t *testing.T) {
	w := words.New("en")
	for state, want := range map[core.DeliveryState]string{
		core.DeliveryUncertain: "No answer from Messenger. Shopbell looks into the chat first and sends again only if it is not there.",
		core.DeliveryPlanned:   "Leaves when its turn comes",
		core.DeliverySent:      "Code W10-7KQ4",
		core.DeliveryRefused:   "Asked you to stop",
	} {
		d := views.DeliveryRow{Delivery: core.Delivery{State: state, Code: "W10-7KQ4", UpdatedAt: noon}, Name: "Ana Duarte", Reason: core.Reason{Code: core.ReasonOptedOut}}
		if got := NewLine(w, d, noon, time.UTC); got != (Line{When: "12:00", Name: "Ana Duarte", Why: want}) {
			t.Errorf("%s: %+v", state, got)
		}
	}
}

// A kept message says when it goes; one whose customer wrote back no longer says that it waits for them.
func TestKeptMessageSaysWhenItGoes(t *testing.T) {
	w := words.New("en")
	env := screen.Env{Words: w, Clock: core.NewFakeClock(noon), Zone: time.UTC}
	closed := core.Reason{Code: core.ReasonWindowClosed}
	for _, c := range []struct {
		due       time.Time
		pill, why string
	}{
		{time.Time{}, "When they write", "The chat is closed. Leaves when they write"},
		{noon.Add(3 * time.Hour), "15:00", "Wrote back. Leaves by itself"},
		{noon.Add(-time.Second), "Goes now", "Wrote back. Leaves by itself"},
	} {
		d := views.DeliveryRow{Delivery: core.Delivery{State: core.DeliveryHeld, DueAt: c.due}, Reason: closed}
		if says, _, _ := look(env, d, false); says != c.pill {
			t.Errorf("due %v: pill %q, want %q", c.due, says, c.pill)
		}
		if says, _, _ := look(env, d, true); says == "Goes now" {
			t.Errorf("due %v: goes now while all rests", c.due)
		}
		if got := NewLine(w, d, noon, time.UTC).Why; got != c.why {
			t.Errorf("due %v: why %q, want %q", c.due, got, c.why)
		}
	}
}

// A restock tells how many were told, and when the next people are.
func TestARestockTellsItsRounds(t *testing.T) {
	w, now := words.New("en"), time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	running := core.Campaign{ID: "c", State: core.CampaignRunning}
	for want, p := range map[string]views.Progress{
		"": {Campaign: running},
		"Round 2: 3 people told so far, 4 at a time.":                                         {Campaign: running, Wave: &views.Wave{Stock: 2, Size: 4, Told: 3, Number: 2}},
		"1 person told so far, 4 at a time. If some are left, the next ones are told: 18:00.": {Campaign: running, Wave: &views.Wave{Stock: 2, Size: 4, Told: 1, Number: 1, NextAt: now.Add(6 * time.Hour)}},
		"Sold out: nobody else is told. The others keep their place.":                         {Campaign: running, Wave: &views.Wave{Size: 4, Told: 3, Number: 2}},
	} {
		if got := (View{Progress: p}).Round(w, now, time.UTC); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	over := views.Progress{Campaign: core.Campaign{ID: "c", State: core.CampaignDone}, Wave: &views.Wave{Stock: 2, Size: 4, Told: 3, Number: 2}}
	if got := (View{Progress: over}).Round(w, now, time.UTC); got != "" {
		t.Errorf("one that ended says %q", got)
	}
}
