// Command train writes the model of the opt-out reader, assets/optout/model.bin, from the labelled sentences. Run it in the
// repository's folder, by "make model", whenever sentences or the way features are made have changed; a test tells when.
//
// It is deterministic: on one kind of processor the same sentences give the same bytes.
package main

import (
	"fmt"
	"os"

	phrases "shopbell/assets/optout"
	"shopbell/core"
	reader "shopbell/core/optout"
	"shopbell/core/optout/classify"
	"shopbell/core/optout/labelled"
	"shopbell/core/optout/learn"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// run trains in the repository at root.
func run(root string) error {
	list, err := learn.Sentences(root)
	if err != nil {
		return err
	}
	alone, err := reader.NewFrom(phrases.Files)
	if err != nil {
		return err
	}
	training := learn.Training(learn.Samples(list))
	judged := learn.CrossValidate(training, learn.Default(), alone)
	m := learn.Fit(training, learn.Default())
	if err := learn.Tune(m, judged); err != nil {
		return err
	}
	m.Trained = learn.Fingerprint(training)
	fmt.Printf("%d sentences; yes from %.3f, review from %.3f, review raised to yes from %.3f, doubt below %.3f\n",
		len(training), m.Yes, m.Review, m.Raise, m.Doubt)
	report(judged, m)
	return os.WriteFile(root+"/"+learn.ModelFile, m.Bytes(), 0o644)
}

// report prints what cross-validation found of sentences whose idea the model had not seen.
func report(judged []learn.Judged, m *classify.Model) {
	fmt.Printf("%-28s %6s | %14s | %14s\n", "ideas unseen (5 folds)", "", "phrases alone", "with the model")
	fmt.Printf("%-28s %6s | %6s %7s | %6s %7s\n", "", "of", "yes", "review", "yes", "review")
	for _, row := range []struct {
		name    string
		label   labelled.Label
		general bool
	}{
		{"stops", labelled.Stop, false}, {"stops, ordinary", labelled.Stop, true}, {"others, hard", labelled.Not, false},
		{"others, ordinary", labelled.Not, true}, {"a person should look", labelled.Person, false},
	} {
		n, before, after := 0, map[core.Reading]int{}, map[core.Reading]int{}
		for _, x := range judged {
			if x.Label != row.label || x.General != row.general {
				continue
			}
			n++
			before[x.Phrases.Reading]++
			after[reading(x, m)]++
		}
		percent := func(c int) float64 { return 100 * float64(c) / float64(max(n, 1)) }
		fmt.Printf("%-28s %6d | %5.1f%% %6.1f%% | %5.1f%% %6.1f%%\n", row.name, n, percent(before[core.ReadStop]), percent(before[core.ReadReview]),
			percent(after[core.ReadStop]), percent(after[core.ReadReview]))
	}
}

// reading brings phrases and probability together as the reader does, but for the phrases that deny.
func reading(x learn.Judged, m *classify.Model) core.Reading {
	by, p := x.Phrases.Reading, x.Probability
	switch {
	case by == core.ReadReview && p >= m.Raise, by == core.ReadNothing && p >= m.Yes:
		return core.ReadStop
	case by == core.ReadNothing && p >= m.Review, by == core.ReadStop && x.Phrases.GoesOn && p < m.Doubt:
		return core.ReadReview
	}
	return by
}
