package learn

import (
	"math"
	"math/rand/v2"

	"shopbell/core/optout/classify"
	"shopbell/core/optout/labelled"
)

// Settings steer training. The zero value is not useful; see Default.
type Settings struct {
	Bits   uint    // 1<<Bits weights
	Rounds int     // times that every sentence is seen
	Rate   float64 // of learning
	Decay  float64 // of a weight each time it is used: holds weights small (L2)
}

// Default are the settings of the model that the program carries, found by cross-validation.
func Default() Settings { return Settings{Bits: 20, Rounds: 12, Rate: 0.1, Decay: 0} }

// seed begins the order in which sentences are seen.
const seed = 20

// Fit trains a model by stochastic gradient descent with a step of its own for every weight (AdaGrad: Duchi et al., 2011).
func Fit(training []Sample, s Settings) *classify.Model {
	size := 1 << s.Bits
	weights, grads := make([]float32, size), make([]float32, size)
	bias, biasGrad := 0.0, 1e-6
	order := make([]int, len(training))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(seed, seed))
	slots := make([][]uint32, len(training))
	for i, x := range training {
		slots[i] = make([]uint32, len(x.Features))
		for k, h := range x.Features {
			slots[i][k] = classify.Slot(h, s.Bits)
		}
	}
	for range s.Rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, n := range order {
			x := slots[n]
			norm := 1 / math.Sqrt(float64(len(x)))
			sum := 0.0
			for _, slot := range x {
				sum += float64(weights[slot])
			}
			wrong := (classify.Logistic(bias+sum*norm) - training[n].target()) * importance(training[n])
			biasGrad += wrong * wrong
			bias -= s.Rate * wrong / math.Sqrt(biasGrad)
			g := float32(wrong * norm)
			for _, slot := range x {
				d := g + float32(s.Decay)*weights[slot]
				grads[slot] += d * d
				weights[slot] -= float32(s.Rate) * d / float32(math.Sqrt(float64(grads[slot])+1e-8))
			}
		}
	}
	return classify.New(s.Bits, float32(bias), weights)
}

// importance weighs a sentence: a doubtful one teaches less.
func importance(x Sample) float64 {
	if x.Label == labelled.Person {
		return 0.3
	}
	return 1
}
