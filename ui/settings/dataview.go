package settings

import (
	"time"
	"unicode/utf8"

	"shopbell/core/views"
	"shopbell/ui/words"
)

// DataView is what the page says about copies and forgetting, as words.
type DataView struct {
	Daily   string
	DailyOn bool
	Trouble string // why the last copy was not made and what to do, "" when it was
	Forget  string
}

// NewDataView words how the copies and the forgetting stand.
func NewDataView(w *words.Words, b views.Backups, r views.Retention, now time.Time, zone *time.Location) DataView {
	v := DataView{DailyOn: b.On, Daily: w.T("data.daily_off"), Forget: w.T("data.forget_never")}
	if r.Months > 0 {
		v.Forget = w.N("data.forget_after", r.Months)
	}
	if !b.On {
		return v
	}
	switch {
	case b.Failed != nil && (b.Last.IsZero() || b.FailedAt.After(b.Last)):
		s := w.Error(b.Failed)
		v.Trouble = s.Line()
		v.Daily = w.T("data.daily_failed", "When", w.Within(b.FailedAt, now, zone))
	case b.Last.IsZero():
		v.Daily = w.T("data.daily_soon")
	default:
		v.Daily = w.T("data.daily_last", "When", w.Within(b.Last, now, zone), "Copies", w.N("data.copies", len(b.Files)))
	}
	return v
}

// Passphrase judges two typings of a passphrase: what is still to be done, "" when it may be used.
func Passphrase(w *words.Words, one, again string) string {
	switch {
	case utf8.RuneCountInString(one) < leastPassphrase:
		return w.T("data.pass_short", "N", w.Number(leastPassphrase))
	case one != again:
		return w.T("data.pass_differ")
	}
	return ""
}

// leastPassphrase is the least length of a passphrase, in letters: shorter ones are guessed by machines.
const leastPassphrase = 10
