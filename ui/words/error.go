package words

import (
	"errors"

	"shopbell/core"
)

// Sentence is what a person is told about a failure.
type Sentence struct {
	What string // what happened
	Do   string // what was not done, and what to do
}

// Line is both sentences in one line.
func (s Sentence) Line() string {
	if s.Do == "" {
		return s.What
	}
	return s.What + " " + s.Do
}

// Error says what happened and what to do. The details of an error are told only where its sentence has a place for
// them: they never hold a secret. A nil error gives the empty Sentence.
func (w *Words) Error(err error) Sentence {
	if err == nil {
		return Sentence{}
	}
	detail := ""
	var e *core.Error
	if errors.As(err, &e) {
		detail = e.Detail
	}
	return w.Code(core.CodeOf(err), detail)
}

// Code says the same for a code, where no error is at hand. detail may be empty.
func (w *Words) Code(code core.Code, detail string) Sentence {
	id := "error." + string(code)
	if !w.Has(id + ".what") {
		id = "error." + string(core.CodeUnknown)
	}
	what := id + ".what"
	if detail != "" && w.Has(what+"_detail") {
		what += "_detail"
	}
	return Sentence{What: w.T(what, "Detail", detail), Do: w.T(id + ".do")}
}
