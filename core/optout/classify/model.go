// Package classify weighs a message with a small trained model: how likely does it ask for silence? It knows nothing of
// phrases or rules; package optout brings both together.
//
// The model is a logistic regression over hashed features (Weinberger et al., "Feature Hashing for Large Scale Multitask
// Learning", 2009) with one byte a weight. Pure; a Model is immutable and safe from any goroutine.
package classify

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"shopbell/core/fold"
)

// Model is what training found.
type Model struct {
	// Trained names what it was trained on: a hash of the training sentences' features and labels.
	Trained [32]byte
	// The least probabilities: for a stop, for a person to look, and for a stop where a phrase already asks for a person.
	Yes, Review, Raise float64
	// Doubt is the least probability to let stand a stop that a phrase found in a clause which goes on.
	Doubt float64

	bias, scale float32 // a weight is its byte × scale
	weights     []int8  // a power of two
	shift       uint
}

// magic begins every model; its last byte is the version of the format.
const magic = "shopbell-optout\x01"

// headerSize is the magic, the training hash, six float32, and the exponent of the number of weights.
const headerSize = len(magic) + 32 + 6*4 + 1

// New makes a model of trained weights, 1<<bits of them. The weights are rounded to bytes.
func New(bits uint, bias float32, weights []float32) *Model {
	m := &Model{bias: bias, weights: make([]int8, len(weights)), shift: 32 - bits}
	top := float32(0)
	for _, w := range weights {
		top = max(top, w, -w)
	}
	m.scale = top / math.MaxInt8
	if m.scale == 0 {
		m.scale = 1
	}
	for i, w := range weights {
		m.weights[i] = int8(math.RoundToEven(float64(w / m.scale)))
	}
	return m
}

// Parse reads a model.
func Parse(b []byte) (*Model, error) {
	if len(b) < headerSize || string(b[:len(magic)]) != magic {
		return nil, errors.New("this is no model of the opt-out reader")
	}
	m := &Model{}
	at := len(magic) + copy(m.Trained[:], b[len(magic):])
	number := func() float32 {
		at += 4
		return math.Float32frombits(binary.LittleEndian.Uint32(b[at-4:]))
	}
	m.Yes, m.Review, m.Raise, m.Doubt = float64(number()), float64(number()), float64(number()), float64(number())
	m.bias, m.scale = number(), number()
	bits := uint(b[at])
	if bits < 8 || bits > 24 || len(b)-headerSize != 1<<bits {
		return nil, fmt.Errorf("the model is cut short: it has %d bytes", len(b))
	}
	m.shift = 32 - bits
	m.weights = make([]int8, 1<<bits)
	for i, w := range b[headerSize:] {
		m.weights[i] = int8(w)
	}
	return m, nil
}

// Bytes writes the model as Parse reads it.
func (m *Model) Bytes() []byte {
	b := append(make([]byte, 0, headerSize+len(m.weights)), magic...)
	b = append(b, m.Trained[:]...)
	for _, f := range []float32{float32(m.Yes), float32(m.Review), float32(m.Raise), float32(m.Doubt), m.bias, m.scale} {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	b = append(b, byte(32-m.shift))
	for _, w := range m.weights {
		b = append(b, byte(w))
	}
	return b
}

// Slot is where in 1<<bits weights a feature has its own.
func Slot(hash uint32, bits uint) uint32 { return hash * 2654435769 >> (32 - bits) }

// Probability tells how likely a message asks for silence, 0 to 1; 0 for a message without words.
func (m *Model) Probability(words []fold.Word) float64 {
	if len(words) == 0 {
		return 0
	}
	sum, n := 0, 0
	Features(words, func(h uint32, _, _ int) {
		sum += int(m.weights[h*2654435769>>m.shift])
		n++
	})
	return Logistic(float64(m.bias) + float64(m.scale)*float64(sum)/math.Sqrt(float64(n)))
}

// Logistic is the logistic function.
func Logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Decisive gives the stretch of words [from,to) that speaks loudest for silence: the one whose weights have the largest
// sum. A feature's weight is shared by the words it stands for. There must be at least one word.
func (m *Model) Decisive(words []fold.Word) (from, to int) {
	offset := max(0, len(words)-maxWords)
	weight := make([]float64, len(words))
	Features(words, func(h uint32, a, b int) {
		for i := a; i < b; i++ {
			weight[offset+i] += float64(m.weights[h*2654435769>>m.shift]) / float64(b-a)
		}
	})
	best, sum, start := math.Inf(-1), 0.0, 0
	for i, w := range weight {
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += w; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	return from, to
}
