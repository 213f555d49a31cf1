// Package learn trains the model of package classify from labelled sentences. The trainer and tests use it; the program
// does not.
//
// Everything is deterministic: the same sentences give the same model, whatever the machine does at the time.
package learn

import (
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"shopbell/core/fold"
	"shopbell/core/optout"
	"shopbell/core/optout/classify"
	"shopbell/core/optout/labelled"
)

// Sample is one sentence made ready for training.
type Sample struct {
	labelled.Sentence
	Features []uint32 // hashes
	Copy     bool     // the sentence in another alphabet: learnt from, not judged
}

// target is the probability that the model should give.
func (s Sample) target() float64 {
	switch s.Label {
	case labelled.Stop:
		return 1
	case labelled.Person:
		return 0.5
	}
	return 0
}

// Sentences reads every labelled sentence of the project, root being its folder: core/optout/sentences, the general
// messages below it, and the whole messages that the phrase files carry.
func Sentences(root string) ([]labelled.Sentence, error) {
	out, err := labelled.Read(os.DirFS(filepath.Join(root, "core/optout/sentences")))
	if err != nil {
		return nil, err
	}
	general, err := labelled.Read(os.DirFS(filepath.Join(root, "core/optout/sentences/general")))
	if err != nil {
		return nil, err
	}
	for i := range general {
		general[i].General = true
	}
	phrases, err := examples(os.DirFS(filepath.Join(root, "assets/optout")))
	if err != nil {
		return nil, err
	}
	return append(append(out, general...), phrases...), nil
}

// phraseFile begins the idea of messages from phrase files.
const phraseFile = "phrase file "

// examples reads the [yes] and [not] messages of the phrase files.
func examples(files fs.FS) ([]labelled.Sentence, error) {
	names, err := fs.Glob(files, "*.txt")
	if err != nil {
		return nil, err
	}
	var out []labelled.Sentence
	for _, name := range names {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		section := ""
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			s := labelled.Sentence{Language: strings.TrimSuffix(name, ".txt"), Idea: phraseFile + section, Text: strings.ReplaceAll(line, `\n`, "\n")}
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
			case strings.HasPrefix(line, "["):
				section = line
			case section == "[yes]":
				s.Label = labelled.Stop
				out = append(out, s)
			case section == "[not]":
				s.Label = labelled.Not
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// Samples makes sentences ready, leaving out those without words. A sentence in a language that is also written in another
// alphabet is there in both.
func Samples(list []labelled.Sentence) []Sample {
	out := make([]Sample, 0, len(list))
	for _, s := range list {
		for n, words := range append([][]fold.Word{optout.Words(s.Text)}, optout.InOtherLetters(s.Language, s.Text)...) {
			if len(words) == 0 {
				continue
			}
			sample := Sample{Sentence: s, Copy: n > 0}
			classify.Features(words, func(h uint32, _, _ int) { sample.Features = append(sample.Features, h) })
			out = append(out, sample)
		}
	}
	return out
}

// Training leaves out what is held back.
func Training(list []Sample) []Sample {
	var out []Sample
	for _, s := range list {
		if !s.HeldBack {
			out = append(out, s)
		}
	}
	return out
}

// Fingerprint names a training set: it changes with the sentences, their labels and the way features are made.
func Fingerprint(training []Sample) (sum [32]byte) {
	h := sha256.New()
	var b []byte
	for _, s := range training {
		b = append(b[:0], byte(s.Label))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s.Features)))
		for _, f := range s.Features {
			b = binary.LittleEndian.AppendUint32(b, f)
		}
		h.Write(b)
	}
	return [32]byte(h.Sum(nil))
}

// ModelFile is where the model lies in the repository.
const ModelFile = "assets/optout/model.bin"
