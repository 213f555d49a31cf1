package backup

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"shopbell/core"
)

func TestOnlyDailyCopiesAreRemoved(t *testing.T) {
	dir := t.TempDir()
	touch := func(name string, at time.Time) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for day := range 400 {
		touch(DailyName(noon.AddDate(0, 0, -day)), noon)
	}
	foreign := []string{"holiday.jpg", "shopbell-backup-mine.age", "shopbell-backup-20200101T000000Z.age.txt", "20200101T000000Z.age"}
	for _, name := range foreign {
		touch(name, noon)
	}
	killed, working := touch(".shopbell-backup-1", noon.Add(-25*time.Hour)), touch(".shopbell-backup-2", noon.Add(-time.Hour))
	if err := Prune(dir, noon, time.UTC); err != nil {
		t.Fatal(err)
	}
	files, err := Daily(dir)
	if err != nil || len(files) < 18 || len(files) > 23 || !files[0].At.Equal(noon) {
		t.Errorf("%d copies are left, %v", len(files), err)
	}
	if !slices.IsSortedFunc(files, func(a, b File) int { return b.At.Compare(a.At) }) {
		t.Error("not newest first")
	}
	for _, name := range foreign {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("%s is gone: %v", name, err)
		}
	}
	if _, err := os.Stat(killed); err == nil {
		t.Error("what a killed writer left is still there")
	}
	if _, err := os.Stat(working); err != nil {
		t.Errorf("what somebody writes right now is gone: %v", err)
	}
}

func TestFoldersThatAreNoFolder(t *testing.T) {
	if files, err := Daily(filepath.Join(t.TempDir(), "none")); err != nil || len(files) != 0 {
		t.Errorf("not there: %v, %v", files, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Daily(file); core.CodeOf(err) != core.CodeBackupFolder {
		t.Errorf("a file: %v", err)
	}
}
