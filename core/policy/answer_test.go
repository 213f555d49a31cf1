package policy

import (
	"testing"
	"time"

	"shopbell/core"

	"pgregory.net/rapid"
)

// question is an automatic answer that goes: the customer asked a minute ago and nobody has answered.
func question(t testing.TB) scene {
	s := promo(t)
	s.m = Message{Kind: core.KindAnswer, Question: "m_in", Class: core.QuestionPrice, LapsesAt: noon().Add(14 * time.Minute)}
	s.c.LastInbound = wrote(noon().Add(-time.Minute))
	s.c.LastOutbound = noon().Add(-time.Hour)
	return s
}

func TestAnAnswerGoesInTheWindowAlone(t *testing.T) {
	s := question(t)
	wantSend(t, s.decide(), core.LaneWindow)
	s.r.QuietFrom, s.r.QuietTo, s.r.CustomerDay = 0, 24*time.Hour-time.Minute, 0 // quiet hours and caps are for offers
	wantSend(t, s.decide(), core.LaneWindow)
	s.p.HumanAgent, s.m.LapsesAt = true, time.Time{}
	s.c.LastInbound.At, s.c.LastOutbound = s.now.Add(-25*time.Hour), time.Time{}
	want(t, s.decide(), core.ActionHoldForReply, core.ReasonWindowClosed, time.Time{})
}

func TestAnAnswerIsDroppedWhenItIsNone(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*scene)
		code   core.ReasonCode
	}{
		"the customer wrote again": {func(s *scene) { s.c.LastInbound = Event{At: noon(), ID: "m_more"} }, core.ReasonAskedMore},
		"somebody answered":        {func(s *scene) { s.c.LastOutbound = noon() }, core.ReasonPersonAnswered},
		"in the same second":       {func(s *scene) { s.c.LastOutbound = s.c.LastInbound.At }, core.ReasonPersonAnswered},
		"the same question": {func(s *scene) {
			p := past(core.KindAnswer, 24*time.Hour-time.Second)
			p.Class = core.QuestionPrice
			s.c.Past = []Past{p}
		}, core.ReasonQuestionAnswered},
		"too old": {func(s *scene) { s.m.LapsesAt = noon() }, core.ReasonLapsed},
	} {
		s := question(t)
		c.change(&s)
		if v := s.decide(); v.Action != core.ActionRefuse || v.Reasons[0].Code != c.code {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestOtherQuestionsAndOlderAnswersDoNotCount(t *testing.T) {
	s := question(t)
	same, other, typed := past(core.KindAnswer, 24*time.Hour), past(core.KindAnswer, time.Hour), past(core.KindReply, 2*time.Hour)
	same.Class, other.Class = core.QuestionPrice, core.QuestionHours
	s.c.Past = []Past{other, typed, same}
	wantSend(t, s.decide(), core.LaneWindow)
}

// Who asked to stop and then asks a question is answered; whose stop came with the question is not.
func TestAStopIsHeededUnlessAQuestionCameAfterIt(t *testing.T) {
	s := question(t)
	s.c.OptOut = &core.OptOut{State: core.OptOutStopped, At: s.c.LastInbound.At.Add(-time.Second)}
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.OptOut.At = s.c.LastInbound.At
	want(t, s.decide(), core.ActionRefuse, core.ReasonOptedOut, time.Time{})
	s.c.OptOut = &core.OptOut{State: core.OptOutReview, At: noon().Add(-100 * time.Hour)}
	want(t, s.decide(), core.ActionRefuse, core.ReasonOptOutReview, time.Time{})
}

func TestAnAnswerWaitsUntilEverythingWasRead(t *testing.T) {
	s := question(t)
	s.m.Leaving = true
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonStaleHistory, noon())
	s.p.ListedAt = noon()
	wantSend(t, s.decide(), core.LaneWindow)
	s.c.Changed = true
	want(t, s.decide(), core.ActionHoldUntil, core.ReasonStaleHistory, noon())
}

// Whatever else holds, an answer that goes is to the newest message, after everything that the shop said, and the first
// of its kind in a day.
func TestNoAnswerGoesAgainstARule(t *testing.T) {
	zones := someZones(t)
	sent := 0
	rapid.Check(t, func(t *rapid.T) {
		s := anyScene(t, zones)
		ago := func(name string, minutes *rapid.Generator[int]) time.Time {
			return s.now.Add(-time.Duration(minutes.Draw(t, name)) * time.Minute)
		}
		fresh, old := rapid.IntRange(0, 20), rapid.IntRange(0, 3000)
		// What stops an answer is drawn seldom: with many of them at once hardly any would go.
		seldom := func(name string) bool { return rapid.IntRange(0, 99).Draw(t, name) > 79 }
		s.m = Message{Kind: core.KindAnswer, Question: "m", Class: core.QuestionPrice}
		if seldom("another question") {
			s.m.Question = "old"
		}
		s.c.LastInbound.At, s.c.LastOutbound = ago("asked", rapid.OneOf(fresh, old)), ago("said", rapid.OneOf(old, old, fresh))
		if seldom("stop") {
			s.c.OptOut = &core.OptOut{State: rapid.SampledFrom([]core.OptOutState{core.OptOutStopped, core.OptOutReview}).Draw(t, "how"), At: ago("stopped", old)}
		}
		for i := range s.c.Past {
			s.c.Past[i].Kind, s.c.Past[i].Class = core.KindAnswer, rapid.SampledFrom(core.Questions()).Draw(t, "class")
		}
		if s.decide().Action != core.ActionSend {
			return
		}
		sent++
		asked := s.c.LastInbound.At
		if o := s.c.OptOut; s.m.Question != "m" || !asked.After(s.c.LastOutbound) || s.now.Sub(asked) >= 24*hour ||
			o != nil && (o.State == core.OptOutReview || !o.At.Before(asked)) {
			t.Fatalf("sent: %+v", s)
		}
		for _, p := range s.c.Past {
			if p.Class == s.m.Class && s.now.Sub(p.At) < 24*hour {
				t.Fatalf("answered twice a day: %+v", p)
			}
		}
	})
	if sent == 0 && !testing.Short() { // twenty histories may hold none that goes
		t.Error("nothing was ever sent")
	}
}
