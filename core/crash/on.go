//go:build crashpoints

// Package crash marks the moments at which a crash is worst. This is the build that dies there: only for tests.
package crash

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

var (
	at, after = wanted(os.Getenv("SHOPBELL_CRASH"))
	passed    atomic.Int64
)

// wanted reads "name:n": die when the point of that name is passed for the n-th time.
func wanted(s string) (string, int64) {
	name, times, _ := strings.Cut(s, ":")
	n, err := strconv.ParseInt(times, 10, 64)
	if err != nil {
		n = 1
	}
	return name, n
}

// Point kills the process at once, as a power cut would, when SHOPBELL_CRASH names it.
func Point(name string) {
	if name != at || passed.Add(1) != after {
		return
	}
	p, err := os.FindProcess(os.Getpid())
	if err == nil {
		_ = p.Kill()
	}
	select {} // the signal is on its way
}

// Apart gives the time that SHOPBELL_CRASH_APART names instead of d, so that thousands of crashes need no days.
func Apart(d time.Duration) time.Duration {
	if short, err := time.ParseDuration(os.Getenv("SHOPBELL_CRASH_APART")); err == nil {
		return short
	}
	return d
}

// Options makes the writer promise what SHOPBELL_CRASH_SYNC says (OFF, NORMAL), to see that the tests notice. It stands
// before the writer's own options: the first counts.
func Options() string {
	if how := os.Getenv("SHOPBELL_CRASH_SYNC"); how != "" {
		return "_synchronous=" + how + "&"
	}
	return ""
}
