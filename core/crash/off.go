//go:build !crashpoints

// Package crash marks the moments at which a crash is worst, so that tests can let the program die at each of them. In
// the program that people run every function of it is empty and leaves nothing behind; with the build tag crashpoints
// Point kills the process where SHOPBELL_CRASH says so. See on.go. Any goroutine may call it.
package crash

import "time"

// Point does nothing.
func Point(string) {}

// Apart gives d.
func Apart(d time.Duration) time.Duration { return d }

// Options gives what a test changes in how the database's writer is opened: nothing.
func Options() string { return "" }
