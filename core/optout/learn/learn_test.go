package learn

import (
	"bytes"
	"testing"

	phrases "shopbell/assets/optout"
	"shopbell/core/optout"
	"shopbell/core/optout/classify"
	"shopbell/core/optout/labelled"
)

// root is the repository's folder, seen from here.
const root = "../../.."

func training(t *testing.T) []Sample {
	t.Helper()
	list, err := Sentences(root)
	if err != nil {
		t.Fatal(err)
	}
	return Training(Samples(list))
}

// Whoever changes a sentence, or how features are made, must train again: the program would read by old knowledge.
func TestModelIsCurrent(t *testing.T) {
	m, err := classify.Parse(phrases.Model)
	if err != nil {
		t.Fatal(err)
	}
	if Fingerprint(training(t)) != m.Trained {
		t.Error("the opt-out model was trained on other sentences than these: run \"make model\" and commit assets/optout/model.bin with them")
	}
}

func TestNothingHeldBackIsTrainedOn(t *testing.T) {
	all := Samples([]labelled.Sentence{{Text: "quit it", Label: labelled.Stop, HeldBack: true}, {Text: "blue mug", Label: labelled.Not}, {Text: "..."}})
	if len(all) != 2 {
		t.Fatalf("%d samples, want the two with words", len(all))
	}
	if got := Training(all); len(got) != 1 || got[0].Text != "blue mug" {
		t.Errorf("trained on %v", got)
	}
}

func TestFingerprintSeesEveryChange(t *testing.T) {
	base := []labelled.Sentence{{Text: "quit it", Label: labelled.Stop}, {Text: "blue mug", Label: labelled.Not}}
	seen := map[[32]byte]string{}
	for name, list := range map[string][]labelled.Sentence{
		"as it is": base, "one less": base[:1], "another order": {base[1], base[0]},
		"another label": {{Text: "quit it", Label: labelled.Person}, base[1]}, "another word": {{Text: "quit that", Label: labelled.Stop}, base[1]},
	} {
		sum := Fingerprint(Samples(list))
		if other, ok := seen[sum]; ok {
			t.Errorf("%q looks like %q", name, other)
		}
		seen[sum] = name
	}
}

// small is a part of the sentences, quick to train on.
func small(t *testing.T) []Sample {
	var out []Sample
	for _, s := range training(t) {
		if s.Language == "en" || s.Language == "ja" {
			out = append(out, s)
		}
	}
	return out
}

func TestFitIsDeterministicAndLearns(t *testing.T) {
	list := small(t)
	settings := Settings{Bits: 16, Rounds: 8, Rate: 0.1}
	m := Fit(list, settings)
	if !bytes.Equal(m.Bytes(), Fit(list, settings).Bytes()) {
		t.Error("the same sentences give two models")
	}
	right, n := 0, 0
	for _, s := range list {
		if s.Label == labelled.Person {
			continue
		}
		n++
		if (m.Probability(optout.Words(s.Text)) > 0.5) == (s.Label == labelled.Stop) {
			right++
		}
	}
	if float64(right) < 0.95*float64(n) {
		t.Errorf("of the sentences that it saw, %d of %d are told apart", right, n)
	}
}

func TestTuneHoldsItsPromise(t *testing.T) {
	alone, err := optout.NewFrom(phrases.Files)
	if err != nil {
		t.Fatal(err)
	}
	list := small(t)
	settings := Settings{Bits: 16, Rounds: 8, Rate: 0.1}
	judged := CrossValidate(list, settings, alone)
	if len(judged) != len(list) {
		t.Fatalf("%d judged of %d", len(judged), len(list))
	}
	m := Fit(list, settings)
	if err := Tune(m, judged); err != nil {
		t.Fatal(err)
	}
	hard, yes := 0, 0
	for _, x := range judged {
		if x.Label == labelled.Not && !x.General && x.Phrases.Reading == "no" {
			hard++
			if x.Probability >= m.Yes {
				yes++
			}
		}
	}
	if float64(yes) > yesOfHard*float64(hard) {
		t.Errorf("%d of %d would be taken for stops", yes, hard)
	}
	if m.Review >= m.Yes || m.Doubt >= m.Yes {
		t.Errorf("thresholds %v %v %v", m.Yes, m.Review, m.Doubt)
	}
}

func TestTuneRefusesAModelThatKnowsNothing(t *testing.T) {
	m := classify.New(8, 0, make([]float32, 256))
	same := []Judged{{Sample: Sample{Sentence: labelled.Sentence{Label: labelled.Not}}, Probability: 0.5, Phrases: optout.Result{Reading: "no"}}}
	if Tune(m, same) == nil {
		t.Error("thresholds out of one equal probability")
	}
}
