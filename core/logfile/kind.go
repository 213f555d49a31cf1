package logfile

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"shopbell/core"
)

// Kind says what kind of failure an error is, without its details: each operation with its code, and at the end what the
// operating system said, or the type of the cause.
func Kind(err error) string {
	var parts []string
	last := err
	for e := err; e != nil; e = errors.Unwrap(e) {
		last = e
		if c, ok := e.(*core.Error); ok {
			parts = append(parts, c.Op+": "+string(c.Code))
		}
		if joined, ok := e.(interface{ Unwrap() []error }); ok {
			for _, j := range joined.Unwrap() {
				parts = append(parts, Kind(j))
			}
		}
	}
	switch cause := last.(type) {
	case *core.Error:
	case syscall.Errno:
		parts = append(parts, cause.Error())
	default:
		parts = append(parts, fmt.Sprintf("%T", cause))
	}
	return strings.Join(parts, ": ")
}
