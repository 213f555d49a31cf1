package store

import (
	"testing"
	"time"

	"shopbell/core"
	"shopbell/core/compose"
)

// Either answer can be taken back: the question is open again, nothing leaves meanwhile, the answer is not remembered,
// and what it held back follows the second answer.
func TestTheStopQuestionIsAskedAgain(t *testing.T) {
	for _, first := range []bool{true, false} {
		for _, second := range []bool{true, false} {
			s := open(t)
			apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")))
			restock(t, s, "MUG", 5, "a")
			apply(t, s, noon, says("a", noon.Add(time.Minute), "enough for now", reads(core.ReadReview)))
			reviews, _ := s.Reviews(t.Context())
			message := reviews[0].MessageID
			heard, err := s.Heard(t.Context(), "a")
			if err != nil || heard != 2 {
				t.Fatalf("heard %d, %v", heard, err)
			}
			decide := func(stop bool) {
				t.Helper()
				if err := s.DecideReview(t.Context(), "a", message, stop, noon.Add(time.Hour)); err != nil {
					t.Fatal(err)
				}
			}
			decide(first)
			if err := s.AskAgain(t.Context(), "a", message, heard, noon.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			if state, code := stateOf(t, s, "a"); state != core.DeliveryRefused || code != core.ReasonOptOutReview {
				t.Errorf("after %v, asked again: %s %s", first, state, code)
			}
			again, _ := s.Reviews(t.Context())
			if len(again) != 1 || again[0].MessageID != message || again[0].Quote != "enough for now" || !again[0].At.Equal(reviews[0].At) {
				t.Errorf("the question is %+v", again)
			}
			if judged, err := s.Judged(t.Context()); err != nil || len(judged) != 0 {
				t.Errorf("remembered %v, %v", judged, err)
			}
			decide(second)
			want := core.DeliveryPlanned
			if second {
				want = core.DeliveryRefused
			}
			if state, _ := stateOf(t, s, "a"); state != want {
				t.Errorf("answered %v, then %v: %s", first, second, state)
			}
			if judged, _ := s.Judged(t.Context()); judged[compose.TextKey("enough for now")] != second {
				t.Errorf("remembered %v", judged)
			}
		}
	}
}

// The customer's own words are stronger: once they wrote again, or said stop themselves, nothing is taken back.
func TestWhatTheCustomerSaidSinceStands(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "mug?", wants("MUG", "")), says("b", noon, "STOP", reads(core.ReadStop)))
	apply(t, s, noon, says("a", noon.Add(time.Minute), "enough for now", reads(core.ReadReview)))
	reviews, _ := s.Reviews(t.Context())
	message := reviews[0].MessageID
	heard, _ := s.Heard(t.Context(), "a")
	if err := s.DecideReview(t.Context(), "a", message, true, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon.Add(2*time.Hour), says("a", noon.Add(2*time.Minute), "STOP", reads(core.ReadStop))) // written before, read after
	if err := s.AskAgain(t.Context(), "a", message, heard, noon.Add(3*time.Hour)); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("a stop was made a question: %v", err)
	}
	if left, _ := s.Reviews(t.Context()); len(left) != 0 {
		t.Errorf("in doubt: %+v", left)
	}
	stop := says("b", noon, "STOP").Messages[0].ID
	if err := s.AskAgain(t.Context(), "b", stop, 1, noon); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("a plain stop was made a question: %v", err)
	}
	if err := s.AskAgain(t.Context(), "nobody", stop, 0, noon); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("somebody unknown: %v", err)
	}
}

func TestACorrectionIsTakenBack(t *testing.T) {
	s := open(t)
	apply(t, s, noon, says("a", noon, "is the mug blue?", wants("MUG", "M")), says("b", noon.Add(time.Minute), "mug please", wants("MUG", "")))
	message := says("a", noon, "is the mug blue?").Messages[0].ID
	take := func(heard int) error {
		return s.TakeBackCorrection(t.Context(), "a", "MUG", message, heard, noon.Add(time.Hour))
	}
	if err := take(1); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("nothing was corrected: %v", err)
	}
	if err := s.CorrectRequest(t.Context(), "a", "MUG", message, noon); err != nil {
		t.Fatal(err)
	}
	if err := take(1); err != nil {
		t.Fatal(err)
	}
	line, err := s.Line(t.Context(), "MUG", "")
	if err != nil || len(line) != 2 || line[0].CustomerID != "a" || line[0].Quote != "is the mug blue?" {
		t.Errorf("the line is %+v, %v", line, err)
	}
	if err := s.CorrectRequest(t.Context(), "a", "MUG", message, noon); err != nil {
		t.Fatal(err)
	}
	apply(t, s, noon, says("a", noon.Add(time.Minute), "never mind"))
	if err := take(1); core.CodeOf(err) != core.CodeNotFound {
		t.Errorf("taken back after the customer wrote: %v", err)
	}
}
