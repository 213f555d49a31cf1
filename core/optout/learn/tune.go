package learn

import (
	"cmp"
	"errors"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"shopbell/core"
	"shopbell/core/optout"
	"shopbell/core/optout/classify"
	"shopbell/core/optout/labelled"
)

// folds is into how many parts cross-validation cuts the ideas.
const folds = 5

// Judged is a sentence with what a model thought of it that had not seen its idea in any language, and what the phrases
// found.
type Judged struct {
	Sample
	Probability float64
	Phrases     optout.Result
}

// CrossValidate judges every training sentence by a model trained on other ideas.
func CrossValidate(training []Sample, s Settings, phrases *optout.Reader) []Judged {
	var out []Judged
	for part := range uint32(folds) {
		var in, left []Sample
		for _, x := range training {
			switch {
			case partOf(x) != part:
				in = append(in, x)
			case !x.Copy:
				left = append(left, x)
			}
		}
		out = append(out, Judge(Fit(in, s), left, phrases)...)
	}
	return out
}

// partOf gives the part of a sentence. An idea stays together in all languages; the messages of the phrase files, which
// were written to no idea, are spread.
func partOf(x Sample) uint32 {
	key := x.Idea
	if strings.HasPrefix(key, phraseFile) {
		key = x.Text
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32() % folds
}

// Judge asks a model and the phrases about sentences.
func Judge(m *classify.Model, list []Sample, phrases *optout.Reader) []Judged {
	out := make([]Judged, 0, len(list))
	for _, x := range list {
		out = append(out, Judged{x, m.Probability(optout.Words(x.Text)), phrases.Read(x.Text)})
	}
	return out
}

// The most of the messages that ask for nothing, and in which no phrase was found either, that a threshold may let through:
// of ordinary messages, and of those written to be hard.
const (
	yesOfGeneral, yesOfHard       = 0.002, 0.01
	reviewOfGeneral, reviewOfHard = 0.05, 0.10
	doubtOfStops                  = 0.0375 // of the stops that phrases find, how many may be left to a person instead
	raiseRight                    = 0.95   // of messages in which a phrase saw a doubt, how many must be stops to call them so
)

// Tune sets the thresholds of a model by the judgements of cross-validation. The error tells that no threshold is good enough.
func Tune(m *classify.Model, list []Judged) error {
	var general, hard []float64
	for _, x := range list {
		switch {
		case x.Label != labelled.Not || x.Phrases.Reading != core.ReadNothing:
		case x.General:
			general = append(general, x.Probability)
		default:
			hard = append(hard, x.Probability)
		}
	}
	m.Yes = max(above(general, yesOfGeneral), above(hard, yesOfHard))
	m.Review = max(above(general, reviewOfGeneral), above(hard, reviewOfHard))
	m.Raise, m.Doubt = raise(list), doubt(list)
	if m.Yes >= 1 || m.Review >= m.Yes {
		return errors.New("no threshold tells a stop from other messages")
	}
	return nil
}

// above gives the least threshold that at most a share of the probabilities reach.
func above(list []float64, share float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	n := len(list) - 1 - int(share*float64(len(list)))
	return math.Nextafter(list[n], 1)
}

// raise gives the least threshold above which, of the messages that the phrases leave to a person, nearly all are stops.
func raise(list []Judged) float64 {
	var doubt []Judged
	for _, x := range list {
		if x.Phrases.Reading == core.ReadReview && x.Label != labelled.Person {
			doubt = append(doubt, x)
		}
	}
	slices.SortStableFunc(doubt, func(a, b Judged) int {
		return cmp.Compare(b.Probability, a.Probability)
	})
	least, right := 1.0, 0
	for n, x := range doubt {
		if x.Label == labelled.Stop {
			right++
		}
		if float64(right) >= raiseRight*float64(n+1) {
			least = x.Probability
		}
	}
	return least
}

// doubt gives the greatest threshold below which few of the stops that phrases find would be left to a person.
func doubt(list []Judged) float64 {
	var open []float64
	stops := 0
	for _, x := range list {
		if x.Label != labelled.Stop || x.Phrases.Reading != core.ReadStop {
			continue
		}
		stops++
		if x.Phrases.GoesOn {
			open = append(open, x.Probability)
		}
	}
	slices.Sort(open)
	n := int(doubtOfStops * float64(stops))
	if n >= len(open) {
		return 0
	}
	return open[n]
}
