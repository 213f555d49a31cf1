package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// The platform tells with an answer how much of its limits is used, in per cent, and throttles at 100.
const (
	slowAt    = 80 // reads go at a quarter of their pace
	stopAt    = 95 // nothing is asked until the rest is over
	leastRest = time.Minute
	mostRest  = 24 * time.Hour
)

// usage is the worst of what the headers of one answer tell.
type usage struct {
	percent float64
	regain  time.Duration // until calls are possible again, 0 when not told
}

// readUsage reads x-app-usage, x-page-usage and x-business-use-case-usage. told is false when none says anything.
func readUsage(h http.Header) (u usage, told bool) {
	for _, name := range []string{"X-App-Usage", "X-Page-Usage"} {
		var one usageEntry
		if report := h.Get(name); report != "" && json.Unmarshal([]byte(report), &one) == nil {
			u.add(one)
			told = true
		}
	}
	var cases map[string][]usageEntry
	if report := h.Get("X-Business-Use-Case-Usage"); report != "" && json.Unmarshal([]byte(report), &cases) == nil {
		for _, entries := range cases {
			for _, one := range entries {
				if strings.HasPrefix(string(one.Type), "ads") {
					continue // advertising has limits of its own
				}
				u.add(one)
				told = true
			}
		}
	}
	return u, told
}

// usageEntry is one report of use. The minutes stand in the field that the platform calls an estimated time.
type usageEntry struct {
	Type    text   `json:"type"`
	Calls   number `json:"call_count"`
	Time    number `json:"total_time"`
	CPU     number `json:"total_cputime"`
	Minutes number `json:"estimated_time_to_regain_access"`
}

func (u *usage) add(e usageEntry) {
	u.percent = max(u.percent, float64(e.Calls), float64(e.Time), float64(e.CPU))
	minutes := min(max(float64(e.Minutes), 0), mostRest.Minutes())
	u.regain = max(u.regain, time.Duration(minutes*float64(time.Minute)))
}

// rest tells how long to stay away after a refusal for too many calls.
func rest(h http.Header, now time.Time) time.Duration {
	if u, _ := readUsage(h); u.regain > 0 {
		return u.regain
	}
	after := h.Get("Retry-After")
	if s, err := strconv.Atoi(after); err == nil && s > 0 {
		return min(time.Duration(min(s, 1<<30))*time.Second, mostRest)
	}
	if at, err := http.ParseTime(after); err == nil && at.After(now) {
		return min(at.Sub(now), mostRest)
	}
	return leastRest
}

// meter remembers the newest report of use.
type meter struct {
	full rate.Limit // of reads, when nothing is scarce

	mu    sync.Mutex
	until time.Time // no calls before
	last  float64   // per cent
}

// note takes a report and gives the pace that reads may keep from now on.
func (m *meter) note(u usage, now time.Time) rate.Limit {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.until = u.percent, time.Time{}
	if u.percent >= stopAt {
		m.until = now.Add(max(u.regain, leastRest))
	}
	if u.percent >= slowAt && m.full != rate.Inf {
		return m.full / 4
	}
	return m.full
}

// left tells how long no call should be made, and the use that was reported.
func (m *meter) left(now time.Time) (time.Duration, float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.until.Sub(now), m.last
}

// Usage tells how much of the platform's limits the newest answer that spoke of them reported, in per cent. Senders
// slow down from 80; from 95 the client refuses with CodeRateLimited until the platform's rest is over.
func (c *Client) Usage() float64 {
	_, percent := c.meter.left(c.clock.Now())
	return percent
}

// rested refuses a call while the platform's limits are as good as used up.
func (c *Client) rested() *Error {
	left, percent := c.meter.left(c.clock.Now())
	if left <= 0 {
		return nil
	}
	return &Error{
		Class:      ClassRate,
		Message:    "not asked: " + strconv.FormatFloat(percent, 'f', -1, 64) + " per cent of the platform's limit is used",
		RetryAfter: left,
	}
}

// takeTurn waits until the pace of reads allows the next one.
func (c *Client) takeTurn(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now := c.clock.Now()
	turn := c.pace.ReserveN(now, 1)
	d := turn.DelayFrom(now)
	if d <= 0 {
		return nil
	}
	if err := c.wait(ctx, d); err != nil {
		turn.CancelAt(now)
		return err
	}
	return nil
}
