package main

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// A second start of the program, while its window is open or out of sight, brings that window up instead of telling that
// the data folder is busy. It knocks with a file in the data folder, which nobody but its owner may write into; the
// window takes the file away as its answer.
const (
	knockName   = "knock"
	knockEvery  = 300 * time.Millisecond
	knockAnswer = 10 * knockEvery // a window that is under a long stroke of work answers late
)

// knock asks a window that is open on a data folder to come up, and reports whether one did.
func knock(ctx context.Context, dir string) bool {
	file := filepath.Join(dir, knockName)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		return false
	}
	ctx, stop := context.WithTimeout(ctx, knockAnswer)
	defer stop()
	each := time.NewTicker(knockEvery / 3)
	defer each.Stop()
	for {
		select {
		case <-ctx.Done():
			return os.Remove(file) != nil // taken in the last moment
		case <-each.C:
			if _, err := os.Stat(file); os.IsNotExist(err) {
				return true
			}
		}
	}
}

// heed calls up whenever somebody knocks, until ctx ends.
func heed(ctx context.Context, dir string, up func()) {
	file := filepath.Join(dir, knockName)
	each := time.NewTicker(knockEvery)
	defer each.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-each.C:
			if os.Remove(file) == nil {
				up()
			}
		}
	}
}
