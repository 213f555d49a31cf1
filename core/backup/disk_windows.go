package backup

import (
	"path/filepath"
	"strings"
)

// SameDisk reports whether two folders lie on one volume, so that losing it loses both. False when one of them cannot be
// looked at.
func SameDisk(a, b string) bool {
	x, err := filepath.Abs(a)
	if err != nil {
		return false
	}
	y, err := filepath.Abs(b)
	if err != nil {
		return false
	}
	return strings.EqualFold(filepath.VolumeName(x), filepath.VolumeName(y))
}
