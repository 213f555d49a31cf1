package words

import "shopbell/core"

// Skipped says why a file of a download was not read, and how much of it was.
func (w *Words) Skipped(s core.Skipped) string {
	id := "skipped." + string(s.Code)
	switch {
	case s.Code == core.SkipEntries:
		return w.N(id, s.N)
	case s.Code == core.SkipMore, s.N == 0:
		return w.T(id, "Count", w.Number(s.N), "Cause", s.Cause)
	}
	return w.T("skipped.after", "Why", w.T(id, "Cause", s.Cause), "Read", w.N("skipped.read_before", s.N))
}
