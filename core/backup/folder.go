package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"shopbell/core"
)

// Names in a folder of daily copies. The time is UTC, so that names sort by age.
const (
	dailyPrefix = "shopbell-backup-"
	dailyTime   = "20060102T150405Z"
	dailySuffix = ".age"
	unfinished  = ".shopbell-backup-*" // sealed, but not whole yet
)

// abandonedAfter is after what time an unfinished file is no longer anybody's: its writer was killed.
const abandonedAfter = 24 * time.Hour

// File is one daily copy.
type File struct {
	Path  string
	At    time.Time
	Bytes int64
}

// DailyName names the copy of a moment.
func DailyName(at time.Time) string { return dailyPrefix + at.UTC().Format(dailyTime) + dailySuffix }

// Daily lists the daily copies in a folder, newest first. Other files are nobody's business here. A folder that is not
// there has none; one that cannot be read is core.CodeBackupFolder.
func Daily(dir string) ([]File, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	list, err := os.ReadDir(dir) // Windows says of a file that it is not there
	if err != nil {
		return nil, core.E(core.CodeBackupFolder, "backup.list", dir, err)
	}
	var out []File
	for _, e := range list {
		at, ok := madeAt(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone between the two looks
		}
		if err != nil {
			return nil, core.E(core.CodeBackupFolder, "backup.list", dir, err)
		}
		out = append(out, File{Path: filepath.Join(dir, e.Name()), At: at, Bytes: info.Size()})
	}
	slices.SortFunc(out, func(a, b File) int { return b.At.Compare(a.At) })
	return out, nil
}

// madeAt reads the time from the name of a daily copy.
func madeAt(name string) (time.Time, bool) {
	name, ok := strings.CutPrefix(name, dailyPrefix)
	stamp, ok2 := strings.CutSuffix(name, dailySuffix)
	if !ok || !ok2 {
		return time.Time{}, false
	}
	at, err := time.Parse(dailyTime, stamp)
	return at, err == nil
}

// Prune removes the daily copies of a folder that Keep lets go, and what killed writers left there.
func Prune(dir string, now time.Time, zone *time.Location) error {
	files, err := Daily(dir)
	if err != nil {
		return err
	}
	made := make([]time.Time, len(files))
	for i, f := range files {
		made[i] = f.At
	}
	var errs []error
	for i, as := range Keep(made, zone) {
		if as == "" {
			errs = append(errs, os.Remove(files[i].Path))
		}
	}
	left, err := filepath.Glob(filepath.Join(dir, unfinished))
	errs = append(errs, err)
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > abandonedAfter {
			errs = append(errs, os.Remove(path))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return core.E(core.CodeBackupFolder, "backup.prune", dir, err)
	}
	return nil
}
