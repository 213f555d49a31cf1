//go:build unix

package store

import "os"

// makeFolder makes the data folder where there is none, for its owner alone.
func makeFolder(dir string) error { return os.MkdirAll(dir, 0o700) }
