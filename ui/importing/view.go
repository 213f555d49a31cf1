// Package importing is the page where the owner brings the conversations that Facebook gives for download: what to ask
// Facebook for, which files, how far it is, what came in and what did not.
package importing

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"shopbell/core"
	"shopbell/core/views"
	"shopbell/ui/widgets"
	"shopbell/ui/words"
)

// Outcome is what the owner is told at the end.
type Outcome struct {
	Tone    widgets.Tone
	What    string
	More    []string
	Skipped []core.Skipped
	Left    string // says how much was skipped, "" for nothing
}

// Judge words the end of an import. What came in before it was stopped or failed stays, and is told too.
func Judge(w *words.Words, r views.ImportedHistory, err error) Outcome {
	o := Outcome{Tone: widgets.Bottle, Skipped: r.Skipped, What: w.T("importing.nothing")}
	if r.MessagesNew > 0 {
		o.What = w.N("importing.came", r.MessagesNew, "Chats", w.N("importing.chats", r.Threads))
	}
	came := o.What
	switch {
	case errors.Is(err, context.Canceled):
		o.Tone, o.What, o.More = widgets.Brass, w.T("importing.stopped"), []string{came, w.T("importing.stopped_do")}
	case err != nil:
		said := w.Error(err)
		o.Tone, o.What = widgets.Brick, said.What
		if r.MessagesNew > 0 {
			o.More = []string{came}
		} else {
			o.More = []string{said.Do}
		}
	case r.MessagesNew == 0 && r.Duplicates == 0:
		o.Tone, o.More = widgets.Brass, []string{w.T("importing.nothing_why")}
	}
	if r.Duplicates > 0 {
		o.More = append(o.More, w.N("importing.known", r.Duplicates))
	}
	if r.OptOutsNew > 0 {
		o.More = append(o.More, w.N("importing.stops", r.OptOutsNew))
	}
	if len(r.Skipped) > 0 {
		o.Left = w.N("importing.skipped", len(r.Skipped))
	}
	return o
}

// Parts are the files and folders that were chosen, each once, in the order in which they were.
type Parts struct{ Paths []string }

// Add takes paths that are not there yet.
func (p *Parts) Add(paths ...string) {
	for _, path := range paths {
		path = filepath.Clean(path)
		if !slices.Contains(p.Paths, path) {
			p.Paths = append(p.Paths, path)
		}
	}
}

// Remove takes one away.
func (p *Parts) Remove(path string) {
	p.Paths = slices.DeleteFunc(p.Paths, func(one string) bool { return one == path })
}

// part gives the share that is done of a whole, in hundredths; an unknown whole has none.
func part(done, of int) int {
	if of <= 0 {
		return 0
	}
	return min(max(done*100/of, 0), 100)
}
