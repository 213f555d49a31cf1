//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"
)

// asks lets a customer write, runs the outbox and gives what reached somebody by it.
func (s *shop) asks(id, text string) []received {
	s.Helper()
	before, second := len(s.log()), time.Now().Unix()
	s.until("the next second: the page tells its times by it", func() bool { return time.Now().Unix() > second })
	s.wrote(id, "", text, "")
	s.must(partly, nil, "outbox", "run")
	return s.log()[before:]
}

// needed tells why messages wait for a person.
func (s *shop) needed() map[string]string {
	s.Helper()
	var list []struct{ Quote, Why string }
	s.must(done, &list, "answers", "needed")
	out := map[string]string{}
	for _, n := range list {
		out[n.Quote] = n.Why
	}
	return out
}

// TestAnswersToRepeatedQuestions: a suggestion first, then one automatic answer, and none where a person is needed.
func TestAnswersToRepeatedQuestions(t *testing.T) {
	t.Parallel()
	s := newShop(t, "--empty", "--no-rate-limits")
	s.ready()
	s.must(done, nil, "answers", "save", "price", "--for", "price", "--text", "{product} costs {price}, {first_name}.")
	ana := s.newcomer("Ana Duarte", "hello", time.Hour)
	s.wrote(ana, "", "how much is the blue mug?", "")
	s.must(partly, nil, "outbox", "run")
	if n := len(s.log()); n != 0 {
		t.Fatalf("nothing is switched on, and %d were sent", n)
	}
	var suggested []struct{ Text, From, Name string }
	s.must(done, &suggested, "answers", "suggest", ana)
	if len(suggested) != 1 || suggested[0].Text != "Blue speckled mug costs 18.50 EUR, Ana." || suggested[0].Name != "price" {
		t.Errorf("suggested %+v", suggested)
	}

	s.must(done, nil, "answers", "auto", "price=on")
	ben := s.newcomer("Ben Adler", "hello", time.Hour)
	got := s.asks(ben, "How much is the blue mug?")
	if len(got) != 1 || got[0].Customer != ben || got[0].Text != "Automatic answer from Tulip Corner\nBlue speckled mug costs 18.50 EUR, Ben." {
		t.Fatalf("answered %+v", got) // and Ana, who asked before, not
	}
	if got = s.asks(ben, "how much is the blue mug"); len(got) != 0 {
		t.Errorf("asked again the same day: %+v", got)
	}
	angry := s.newcomer("Cem Kaya", "hello", time.Hour)
	if got = s.asks(angry, "How much is the blue mug? This is the third time I ask!!!"); len(got) != 0 {
		t.Errorf("angry, and answered: %+v", got)
	}
	stopped := s.newcomer("Dee Moss", "hello", time.Hour)
	if got = s.asks(stopped, "STOP"); len(got) != 1 || strings.Contains(got[0].Text, "Automatic answer") {
		t.Errorf("a stop got %+v", got) // its confirmation
	}
	n := s.needed()
	if len(n) != 2 || n["How much is the blue mug? This is the third time I ask!!!"] != "upset" || n["how much is the blue mug"] != "again" {
		t.Errorf("needed %+v", n)
	}
	s.must(done, nil, "send", "reply", "--customer", angry, "--text", "Sorry, Cem. It is 18.50.")
	s.must(partly, nil, "outbox", "run")
	if n = s.needed(); len(n) != 1 {
		t.Errorf("answered by a person, and still needed: %+v", n)
	}
	s.agree()
	s.must(done, nil, "answers", "auto", "price=off")
	if got = s.asks(s.newcomer("Eva Lind", "hello", time.Hour), "How much is the blue mug?"); len(got) != 0 {
		t.Errorf("switched off, and answered: %+v", got)
	}
}

// TestAPersonMayAnswerForSevenDays: a typed reply leaves after the window where the page has the feature, an automatic one
// never; without the feature neither does.
func TestAPersonMayAnswerForSevenDays(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{"with": {"--empty", "--no-rate-limits", "--human-agent"}, "without": {"--empty", "--no-rate-limits"}} {
		s := newShop(t, args...)
		s.ready()
		late := s.newcomer("Ana Duarte", "How much is the blue mug?", 3*24*time.Hour)
		older := s.newcomer("Ben Adler", "How much is the blue mug?", 8*24*time.Hour)
		s.must(done, nil, "answers", "save", "price", "--for", "price", "--text", "{product} costs {price}.")
		s.must(done, nil, "answers", "auto", "price=on")
		s.must(partly, nil, "outbox", "run")
		for _, who := range []string{late, older} {
			s.must(partly, nil, "send", "reply", "--customer", who, "--text", "It is 18.50, sorry for the wait.")
		}
		s.must(partly, nil, "outbox", "run")
		list := s.arrivals()
		switch {
		case name == "without" && len(list) != 0:
			t.Errorf("%s the feature: %+v", name, list)
		case name == "with" && (len(list) != 1 || list[0].Customer != late || list[0].Tag != "HUMAN_AGENT" || strings.Contains(list[0].Text, "Automatic")):
			t.Errorf("%s the feature: %+v", name, list)
		}
	}
}
