package optout

import (
	"testing"
	"testing/fstest"

	"shopbell/core"
	"shopbell/core/optout/classify"
)

// leaning makes a reader of a few phrases and of a model that gives every message the same probability.
func leaning(t *testing.T, p float64) *Reader {
	t.Helper()
	r, err := NewFrom(fstest.MapFS{"xx.txt": {Data: []byte("[stop]\ndont send\n[review]\nmaybe halt\n[resume]\nagain please\n[never]\nbus stop\n[later]\ntoday\n[not]\nthis is my own way\n")}})
	if err != nil {
		t.Fatal(err)
	}
	weights := make([]float32, 1<<8)
	r.model = classify.New(8, 0, weights)
	r.model.Review, r.model.Raise, r.model.Yes, r.model.Doubt = 0.5, 0.5, 0.5, 0.5
	switch { // the model says one half to everything; the thresholds move around it
	case p < 0.5:
		r.model.Review, r.model.Raise, r.model.Yes, r.model.Doubt = 0.9, 0.9, 0.9, 0.9
	case p < 0.8:
		r.model.Raise, r.model.Yes = 0.9, 0.9
	}
	return r
}

func TestPhrasesComeFirst(t *testing.T) {
	const sure, doubtful, against = 0.9, 0.6, 0.1
	for _, c := range []struct {
		text string
		p    float64
		want core.Reading
	}{
		{"some words nobody foresaw", sure, core.ReadStop},
		{"some words nobody foresaw", doubtful, core.ReadReview},
		{"some words nobody foresaw", against, core.ReadNothing},
		{"two words", sure, core.ReadNothing},
		{"this is my own way", sure, core.ReadNothing},
		{"at the bus stop there", sure, core.ReadReview},
		{"you maybe halt that", sure, core.ReadStop},
		{"you maybe halt that", doubtful, core.ReadReview},
		{"you maybe halt that", against, core.ReadReview},
		{"please you dont send", against, core.ReadStop},
		{"dont send the red one", against, core.ReadReview},
		{"dont send the red one", doubtful, core.ReadStop},
		{"dont send today thanks", sure, core.ReadReview},
		{"yes again please now", sure, core.ReadResume},
	} {
		got := leaning(t, c.p).Read(c.text)
		if got.Reading != c.want {
			t.Errorf("%q with a model at %.1f is read as %q, want %q", c.text, c.p, got.Reading, c.want)
		}
		if (got.Words == "") != (got.Reading == core.ReadNothing) {
			t.Errorf("%q: %q decided by %q", c.text, got.Reading, got.Words)
		}
	}
}
