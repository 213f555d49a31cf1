//go:build unix

package backup

import (
	"os"
	"syscall"
)

// SameDisk reports whether two folders lie on one file system, so that losing it loses both. False when one of them cannot
// be looked at.
func SameDisk(a, b string) bool {
	x, y := device(a), device(b)
	return x != nil && y != nil && x.Dev == y.Dev
}

func device(path string) *syscall.Stat_t {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	st, _ := info.Sys().(*syscall.Stat_t)
	return st
}
