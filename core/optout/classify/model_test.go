package classify

import (
	"testing"

	"pgregory.net/rapid"

	"shopbell/core/fold"
)

const bits = 12

// learned makes a model in which every feature of one text speaks for silence, and every feature of another against it.
func learned(stop, not string) *Model {
	weights := make([]float32, 1<<bits)
	for text, w := range map[string]float32{stop: 1, not: -1} {
		Features(fold.Words(text), func(h uint32, _, _ int) { weights[Slot(h, bits)] += w })
	}
	return New(bits, 0, weights)
}

func TestProbabilityFollowsTheWeights(t *testing.T) {
	m := learned("quit texting", "blue mugs")
	if p := m.Probability(fold.Words("quit texting")); p < 0.9 {
		t.Errorf("what was learned as a stop has %.2f", p)
	}
	if p := m.Probability(fold.Words("blue mugs")); p > 0.1 {
		t.Errorf("what was learned as no stop has %.2f", p)
	}
	if p := m.Probability(nil); p != 0 {
		t.Errorf("no words have %.2f", p)
	}
}

func TestDecisiveGivesTheStretchThatSpeaksForSilence(t *testing.T) {
	words := fold.Words("blue mugs are nice quit texting")
	from, to := learned("quit texting", "blue mugs are nice").Decisive(words)
	if from < 3 || to != len(words) {
		t.Errorf("got words %d to %d of %d", from, to, len(words))
	}
}

func TestScriptsWithoutSpacesHaveRunsOfLetters(t *testing.T) {
	m := learned("別再發訊息", "藍色杯子有嗎")
	if p := m.Probability(fold.Words("請別再發訊息了")); p < 0.6 {
		t.Errorf("a longer message around what was learned has %.2f", p)
	}
}

func TestModelSurvivesItsBytes(t *testing.T) {
	m := learned("quit texting", "blue mugs")
	m.Trained[3], m.Yes, m.Review, m.Raise, m.Doubt = 7, 0.75, 0.5, 0.625, 0.25
	got, err := Parse(m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if got.Trained != m.Trained || got.Yes != m.Yes || got.Review != m.Review || got.Raise != m.Raise || got.Doubt != m.Doubt {
		t.Errorf("got %v %v %v %v %v", got.Trained, got.Yes, got.Review, got.Raise, got.Doubt)
	}
	words := fold.Words("quit blue texting")
	if a, b := m.Probability(words), got.Probability(words); a != b {
		t.Errorf("it weighs %v, before %v", b, a)
	}
}

func TestParseRefusesWhatIsNoModel(t *testing.T) {
	whole := learned("a", "b").Bytes()
	for name, b := range map[string][]byte{
		"nothing": nil, "other bytes": make([]byte, 5000), "cut short": whole[:len(whole)-1], "too long": append(whole[:len(whole):len(whole)], 0),
	} {
		if _, err := Parse(b); err == nil {
			t.Errorf("%s is taken for a model", name)
		}
	}
}

// Whatever the text, a feature stands for words that are there, and the decisive stretch is one of them at least.
func TestFeaturesStandForWords(t *testing.T) {
	m := learned("quit texting", "blue mugs")
	rapid.Check(t, func(t *rapid.T) {
		words := fold.Words(rapid.String().Draw(t, "text"))
		Features(words, func(_ uint32, from, to int) {
			if from < 0 || to < from || to > len(words) {
				t.Fatalf("a feature of words %d to %d of %d", from, to, len(words))
			}
		})
		if len(words) == 0 {
			return
		}
		if from, to := m.Decisive(words); from < 0 || to <= from || to > len(words) {
			t.Fatalf("decided by words %d to %d of %d", from, to, len(words))
		}
	})
}
