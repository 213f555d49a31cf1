package practice

import (
	"strconv"
	"time"
)

// The platform's limits per page (Rate limits, March 2026).
const (
	conversationCallsPerSecond = 2
	callsPerEngagedPerDay      = 200
	freezeAbovePerSecond       = 40
)

// rate counts calls. Guarded by Page.mu.
type rate struct {
	tokens   float64 // of the conversations bucket
	filledAt time.Time

	hours [24]struct {
		hour  int64
		calls int
	}
	attempts [freezeAbovePerSecond]time.Time
	next     int

	percent int
	app     []string // header values; replaced, never changed
	usage   []string
}

func (r *rate) start(now time.Time) {
	r.tokens, r.filledAt = conversationCallsPerSecond, now
	r.header(0)
}

// conversationCall takes one call of the bucket of two a second.
func (r *rate) conversationCall(now time.Time) *refusal {
	if d := now.Sub(r.filledAt).Seconds(); d > 0 {
		r.tokens = min(conversationCallsPerSecond, r.tokens+d*conversationCallsPerSecond)
		r.filledAt = now
	}
	// A client that keeps the pace by its own clock may be a hair early by ours.
	const hair = 0.02
	if r.tokens < 1-hair {
		return tooManyCalls()
	}
	r.tokens--
	return nil
}

// send counts one try to send. More than forty tries in a second freeze the page until they become fewer: while it is
// frozen, tries go on counting.
func (r *rate) send(now time.Time) *refusal {
	oldest := r.attempts[r.next]
	r.attempts[r.next] = now
	r.next = (r.next + 1) % len(r.attempts)
	if !oldest.IsZero() && now.Sub(oldest) < time.Second {
		return tooManyCalls()
	}
	return nil
}

// spend takes one call of the budget of a day, which is 200 for every person the page can message. The day rolls by
// whole hours; nobody at all counts as one person (both simulator choices).
func (r *rate) spend(now time.Time, engaged int) *refusal {
	hour := now.Unix() / 3600
	slot := &r.hours[int(hour%24+24)%24]
	if slot.hour != hour {
		slot.hour, slot.calls = hour, 0
	}
	used := 0
	for i := range r.hours {
		if hour-r.hours[i].hour < 24 {
			used += r.hours[i].calls
		}
	}
	budget := callsPerEngagedPerDay * max(1, engaged)
	if used >= budget {
		r.header(100)
		return budgetSpent()
	}
	slot.calls++
	r.header((used + 1) * 100 / budget)
	return nil
}

// header prepares the usage headers; they change only when the percentage does.
func (r *rate) header(percent int) {
	if r.usage != nil && percent == r.percent {
		return
	}
	r.percent = percent
	wait := 0
	if percent >= 100 {
		wait = 60 // minutes: until the oldest hour falls out
	}
	n := strconv.Itoa(percent)
	r.app = []string{`{"call_count":` + n + `,"total_time":` + n + `,"total_cputime":` + n + `}`}
	r.usage = []string{usageOf(percent, wait)}
}

// usageOf is the header that names the page's use of its limits and the minutes until calls are taken again.
func usageOf(percent, regain int) string {
	n := strconv.Itoa(percent)
	return `{"` + string(PageID) + `":[{"type":"messenger","call_count":` + n + `,"total_cputime":` + n +
		`,"total_time":` + n + `,"estimated_time_to_regain_access":` + strconv.Itoa(regain) + `}]}`
}
